"""Reading many kinds at once: what rules are applied to, and what discharges duties, each in one statement."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from neuguong.campaigns.duties.ground import Ground
from neuguong.campaigns.duties.kinds import KINDS, DutyKind, Sought, Subject
from neuguong.campaigns.duties.people import GROUP, MEMBER, PAUSE, POST
from neuguong.campaigns.duties.rows import Row, select, union
from neuguong.campaigns.models import DutyRule, Excuse, Per, Stage, Unit
from neuguong.organisations.models import Membership, Pause, PersonGroup, Post
from neuguong.privacy.queries import days_off

STAGE, DAY_OFF, EXCUSE = "@stage", "@day", "@excuse"


def occasions(rules: Sequence[DutyRule], ground: Ground, start: dt.date, end: dt.date) -> Iterator[Row]:
    """Yield the records of `rules` that are occasions, with a day from `start` to `end`; stages; days off.

    Of a record: its day, as `last` the day on which it says that it is done, its title, and in `low` whether a
    rule that names no documents means it.
    """
    selects = [
        _occasions(kind, own, ground, (start, end), per)
        for kind in KINDS.by_code.values()
        for per in (Per.DIRECTIVE, Per.RECORD)
        if (own := [rule for rule in rules if rule.kind == kind.code and rule.per == per])
    ]
    if any(rule.per == Per.STAGE for rule in rules):
        rows = Stage.objects.filter(start__lte=end, end__gte=start)
        selects.append(select(STAGE, rows, "pk", text=F("code"), day="start", last="end"))
    if any(rule.rolls or rule.unit == Unit.WORKING for rule in rules):
        selects.append(select(DAY_OFF, days_off(), "pk", low=_flag("is_working"), day="date"))
    yield from union(selects)


def _occasions(
    kind: DutyKind, rules: Sequence[DutyRule], ground: Ground, span: tuple[dt.date, dt.date], per: Per
) -> QuerySet[Any, Any]:
    assert kind.occasions is not None  # noqa: S101 - a kind that can be owed so declares them
    found = kind.occasions()
    place = found.who.removesuffix("_id")
    setters = Q(**{f"{place}__in": {rule.organisation_id for rule in rules}})
    whose = setters if per == Per.DIRECTIVE else ground.near(place)
    rows = found.rows.filter(whose, **{f"{found.day}__range": span})
    usual = Case(When(found.usual, then=1), default=0) if found.usual else Value(1)
    return select(kind.code, rows, found.who, text=F(found.label), low=usual, day=found.day, last=found.done)


def everything(
    sought: dict[str, Sought], rules: Sequence[DutyRule], ground: Ground, days: Sequence[dt.date], as_of: dt.date
) -> Iterator[Row]:
    """Yield what discharges duties, what was excused by `as_of` and, where people owe, who belongs here on `days`."""
    kinds = [KINDS.by_code[code] for code in sought]
    selects = [_hits(kind, sought[kind.code], ground) for kind in kinds if kind.discharged is not None]
    own = {rule.pk for rule in rules if KINDS.by_code[rule.kind].subject == Subject.ORGANISATION}
    excuses = Excuse.objects.filter(ground.near("organisation"), rule__in=own, granted_on__lte=as_of)
    sort = Case(When(sort=Excuse.Sort.EXCUSED, then=1), default=0)
    selects.append(select(EXCUSE, excuses, "organisation_id", text=F("occasion"), low=F("rule_id"), high=sort))
    of_people = [rule for rule in rules if KINDS.by_code[rule.kind].subject == Subject.PERSON]
    if of_people and days:
        selects += _people(of_people, ground.memberships(days))
    yield from union(selects)


def _hits(kind: DutyKind, sought: Sought, ground: Ground) -> QuerySet[Any, Any]:
    assert kind.discharged is not None  # noqa: S101 - tells the type
    found = kind.discharged(sought)
    rows = found.rows
    if found.who == "organisation_id":
        rows = rows.filter(ground.near("organisation"))
    path = ground.scope.path("organisation", found.day) if kind.from_below else None
    low, high = (F(name) if name else None for name in (found.low, found.high))
    return select(kind.code, rows, found.who, text=path, low=low, high=high, day=found.day)


def _people(rules: Sequence[DutyRule], held: QuerySet[Membership]) -> list[QuerySet[Any, Any]]:
    """Return memberships and what the rules ask about them; flags are 2 for a main one and 1 for a head."""
    people = held.values("person_id")
    flags = Case(When(is_main=True, then=2), default=0) + Case(When(is_head=True, then=1), default=0)
    found = [
        select(
            MEMBER,
            held,
            "person_id",
            text=F("person__party_status"),
            low=F("organisation_id"),
            high=flags,
            day="since",
            last="until",
        ),
        select(PAUSE, Pause.objects.filter(person__in=people), "person_id", day="since", last="until"),
    ]
    if any(rule.person_group for rule in rules):
        found.append(select(GROUP, PersonGroup.objects.filter(person__in=people), "person_id", text=F("name")))
    if any(rule.post for rule in rules):
        posts = Post.objects.filter(membership__in=held.values("pk"))
        found.append(select(POST, posts, "membership_id", text=F("title")))
    return found


def _flag(name: str) -> Case:
    return Case(When(**{name: True}, then=1), default=0, output_field=IntegerField())
