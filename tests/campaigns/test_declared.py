"""What is declared counts where there are no records, and never twice."""

import datetime as dt
from typing import Any

import pytest

from neuguong.campaigns.indicators import Question
from neuguong.campaigns.periods import parse
from neuguong.campaigns.queries import Figure, by_organisation, figures, records
from neuguong.core.actor import SYSTEM
from neuguong.organisations.models import Organisation
from neuguong.organisations.queries import Structure
from tests.campaigns.plain import Row
from tests.campaigns.writing import blank, write

pytestmark = pytest.mark.django_db
JUNE = dt.date(2022, 6, 15)
CODE = "meetings_thematic"


def said(org: int, period: str, value: float, code: str = CODE) -> Row:
    span = parse(period)
    return {"org": org, "period": period, "start": span.start, "end": span.end, "code": code, "value": value}


def held(org: int, day: dt.date = JUNE) -> Row:
    return {"org": org, "day": day, "kind": "thematic", "due": None, "present": None, "list": {}}


def counted(place: Organisation, period: str = "2022", code: str = CODE) -> Figure:
    return figures(Question(place, parse(period)), [code])[0]


def test_it_counts_where_there_are_no_records() -> None:
    bloc, *_ = write(blank(declared=[said(1, "2022", 4)], sessions=[held(2)]))
    figure = counted(bloc)
    assert (figure.value, figure.recorded, figure.declared) == (5, 1, 4)


def test_a_record_anywhere_below_sets_it_aside() -> None:
    bloc, *_ = write(blank(declared=[said(1, "2022", 4)], sessions=[held(3)]))
    assert counted(bloc).value == 1


def test_records_of_another_time_do_not_set_it_aside() -> None:
    bloc, *_ = write(blank(declared=[said(1, "2022-Q1", 4)], sessions=[held(1)]))
    assert counted(bloc).value == 5


def test_the_widest_period_is_taken() -> None:
    bloc, *_ = write(blank(declared=[said(1, "2022-Q1", 3), said(1, "2022", 4), said(1, "2022-12", 2)]))
    assert counted(bloc).value == 4
    assert counted(bloc, "2022-Q1").value == 3


def test_a_quarter_counts_where_the_year_has_records() -> None:
    bloc, *_ = write(blank(declared=[said(1, "2022-Q1", 3), said(1, "2022", 9)], sessions=[held(1)]))
    assert counted(bloc).value == 4


@pytest.mark.parametrize("twin", ["2022..2022", "2022-H1..2022-H2", "2022-01..2022-12"])
def test_one_span_in_two_spellings_counts_once(twin: str) -> None:
    bloc, *_ = write(blank(declared=[said(1, "2022", 4), said(1, twin, 7)]))
    assert counted(bloc).value == 4


def test_what_is_told_below_takes_the_place_of_the_whole() -> None:
    bloc, *_ = write(blank(declared=[said(0, "2022", 50), said(1, "2022", 4), said(3, "2022-Q2", 1)]))
    assert counted(bloc).value == 1


def test_it_stands_in_the_row_of_each_organisation_above() -> None:
    bloc, *_ = write(blank(declared=[said(3, "2022", 6)]))
    rows = by_organisation(Question(bloc, parse("2022")), [CODE])
    assert {place.code: own.value for place, (own,) in rows.items()} == {"T0": 6, "T1": 6, "T2": 0, "T3": 6}


def test_records_at_a_former_place_set_it_aside_too() -> None:
    """The cell held meetings under 1 and moved to 2; what it declares for the year is not added there."""
    rows: dict[str, Any] = {
        "sessions": [held(3, dt.date(2022, 2, 1))],
        "moves": [{"org": 3, "day": dt.date(2022, 7, 1), "to": 2}],
        "declared": [said(3, "2022", 8)],
    }
    bloc, first, second, _cell = write(blank(**rows))
    assert [counted(place).value for place in (bloc, first, second)] == [1, 1, 0]
    now = Question(second, parse("2022"), Structure.NOW)
    assert figures(now, [CODE])[0].value == 1


def test_what_depends_on_who_is_asked_is_declared_by_that_one_only() -> None:
    rows = [said(0, "2022", 3, "awarded_people"), said(1, "2022", 9, "awarded_people")]
    bloc, first, *_ = write(blank(declared=rows))
    assert counted(bloc, code="awarded_people").value == 3
    assert counted(first, code="awarded_people").value == 9


def test_a_share_is_declared_for_its_own_period_only() -> None:
    bloc, *_ = write(blank(declared=[said(0, "2022", 95.5, "study_rate")]))
    figure = counted(bloc, code="study_rate")
    assert (figure.value, figure.recorded, figure.declared, figure.denominator) == (95.5, None, 95.5, 0)
    assert counted(bloc, "2021..2023", "study_rate").value is None


def test_a_share_with_records_is_counted() -> None:
    session = {**held(1), "kind": "study", "due": 4, "present": 3}
    bloc, *_ = write(blank(declared=[said(0, "2022", 95.5, "study_rate")], sessions=[session]))
    figure = counted(bloc, code="study_rate")
    assert (figure.value, figure.declared, figure.numerator, figure.denominator) == (75.0, 0, 3, 4)


def test_a_declared_value_is_one_record() -> None:
    bloc, *_ = write(blank(declared=[said(1, "2022", 4), said(0, "2022", 95.5, "study_rate")]))
    question = Question(bloc, parse("2022"))
    (count,) = records(question, CODE, actor=SYSTEM)
    (share,) = records(question, "study_rate", actor=SYSTEM)
    assert (count.contribution, count.kind, share.contribution) == (4, "campaigns.declaredvalue", 95.5)
