"""What is owed in a period, each a column with its due date.

Until duties are rows of their own, the dates are laid down here: a plan 60 days after the document
that it carries out, yearly commitments by 31 March, the rest by the end of its time.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from neuguong.campaigns import periods
from neuguong.campaigns.periods import Period
from neuguong.directives.models import PLAN_KINDS, Directive
from neuguong.organisations.models import Organisation

PLAN_DAYS = 60
COMMITMENTS_DUE = (3, 31)
COMMITMENT_DAYS = 90
PLANS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Column:
    """One thing owed: `kind` and `key` say which tally meets it, `due` by when, `owed` how many times.

    `indicator` and `period` are the figure that a cell opens; a plan opens its register instead.
    """

    kind: str
    key: int
    group: str
    label: str
    due: dt.date
    owed: int = 1
    indicator: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A document in the place's register, and how many plans below carry it out."""

    pk: int
    number: str
    date: dt.date
    followed: int


def columns(place: Organisation, period: Period) -> list[Column]:
    """Return the columns for what `place` asks of those below it, in the order of the work; one query."""
    asked = _asked(place, period)
    begun = max(period.start, min((one.date for one in asked if one.followed), default=period.start))
    whole_years = period.end.year > period.start.year or period.code == str(period.start.year)
    return [
        *_plans(asked, period),
        *([_study(period)] if whole_years else []),
        *(_commitments(year, begun, period) for year in period.years),
        *([_models(period)] if whole_years else []),
        *_meetings(begun, period),
    ]


def _asked(place: Organisation, period: Period) -> list[Asked]:
    below = Q(concretised_by__kind__in=PLAN_KINDS) & ~Q(concretised_by__organisation=place)
    rows = Directive.objects.filter(organisation=place, date__lte=period.end).order_by("date", "pk")
    counted = rows.annotate(followed=Count("concretised_by", filter=below))
    return [Asked(*row) for row in counted.values_list("pk", "number", "date", "followed")]


def _plans(asked: list[Asked], period: Period) -> Iterator[Column]:
    """The documents of the period that most of those below carry out by plans of their own."""
    followed = [one for one in asked if one.followed and one.date >= period.start]
    most = sorted(followed, key=lambda one: -one.followed)[:PLANS_SHOWN]
    for one in sorted(most, key=lambda one: one.date):
        yield Column("plan", one.pk, _("Kế hoạch cụ thể hóa"), one.number, one.date + dt.timedelta(days=PLAN_DAYS))


def _study(period: Period) -> Column:
    return Column("study", 0, _("Học tập"), _("buổi đầu"), period.end, 1, "study_sessions", period.code)


def _commitments(year: int, begun: dt.date, period: Period) -> Column:
    """Signed by 31 March, or within 90 days where the work began later in the year."""
    due = dt.date(year, *COMMITMENTS_DUE)
    if begun > dt.date(year, 1, 1):
        due = max(due, begun + dt.timedelta(days=COMMITMENT_DAYS))
    due = min(due, period.year_end(year))
    return Column("commitment", year, _("Bản cam kết"), str(year), due, 1, "commitments_signed", str(year))


def _models(period: Period) -> Column:
    return Column("model", 0, _("Mô hình"), _("đăng ký"), period.end, 1, "models_registered", period.code)


def _meetings(begun: dt.date, period: Period) -> Iterator[Column]:
    """A thematic meeting a quarter: a column each within a year, else a column a year that counts quarters."""
    group = _("Chuyên đề")
    due = [
        one for year in period.years for one in _quarters(year) if period.holds(one) and one.start >= _quarter_of(begun)
    ]
    if len(period.years) > 1:
        for year in period.years:
            owed = sum(one.start.year == year for one in due)
            if owed:
                last = period.year_end(year)
                yield Column("meetings", year, group, str(year), last, owed, "meetings_thematic", str(year))
        return
    for one in due:
        key = one.start.year * 10 + (one.start.month + 2) // 3
        label = one.label.removesuffix(f"/{one.start.year}")
        yield Column("meeting", key, group, label, one.end, 1, "meetings_thematic", one.code)


def _quarter_of(begun: dt.date) -> dt.date:
    """Return the first quarter's start that is owed: the one that begins on `begun` or after it."""
    month = (begun.month - 1) // 3 * 3 + 1
    start = dt.date(begun.year, month, 1)
    if start == begun:
        return start
    return dt.date(begun.year + (month == 10), 1 if month == 10 else month + 3, 1)


def _quarters(year: int) -> list[Period]:
    return [periods.parse(f"{year}-Q{quarter}") for quarter in (1, 2, 3, 4)]
