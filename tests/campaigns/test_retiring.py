"""A body that ends retires the rules that it had set; undoing the event brings them back as they were."""

import datetime as dt

import pytest

from neuguong.campaigns.models import DutyRule, Excuse
from neuguong.core.actor import SYSTEM
from neuguong.organisations.actions import merge_organisations, rename_organisation, undo_event
from neuguong.organisations.models import LifeEvent
from tests.bloc import Bloc, found_bloc

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
DAY, LAST, LATER = dt.date(2023, 7, 1), dt.date(2023, 6, 30), dt.date(2023, 9, 1)


@pytest.fixture
def bloc() -> Bloc:
    return found_bloc()


def rule(bloc: Bloc, code: str, since: dt.date | None = None, until: dt.date | None = None) -> DutyRule:
    return DutyRule.objects.create(
        organisation=bloc.places[code], kind="thematic", per="quarter", since=since, until=until
    )


def rows() -> list[tuple[int, dt.date | None, dt.date | None]]:
    return list(DutyRule.objects.order_by("pk").values_list("pk", "since", "until"))


def test_a_merged_body_retires_its_rules_and_nobody_elses(bloc: Bloc) -> None:
    own, upper = rule(bloc, "BAO"), rule(bloc, "DUK")
    over = rule(bloc, "BAO", until=dt.date(2022, 12, 31))
    later, excused = rule(bloc, "BAO", since=LATER), rule(bloc, "BAO", since=LATER)
    Excuse.objects.create(organisation=bloc.places["BAO"], rule=excused, occasion="2023-Q4", reason="R", granted_on=DAY)
    before = rows()
    merge_organisations(actor=SYSTEM, organisations=[bloc.places["BAO"]], into=bloc.places["YTE"], date=DAY)
    assert {pk: until for pk, _since, until in rows()} == {
        own.pk: LAST,
        upper.pk: None,
        over.pk: dt.date(2022, 12, 31),
        excused.pk: None,
    }
    assert not DutyRule.objects.filter(pk=later.pk).exists()
    undo_event(actor=SYSTEM, event=LifeEvent.objects.get())
    assert rows() == before


def test_a_body_that_goes_on_keeps_its_rules(bloc: Bloc) -> None:
    rule(bloc, "BAO")
    before = rows()
    rename_organisation(actor=SYSTEM, organisation=bloc.places["BAO"], name="Chi bộ Báo và Đài", date=DAY)
    assert rows() == before
