"""Sheets of organisations: one root, parents anywhere in the file, dated moves, no rings."""

import datetime as dt
from typing import Any

import pytest

from neuguong.audit.models import Entry
from neuguong.core.actor import SYSTEM
from neuguong.organisations.actions import found_root
from neuguong.organisations.models import Group, Organisation, Placement, Role
from tests.interchange.books import ORGANISATIONS, Rows, counts, officer, refused, take, taken

pytestmark = pytest.mark.django_db
SINCE = dt.date(2023, 1, 1)


def row(code: str, parent: str | None, **said: Any) -> dict[str, Any]:
    name = {"Mã tổ chức": code, "Tên tổ chức": f"Chi bộ {code}", "Loại": "Chi bộ trực thuộc"}
    return {**name, "Mã cấp trên": parent, "Từ ngày": None, **said}


def paths() -> dict[str, str]:
    """Return where each organisation stands, in codes."""
    codes = {str(pk): code for pk, code in Organisation.objects.values_list("pk", "code")}
    found = Organisation.objects.values_list("code", "path")
    return {code: "/".join(codes[part] for part in path.rstrip(".").split(".")) for code, path in found}


def test_a_whole_tree_goes_in_under_the_root_of_the_set_up() -> None:
    found_root(actor=SYSTEM, code="DUK", name="Đảng bộ Khối")
    assert counts(taken({"Tổ chức": ORGANISATIONS})) == (3, 0, 1, 0)
    assert paths() == {"DUK": "DUK", "001": "DUK/001", "0011": "DUK/001/0011", "002": "DUK/002"}
    assert Placement.objects.filter(since=None, until=None).count() == 4


def test_there_is_one_root() -> None:
    assert "đã là tổ chức gốc" in refused({"Tổ chức": [row("A", None), row("B", None)]}).message
    found_root(actor=SYSTEM, code="DUK", name="Đảng bộ Khối")
    assert refused({"Tổ chức": [row("A", None)]}).expected == "mã cấp trên"


def test_an_unknown_parent_is_named(tree: None) -> None:
    assert refused({"Tổ chức": [row("A", "X")]}).found == "X"


def test_who_stands_under_a_wrong_row_is_wrong_too(tree: None) -> None:
    report = take({"Tổ chức": [row("A", "001", Loại="Hội"), row("B", "A"), row("C", "002")]}, partial=True)
    assert [(error.row, error.column) for error in report.errors] == [(2, "Loại"), (3, None)]
    assert "dòng 2" in report.errors[1].message
    assert report.created == 1


def test_rings_are_refused(tree: None) -> None:
    assert len(take({"Tổ chức": [row("A", "B"), row("B", "A")]}).errors) == 2
    assert "vòng" in refused({"Tổ chức": [row("A", "A")]}).message
    below = take({"Tổ chức": [row("C", "A"), row("A", "B"), row("B", "A")]})
    assert ["dòng 3" in below.errors[0].message, len(below.errors)] == [True, 3]
    ring: Rows = [{**ORGANISATIONS[1], "Mã cấp trên": "0011", "Từ ngày": SINCE}]
    assert "vòng" in refused({"Tổ chức": ring}).message


def test_another_parent_needs_a_day_and_makes_a_dated_move(tree: None) -> None:
    moved = {**ORGANISATIONS[2], "Mã cấp trên": "002"}
    assert refused({"Tổ chức": [moved]}).column == "Từ ngày"
    assert counts(taken({"Tổ chức": [{**moved, "Từ ngày": SINCE}]})) == (0, 1, 0, 0)
    assert paths()["0011"] == "DUK/002/0011"
    one = Organisation.objects.get(code="0011")
    assert list(one.placements.order_by("pk").values_list("parent__code", "since", "until")) == [
        ("001", None, dt.date(2022, 12, 31)),
        ("002", SINCE, None),
    ]
    assert one.since is None
    assert Entry.objects.filter(event="organisation.moved", subject_id=one.pk).count() == 1


def test_a_move_said_again_changes_nothing(tree: None) -> None:
    moved = {**ORGANISATIONS[2], "Mã cấp trên": "002", "Từ ngày": SINCE}
    taken({"Tổ chức": [moved]})
    assert counts(taken({"Tổ chức": [moved]})) == (0, 0, 1, 0)
    earlier = {**ORGANISATIONS[2], "Mã cấp trên": "001", "Từ ngày": SINCE}
    assert "sau ngày bắt đầu" in refused({"Tổ chức": [earlier]}).message


def test_several_may_change_places_at_once(tree: None) -> None:
    taken({"Tổ chức": [row("A", "001"), row("B", "A")]})
    rows: Rows = [row("A", "B", **{"Từ ngày": SINCE}), row("B", "NEW", **{"Từ ngày": SINCE}), row("NEW", "DUK")]
    assert counts(taken({"Tổ chức": rows})) == (1, 2, 0, 0)
    found = paths()
    assert [found[code] for code in ("NEW", "B", "A")] == ["DUK/NEW", "DUK/NEW/B", "DUK/NEW/B/A"]


