"""Sheets of rounds, nominations and awards: who commends, and in which stage a record counts."""

import datetime as dt
from typing import Any

import pytest

from neuguong.audit.models import Entry
from neuguong.commendations.models import Award, Nomination, Round
from neuguong.organisations.models import Organisation, Role
from tests.interchange.books import ORGANISATIONS, Rows, counts, officer, refused, take, taken

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]
DAY = dt.date(2023, 6, 5)
LATE = dt.date(2024, 2, 1)
ROUND: dict[str, Any] = {"Đợt": "Đợt 2023", "Giai đoạn": "2021-2023", "Từ ngày": None, "Đến ngày": None}
NOMINATION: dict[str, Any] = {
    "Đợt": "Đợt 2023",
    "Mã tổ chức": "001",
    "Đối tượng": "Tập thể",
    "Tên": "Chi bộ Văn phòng",
    "Cấp đề nghị": "Tỉnh",
    "Ngày đề nghị": LATE,
}
AWARD: dict[str, Any] = {
    "Mã tổ chức": "0011",
    "Đối tượng": "Cá nhân",
    "Tên": "Lê Thị Mây",
    "Cơ quan khen": "Đảng ủy Sở Y tế",
    "Hình thức": "Giấy khen",
    "Ngày quyết định": DAY,
    "Mã người": "0001",
    "Số quyết định": "007",
}


def body_of(written: str, **said: Any) -> str | None:
    taken({"Khen thưởng": [{**AWARD, "Cơ quan khen": written, **said}]})
    award = Award.objects.get(body=written)
    return None if award.body_organisation_id is None else code_of(award)


def code_of(award: Award) -> str:
    return Organisation.objects.get(pk=award.body_organisation_id or 0).code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("001", "001"),
        ("Đảng bộ Sở Y tế", "001"),
        ("ĐẢNG ỦY SỞ Y TẾ", "001"),
        ("Ban Thường vụ Đảng ủy Sở Y tế", "001"),
        ("Chi ủy Văn phòng", "0011"),
        ("Đảng ủy Khối", "DUK"),
        ("UBND tỉnh", None),
        ("Chi ủy Đài Khí tượng", "002"),
    ],
)
def test_a_body_is_known_by_code_name_or_alias(written: str, code: str | None) -> None:
    assert body_of(written) == code


def test_outside_bodies_are_listed() -> None:
    rows: Rows = [
        {**AWARD, "Cơ quan khen": "UBND tỉnh"},
        {**AWARD, "Cơ quan khen": "UBND tỉnh", "Hình thức": "Bằng khen"},
    ]
    assert take({"Khen thưởng": rows}, dry_run=True).outside == {"UBND tỉnh": 2}
    assert taken({"Khen thưởng": [AWARD]}).as_json()["outside_bodies"] == {}


def test_a_body_that_was_renamed_since_stays_the_same() -> None:
    taken({"Khen thưởng": [AWARD]})
    taken({"Tổ chức": [{**ORGANISATIONS[1], "Tên tổ chức": "Đảng bộ Sở Y tế và Dân số"}]})
    again = taken({"Khen thưởng": [AWARD]})
    assert (counts(again), again.outside, code_of(Award.objects.get())) == ((0, 0, 1, 0), {}, "001")
    assert taken({"Khen thưởng": [{**AWARD, "Hình thức": "Khác"}]}, dry_run=True).outside == {"Đảng ủy Sở Y tế": 1}


def test_of_equal_names_the_nearest_ancestor_is_meant() -> None:
    twin = {**ORGANISATIONS[1], "Mã tổ chức": "003"}
    below = {**ORGANISATIONS[2], "Mã tổ chức": "0031", "Tên tổ chức": "Chi bộ Kho", "Mã cấp trên": "003"}
    taken({"Tổ chức": [twin, below]})
    taken({"Khen thưởng": [AWARD, {**AWARD, "Mã tổ chức": "0031", "Mã người": None}]})
    assert {award.organisation.code: code_of(award) for award in Award.objects.all()} == {"0011": "001", "0031": "003"}
    wrong = refused({"Khen thưởng": [{**AWARD, "Mã tổ chức": "002"}]})
    assert (wrong.column, "001, 003" in wrong.message) == ("Cơ quan khen", True)


