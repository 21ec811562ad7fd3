"""Tiến độ: states, dates and the order of the matrix."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import transaction

from neuguong.activities.models import Session
from neuguong.campaigns.actions import lay_down, open_stage
from neuguong.campaigns.periods import parse
from neuguong.commitments.models import Commitment
from neuguong.core import clock
from neuguong.core.actor import SYSTEM
from neuguong.directives.models import Directive, Task
from neuguong.initiatives.models import Initiative
from neuguong.portal.progress import Row, matrix
from tests.bloc import DAY, Bloc, found_bloc
from tests.conftest import MOMENT

NOON = dt.time(12, tzinfo=dt.UTC)


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        found = found_bloc()
        lay_down(actor=SYSTEM, organisation=found.places["DUK"])
        open_stage(actor=SYSTEM, campaign=None, period=parse("2021..2023"))
        yield found


def rows(bloc: Bloc, place: str = "DUK", period: str = "2023") -> dict[str, Row]:
    found = matrix(bloc.places[place], parse(period))
    return {row.organisation.code: row for row in found.rows}


def words(row: Row) -> dict[str, tuple[str, str]]:
    return {f"{column.group} {column.label}": (cell.words, cell.tone) for column, cell in row.pairs}


def directive(bloc: Bloc, code: str, number: str, day: dt.date, asked: Directive | None = None) -> Directive:
    return Directive.objects.create(
        organisation=bloc.places[code],
        number=number,
        date=day,
        issuer=bloc.places[code].name,
        issued_by=bloc.places[code],
        kind="Kế hoạch",
        abstract="Thực hiện",
        concretises=asked,
    )


def session(bloc: Bloc, code: str, day: dt.date, kind: str = "thematic", about: str = "Tự soi") -> None:
    content = f"{about} {code} {day}"
    Session.objects.create(organisation=bloc.places[code], date=day, kind=kind, content=content)


def test_a_plan_is_on_time_late_or_missing(bloc: Bloc) -> None:
    asked = directive(bloc, "DUK", "95-KH/ĐUK", dt.date(2023, 2, 14))
    directive(bloc, "YTE", "23-KH/ĐU", dt.date(2023, 3, 9), asked)
    found = rows(bloc)
    assert words(found["YTE"])["Kế hoạch cụ thể hóa 95-KH/ĐUK"] == ("09/03", "green")
    assert words(found["BAO"])["Kế hoạch cụ thể hóa 95-KH/ĐUK"] == ("chưa có", "red")
    directive(bloc, "BAO", "2-KH/CB", dt.date(2023, 4, 20), asked)
    assert words(rows(bloc)["BAO"])["Kế hoạch cụ thể hóa 95-KH/ĐUK"] == ("20/04", "amber")


def test_commitments_are_counted_of_those_who_owe_one_in_the_whole_subtree(bloc: Bloc) -> None:
    people = [bloc.person(f"Người {index}", f"DV{index}", "DSO") for index in range(3)]
    bloc.person("Người ở Báo", "DV9", "BAO")
    for person in people[:2]:
        Commitment.objects.create(
            person=person, organisation=bloc.places["DSO"], first_year=2023, last_year=2023, signed_on=DAY
        )
    found = rows(bloc)
    assert words(found["YTE"])["Bản cam kết 2023"] == ("2/3", "amber")
    assert words(found["BAO"])["Bản cam kết 2023"] == ("chưa có", "red")
    Commitment.objects.create(
        person=people[2], organisation=bloc.places["DSO"], first_year=2023, last_year=2023, signed_on=DAY
    )
    assert words(rows(bloc)["YTE"])["Bản cam kết 2023"] == ("3/3", "green")


def test_where_nobody_owes_a_commitment_it_does_not_apply(bloc: Bloc) -> None:
    bloc.person("Lò Thị Mây", "DV1")
    assert words(rows(bloc)["BAO"])["Bản cam kết 2023"] == ("không áp dụng", "grey")


def test_meetings_are_one_a_quarter_and_counted_over_years(bloc: Bloc) -> None:
    session(bloc, "DSO", dt.date(2023, 2, 10))
    session(bloc, "KBN", dt.date(2023, 2, 12))
    session(bloc, "YTE", dt.date(2023, 8, 1))
    session(bloc, "YTE", dt.date(2023, 5, 1), "ordinary")
    year = words(rows(bloc)["YTE"])
    assert [year[f"Sinh hoạt chuyên đề quý {q}"][0] for q in ("I", "II", "III", "IV")] == [
        "10/02",
        "chưa có",
        "01/08",
        "chưa có",
    ]
    stage = words(rows(bloc, period="2022..2023")["YTE"])
    assert stage["Sinh hoạt chuyên đề 2023"] == ("2/4", "amber")
    assert stage["Sinh hoạt chuyên đề 2022"] == ("chưa có", "red")


def test_what_is_not_due_yet_says_until_when(bloc: Bloc) -> None:
    with clock.freeze(dt.datetime.combine(dt.date(2023, 6, 10), NOON)):
        found = words(rows(bloc)["BAO"])
    assert found["Sinh hoạt chuyên đề quý II"] == ("đến 30/06", "grey")
    assert found["Sinh hoạt chuyên đề quý I"] == ("chậm 71 ngày", "red")


def test_a_short_lateness_is_amber_and_a_long_one_red(bloc: Bloc) -> None:
    for day, expected in (
        (dt.date(2023, 4, 10), ("chậm 10 ngày", "amber")),
        (dt.date(2023, 4, 20), ("chậm 20 ngày", "red")),
    ):
        with clock.freeze(dt.datetime.combine(day, NOON)):
            assert words(rows(bloc)["BAO"])["Sinh hoạt chuyên đề quý I"] == expected


def test_the_latest_come_first(bloc: Bloc) -> None:
    Initiative.objects.create(organisation=bloc.places["BAO"], code="M1", name="M", registered_on=DAY)
    assert list(rows(bloc)) == ["YTE", "BAO"]
    session(bloc, "DSO", DAY)
    session(bloc, "DSO", dt.date(2023, 5, 5))
    assert list(rows(bloc)) == ["BAO", "YTE"]


def test_below_a_base_committee_stand_its_cells(bloc: Bloc) -> None:
    Task.objects.create(organisation=bloc.places["KBN"], title="Nộp kế hoạch", due=DAY)
    bloc.person("Lò Thị Mây", "DV1")
    assert set(rows(bloc, "YTE")) == {"YTE", "DSO", "KBN"}
    assert rows(bloc, "YTE")["KBN"].own.late == 1
    assert rows(bloc, "DUK")["YTE"].own.late == rows(bloc, "YTE")["YTE"].own.late + 1
    assert set(rows(bloc, "DSO")) == {"DSO"}


def test_an_organisation_that_did_not_exist_owes_nothing(bloc: Bloc) -> None:
    bloc.places["BAO"].until = dt.date(2022, 12, 31)
    bloc.places["BAO"].save()
    assert set(rows(bloc)) == {"YTE"}


def test_a_cell_leads_to_its_figure_at_that_organisation(bloc: Bloc) -> None:
    found = rows(bloc)["BAO"]
    links = {f"{column.group} {column.label}": cell.href for column, cell in found.pairs}
    assert links["Đăng ký mô hình 2021–2023"] == "/o/BAO/2021..2023/figures/models_registered/"
    assert links["Sinh hoạt chuyên đề quý II"] == "/o/BAO/2023-Q2/figures/meetings_thematic/"


def test_the_page_filters_by_group_and_lateness(bloc: Bloc) -> None:
    everyone = bloc.open("officer", "portal:progress", place="DUK").context["matrix"]
    assert len(everyone.rows) == 2
    late = bloc.open("officer", "portal:progress", place="DUK", show="late").context["matrix"]
    assert len(late.rows) == 2
    assert bloc.open("officer", "portal:progress", place="DUK", group="99").context["matrix"].rows == []
    empty = bloc.open("cell", "portal:progress", when="2010")
    assert "không có việc nào đến hạn" in empty.content.decode()


@pytest.mark.parametrize("count", [1, 3, pytest.param(1000, marks=pytest.mark.slow)])
def test_it_takes_few_queries(bloc: Bloc, count: int) -> None:
    asked = directive(bloc, "DUK", "95-KH/ĐUK", dt.date(2023, 2, 14))
    with transaction.atomic():
        for index in range(count):
            directive(bloc, "YTE", f"{index}-KH/ĐU", DAY, asked)
            session(bloc, "DSO", dt.date(2023, 1, 1) + dt.timedelta(days=index % 360), about=str(index))
            bloc.person(f"Người {index}", f"DV{index}")
    for when in ("2023", "2021..2023"):
        assert bloc.queries("officer", "portal:progress", place="DUK", when=when) <= 12
