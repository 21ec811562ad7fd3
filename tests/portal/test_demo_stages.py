"""The demonstration's second stage: the bloc that was dissolved in 2025, as its figures tell it then and now."""

import datetime as dt

import pytest

from neuguong.campaigns.indicators import Question
from neuguong.campaigns.periods import parse
from neuguong.campaigns.queries import figures
from neuguong.core import clock
from neuguong.core.actor import SYSTEM
from neuguong.organisations import actions
from neuguong.organisations.models import Grant, LifeEvent, Membership, Organisation, Placement
from neuguong.organisations.queries import Structure, by_code, root
from neuguong.organisations.queries.lineage import heirs
from neuguong.portal.demo import load_demo

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOW = dt.datetime(2025, 6, 2, 9, 0, tzinfo=dt.UTC)
FUNNEL = (
    "commended_grassroots_collectives",
    "commended_grassroots_people",
    "nominated_collectives",
    "nominated_people",
    "awarded_collectives",
    "awarded_people",
    "proposed_province_collectives",
    "proposed_province_people",
    "proposed_central_collectives",
    "proposed_central_people",
)
ADDED_UP = ("models_registered", "exemplars_registered", "commitments_signed", "study_sessions", "tasks_assigned")


def told(code: str, structure: Structure, codes: tuple[str, ...]) -> list[object]:
    question = Question(by_code(code), parse("2021..2023"), structure)
    return [figure.value for figure in figures(question, codes)]


def test_the_bloc_is_dissolved_into_two_committees() -> None:
    with clock.freeze(NOW):
        load_demo(stage=2)
        assert told("DUK", Structure.THEN, FUNNEL) == [54, 69, 23, 29, 20, 20, 2, 4, 1, 0]
        assert told("DUK", Structure.THEN, ("returns_due", "returns_on_time")) == [71, 37]
        assert [tie.organisation.code for tie in heirs(by_code("DUK"))] == ["CQDT", "UBNDT"]
        assert {by_code(code).kind for code in ("CQDT", "UBNDT")} == {"upper"}
        assert by_code("DUK").until == dt.date(2025, 2, 28)
        assert root() == by_code("TINH")
        then = told("TINH", Structure.THEN, ADDED_UP)
        assert then == told("TINH", Structure.NOW, ADDED_UP) == told("DUK", Structure.THEN, ADDED_UP)
        parts = [told(code, Structure.NOW, ADDED_UP) for code in ("DUK", "CQDT", "UBNDT")]
        assert [sum(column) for column in zip(*parts, strict=True)] == then
        assert not by_code("DUK").children.filter(until=None).exists()
        assert Membership.objects.filter(organisation__until=dt.date(2025, 2, 28), until=None).count() == 0
        Grant.objects.filter(organisation__code="TINH").delete()
        for event in LifeEvent.objects.order_by("-pk"):
            actions.undo_event(actor=SYSTEM, event=event)
        assert root() == by_code("DUK")
        assert set(Placement.objects.values_list("since", "until")) == {(None, None)}
        assert not Organisation.objects.filter(code__in=["TINH", "CQDT", "UBNDT", "BTGDVTU"]).exists()
