"""What can't be true of people is refused row by row, and nothing is written; the same as on the forms."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from neuguong.organisations.models import Membership, Person
from tests.interchange.test_refusals import sent

pytestmark = pytest.mark.django_db

TREE = (
    ("Mã tổ chức", "Tên tổ chức", "Loại", "Mã cấp trên", "Từ ngày", "Đến ngày"),
    ("KT", "Đảng bộ Khối", "Đảng bộ khối", "", "", ""),
    ("01", "Chi bộ Một", "Chi bộ cơ sở", "KT", "01/01/2015", "31/12/2022"),
    ("02", "Chi bộ Hai", "Chi bộ cơ sở", "KT", "", ""),
    ("DT", "Công đoàn", "Đoàn thể", "KT", "", ""),
)
HEADS = ("Mã người", "Họ và tên", "Mã tổ chức", "Ngày sinh", "Từ ngày", "Đến ngày", "Đảng viên")
FURTHER = ("Mã người", "Mã tổ chức", "Từ ngày", "Đến ngày", "Nơi sinh hoạt chính")
KNOWN = {"Mã người": "001", "Họ và tên": "Lò Thị Mây", "Mã tổ chức": "02", "Ngày sinh": "05/03/1985"}


def people(folder: Path, *rows: Mapping[str, Any]) -> list[str]:
    return sent(folder, "Người", (HEADS, *(tuple(row.get(head, "") for head in HEADS) for row in rows)))


@pytest.fixture(autouse=True)
def bloc(tmp_path: Path) -> None:
    assert sent(tmp_path, "Tổ chức", TREE) == []


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"Ngày sinh": "05/03/1901"}, "cách đây hơn 120 năm"),
        ({"Ngày sinh": "05/03/2099"}, "ở sau hôm nay"),
        ({"Từ ngày": "01/01/1980"}, "trước ngày sinh 05/03/1985"),
        ({"Đến ngày": "01/01/1980"}, "trước ngày sinh 05/03/1985"),
        ({"Từ ngày": "01/01/2099"}, "còn hơn một năm nữa mới tới"),
        ({"Mã tổ chức": "01", "Từ ngày": "31/12/2014"}, "Chi bộ Một thành lập ngày 01/01/2015"),
        ({"Mã tổ chức": "01", "Từ ngày": "01/01/2023"}, "Chi bộ Một kết thúc ngày 31/12/2022"),
        ({"Mã tổ chức": "01", "Từ ngày": "01/01/2020", "Đến ngày": "01/01/2023"}, "Chi bộ Một kết thúc ngày"),
        ({"Mã tổ chức": "01", "Từ ngày": "01/01/2020"}, "Chi bộ Một kết thúc ngày 31/12/2022, không ai còn"),
        ({"Mã tổ chức": "01"}, "ghi Đến ngày, muộn nhất là ngày đó"),
        ({"Đảng viên": "Dự bị", "Từ ngày": "04/03/2003"}, "đến ngày 04/03/2003 mới 17 tuổi"),
        ({"Đảng viên": "Chính thức", "Ngày sinh": "01/06/2015"}, "mới 11 tuổi; kiểm tra lại ngày sinh, nếu chưa vào"),
    ],
)
@pytest.mark.parametrize("beside", [0, 3])
def test_new_people_are_likely(tmp_path: Path, wrong: dict[str, str], words: str, beside: int) -> None:
    others = [{**KNOWN, "Mã người": f"9{number}", "Từ ngày": "01/01/2016"} for number in range(beside)]
    (error,) = people(tmp_path, *others, {**KNOWN, **wrong})
    assert words in error
    assert f"dòng {beside + 2}" in error
    assert not Person.objects.exists()


def test_days_at_the_edges_are_taken(tmp_path: Path) -> None:
    within = {"Mã tổ chức": "01", "Từ ngày": "01/01/2015", "Đến ngày": "31/12/2022"}
    assert people(tmp_path, {**KNOWN, **within}, {**KNOWN, "Mã người": "002", "Từ ngày": "05/03/1985"}) == []
    of_age = {"Đảng viên": "Dự bị", "Từ ngày": "05/03/2003"}
    worker = {"Đảng viên": "Không", "Từ ngày": "01/06/2001"}
    union = {"Đảng viên": "Chính thức", "Từ ngày": "01/06/2001", "Mã tổ chức": "DT"}
    rows = ({**KNOWN, "Mã người": f"1{at}", **said} for at, said in enumerate((of_age, worker, union)))
    assert people(tmp_path, *rows) == []


def test_a_member_of_the_party_was_of_age_wherever_the_party_says_so(tmp_path: Path) -> None:
    union = {"Đảng viên": "Chính thức", "Từ ngày": "01/06/2001", "Mã tổ chức": "DT"}
    assert people(tmp_path, {**KNOWN, **union}) == []
    rows = (FURTHER, ("001", "02", "01/06/2002", "", ""), ("001", "KT", "05/03/2003", "", ""))
    (error,) = sent(tmp_path, "Nơi sinh hoạt", rows)
    assert "dòng 2" in error
    assert "sớm nhất là 05/03/2003" in error


def test_a_correction_is_checked_too_and_what_it_leaves_is_not(tmp_path: Path) -> None:
    assert people(tmp_path, KNOWN) == []
    (error,) = people(tmp_path, {**KNOWN, "Ngày sinh": "05/03/2099"})
    assert "ở sau hôm nay" in error
    Person.objects.update(birth_date="1823-03-05")
    assert people(tmp_path, {**KNOWN, "Ngày sinh": "", "Họ và tên": "Lò Thị Mai"}) == []


def test_the_main_membership_begins_after_the_one_that_was_left(tmp_path: Path) -> None:
    assert people(tmp_path, {**KNOWN, "Từ ngày": "01/01/2015"}) == []
    there = {**KNOWN, "Mã tổ chức": "01", "Đến ngày": "31/12/2022"}
    assert people(tmp_path, {**there, "Từ ngày": "01/01/2020"}) == []
    (error,) = people(tmp_path, {**there, "Từ ngày": "31/12/2019"})
    assert "nơi trước (đến 31/12/2019)" in error
    assert people(tmp_path, {**there, "Từ ngày": "01/02/2020"}) == []


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("001", "DT", "01/01/2015", "", ""), ("001", "DT", "01/01/2018", "", "")], "đã sinh hoạt tại DT"),
        ([("001", "02", "01/01/2015", "", "")], "đã sinh hoạt tại Chi bộ Hai"),
        ([("001", "01", "01/01/2016", "", "")], "không ai còn sinh hoạt ở đó"),
        ([("001", "01", "01/01/2014", "", "")], "thành lập ngày 01/01/2015"),
        ([("001", "DT", "01/01/1980", "", "")], "trước ngày sinh 05/03/1985"),
        ([("001", "01", "01/01/2016", "31/12/2022", "x")], "nơi sinh hoạt chính là Chi bộ Hai"),
    ],
)
def test_further_places_are_likely(tmp_path: Path, rows: list[tuple[str, ...]], words: str) -> None:
    assert people(tmp_path, KNOWN) == []
    (error,) = sent(tmp_path, "Nơi sinh hoạt", (FURTHER, *rows))
    assert words in error
    assert Membership.objects.count() == 1


def test_further_places_may_overlap_and_follow_each_other(tmp_path: Path) -> None:
    assert people(tmp_path, KNOWN) == []
    rows = [("001", "DT", "01/01/2015", "31/12/2016", ""), ("001", "DT", "01/01/2017", "", "")]
    assert sent(tmp_path, "Nơi sinh hoạt", (FURTHER, *rows, ("001", "01", "01/01/2016", "31/12/2022", ""))) == []
    assert sent(tmp_path, "Nơi sinh hoạt", (FURTHER, *rows)) == []
    assert Membership.objects.count() == 4
