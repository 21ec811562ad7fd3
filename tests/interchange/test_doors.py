"""What can't be of organisations and people is refused by every door, page, workbook and command: one sentence."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from neuguong.core.actor import SYSTEM
from neuguong.organisations import actions
from neuguong.organisations.models import Membership, Organisation, Person
from neuguong.organisations.queries import actor_for, installation
from tests.bloc import Bloc, found_bloc
from tests.interchange.books import book, take
from tests.organisations.test_life_property import state
from tests.portal.cli.running import run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
DAY, LATER = dt.date(2023, 7, 1), dt.date(2023, 9, 1)
PERSON = {"full_name": "Lê Thị Mây", "code": "P1", "organisation": "DSO", "version": "1"}
NEW = {"full_name": "Lò Văn Ước", "code": "P2", "organisation": "DSO"}
ROW = {"Mã người": "P1", "Họ và tên": "Lê Thị Mây", "Mã tổ chức": "DSO"}
NEW_ROW = {"Mã người": "P2", "Họ và tên": "Lò Văn Ước", "Mã tổ chức": "DSO"}


@pytest.fixture
def bloc() -> Bloc:
    found = found_bloc()
    installation()
    person = found.person("Lê Thị Mây", "P1")
    Person.objects.filter(pk=person.pk).update(birth_date=dt.date(1985, 3, 5))
    Membership.objects.filter(person=person).update(since=dt.date(2010, 1, 1))
    return found


def fresh(code: str) -> Organisation:
    return Organisation.objects.select_related("parent", "folded_into").get(code=code)


def place(code: str, **said: Any) -> dict[str, Any]:
    """Return the row of one of the bloc's organisations as it is, but for what is said."""
    one = fresh(code)
    row = {"Mã tổ chức": code, "Tên tổ chức": one.name, "Loại": one.get_kind_display()}
    above = one.parent.code if one.parent else None
    changed = {name.replace("_", " "): value for name, value in said.items()}
    return {**row, "Mã cấp trên": above, "Từ ngày": one.since, **changed}


@dataclass(frozen=True)
class Wrong:
    """One thing that can't be: what a person types on a page, or writes in a row, and a word of each answer."""

    page: tuple[str, str | None, tuple[str, ...], dict[str, str]]
    said: str
    sheet: str
    row: Callable[[], dict[str, Any]]
    told: str
    column: str
    before: Callable[[], object] = field(default=lambda: None)


def _event(sort: str, code: str, **said: str) -> tuple[str, str | None, tuple[str, ...], dict[str, str]]:
    return "organisations:event", code, (sort,), {"date": "01/07/2023", **said, "confirmed": "1"}


def _person(**said: str) -> tuple[str, str | None, tuple[str, ...], dict[str, str]]:
    return "organisations:person_edit", "P1", (), {**PERSON, "birth_date": "05/03/1985", "since": "01/01/2010", **said}


def _enrolled(**said: str) -> tuple[str, str | None, tuple[str, ...], dict[str, str]]:
    return "organisations:person_create", None, (), {**NEW, **said}


def _further(**said: str) -> tuple[str, str | None, tuple[str, ...], dict[str, str]]:
    return "organisations:membership_create", "P1", (), {"organisation": "KBN", **said}


def _beside() -> object:
    person = Person.objects.get(code="P1")
    beside = Membership(person=person, organisation=fresh("KBN"), is_main=False, since=dt.date(2020, 1, 1))
    return actions.keep_membership(actor=SYSTEM, membership=beside, posts={})


def _dissolved() -> object:
    return actions.dissolve_organisation(actor=SYSTEM, organisation=fresh("BAO"), date=DAY)


def _renamed() -> object:
    return actions.rename_organisation(actor=SYSTEM, organisation=fresh("BAO"), name="Chi bộ Báo", date=LATER)


def _group() -> None:
    one = Organisation(code="TO", name="Tổ công tác", kind="collective", parent=fresh("YTE"))
    actions.found_organisation(actor=SYSTEM, organisation=one)