def test_kind_and_superior_change_on_one_day_either_way(tree: None) -> None:
    """Raised out of a committee, or lowered into one: between both it could not stand everywhere."""
    cell = {**ORGANISATIONS[3], "Loại": "Đảng bộ bộ phận", "Mã cấp trên": "001", "Từ ngày": SINCE}
    taken({"Tổ chức": [cell]})
    assert paths()["002"] == "DUK/001/002"
    taken({"Tổ chức": [{**ORGANISATIONS[3], "Loại": "Đảng bộ cơ sở", "Từ ngày": dt.date(2023, 2, 1)}]})
    assert paths()["002"] == "DUK/002"
    assert Organisation.objects.get(code="002").kind == "base_committee"


def test_a_tree_too_deep_is_refused() -> None:
    rows = [row("0", None), *(row(str(depth), str(depth - 1)) for depth in range(1, 120))]
    report = take({"Tổ chức": rows})
    assert "quá nhiều cấp" in report.errors[0].message
    assert not Organisation.objects.exists()


def test_groups_are_made_once_and_only_for_right_rows(tree: None) -> None:
    rows: Rows = [
        row("A", "001", Nhóm="Sự nghiệp"),
        row("B", "001", Nhóm="sự nghiệp"),
        row("C", "X", Nhóm="Doanh nghiệp"),
    ]
    taken_part = take({"Tổ chức": rows}, partial=True)
    assert (taken_part.created, list(Group.objects.values_list("name", flat=True))) == (2, ["Sự nghiệp"])
    taken({"Tổ chức": [row("A", "001", Nhóm="(xóa)")]})
    assert Organisation.objects.get(code="A").group is None


def test_dates_are_in_order(tree: None) -> None:
    wrong = refused({"Tổ chức": [row("A", "001", **{"Từ ngày": SINCE, "Đến ngày": dt.date(2022, 1, 1)})]})
    assert wrong.column == "Đến ngày"


def test_one_who_founds_must_be_the_officer_above(tree: None) -> None:
    secretary = officer("001")
    assert "không được lập" in refused({"Tổ chức": [row("A", "001")]}, secretary).message
    assert "không phụ trách" in refused({"Tổ chức": [{**ORGANISATIONS[3], "Tên tổ chức": "X"}]}, secretary).message
    above = officer("001", Role.OFFICER, "cv@example.vn")
    assert counts(taken({"Tổ chức": [row("A", "001")]}, above)) == (1, 0, 0, 0)
    moved = {**ORGANISATIONS[2], "Mã cấp trên": "002", "Từ ngày": SINCE}
    assert "không có tổ chức nào" in refused({"Tổ chức": [moved]}, above).message
    assert "không được đặt" in refused({"Tổ chức": [{**moved, "Mã cấp trên": "DUK"}]}, above).message


def test_a_withdrawn_organisation_must_be_empty(tree: None) -> None:
    assert "còn người" in refused_words("0011") or "nơi sinh hoạt" in refused_words("0011")
    taken({"Tổ chức": [row("A", "002")]})
    assert "tổ chức" in refused_words("002")
    gone: Rows = [row("A", "002", **{"Thao tác": "Xóa"})]
    assert counts(taken({"Tổ chức": gone})) == (0, 1, 0, 0)
    assert "A" not in paths()


def refused_words(code: str) -> str:
    found = next(one for one in ORGANISATIONS if one["Mã tổ chức"] == code)
    return refused({"Tổ chức": [{**found, "Thao tác": "Xóa"}]}).found


def test_a_branch_is_withdrawn_with_its_people(tree: None) -> None:
    gone = {"Thao tác": "Xóa"}
    sheets = {
        "Tổ chức": [{**ORGANISATIONS[1], **gone}, {**ORGANISATIONS[2], **gone}],
        "Người": [{"Mã người": "0001", "Họ và tên": "Lê Thị Mây", "Mã tổ chức": "0011", **gone}],
    }
    assert counts(taken(sheets)) == (0, 3, 0, 0)
    assert paths() == {"DUK": "DUK", "002": "DUK/002"}


@pytest.mark.parametrize(
    "said", ["Đảng bộ cấp trên trực tiếp cơ sở", "đảng bộ các cơ quan đảng tỉnh", "Dang bo UBND tinh"]
)
def test_a_committee_right_above_the_base_is_a_kind_of_its_own(tree: None, said: str) -> None:
    assert counts(taken({"Tổ chức": [row("CQDT", "DUK", Loại=said)]})) == (1, 0, 0, 0)
    found = Organisation.objects.get(code="CQDT")
    assert (found.kind, found.is_grassroots) == ("upper", False)


def test_a_superior_of_old_is_not_withdrawn(tree: None) -> None:
    """The place that a body had below it refers to it, though the same file moves that body away."""
    sheets = {"Tổ chức": [{**ORGANISATIONS[1], "Thao tác": "Xóa"}, row("0011", "DUK", **{"Từ ngày": SINCE})]}
    done = take(sheets, partial=True)
    assert [(one.row, one.found) for one in done.errors] == [(2, "vị trí trong cây tổ chức")]
    assert paths()["0011"] == "DUK/0011"
    assert "001" in paths()
