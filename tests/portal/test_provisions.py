"""The matrix of a document's provisions: how each organisation stands, in what order, and what goes out of it."""

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from neuguong.audit.models import Entry
from neuguong.campaigns.actions import excuse_duty, lay_down
from neuguong.campaigns.duties import about
from neuguong.campaigns.models import Excuse
from neuguong.core import clock
from neuguong.core.actor import SYSTEM
from neuguong.directives import actions
from neuguong.directives.actions import Answer
from neuguong.directives.models import Directive, Inapplicable, Provision
from neuguong.directives.numbering import split
from neuguong.organisations.actions import found_organisation
from neuguong.organisations.models import Kind, Organisation
from neuguong.portal.provisions import Row, grid
from neuguong.ui.http import at
from tests.bloc import Bloc, found_bloc
from tests.conftest import MOMENT
from tests.directives.test_provisions import a_document

UPPER = "I- Học tập\n1. Quán triệt\n2. Chuyên đề\nII- Làm theo\n1. Ký cam kết"


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        found = found_bloc()
        lay_down(actor=SYSTEM, organisation=found.places["DUK"])
        yield found


@pytest.fixture
def asked(bloc: Bloc) -> Directive:
    """The bloc's plan of 10 March 2023: its organisations owe theirs within 60 days."""
    top = a_document(bloc, "DUK", "00-CT/TW")
    return a_document(bloc, "DUK", "38-KH/ĐUK", top, UPPER)


def carry_out(bloc: Bloc, code: str, asked: Directive, day: dt.date, **pairs: str) -> Directive:
    """Enter a plan of two items; `pairs`: which of them carries out which item above."""
    plan = a_document(bloc, code, f"{code}-KH", asked, "1. Một\n2. Hai", day)
    own = dict(Provision.objects.filter(directive=plan).values_list("number", "pk"))
    upper = dict(Provision.objects.filter(directive=asked).values_list("number", "pk"))
    answers = {
        upper[key.replace("_", ".")]: Answer(frozenset({own[value]})) if value in own else Answer(reason=value)
        for key, value in pairs.items()
    }
    actions.concretise_provisions(actor=SYSTEM, plan=plan, answers=answers)
    return plan


def rows(bloc: Bloc, asked: Directive, place: str = "DUK") -> dict[str, Row]:
    return {row.place.code: row for row in grid(asked, bloc.places[place]).rows}


def told(row: Row) -> list[tuple[str, str]]:
    return [(cell.tone, cell.text) for cell in row.cells]


def test_a_provision_is_in_a_plan_late_to_come_or_not_applicable(bloc: Bloc, asked: Directive) -> None:
    carry_out(bloc, "YTE", asked, dt.date(2023, 3, 20), I_1="1", I_2="2", II_1="Không có chức năng")
    late = carry_out(bloc, "BAO", asked, dt.date(2023, 6, 1), I_1="1")
    due = about(bloc.places["DUK"], "plan", asked.pk, asked.date).duties[0].occasion.due
    found = rows(bloc, asked)
    assert list(found) == ["BAO", "YTE"]
    days = f"chậm {(MOMENT.date() - due).days} ngày"
    assert told(found["BAO"]) == [("a", "01/06/2023"), ("r", days), ("r", days)]
    assert told(found["YTE"]) == [("g", "20/03/2023"), ("g", "20/03/2023"), ("n", "không")]
    assert [(row.done, row.asked) for row in found.values()] == [(1, 3), (2, 2)]
    said = Inapplicable.objects.get()
    said.returned = "Có chức năng này"
    actions.return_inapplicable(actor=bloc.actor("officer"), said=said)
    assert told(rows(bloc, asked)["YTE"])[2] == ("a", "trả lại")
    actions.remove_directive(actor=SYSTEM, directive=Directive.objects.get(pk=late.pk))
    assert told(rows(bloc, asked)["BAO"]) == [("r", days)] * 3


def test_what_was_excused_is_not_asked_for(bloc: Bloc, asked: Directive) -> None:
    duty = next(
        one
        for one in about(bloc.places["DUK"], "plan", asked.pk, asked.date).duties
        if one.organisation == bloc.places["BAO"].pk
    )
    excuse_duty(actor=SYSTEM, duty=duty, said=Excuse(sort=Excuse.Sort.NOT_APPLICABLE, reason="Chung kế hoạch"))
    found = rows(bloc, asked)
    assert told(found["BAO"]) == [("n", "không")] * 3
    assert list(found) == ["YTE", "BAO"]


