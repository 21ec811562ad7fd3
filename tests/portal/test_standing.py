"""Where someone stands at first, and in which period."""

import datetime as dt

import pytest

from neuguong.campaigns.actions import open_campaign, open_stage
from neuguong.campaigns.periods import parse
from neuguong.core import clock
from neuguong.core.actor import SYSTEM
from neuguong.initiatives.models import Initiative
from neuguong.portal import standing
from tests.bloc import DAY, Bloc, found_bloc


@pytest.fixture
def bloc(db: None) -> Bloc:
    return found_bloc()


def at_noon(year: int) -> dt.datetime:
    return dt.datetime(year, 6, 1, 12, tzinfo=dt.UTC)


def open_first_stage() -> None:
    campaign = open_campaign(actor=SYSTEM, code="HT", name="Học tập", origin="")
    open_stage(actor=SYSTEM, campaign=campaign, period=parse("2021..2023"))


def test_a_stage_that_runs_is_the_usual_period(bloc: Bloc) -> None:
    open_first_stage()
    with clock.freeze(at_noon(2022)):
        assert standing.usual_period().code == "2021..2023"


def test_a_stage_that_is_over_stays_while_it_alone_holds_records(bloc: Bloc) -> None:
    open_first_stage()
    with clock.freeze(at_noon(2026)):
        assert standing.usual_period().code == "2026"
        Initiative.objects.create(organisation=bloc.places["DSO"], code="M1", name="M", registered_on=DAY)
        assert standing.usual_period().code == "2021..2023"
        day = dt.date(2026, 2, 1)
        Initiative.objects.create(organisation=bloc.places["DSO"], code="M2", name="M", registered_on=day)
        assert standing.usual_period().code == "2026"


def test_without_stages_it_is_this_year(bloc: Bloc) -> None:
    with clock.freeze(at_noon(2025)):
        assert standing.usual_period().code == "2025"


def test_home_is_the_highest_place_served(bloc: Bloc) -> None:
    assert standing.home(bloc.actor("officer")) == bloc.places["DUK"]
    assert standing.home(bloc.actor("cell")) == bloc.places["DSO"]
