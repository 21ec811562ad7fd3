"""What a sheet of organisations tells of their lives becomes events: dated, drawn, figured, and taken back exactly."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from neuguong.activities.models import Session
from neuguong.core.actor import SYSTEM
from neuguong.core.errors import Refusal
from neuguong.interchange.undoing import undo_batch
from neuguong.organisations import actions
from neuguong.organisations.models import Grant, LifeEvent, Membership, Organisation, Person, Role, Transfer
from neuguong.organisations.queries import placement_on
from neuguong.organisations.queries.lineage import ending
from tests.interchange.books import ORGANISATIONS, Rows, counts, officer, refused, take, taken
from tests.interchange.test_undoing import state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
DAY, EVE = dt.date(2023, 7, 1), dt.date(2023, 6, 30)
LATER = dt.date(2023, 9, 1)
OFFICE, WEATHER, HEALTH = ORGANISATIONS[2], ORGANISATIONS[3], ORGANISATIONS[1]


def body(code: str) -> Organisation:
    return Organisation.objects.select_related("parent", "folded_into").get(code=code)


def lived(code: str) -> list[tuple[str, dt.date]]:
    return list(LifeEvent.objects.filter(parts__organisation__code=code).values_list("kind", "date"))


def said(row: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """Return a row with changes, underlines for blanks in headings."""
    return {**row, "Từ ngày": None, "Đến ngày": None, **{name.replace("_", " "): it for name, it in changes.items()}}


CHANGES: dict[str, tuple[Rows, str, list[tuple[str, dt.date]]]] = {
    "renamed": ([said(OFFICE, Tên_tổ_chức="Chi bộ Tổng hợp", Từ_ngày=DAY)], "0011", [("renamed", DAY)]),
    "kind": ([said(WEATHER, Loại="Đảng bộ cơ sở", Từ_ngày=DAY)], "002", [("kind_changed", DAY)]),
    "kind and name": (
        [said(WEATHER, Loại="Đảng bộ cơ sở", Tên_tổ_chức="Đảng bộ Đài Khí tượng", Từ_ngày=DAY)],
        "002",
        [("kind_changed", DAY)],
    ),
    "moved and renamed": (
        [said(OFFICE, Mã_cấp_trên="002", Tên_tổ_chức="Chi bộ Tổng hợp", Từ_ngày=DAY)],
        "0011",
        [("moved", DAY), ("renamed", DAY)],
    ),
    "ended": ([said(OFFICE, Đến_ngày=EVE)], "0011", [("dissolved", DAY)]),
    "renamed and ended": (
        [said(OFFICE, Tên_tổ_chức="Chi bộ Tổng hợp", Từ_ngày=dt.date(2023, 2, 1), Đến_ngày=EVE)],
        "0011",
        [("renamed", dt.date(2023, 2, 1)), ("dissolved", DAY)],
    ),
    "both ended, the upper one first": (
        [said(HEALTH, Đến_ngày=EVE), said(OFFICE, Đến_ngày=EVE)],
        "001",
        [("dissolved", DAY)],
    ),
    "ended when its part has gone": (
        [said(HEALTH, Đến_ngày=EVE), said(OFFICE, Mã_cấp_trên="002", Từ_ngày=DAY)],
        "001",
        [("dissolved", DAY)],
    ),
    "name corrected": ([said(OFFICE, Tên_tổ_chức="Chi bộ Tổng hợp")], "0011", []),
    "founding told": ([said(OFFICE, Từ_ngày=DAY)], "0011", []),
}


@pytest.mark.parametrize("case", list(CHANGES))
def test_what_a_row_tells_is_an_event_and_can_be_taken_back(tree: None, case: str) -> None:
    rows, code, events = CHANGES[case]
    Grant.objects.filter(organisation__code=code).delete()
    before = state()
    report = taken({"Tổ chức": rows})
    assert counts(report) == (0, len(rows), 0, 0)
    assert lived(code) == events
    assert report.batch is not None
    after = state()
    assert counts(taken({"Tổ chức": rows})) == (0, 0, len(rows), 0)
    assert state() == after
    undo_batch(actor=SYSTEM, number=report.batch)
    assert state() == before


def test_a_dated_name_leaves_the_one_borne_before(tree: None) -> None:
    taken({"Tổ chức": [said(WEATHER, Tên_tổ_chức="Chi bộ Khí tượng", Loại="Đảng bộ cơ sở", Từ_ngày=DAY)]})
    one, before = body("002"), placement_on(body("002"), EVE)
    assert (one.name, one.kind, one.since) == ("Chi bộ Khí tượng", "base_committee", None)
    assert one.search_key.startswith("chi bo khi tuong")
    assert before is not None
    assert (before.name, before.kind) == ("Chi bộ Đài Khí tượng", "base_cell")


def test_a_corrected_name_was_never_another(tree: None) -> None:
    taken({"Tổ chức": [said(WEATHER, Tên_tổ_chức="Chi bộ Khí tượng")]})
    before = placement_on(body("002"), EVE)
    assert before is not None
    assert before.name == ""
    taken({"Tổ chức": [said(WEATHER, Tên_tổ_chức="Chi bộ Khí tượng", Từ_ngày=dt.date(2020, 1, 1))]})
    taken({"Tổ chức": [said(WEATHER, Từ_ngày=dt.date(2020, 1, 1))]})
    assert (body("002").name, lived("002")) == ("Chi bộ Đài Khí tượng", [])


def test_an_end_is_a_dissolution_and_who_was_there_may_go_on(tree: None) -> None:
    person = Person.objects.get(code="0001")
    Transfer.objects.create(
        person=person, origin=body("0011"), target=body("001"), day=LATER, side="sender", asked_by="CB"
    )
    before = state()
    moved = {"Mã người": "0001", "Họ và tên": "Lê Thị Mây", "Mã tổ chức": "002", "Từ ngày": DAY}
    report = taken({"Tổ chức": [said(OFFICE, Đến_ngày=EVE)], "Người": [moved]})
    ended = ending(body("0011"))
    assert ended is not None
    assert (ended.kind, ended.date, body("0011").until) == ("dissolved", DAY, EVE)
    homes = list(Membership.objects.filter(person=person).order_by("pk").values_list("organisation__code", "until"))
    assert homes == [("0011", EVE), ("002", None)]
    assert Transfer.objects.get().state == "withdrawn"
    assert report.batch is not None
    undo_batch(actor=SYSTEM, number=report.batch)
    assert state() == before


def test_an_event_since_then_stops_taking_back(tree: None) -> None:
    report = taken({"Tổ chức": [said(OFFICE, Tên_tổ_chức="Chi bộ Tổng hợp", Từ_ngày=DAY)]})
    later = actions.rename_organisation(actor=SYSTEM, organisation=body("0011"), name="X", date=LATER)
    before = state()
    with pytest.raises(Refusal, match="Chưa hoàn tác được"):
        undo_batch(actor=SYSTEM, number=report.batch or 0)
    assert state() == before
    actions.undo_event(actor=SYSTEM, event=later)
    with pytest.raises(Refusal, match="Chưa hoàn tác được"):
        undo_batch(actor=SYSTEM, number=report.batch or 0)


def test_a_row_that_cannot_be_leaves_the_others(tree: None) -> None:
    rows = [
        said(HEALTH, Tên_tổ_chức="Đảng bộ Ngành Y tế", Từ_ngày=dt.date(2023, 2, 1), Đến_ngày=EVE),
        said(WEATHER, Tên_tổ_chức="Chi bộ Khí tượng", Từ_ngày=DAY),
    ]
    report = take({"Tổ chức": rows}, partial=True)
    assert [(one.row, one.column) for one in report.errors] == [(2, "Đến ngày")]
    assert "còn 1 tổ chức trực thuộc" in report.errors[0].message
    assert (report.updated, lived("001"), lived("002")) == (1, [], [("renamed", DAY)])
    assert report.batch is not None
    undo_batch(actor=SYSTEM, number=report.batch)
    assert body("002").name == "Chi bộ Đài Khí tượng"


def _dissolved() -> None:
    actions.dissolve_organisation(actor=SYSTEM, organisation=body("002"), date=DAY)


def _renamed() -> None:
    actions.rename_organisation(actor=SYSTEM, organisation=body("002"), name="Chi bộ Khí tượng", date=LATER)


def _folded() -> None:
    actions.fold_duplicate(actor=SYSTEM, duplicate=body("002"), real=body("001"))


def _held() -> None:
    Session.objects.create(organisation=body("002"), date=DAY, kind="meeting", content="Học tập")


def _nothing() -> None:
    """Begin with the tree as it is."""


def new(**changes: Any) -> dict[str, Any]:
    row = {"Mã tổ chức": "N1", "Tên tổ chức": "Chi bộ Mới", "Loại": "Chi bộ trực thuộc", "Mã cấp trên": "001"}
    return said(row, **changes)


AHEAD = dt.date(2030, 1, 1)
NAMED = {**WEATHER, "Tên tổ chức": "Chi bộ Khí tượng"}
# What was before, the row, the column that is wrong and the words.
WRONG: dict[str, tuple[Any, dict[str, Any], str, str]] = {
    "a move ahead": (_nothing, said(OFFICE, Mã_cấp_trên="002", Từ_ngày=AHEAD), "Từ ngày", "chưa tới"),
    "a name ahead": (_nothing, said(OFFICE, Tên_tổ_chức="X", Từ_ngày=AHEAD), "Từ ngày", "chưa tới"),
    "an end ahead": (_nothing, said(OFFICE, Đến_ngày=AHEAD), "Đến ngày", "chưa qua"),
    "an end today": (_nothing, said(OFFICE, Đến_ngày=dt.date(2024, 1, 15)), "Đến ngày", "chưa qua"),
    "founded ahead": (_nothing, new(Từ_ngày=AHEAD), "Từ ngày", "chưa tới"),
    "own descendant": (_nothing, said(HEALTH, Mã_cấp_trên="0011", Từ_ngày=DAY), "Mã cấp trên", "vòng"),
    "ended before its records": (_held, said(WEATHER, Đến_ngày=EVE), "Đến ngày", "còn 1 buổi sinh hoạt ghi sau"),
    "root ended": (_nothing, said(ORGANISATIONS[0], Đến_ngày=EVE), "Đến ngày", "là tổ chức gốc"),
    "parts left": (_nothing, said(HEALTH, Đến_ngày=EVE), "Đến ngày", "còn 1 tổ chức trực thuộc"),
    "ends before it begins": (_nothing, said(OFFICE, Từ_ngày=DAY, Đến_ngày=EVE), "Đến ngày", "trước Từ ngày"),
    "ends before its new name": (
        _nothing,
        said(OFFICE, Tên_tổ_chức="X", Từ_ngày=LATER, Đến_ngày=EVE),
        "Đến ngày",
        "đã có sự kiện ngày 01/09/2023",
    ),
    "a kind before its predecessor": (
        _renamed,
        said(NAMED, Loại="Đảng bộ cơ sở", Từ_ngày=DAY),
        "Từ ngày",
        "đã có sự kiện ngày 01/09/2023",
    ),
    "an end before its predecessor": (_renamed, said(NAMED, Đến_ngày=EVE), "Đến ngày", "đã có sự kiện ngày 01/09"),
    "begun after its first event": (
        _renamed,
        said(NAMED, Từ_ngày=dt.date(2023, 10, 1)),
        "Từ ngày",
        "không thể bắt đầu sau đó",
    ),
    "below a dissolved body": (_dissolved, new(Mã_cấp_trên="002"), "Mã cấp trên", "đã kết thúc ngày 30/06/2023"),
    "moved below a dissolved body": (
        _dissolved,
        said(OFFICE, Mã_cấp_trên="002", Từ_ngày=LATER),
        "Mã cấp trên",
        "đã kết thúc ngày 30/06/2023",
    ),
    "a dissolved body moved": (
        _dissolved,
        said(WEATHER, Loại="Chi bộ trực thuộc", Mã_cấp_trên="001", Từ_ngày=LATER),
        "Mã cấp trên",
        "đã kết thúc ngày 30/06/2023",
    ),
    "a dissolved body named": (_dissolved, said(NAMED, Từ_ngày=LATER), "Từ ngày", "đã kết thúc ngày 30/06/2023"),
    "an end by an event changed": (_dissolved, said(WEATHER, Đến_ngày=LATER), "Đến ngày", "hoàn tác sự kiện đó"),
    "an end by an event cleared": (_dissolved, said(WEATHER, Đến_ngày="(xóa)"), "Đến ngày", "hoàn tác sự kiện đó"),
    "a duplicate named": (_folded, said(NAMED, Từ_ngày=LATER, Mã_cấp_trên="001"), "Từ ngày", "là bản trùng"),
}


@pytest.mark.parametrize("case", list(WRONG))
def test_what_cannot_be_is_told_with_its_place_and_nothing_changes(tree: None, case: str) -> None:
    begin, row, column, words = WRONG[case]
    begin()
    before = state()
    told = refused({"Tổ chức": [row]})
    assert (told.sheet, told.row, told.column) == ("Tổ chức", 2, column)
    assert words in told.message
    assert told.message.endswith(".")
    assert told.expected
    assert state() == before


def test_an_event_by_workbook_is_for_the_officer_above(tree: None) -> None:
    secretary = officer("002")
    wrong = refused({"Tổ chức": [said(NAMED, Từ_ngày=DAY)]}, secretary)
    assert "không có quyền" in wrong.message
    assert "không có quyền" in refused({"Tổ chức": [said(WEATHER, Đến_ngày=EVE)]}, secretary).message
    above = officer("DUK", Role.OFFICER, "cv@example.vn")
    taken({"Tổ chức": [said(NAMED, Từ_ngày=DAY)]}, above)
    assert lived("002") == [("renamed", DAY)]