WRONG: dict[str, Wrong] = {
    "own descendant": Wrong(
        _event("moved", "YTE", parent="DSO"),
        "không thể làm cấp trên của nó",
        "Tổ chức",
        lambda: place("YTE", Mã_cấp_trên="DSO", Từ_ngày=DAY),
        "thành vòng",
        "Mã cấp trên",
    ),
    "into a dissolved body": Wrong(
        _event("merged", "YTE", into="BAO", date="01/09/2023"),
        "đã kết thúc ngày 30/06/2023. Chọn một tổ chức đang hoạt động",
        "Tổ chức",
        lambda: place("YTE", Mã_cấp_trên="BAO", Từ_ngày=LATER),
        "đã kết thúc ngày 30/06/2023",
        "Mã cấp trên",
        _dissolved,
    ),
    "event before its predecessor": Wrong(
        _event("kind_changed", "BAO", kind="base_committee"),
        "đã có sự kiện ngày 01/09/2023",
        "Tổ chức",
        lambda: place("BAO", Loại="Đảng bộ cơ sở", Từ_ngày=DAY),
        "đã có sự kiện ngày 01/09/2023",
        "Từ ngày",
        _renamed,
    ),
    "cell below a collective": Wrong(
        _event("moved", "DSO", parent="TO"),
        "không thể trực thuộc Tổ công tác (Tập thể)",
        "Tổ chức",
        lambda: place("DSO", Mã_cấp_trên="TO", Từ_ngày=DAY),
        "không thể trực thuộc Tổ công tác (Tập thể)",
        "Mã cấp trên",
        _group,
    ),
    "province below a committee": Wrong(
        _event("kind_changed", "DSO", kind="province"),
        "(Đảng bộ tỉnh) không thể trực thuộc Đảng bộ Sở Y tế",
        "Tổ chức",
        lambda: place("DSO", Loại="Đảng bộ tỉnh", Từ_ngày=DAY),
        "(Đảng bộ tỉnh) không thể trực thuộc Đảng bộ Sở Y tế",
        "Loại",
    ),
    "cell becomes a union": Wrong(
        _event("kind_changed", "DSO", kind="mass"),
        "không thể đổi thành Đoàn thể",
        "Tổ chức",
        lambda: place("DSO", Loại="Đoàn thể", Từ_ngày=DAY),
        "không thể đổi thành Đoàn thể",
        "Loại",
    ),
    "founded below a collective": Wrong(
        ("organisations:create", None, (), {"code": "M1", "name": "Chi bộ M1", "kind": "cell", "parent": "TO"}),
        "không thể trực thuộc Tổ công tác",
        "Tổ chức",
        lambda: {"Mã tổ chức": "M1", "Tên tổ chức": "M1", "Loại": "Chi bộ trực thuộc", "Mã cấp trên": "TO"},
        "không thể trực thuộc Tổ công tác",
        "Mã cấp trên",
        _group,
    ),
    "event ahead": Wrong(
        _event("moved", "DSO", parent="BAO", date="01/01/2030"),
        "chưa tới",
        "Tổ chức",
        lambda: place("DSO", Mã_cấp_trên="BAO", Từ_ngày=dt.date(2030, 1, 1)),
        "chưa tới",
        "Từ ngày",
    ),
    "founded ahead": Wrong(
        (
            "organisations:create",
            None,
            (),
            {"name": "Chi bộ Mới", "code": "M1", "kind": "cell", "parent": "YTE", "since": "01/01/2030"},
        ),
        "chưa tới",
        "Tổ chức",
        lambda: {**place("DSO"), "Mã tổ chức": "M1", "Từ ngày": dt.date(2030, 1, 1)},
        "chưa tới",
        "Từ ngày",
    ),
    "body ends before it begins": Wrong(
        (
            "organisations:create",
            None,
            (),
            {
                "name": "Chi bộ Mới",
                "code": "M1",
                "kind": "cell",
                "parent": "YTE",
                "since": "01/07/2023",
                "until": "01/06/2023",
            },
        ),
        "Đến ngày phải bằng hoặc sau Từ ngày",
        "Tổ chức",
        lambda: {**place("DSO"), "Mã tổ chức": "M1", "Từ ngày": DAY, "Đến ngày": dt.date(2023, 6, 1)},
        "trước Từ ngày",
        "Đến ngày",
    ),
    "200 years old": Wrong(
        _enrolled(birth_date="05/03/1824"),
        "nằm ngoài khoảng 1900–2100",
        "Người",
        lambda: {**NEW_ROW, "Ngày sinh": "05/03/1824"},
        "nằm ngoài khoảng 1900–2100",
        "Ngày sinh",
    ),
    "not yet born": Wrong(
        _person(birth_date="16/01/2024"),
        "ở sau hôm nay",
        "Người",
        lambda: {**NEW_ROW, "Ngày sinh": dt.date(2024, 1, 16)},
        "ở sau hôm nay",
        "Ngày sinh",
    ),
    "member before birth": Wrong(
        _enrolled(birth_date="05/03/1985", since="01/01/1980"),
        "trước ngày sinh 05/03/1985",
        "Người",
        lambda: {**NEW_ROW, "Ngày sinh": dt.date(1985, 3, 5), "Từ ngày": dt.date(1980, 1, 1)},
        "trước ngày sinh 05/03/1985",
        "Từ ngày",
    ),
    "further member before birth": Wrong(
        _further(since="01/01/1980"),
        "trước ngày sinh 05/03/1985",
        "Nơi sinh hoạt",
        lambda: {"Mã người": "P1", "Mã tổ chức": "KBN", "Từ ngày": dt.date(1980, 1, 1)},
        "trước ngày sinh 05/03/1985",
        "Từ ngày",
    ),
    "belonging ends before it begins": Wrong(
        _enrolled(since="01/07/2023", until="01/06/2023"),
        "Đến ngày phải bằng hoặc sau Từ ngày",
        "Người",
        lambda: {**NEW_ROW, "Từ ngày": DAY, "Đến ngày": dt.date(2023, 6, 1)},
        "trước Từ ngày",
        "Đến ngày",
    ),
    "two main places": Wrong(
        _further(is_main="on", since="01/01/2020"),
        "đã có nơi sinh hoạt chính",
        "Nơi sinh hoạt",
        lambda: {
            "Mã người": "P1",
            "Mã tổ chức": "KBN",
            "Từ ngày": dt.date(2020, 1, 1),
            "Nơi sinh hoạt chính": "x",
        },
        "đang có nơi sinh hoạt chính",
        "Nơi sinh hoạt chính",
    ),
    "one place twice": Wrong(
        _further(since="01/01/2021"),
        "đã sinh hoạt tại Chi bộ Kiểm soát bệnh tật",
        "Nơi sinh hoạt",
        lambda: {"Mã người": "P1", "Mã tổ chức": "KBN", "Từ ngày": dt.date(2021, 1, 1)},
        "đã sinh hoạt tại Chi bộ Kiểm soát bệnh tật",
        "Từ ngày",
        _beside,
    ),
    "moved to where one is already": Wrong(
        _person(organisation="KBN", since="01/07/2023"),
        "đã sinh hoạt tại Chi bộ Kiểm soát bệnh tật (từ 01/01/2020)",
        "Người",
        lambda: {**ROW, "Mã tổ chức": "KBN", "Từ ngày": DAY},
        "nơi sinh hoạt khác tại đây (từ 01/01/2020)",
        "Mã tổ chức",
        _beside,
    ),
    "moved before coming": Wrong(
        _person(organisation="KBN", since="01/01/2009"),
        "phải sau ngày bắt đầu ở nơi cũ (01/01/2010)",
        "Người",
        lambda: {**ROW, "Mã tổ chức": "KBN", "Từ ngày": dt.date(2009, 1, 1)},
        "phải sau ngày bắt đầu ở nơi cũ (01/01/2010)",
        "Từ ngày",
    ),
    "after the body's end": Wrong(
        (
            "organisations:transfer_depart",
            "P1",
            (),
            {"code": "BAO", "day": "01/09/2023"},
        ),
        "Không có tổ chức nào đang hoạt động mang mã",
        "Người",
        lambda: {**ROW, "Mã tổ chức": "BAO", "Từ ngày": LATER},
        "kết thúc ngày 30/06/2023",
        "Từ ngày",
        _dissolved,
    ),
}


