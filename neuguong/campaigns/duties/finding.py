"""Reading many kinds at once: occasions that are records, and what discharges duties, each in one statement."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, BooleanField, Case, CharField, DateField, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast

from neuguong.campaigns.duties.ground import Ground
from neuguong.campaigns.duties.kinds import KINDS, DutyKind, Sought
from neuguong.campaigns.models import DutyRule, Per, Stage

STAGE = ""
_NO_DAY = Cast(Value(None), DateField())
_NO_KEY = Cast(Value(None), BigIntegerField())


class Row(NamedTuple):
    """A record that is an occasion, or a stage: `kind` of duty, its key, whose it is, its day, the last or done."""

    kind: str
    pk: int
    who: int | None
    day: dt.date
    other: dt.date | None
    label: str
    usual: bool


class Hit(NamedTuple):
    """A record that discharges: of which kind, whose, where it stood, what it is matched by, when, its key."""

    kind: str
    who: int
    path: str
    low: int | None
    high: int | None
    day: dt.date | None
    pk: int


def occasions(rules: Sequence[DutyRule], ground: Ground, start: dt.date, end: dt.date) -> Iterator[Row]:
    """Yield the records of `rules` that are occasions, with a day from `start` to `end`, and the stages."""
    selects = []
    for kind in _kinds(rules):
        own = [rule for rule in rules if rule.kind == kind.code]
        for per in (Per.DIRECTIVE, Per.RECORD):
            of_per = [rule for rule in own if rule.per == per]
            if of_per and kind.occasions is not None:
                selects.append(_occasions(kind, of_per, ground, (start, end), per))
    if any(rule.per == Per.STAGE for rule in rules):
        selects.append(_stages(start, end))
    for row in _union(selects):
        yield Row(*row)


def _occasions(
    kind: DutyKind, rules: Sequence[DutyRule], ground: Ground, span: tuple[dt.date, dt.date], per: Per
) -> QuerySet[Any, Any]:
    assert kind.occasions is not None  # noqa: S101 - tells the type
    found = kind.occasions()
    place = found.who.removesuffix("_id")
    setters = Q(**{f"{place}__in": {rule.organisation_id for rule in rules}})
    whose = setters if per == Per.DIRECTIVE else ground.near(place)
    rows = found.rows.filter(whose, **{f"{found.day}__range": span}).order_by()
    usual = Case(When(found.usual, then=True), default=False) if found.usual else Value(True)
    named = rows.annotate(
        kind_=Value(kind.code, output_field=CharField()),
        who_=F(found.who),
        day_=F(found.day),
        other_=F(found.done) if found.done else _NO_DAY,
        label_=F(found.label),
        usual_=Cast(usual, BooleanField()),
    )
    selected: QuerySet[Any, Any] = named.values_list("kind_", "pk", "who_", "day_", "other_", "label_", "usual_")
    return selected


def _stages(start: dt.date, end: dt.date) -> QuerySet[Any, Any]:
    rows = Stage.objects.filter(start__lte=end, end__gte=start).order_by()
    named = rows.annotate(
        kind_=Value(STAGE, output_field=CharField()), who_=_NO_KEY, usual_=Cast(Value(True), BooleanField())
    )
    selected: QuerySet[Any, Any] = named.values_list("kind_", "pk", "who_", "start", "end", "code", "usual_")
    return selected


def hits(sought: dict[str, Sought], ground: Ground) -> Iterator[Hit]:
    """Yield what discharges duties of each kind, where it may matter here."""
    selects = []
    for code, own in sought.items():
        kind = KINDS.by_code[code]
        if kind.discharged is not None:
            selects.append(_hits(kind, own, ground))
    for row in _union(selects):
        yield Hit(*row)


def _hits(kind: DutyKind, sought: Sought, ground: Ground) -> QuerySet[Any, Any]:
    assert kind.discharged is not None  # noqa: S101 - tells the type
    found = kind.discharged(sought)
    rows = found.rows.order_by()
    path: Any = Value("", output_field=CharField())
    if found.who == "organisation_id":
        rows = rows.filter(ground.near("organisation"))
    if kind.from_below:
        path = ground.scope.path("organisation", found.day)
    named = rows.annotate(
        kind_=Value(kind.code, output_field=CharField()),
        who_=F(found.who),
        path_=Cast(path, CharField()),
        low_=Cast(F(found.low), BigIntegerField()) if found.low else _NO_KEY,
        high_=Cast(F(found.high), BigIntegerField()) if found.high else _NO_KEY,
        day_=F(found.day) if found.day else _NO_DAY,
    )
    selected: QuerySet[Any, Any] = named.values_list("kind_", "who_", "path_", "low_", "high_", "day_", "pk")
    return selected


def _kinds(rules: Iterable[DutyRule]) -> list[DutyKind]:
    codes = dict.fromkeys(rule.kind for rule in rules)
    return [KINDS.by_code[code] for code in codes if code in KINDS.by_code]


def _union(selects: list[QuerySet[Any, Any]]) -> Iterator[Any]:
    if selects:
        first, *rest = selects
        yield from first.union(*rest, all=True) if rest else first
