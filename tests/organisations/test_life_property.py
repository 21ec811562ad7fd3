"""Any fifty life events: figures then and now, nobody and nothing in two places, and the exact start when undone."""

import copy
import datetime as dt
from collections import defaultdict
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from hypothesis import HealthCheck, Phase, given, settings

from neuguong.accounts.models import User
from neuguong.activities.models import Issue, Session
from neuguong.audit.models import Entry, Head
from neuguong.audit.queries import faults
from neuguong.campaigns.indicators import Question
from neuguong.campaigns.models import DeclaredValue, DutyRule, Excuse
from neuguong.campaigns.periods import parse
from neuguong.campaigns.queries import figures
from neuguong.classification.models import Classification
from neuguong.commendations.models import Award, Nomination
from neuguong.commitments.models import Commitment
from neuguong.core import clock
from neuguong.core.errors import Refusal
from neuguong.directives.models import Directive, Finding, Inapplicable, Provision, Task
from neuguong.initiatives.models import Exemplar, Initiative
from neuguong.organisations.models import Grant, Membership, Organisation, Pause, Person, Placement, Post, Transfer
from neuguong.organisations.queries import Structure
from neuguong.organisations.queries.consequences import registers
from neuguong.privacy.models import DataRequest, Removal
from neuguong.reporting.models import Return, Review
from tests.campaigns.plain import Ask, Row, World
from tests.campaigns.test_figures_property import CODES, Told, differing, expected, found
from tests.campaigns.worlds import PERIODS
from tests.campaigns.writing import write
from tests.organisations.lives import DAY, FIRST, LAST, LENGTH, Life, lives
from tests.undoing import undone