@pytest.mark.parametrize("case", list(WRONG))
def test_the_page_refuses_it(bloc: Bloc, case: str) -> None:
    wrong = WRONG[case]
    wrong.before()
    name, of, more, said = wrong.page
    subject: tuple[int, ...] = ()
    if of is not None:
        subject = (Person.objects.get(code=of).pk if of == "P1" else fresh(of).pk,)
    before = state("organisations")
    answer = bloc.send("officer", name, *subject, *more, said=said, place="DUK")
    assert answer.status_code == 422, answer.status_code
    assert wrong.said.lower() in answer.content.decode().lower()
    assert state("organisations") == before


@pytest.mark.parametrize("case", list(WRONG))
def test_the_workbook_and_the_command_refuse_it(bloc: Bloc, tmp_path: Path, case: str) -> None:
    wrong = WRONG[case]
    wrong.before()
    before = state("organisations")
    sheets = {wrong.sheet: [wrong.row()]}
    (told,) = take(sheets, actor_for(bloc.users["officer"])).errors
    assert (told.sheet, told.row, told.column) == (wrong.sheet, 2, wrong.column)
    assert wrong.told in told.message
    assert told.message.endswith(".")
    assert told.found
    ran = run("import", book(sheets, tmp_path / "wrong.xlsx"))
    assert ran.code == 1
    assert wrong.told in ran.err
    assert state("organisations") == before
