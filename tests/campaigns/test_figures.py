"""Figures as the contract lays them down: shares, JSON, structures, parts."""

import datetime as dt
import json

import pytest

from neuguong.campaigns.indicators import REGISTRY, Question
from neuguong.campaigns.periods import parse
from neuguong.campaigns.queries import by_organisation, figures, figures_over
from neuguong.campaigns.queries.figures import percent
from neuguong.core.errors import Refusal
from neuguong.organisations.queries import Structure
from tests.campaigns.plain import Row
from tests.campaigns.writing import blank, write

pytestmark = pytest.mark.django_db
DAY = dt.date(2022, 3, 8)
MOVED = dt.date(2022, 7, 1)


def model(org: int, day: dt.date = DAY) -> Row:
    return {"org": org, "registered": day, "recognised": None, "level": "province", "origin": None}


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [(1, 8, 12.5), (1, 16, 6.3), (3, 16, 18.8), (1, 3, 33.3), (2, 3, 66.7), (0, 5, 0.0), (7, 7, 100.0), (1, 0, None)],
)
def test_a_share_is_rounded_half_up_to_one_decimal(part: int, whole: int, told: float | None) -> None:
    assert percent(part, whole) == told


def test_the_objects_are_those_of_the_contract() -> None:
    bloc, *_ = write(blank(models=[model(1)]))
    count, rate = (
        figure.as_json() for figure in figures(Question(bloc, parse("2022")), ["models_registered", "plans_rate"])
    )
    usual = ["indicator", "label", "unit", "value", "recorded", "declared", "organisation", "period"]
    assert list(count) == usual
    assert list(rate) == [*usual, "numerator", "denominator"]
    assert (count["value"], rate["value"], rate["numerator"], rate["denominator"]) == (1, 0.0, 0, 2)
    assert json.loads(json.dumps([count, rate])) == [count, rate]


def test_an_unknown_indicator_is_refused_by_name() -> None:
    bloc, *_ = write(blank())
    with pytest.raises(Refusal, match="no_such"):
        figures(Question(bloc, parse("2022")), ["no_such"])


def test_every_organisation_has_a_row_zeros_too() -> None:
    bloc, *_ = write(blank(models=[model(3)]))
    rows = by_organisation(Question(bloc, parse("2022")), ["models_registered"])
    assert {place.code: own.value for place, (own,) in rows.items()} == {"T0": 1, "T1": 1, "T2": 0, "T3": 1}


@pytest.mark.parametrize(
    ("structure", "told"), [(Structure.THEN, {"T0": 2, "T1": 1, "T2": 1}), (Structure.NOW, {"T0": 2, "T1": 0, "T2": 2})]
)
def test_a_record_counts_where_its_organisation_stood_or_stands(structure: Structure, told: dict[str, int]) -> None:
    moves = [{"org": 3, "day": MOVED, "to": 2}]
    places = write(blank(models=[model(3, DAY), model(3, MOVED)], moves=moves))
    asked = {place.code: Question(place, parse("2022"), structure) for place in places[:3]}
    found = {code: figures(question, ["models_registered"])[0].value for code, question in asked.items()}
    assert found == told


def test_an_organisation_that_left_in_the_period_keeps_its_row() -> None:
    places = write(blank(models=[model(3, DAY)], moves=[{"org": 3, "day": MOVED, "to": 2}]))
    rows = by_organisation(Question(places[1], parse("2022")), ["models_registered"])
    assert {place.code: own.value for place, (own,) in rows.items()} == {"T1": 1, "T3": 1}


def test_a_share_never_passes_a_hundred() -> None:
    """An organisation that issued its plan and was merged away is in neither side of the rate."""
    world = blank(
        directives=[
            {"org": 0, "day": DAY, "plan": True, "concretises": None},
            {"org": 1, "day": DAY, "plan": True, "concretises": 0},
            {"org": 2, "day": DAY, "plan": True, "concretises": 0},
        ]
    )
    world["orgs"][2]["until"] = dt.date(2022, 6, 30)
    bloc, *_ = write(world)
    issued, rate = figures(Question(bloc, parse("2022")), ["plans_issued", "plans_rate"])
    assert (issued.value, rate.value, rate.numerator, rate.denominator) == (2, 100.0, 1, 1)


def test_several_periods_are_told_at_once() -> None:
    bloc, *_ = write(blank(models=[model(1, DAY), model(1, MOVED)]))
    periods = [parse(code) for code in ("2022", "2022-H1", "2021")]
    told = figures_over(Question(bloc, parse("2022")), periods, ["models_registered"])
    assert [(own[0].period, own[0].value) for own in told] == [("2022", 2), ("2022-H1", 1), ("2021", 0)]


def test_each_indicator_says_in_one_sentence_what_it_counts() -> None:
    for item in REGISTRY.by_code.values():
        words = str(item.definition)
        assert words.endswith("."), item.code
        assert words.count(". ") == 0, item.code