# Fifty steps are long to write out, and are told in full only where they fail.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:Generating overly large repr"),
]
NOW = dt.datetime(2025, 1, 15, 9, 0, tzinfo=dt.UTC)
BEFORE = [code for code, (_start, end) in PERIODS.items() if end < FIRST]
ACROSS = ["2022", "2022-06..2023-06", "2020..2025"]
# One example is fifty events and takes seconds, so there are few of them: as many again in `make long`.
few = settings(
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    max_examples=max(2, settings().max_examples // 8),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
# Of these nobody is counted above who is not counted below; of sessions more may come than had to.
SHARES_OF_SOME = ("commitments_rate", "plans_personal_rate", "commitment_units_rate", "pledges_met_rate", "plans_rate")
_PASSING = {"version", "updated_at", "created_at"}
_REQUEST = {"received_on": FIRST, "answer_due": FIRST, "done_due": LAST}
_UNNUMBERED = {"organisations.Placement", "organisations.LifePart"}


def state(*rooms: str) -> dict[str, list[Any]]:
    """Return all rows of all tables but the log, without what tells how often they were written."""
    models = [model for model in apps.get_models() if model not in (Entry, Head)]
    wanted = rooms or django_settings.ROOMS
    return {model._meta.label: _rows(model) for model in models if model._meta.app_label in wanted}


def _rows(model: type[Model]) -> list[Any]:
    unseen = _PASSING | ({"id"} if model._meta.label in _UNNUMBERED else set())
    kept = [
        {name: value for name, value in row.items() if name not in unseen} for row in model._default_manager.values()
    ]
    return sorted(kept, key=str)


def begun(world: World) -> Life:
    """Write the world, and roles on some of its organisations."""
    ids = [one.pk for one in write(world)]
    for index, pk in enumerate(ids[:4]):
        user = User.objects.create(email=f"u{index}@example.org", name=f"U{index}")
        Grant.objects.create(user=user, role="secretary", organisation_id=pk, since=[None, FIRST, LAST, None][index])
    people = list(Person.objects.filter(code__startswith="P").order_by("pk").values_list("pk", flat=True))
    more(ids, people)
    return Life(world, ids, people)


def more(ids: list[int], people: list[int]) -> None:
    """Write records of the registers of which no figure tells, and parts of people that go with them."""
    plan = Directive.objects.create(
        organisation_id=ids[0], number="9-KH", date=FIRST, issuer="B", kind="Kế hoạch", abstract="K"
    )
    asked = Provision.objects.create(directive=plan, number="1", text="T", place=1)
    for index, pk in enumerate(ids):
        person = people[index % len(people)]
        Review.objects.create(organisation_id=pk, period=f"202{index}", structure="then", snapshot={})
        DataRequest.objects.create(organisation_id=pk, person_id=person, kind="access", **_REQUEST)
        Removal.objects.create(organisation_id=pk, sort="sessions", ids=[index], ground="law", proposed_by=1)
        Directive.objects.filter(organisation=pk).update(issued_by=ids[-1])
        noted = {"subject_kind": "organisations.organisation", "subject_id": pk, "raised_on": FIRST, "due": LAST}
        Finding.objects.create(organisation_id=pk, text="N", **noted)
        rule = DutyRule.objects.create(organisation_id=pk, kind="plan", per="year")
        Excuse.objects.create(organisation_id=pk, rule=rule, occasion="2023", reason="R", granted_on=FIRST)
        Inapplicable.objects.create(organisation_id=pk, upper=asked, reason="R")
    for membership in Membership.objects.order_by("pk"):
        Post.objects.create(membership=membership, sort="party", title="Ủy viên")
    for person in people[::2]:
        Pause.objects.create(person_id=person, sort="suspended", since=FIRST)


def told(life: Life, org: int, period: str, structure: str) -> Told:
    one = Organisation.objects.get(pk=life.ids[org])
    return found(figures(Question(one, parse(period), Structure(structure)), CODES))


def ask(life: Life, org: int, period: str, structure: str) -> Ask:
    return Ask(life.world, org, org, *PERIODS[period], structure, NOW.date())


def lived(life: Life, steps: list[Row]) -> None:
    """Let everything happen that is not refused; what is refused changes nothing."""
    for index, step in enumerate(steps):
        if len(life.events) == LENGTH:
            return
        kept = copy.deepcopy(life.world)
        before = state("organisations", "audit") if index % 5 == 0 else None
        try:
            with transaction.atomic():
                life.happen(step)
        except (Refusal, ValidationError):
            assert life.world == kept
            if before is not None:
                assert state("organisations", "audit") == before


def check_figures(life: Life, first: int) -> None:
    """Every figure is what a plain count of plain rows finds, in both structures."""
    top = next(row["id"] for row in life.world["orgs"] if row["parent"] is None)
    for org in {top, 0, first % len(life.ids)}:
        for period in ACROSS:
            for structure in ("then", "now"):
                asked = ask(life, org, period, structure)
                own = told(life, org, period, structure)
                assert differing(own, expected(asked)) == {}, (org, period, structure)
                assert [code for code in SHARES_OF_SOME if own[code][1] > own[code][2]] == []
    assert all(top in ask(life, org, "2022", "now").line(org, NOW.date()) for org in range(len(life.ids)))


def check_places(life: Life) -> None:
    """Each organisation is somewhere on each day, and nowhere twice; so is each person."""
    places: dict[int, list[Placement]] = defaultdict(list)
    for place in Placement.objects.order_by("pk"):
        places[place.organisation_id].append(place)
    assert set(places) == set(Organisation.objects.values_list("pk", flat=True))
    days = {day for own in places.values() for one in own for day in (one.since, one.until) if day} | {FIRST, LAST}
    for own in places.values():
        for day in days:
            (here,) = (one for one in own if _holds(one, day))
            above = [one.path for one in places.get(here.parent_id or 0, []) if _holds(one, day)]
            assert here.path == f"{''.join(above)}{here.organisation_id}."
    for person in life.people:
        own_ = list(Membership.objects.filter(person=person))
        for day in days | {day for one in own_ for day in (one.since, one.until) if day}:
            held = [one for one in own_ if _holds(one, day)]
            assert sum(one.is_main for one in held) <= 1
            assert len({one.organisation_id for one in held}) == len(held)


def _holds(one: Placement | Membership, day: dt.date) -> bool:
    return (one.since is None or one.since <= day) and (one.until is None or one.until >= day)


def live_and_die(world: World, steps: list[Row], *, folds: bool) -> None:
    with clock.freeze(NOW), undone():
        life = begun(world)
        start, asked = state(), range(len(life.ids))
        were = {(org, code): told(life, org, code, "then") for org in asked for code in BEFORE}
        lived(life, steps)
        assert len(life.events) == LENGTH
        for (org, code), before in were.items():
            assert folds or differing(told(life, org, code, "then"), before) == {}, (org, code)
        check_figures(life, steps[0]["c"])
        check_places(life)
        for take_back in reversed(life.trail):
            take_back()
        end = state()
        assert [
            (label, [row for row in rows if row not in start[label]])
            for label, rows in end.items()
            if rows != start[label]
        ] == []
        assert list(faults()) == []


@few
@given(lives(folds=False))
def test_any_life_leaves_the_figures_of_their_day_and_can_be_undone(drawn: tuple[World, list[Row]]) -> None:
    live_and_die(*drawn, folds=False)


@few
@given(lives(folds=True))
def test_duplicates_may_be_folded_in_between(drawn: tuple[World, list[Row]]) -> None:
    live_and_die(*drawn, folds=True)


def test_records_of_every_register_live_on() -> None:
    """A register that is new has to be written into these lives too."""
    of_figures = {Award, Classification, Commitment, DeclaredValue, Directive, Exemplar, Initiative, Issue}
    of_figures |= {Nomination, Return, Session, Task}
    of_duties = {DutyRule, Excuse, Finding, Inapplicable}
    of_people = {DataRequest, Grant, Membership, Removal, Transfer}
    assert {model for model, _column in registers()} == {*of_figures, *of_duties, *of_people, Review}


def test_the_days_leave_room(frozen: dt.datetime) -> None:
    assert BEFORE
    assert FIRST + DAY < LAST
