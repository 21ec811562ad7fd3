"""What an import may touch: rows of the actor's own part of the tree, whichever way they are named."""

import datetime as dt
from typing import Any

import pytest

from neuguong.accounts.models import User
from neuguong.core.errors import Forbidden
from neuguong.interchange.exporting import write_template
from neuguong.interchange.kinds import KINDS
from neuguong.organisations.models import Grant, Organisation, Person, Role
from neuguong.organisations.queries import actor_for, installation
from tests.interchange.books import PEOPLE, counts, officer, refused, take, taken
from tests.interchange.test_commendation_sheets import AWARD, NOMINATION, ROUND
from tests.interchange.test_registers import DIRECTIVE, MODEL, SESSION

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]
DAY = dt.date(2023, 6, 5)
TASK = {"Nhiệm vụ": "Sơ kết", "Hạn": DAY, "Văn bản": None}
ISSUE = {"Vấn đề": "Đường", "Ngày nêu": DAY}
EXEMPLAR = {"Đối tượng": "Tập thể", "Tên": "A", "Ngày đăng ký": DAY}
RANK = {"Năm": 2023, "Mức quyết định": "HTT"}
DECLARED = {"Kỳ": "2023", "Mã chỉ tiêu": "study_visits", "Giá trị": 3}
MEMBERSHIP = {"Mã người": "0001", "Từ ngày": DAY}
SHEETS: dict[str, dict[str, Any]] = {
    "Văn bản": DIRECTIVE,
    "Nhiệm vụ": TASK,
    "Sinh hoạt": SESSION,
    "Vấn đề": ISSUE,
    "Mô hình": MODEL,
    "Điển hình": EXEMPLAR,
    "Khen thưởng": AWARD,
    "Đề nghị": NOMINATION,
    "Xếp loại": RANK,
    "Số liệu": DECLARED,
    "Nơi sinh hoạt": MEMBERSHIP,
}


@pytest.mark.parametrize("title", SHEETS)
def test_no_way_leads_to_another_s_record(title: str) -> None:
    """Not by the place, not by the key, not by the record's number, not by taking it out."""
    kind = next(kind for kind in KINDS.values() if kind.sheet == title)
    theirs = {**SHEETS[title], "Mã tổ chức": "002"}
    mine = {**theirs, "Mã tổ chức": "001"}
    taken({"Đợt": [ROUND]})
    actor = officer("001")
    assert "không có tổ chức nào mang mã “002”" in refused({title: [theirs]}, actor).message
    taken({title: [theirs]})
    number = f"{installation().mark}-{kind.model._default_manager.latest('pk').pk}"
    assert "không phụ trách" in refused({title: [{**mine, "Mã bản ghi": number}]}, actor).message
    gone = {**mine, "Mã bản ghi": number, "Thao tác": "Xóa"}
    assert "không phụ trách" in refused({title: [gone]}, actor).message
    assert "không có tổ chức nào mang mã" in refused({title: [{**theirs, "Thao tác": "Xóa"}]}, actor).message


@pytest.mark.parametrize("role", [Role.MEMBER, Role.STANDING, Role.COUNCIL, Role.INSPECTOR, Role.ADMIN])
def test_only_those_who_enter_may_import(role: Role) -> None:
    with pytest.raises(Forbidden):
        take({"Vấn đề": [ISSUE]}, officer("001", role))


def test_nobody_grants_beyond_their_own() -> None:
    grant = {"E-mail": "moi@example.vn", "Vai trò": "Bí thư", "Mã tổ chức": "0011"}
    assert "không được phân quyền" in refused({"Phân quyền": [grant]}, officer("001")).message
    above = officer("001", Role.OFFICER, "cv@example.vn")
    assert counts(taken({"Phân quyền": [grant]}, above)) == (1, 0, 0, 0)
    assert "không có tổ chức nào" in refused({"Phân quyền": [{**grant, "Mã tổ chức": "002"}]}, above).message
    theirs = taken({"Phân quyền": [{**grant, "Mã tổ chức": "002"}]})
    assert theirs.created == 1
    number = f"{installation().mark}-{Grant.objects.latest('pk').pk}"
    gone = {**grant, "Mã bản ghi": number, "Thao tác": "Xóa"}
    assert "không phụ trách" in refused({"Phân quyền": [gone]}, above).message


def test_a_secretary_of_one_place_and_officer_of_another_grants_at_the_other_only() -> None:
    actor = officer("002", Role.OFFICER)
    user = User.objects.get(email="bi.thu@example.vn")
    Grant.objects.create(user=user, role=Role.SECRETARY, organisation=Organisation.objects.get(code="001"))
    both = actor_for(user)
    assert (len(actor.grants), len(both.grants)) == (1, 2)
    grant = {"E-mail": "moi@example.vn", "Vai trò": "Bí thư", "Mã tổ chức": "001"}
    taken({"Phân quyền": [grant]})
    number = f"{installation().mark}-{Grant.objects.latest('pk').pk}"
    taking = {**grant, "Mã tổ chức": "002", "Mã bản ghi": number, "Thao tác": "Xóa"}
    assert "không phụ trách" in refused({"Phân quyền": [taking]}, both).message