def test_awards_are_told_apart_by_all_that_is_required_and_the_person() -> None:
    assert counts(taken({"Khen thưởng": [AWARD, {**AWARD, "Mã người": None}]})) == (2, 0, 0, 0)
    assert counts(taken({"Khen thưởng": [{**AWARD, "Số quyết định": "008"}]})) == (0, 1, 0, 0)
    assert counts(taken({"Khen thưởng": [{**AWARD, "Hình thức": "Bằng khen"}]})) == (1, 0, 0, 0)
    assert "trùng với dòng 2" in refused({"Khen thưởng": [AWARD, {**AWARD, "Thành tích": "x"}]}).message
    assert Award.objects.filter(decision_number="007").count() == 2


def test_a_round_is_made_by_its_name_and_its_stage_may_come_later() -> None:
    taken({"Đề nghị": [NOMINATION]})
    assert Nomination.objects.get().counted_on == LATE
    taken({"Đợt": [{**ROUND, "Đợt": "đợt 2023"}]})
    one = Round.objects.get()
    assert (one.name, one.stage, one.since, one.until) == (
        "Đợt 2023", "2021..2023", dt.date(2021, 1, 1), dt.date(2023, 12, 31),
    )  # fmt: skip
    assert Nomination.objects.get().counted_on == dt.date(2023, 12, 31)
    assert Entry.objects.filter(subject_kind="commendations.round").count() == 2


def test_days_of_a_round_are_kept_unless_its_stage_changes() -> None:
    taken({"Đợt": [{**ROUND, "Từ ngày": dt.date(2021, 5, 18)}]})
    assert counts(taken({"Đợt": [ROUND]})) == (0, 0, 1, 0)
    assert counts(taken({"Đợt": [{**ROUND, "Giai đoạn": "2021..2024"}]})) == (0, 1, 0, 0)
    assert Round.objects.get().since == dt.date(2021, 1, 1)
    assert refused({"Đợt": [{**ROUND, "Giai đoạn": "sau đại hội"}]}).column == "Giai đoạn"
    same: Rows = [ROUND, {**ROUND, "Đợt": "ĐỢT 2023"}]
    assert "trùng với dòng 2" in refused({"Đợt": same}).message


def test_a_wrong_row_makes_no_round() -> None:
    report = take({"Đề nghị": [NOMINATION, {**NOMINATION, "Đợt": "Đợt lạ", "Mã người": "X"}]}, partial=True)
    assert (report.created, Round.objects.count()) == (1, 1)


def test_a_secretary_nominates_in_rounds_that_are_there() -> None:
    secretary = officer("001")
    assert "đề nghị cấp trên lập đợt" in refused({"Đề nghị": [NOMINATION]}, secretary).message
    assert "không được lập đợt" in refused({"Đợt": [ROUND]}, secretary).message
    taken({"Đợt": [ROUND]}, officer("DUK", Role.OFFICER, "cv@example.vn"))
    assert counts(taken({"Đề nghị": [NOMINATION]}, secretary)) == (1, 0, 0, 0)
    assert refused({"Đợt": [{**ROUND, "Thao tác": "Xóa"}]}).found == "đề nghị khen thưởng"


def test_nominations_are_told_apart_by_all_that_is_required_and_the_person() -> None:
    again = {**NOMINATION, "Kết quả": "đạt"}
    taken({"Đề nghị": [NOMINATION]})
    assert counts(taken({"Đề nghị": [again, {**again, "Cấp đề nghị": "Trung ương"}]})) == (1, 1, 0, 0)
    assert set(Nomination.objects.values_list("target", "outcome")) == {("province", "granted"), ("central", "granted")}


def test_an_award_may_leave_its_round() -> None:
    taken({"Đợt": [ROUND], "Khen thưởng": [{**AWARD, "Đợt": "Đợt 2023", "Ngày quyết định": LATE}]})
    assert Award.objects.get().counted_on == dt.date(2023, 12, 31)
    taken({"Khen thưởng": [{**AWARD, "Đợt": "(xóa)", "Ngày quyết định": LATE}]})
    assert (Award.objects.get().round, Award.objects.get().counted_on) == (None, LATE)