def test_where_no_rule_asks_those_at_the_base_are_shown(bloc: Bloc) -> None:
    other = a_document(bloc, "DUK", "40-HD/ĐUK", text="1. Một")
    assert {code: told(row) for code, row in rows(bloc, other).items()} == {"YTE": [("n", "·")], "BAO": [("n", "·")]}


def test_the_page_filters_and_goes_out_as_it_is_seen(bloc: Bloc, asked: Directive) -> None:
    plan = carry_out(bloc, "YTE", asked, dt.date(2023, 3, 20), I_1="1", I_2="2", II_1="Không có chức năng")
    page = bloc.open("officer", "portal:provisions", asked.pk, place="DUK")
    text = page.content.decode()
    assert f'<td class="g"><a href="{at("DUK", "2023", "directives:detail", plan.pk)}">20/03<i>/23</i></a></td>' in text
    assert (
        at("DUK", "2023", "portal:provisions", asked.pk)
        in bloc.open("officer", "directives:detail", asked.pk, place="DUK").content.decode()
    )
    assert (
        at("DUK", "2023", "portal:provisions", asked.pk)
        in bloc.open("officer", "portal:progress", place="DUK").content.decode()
    )
    for query, codes in (
        ({"show": "late"}, ["BAO"]),
        ({"show": "aside"}, ["YTE"]),
        ({"q": "bao tinh"}, ["BAO"]),
        ({"q": "khong co"}, []),
        ({"group": "9"}, []),
        ({"show": "strange"}, ["BAO", "YTE"]),
    ):
        seen = bloc.open("officer", "portal:provisions", asked.pk, place="DUK", **query)
        assert [row.place.code for row, _cells in seen.context["lines"]] == codes
        book = bloc.open("officer", "portal:provisions_export", asked.pk, place="DUK", **query)
        sheet = openpyxl.load_workbook(io.BytesIO(book.content)).worksheets[0]
        assert [cell.value for cell in sheet["A"]][1:] == codes
    assert [cell.value for cell in sheet[1]][5:] == ["I.1", "I.2", "II.1"]
    assert Entry.objects.filter(event="workbook.exported").count() == 6


def test_the_reminder_names_what_is_missing_of_those_ticked(bloc: Bloc, asked: Directive) -> None:
    carry_out(bloc, "BAO", asked, dt.date(2023, 3, 20), I_1="1")
    page = bloc.open("officer", "portal:provisions_remind", asked.pk, place="DUK", code=["BAO", "DSO"])
    text = page.context["text"]
    assert text.startswith("Kính gửi: Chi bộ Báo tỉnh.")
    assert [line for line in text.splitlines() if line.startswith("-")] == ["- I.2. Chuyên đề", "- II.1. Ký cam kết"]
    assert "chưa có 2 nội dung" in text


def test_who_stands_below_sees_their_own_row_alone(bloc: Bloc, asked: Directive) -> None:
    page = bloc.open("secretary", "portal:provisions", asked.pk, place="YTE")
    assert [row.place.code for row, _cells in page.context["lines"]] == ["YTE"]
    assert bloc.open("secretary", "portal:provisions", asked.pk, place="DUK").status_code == 404


def test_the_page_asks_as_often_for_one_as_for_many(bloc: Bloc, asked: Directive) -> None:
    counts: list[Any] = []
    for more in (1, 80):
        for index in range(more):
            own = Organisation(code=f"N{more}{index}", name=f"Chi bộ {index}", kind=Kind.BASE_CELL)
            own.parent = bloc.places["DUK"]
            bloc.places[own.code] = found_organisation(actor=SYSTEM, organisation=own)
            if index % 2:
                carry_out(bloc, own.code, asked, dt.date(2023, 3, 20), I_1="1", II_1="Không có")
        url = at("DUK", "2023", "portal:provisions", asked.pk)
        counts.append(statements(bloc, url))
    assert counts[0] == counts[1] <= 12
    # So many rows are legible on one sheet only where it stands upright.
    assert "print-tall" in bloc.client("officer").get(url).content.decode()
    actions.list_provisions(
        actor=SYSTEM, directive=asked, items=split(UPPER + "".join(f"\n{n}. Khác" for n in range(2, 40)))
    )
    assert statements(bloc, url) == counts[0]


def statements(bloc: Bloc, url: str) -> int:
    bloc.client("officer").get(url)
    with CaptureQueriesContext(connection) as captured:
        assert bloc.client("officer").get(url).status_code == 200
    return len(captured)
