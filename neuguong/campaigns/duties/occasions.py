"""What a rule is applied to: periods of the calendar, stages, documents, tasks; each with its due day."""

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from neuguong.campaigns.models import Anchor, DutyRule, OwedOn, Per, Unit
from neuguong.campaigns.periods import Period, parse
from neuguong.core.text import fold
from neuguong.core.workdays import Workdays

_MONTHS = {Per.MONTH: 1, Per.QUARTER: 3, Per.HALF: 6, Per.YEAR: 12, Per.TERM: 60}
# A term begins in the year after a congress: 2016, 2021, 2026 (Điều lệ Đảng, Điều 13: each five years).
_TERM, _FIRST = 5, 1


@dataclass(frozen=True, slots=True)
class Occasion:
    """One thing owed by a rule: about `start` to `end`, by `due`; `ref` is the record that it is about.

    `key` tells it apart from the rule's others; `owner` owes it alone, and `done` is the day on which its own
    record says that it is done, where it has one.
    """

    rule: DutyRule
    key: str
    label: str
    start: dt.date
    end: dt.date
    due: dt.date
    ref: int | None = None
    owner: int | None = None
    done: dt.date | None = None

    @property
    def owed_on(self) -> dt.date:
        """The day whose state of things says who owes."""
        return {OwedOn.START: self.start, OwedOn.DUE: self.due, OwedOn.END: self.end}[OwedOn(self.rule.owed_on)]


def of_calendar(rule: DutyRule, period: Period, days: Workdays) -> Iterator[Occasion]:
    """Yield the rule's months, quarters, halves, years or terms whose due day lies in `period`."""
    for unit in _units(Per(rule.per), period.start - slack(rule), period.end):
        yield from of_span(rule, unit.code, unit.label, (unit.start, unit.end), period, days)


def of_span(
    rule: DutyRule, key: str, label: str, span: tuple[dt.date, dt.date], period: Period, days: Workdays
) -> Iterator[Occasion]:
    """Yield the occasion of a span of days, where the rule holds on its first day and it is due in `period`."""
    due = due_day(rule, *span, days)
    if holds(rule, span[0]) and period.start <= due <= period.end:
        yield Occasion(rule, key, label, *span, due)


def of_record(rule: DutyRule, pk: int, label: str, day: dt.date, period: Period, days: Workdays) -> Iterator[Occasion]:
    """Yield the occasion of a document of `day`, on the same terms."""
    for one in of_span(rule, f"#{pk}", label, (day, day), period, days):
        yield replace(one, ref=pk)


def names(rule: DutyRule, number: str, usual: bool) -> bool:
    """Tell whether the rule is for the document with that number: named, or usual where it names none."""
    named = {fold(one) for one in rule.numbers}
    return fold(number) in named if named else usual


def holds(rule: DutyRule, day: dt.date) -> bool:
    """Tell whether the rule holds for what begins on `day`."""
    return (rule.since is None or rule.since <= day) and (rule.until is None or day <= rule.until)


def due_day(rule: DutyRule, start: dt.date, end: dt.date, days: Workdays) -> dt.date:
    """Return the due day of what lasts from `start` to `end`."""
    day = {Anchor.START: start, Anchor.END: end}.get(Anchor(rule.anchor)) or _date_in(start.year, rule)
    if rule.unit == Unit.WORKING:
        day = days.after(day, rule.days)
    else:
        day += dt.timedelta(days=rule.days)
    return days.from_(day) if rule.rolls else day


def slack(rule: DutyRule) -> dt.timedelta:
    """Return how far at most a due day lies behind what it is about: working days with Tết among them."""
    return dt.timedelta(days=2 * rule.days + 40)


def _date_in(year: int, rule: DutyRule) -> dt.date:
    """Return the rule's day of `year`; one that the month has not is its last."""
    month = rule.month or 12
    return dt.date(year, month, min(rule.day or 31, calendar.monthrange(year, month)[1]))


def _units(per: Per, start: dt.date, end: dt.date) -> Iterator[Period]:
    """Yield the periods of that length which share a day with `start` to `end`."""
    length = _MONTHS[per]
    year = start.year - (start.year - _FIRST) % _TERM if per == Per.TERM else start.year
    for month in range(year * 12, end.year * 12 + end.month, length):
        unit = _unit(per, month // 12, month % 12)
        if unit.end >= start and unit.start <= end:
            yield unit


def _unit(per: Per, year: int, month: int) -> Period:
    part = month // _MONTHS[per] + 1
    codes = {
        Per.MONTH: f"{year}-{part:02d}",
        Per.QUARTER: f"{year}-Q{part}",
        Per.HALF: f"{year}-H{part}",
        Per.TERM: f"{year}..{year + _TERM - 1}",
    }
    return parse(codes.get(per, str(year)))
