"""Duties against an independent count over random registers, rules, excuses and calendars; and the four views agree."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from neuguong.activities.models import Session
from neuguong.campaigns.duties import Duty, Survey, numbers, survey
from neuguong.campaigns.duties.reminders import remindable
from neuguong.campaigns.models import DutyRule, Excuse
from neuguong.campaigns.periods import parse
from neuguong.core import clock
from neuguong.directives.models import Directive, Task
from neuguong.organisations.models import Organisation, Pause, Person
from neuguong.portal import reminding
from neuguong.portal.progress import matrix, own
from neuguong.privacy.models import DayOff
from neuguong.privacy.queries import workdays
from tests.campaigns.plain import World
from tests.campaigns.plain_duties import Owed, rows_of
from tests.campaigns.worlds import EDGES, PERIODS, days, maybe_days, worlds
from tests.campaigns.writing import write

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CALENDAR = ("month", "quarter", "half", "year", "term")
PER = {
    "meeting_thematic": CALENDAR,
    "issue": CALENDAR,
    "model": CALENDAR,
    "plan": ("directive",),
    "task": ("record",),
    "commitment": ("year",),
    "plan_personal": ("term",),
}
KINDS = st.lists(st.sampled_from(("base_committee", "base_cell", "cell")), max_size=2, unique=True)


@st.composite
def owing(draw: DrawFn) -> World:
    """Draw registers, and what is owed in them."""
    world = draw(worlds())
    org = st.integers(0, len(world["orgs"]) - 1)
    world["rules"] = [draw(_rule(index, org)) for index in range(draw(st.integers(1, 5)))]
    person = st.integers(0, len(world["people"]) - 1)
    world["pauses"] = [
        {"person": draw(person), "since": since, "until": draw(st.sampled_from([None, *EDGES[EDGES.index(since) :]]))}
        for since in draw(st.lists(days, max_size=2))
    ]
    world["off"] = [
        {"day": day, "working": draw(st.booleans())} for day in draw(st.lists(days, max_size=3, unique=True))
    ]
    world["excuses"] = list(_excuses(draw, world))
    return world


@st.composite
def _rule(draw: DrawFn, index: int, org: st.SearchStrategy[int]) -> dict[str, Any]:
    kind = draw(st.sampled_from(sorted(PER)))
    per = draw(st.sampled_from(PER[kind]))
    anchors = ("start", "end", "date") if per in ("year", "term") else ("start", "end")
    anchor = draw(st.sampled_from(anchors))
    since, until = draw(maybe_days), draw(maybe_days)
    ordered = since is None or until is None or since <= until
    dated = anchor == "date"
    return {
        "id": index,
        "org": draw(st.just(0) | org),
        "kind": kind,
        "per": per,
        "since": since,
        "until": until if ordered else None,
        "kinds": draw(KINDS),
        "times": 1 if per == "record" else draw(st.sampled_from((1, 1, 1, 2))),
        "anchor": anchor,
        "month": draw(st.sampled_from((2, 3, 6, 12))) if dated else None,
        "day": draw(st.sampled_from((1, 30, 31))) if dated else None,
        "days": draw(st.sampled_from((0, 0, 1, 10, 60))),
        "unit": draw(st.sampled_from(("calendar", "working"))),
        "rolls": draw(st.booleans()),
        "owed_on": "due" if per == "record" else draw(st.sampled_from(("start", "due", "end"))),
    }


def _excuses(draw: DrawFn, world: World) -> Iterator[dict[str, Any]]:
    """Excuse some of what is really owed: draw among the duties of the whole."""
    owed = Owed(world | {"excuses": []}, 0, dt.date(2020, 1, 1), dt.date(2025, 12, 31), dt.date(2022, 6, 15), _weekday)
    meant = [(rule, key, org) for rule, key, org, person, *_rest in owed.told() if person is None]
    chosen = draw(st.lists(st.sampled_from(meant), max_size=4, unique=True)) if meant else []
    for rule, key, org in chosen:
        sort = draw(st.sampled_from(("excused", "not_applicable")))
        yield {"rule": rule, "key": key, "org": org, "sort": sort, "day": draw(days)}


def _weekday(day: dt.date) -> bool:
    return day.weekday() < 5


class Written:
    """The world in the database: keys of the plain rows by those of the records."""

    def __init__(self, world: World) -> None:
        self.world, self.organisations = world, write(world)
        self.orgs = {own.pk: index for index, own in enumerate(self.organisations)}
        self.people = {pk: int(code[1:]) for pk, code in Person.objects.values_list("pk", "code")}
        self.rules = {self._rule(row).pk: row["id"] for row in world["rules"]}
        by_plain = {index: pk for pk, index in self.people.items()}
        for row in world["pauses"]:
            held = {"since": row["since"], "until": row["until"]}
            Pause.objects.create(person_id=by_plain[row["person"]], sort="exempt", **held)
        for row in world["off"]:
            DayOff.objects.create(date=row["day"], is_working=row["working"], name="-")
        self.refs = self._refs()
        for row in world["excuses"]:
            self._excuse(row)

    def _refs(self) -> dict[str, dict[int, int]]:
        """Documents and tasks were written in the order of the plain rows."""
        models = {"directive": Directive, "record": Task}
        return {
            per: dict(enumerate(model._default_manager.order_by("pk").values_list("pk", flat=True)))
            for per, model in models.items()
        }

    def _rule(self, row: dict[str, Any]) -> DutyRule:
        names = ("kind", "per", "since", "until", "times", "anchor", "month", "day", "days", "unit", "rolls", "owed_on")
        said = {name: row[name] for name in names}
        place = self.organisations[row["org"]]
        return DutyRule.objects.create(organisation=place, org_kinds=row["kinds"], **said)

    def _excuse(self, row: dict[str, Any]) -> None:
        rule = next(pk for pk, index in self.rules.items() if index == row["rule"])
        per, key = self.world["rules"][row["rule"]]["per"], row["key"]
        if key.startswith("#"):
            key = f"#{self.refs[per][int(key[1:])]}"
        said = {"sort": row["sort"], "reason": "-", "granted_on": row["day"]}
        Excuse.objects.create(rule_id=rule, occasion=key, organisation=self.organisations[row["org"]], **said)

    def told(self, duty: Duty) -> tuple[Any, ...]:
        """Return a duty as the plain count tells it."""
        one, key = duty.occasion, duty.occasion.key
        if one.ref is not None:
            plain = {pk: index for index, pk in self.refs[one.rule.per].items()}
            key = f"#{plain[one.ref]}"
        person = None if duty.person is None else self.people[duty.person]
        rule, org = self.rules[one.rule.pk], self.orgs[duty.organisation]
        return rule, key, org, person, one.due, duty.state.value, duty.day


@contextmanager
def written(world: World, as_of: dt.date) -> Iterator[Written]:
    """Write the world for one example, with the clock held, and take it back."""
    noon = dt.datetime.combine(as_of, dt.time(5), tzinfo=dt.UTC)
    with clock.freeze(noon), transaction.atomic():
        yield Written(world)
        transaction.set_rollback(True)


@given(owing(), st.sampled_from(EDGES))
def test_every_duty_is_as_the_plain_count_tells_and_the_views_agree(world: World, as_of: dt.date) -> None:
    with written(world, as_of) as there:
        for ask in world["asks"]:
            start, end = PERIODS[ask["period"]]
            place = there.organisations[ask["org"]]
            found = survey(place, parse(ask["period"]))
            expected = Owed(world, ask["org"], start, end, as_of, workdays().is_worked).told()
            assert rows_of(there.told(duty) for duty in found.duties) == rows_of(expected)
            agree(place, found)
            reopens(place, found)


# Days after the due day, by the usual reminders 7 and 1 before, 1, 7 and 30 after, each caught up within a week.
REMINDED = {*range(-7, 1), *range(1, 14), *range(30, 37)}


def agree(place: Organisation, found: Survey) -> None:
    """To-do list, matrix, reminders and shares: each duty of the survey once, and no other."""
    laid, counted = matrix(place, found.period), numbers(found.duties)
    assert laid.own + laid.people == counted
    assert sum((row.own + row.people).late for row in laid.late) == counted.late
    assert all((row.own + row.people).late == 0 for row in laid.rows if not row.is_late)
    codes = {row.organisation.code for row in laid.rows}
    text = reminding.reminder(reminding.late(laid, codes), "-")
    assert all((f"Kính gửi: {row.organisation.name}." in text) == row.is_late for row in laid.rows)
    for row in laid.rows:
        assert any(cell.late for _column, cell in row.pairs) == row.is_late
        assert any(cell.to_do for _column, cell in row.pairs) == bool((row.own + row.people).to_do)
    to_do = [duty for duty in found.duties if duty.is_to_do]
    told = [duty for duty in to_do if (found.as_of - duty.occasion.due).days in REMINDED]
    assert [duty for duty, _stage in remindable(found)] == told
    mine = own(found)
    todo = [duty for duty in found.of(place.pk) if duty.is_to_do]
    assert sum(row.own.to_do for row in mine.rows) == len(todo)


def reopens(place: Organisation, found: Survey) -> None:
    """A record closes a late duty at once, and taking it out opens it again."""
    for duty in found.duties:
        one = duty.occasion
        if duty.state != "late" or one.rule.kind != "meeting_thematic" or one.rule.times > 1:
            continue
        keys = {"organisation_id": duty.organisation, "date": one.start, "kind": "thematic", "content": "mở lại"}
        if one.start > found.as_of or not duty.path.endswith(f"{duty.organisation}."):
            continue
        session = Session.objects.create(**keys)
        again = next(other for other in survey(place, found.period).duties if other[:4] == duty[:4])
        assert again.is_met
        assert again.record == session.pk
        session.delete()
        assert next(other for other in survey(place, found.period).duties if other[:4] == duty[:4]) == duty
        return