def test_accounts_are_made_for_right_rows_and_tied_to_their_people() -> None:
    grant = {"Mã người": "0001", "E-mail": "May@Example.vn", "Vai trò": "bi thu", "Mã tổ chức": "0011"}
    report = take({"Phân quyền": [grant, {**grant, "E-mail": "x@example.vn", "Vai trò": "Vua"}]}, partial=True)
    assert (report.created, len(report.errors)) == (1, 1)
    made = User.objects.get()
    assert (made.email, made.name, made.has_usable_password()) == ("may@example.vn", "Lê Thị Mây", False)
    assert Person.objects.get(account=made).code == "0001"
    assert counts(taken({"Phân quyền": [grant]})) == (0, 0, 1, 0)
    for wrong in ("không phải", "a@b", "a@@example.vn", "a..b@example.vn"):
        assert refused({"Phân quyền": [{**grant, "E-mail": wrong}]}).column == "E-mail"


def test_only_who_may_enter_gets_a_filled_workbook(tmp_path: Any) -> None:
    place = Organisation.objects.get(code="002")
    with pytest.raises(Forbidden):
        write_template(tmp_path / "a.xlsx", actor=officer("001"), kinds=["people"], organisation=place)
    assert not (tmp_path / "a.xlsx").exists()


def test_errors_tell_nothing_of_another_s_record() -> None:
    told = refused({"Người": [{**PEOPLE[1], "Họ và tên": "Đoán mò", "Mã tổ chức": "0011"}]}, officer("001"))
    assert "Lò Văn Ước" not in str(told)


def test_a_body_writes_neither_its_decided_rank_nor_awards_from_above() -> None:
    """What came down in its own workbook goes back as it is; what is not its own is refused with the reason."""
    rank = {**RANK, "Mã tổ chức": "001", "Mức tự nhận": "HTXS"}
    award = {**AWARD, "Mã tổ chức": "001", "Cơ quan khen": "DUK"}
    taken({"Xếp loại": [rank], "Khen thưởng": [award]})
    actor = officer("001")
    assert counts(taken({"Xếp loại": [rank], "Khen thưởng": [award]}, actor)) == (0, 0, 2, 0)
    for sheet, column, row, other in (
        ("Xếp loại", "Mức quyết định", rank, {"Mức tự nhận": "HTT"}),
        ("Xếp loại", "Mức quyết định", rank, {"Năm": 2022}),
        ("Xếp loại", "Mức quyết định", rank, {"Thao tác": "Xóa"}),
        ("Khen thưởng", "Cơ quan khen", award, {"Thành tích": "Khác"}),
        ("Khen thưởng", "Cơ quan khen", award, {"Tên": "Khác"}),
        ("Khen thưởng", "Cơ quan khen", award, {"Thao tác": "Xóa"}),
        ("Khen thưởng", "Cơ quan khen", award, {"Tên": "Khác", "Cơ quan khen": "Bộ Y tế"}),
    ):
        told = refused({sheet: [{**row, **other}]}, actor)
        assert (told.sheet, told.row, told.column) == (sheet, 2, column)
        assert "cấp trên" in told.message
    own = {"Mã tổ chức": "001", "Năm": 2022, "Mức quyết định": None, "Mức tự nhận": "HTT"}
    given = {**award, "Tên": "Khác", "Cơ quan khen": "001"}
    assert counts(taken({"Xếp loại": [own], "Khen thưởng": [given]}, actor)) == (2, 0, 0, 0)
    assert refused({"Xếp loại": [{**own, "Năm": 2021}]}).column == "Mức quyết định"
    assert refused({"Xếp loại": [{**own, "Năm": 2021, "Mức tự nhận": None}]}, actor).column == "Mức quyết định"
    below = {**rank, "Mã tổ chức": "0011"}
    assert counts(taken({"Xếp loại": [below]}, actor)) == (1, 0, 0, 0)


@pytest.mark.parametrize(
    ("session", "person", "listed"),
    [("001", "0001", True), ("0011", "0001", True), ("001", "0002", False), ("0011", "0003", False)],
)
def test_only_who_belonged_to_a_sessions_organisation_is_marked(session: str, person: str, listed: bool) -> None:
    """Below counts, above and elsewhere does not; 0003 came to 0011 after the session."""
    late = {"Mã người": "0003", "Họ và tên": "Vừ A Lềnh", "Mã tổ chức": "0011", "Từ ngày": DAY + dt.timedelta(days=1)}
    held = {**SESSION, "Mã tổ chức": session}
    taken({"Người": [late], "Sinh hoạt": [held]})
    mark = {"Mã tổ chức": session, "Ngày": DAY, "Nội dung": "Kết luận 01", "Mã người": person, "Có mặt": "Có"}
    actor = officer("001")
    if listed:
        assert counts(taken({"Điểm danh": [mark]}, actor)) == (1, 0, 0, 0)
        return
    told = refused({"Điểm danh": [mark]}, actor)
    assert (told.sheet, told.row, told.column) == ("Điểm danh", 2, "Mã người")
    assert ("không có ai mang mã" if person == "0002" else "không sinh hoạt tại tổ chức này") in told.message
    taken({"Điểm danh": [mark]})
    assert counts(taken({"Điểm danh": [{**mark, "Có mặt": "Không"}]}, actor)) == (0, 1, 0, 0)
