"""What a place has to do: what it owes in the period; tasks, issues, findings and transfers that wait there."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten

from django.db.models import F, Value
from django.utils.translation import gettext as _

from neuguong.activities import rules as activities
from neuguong.core import clock
from neuguong.directives.queries import (
    delays_to_answer,
    findings_to_act_on,
    findings_to_confirm,
    tasks_to_accept,
    tasks_to_do,
)
from neuguong.organisations.models import Organisation
from neuguong.organisations.queries.people import transfers_to_answer
from neuguong.portal.progress import Cell, Matrix
from neuguong.portal.progress.columns import Column
from neuguong.ui.http import OfficeRequest, perhaps
from neuguong.ui.values import State

SHOWN = 8
LONGEST = 160
# What nobody but the asker can settle stands before what others are late with.
FIRST = ("answered", "reported", "delay")
PAGES = {
    "task": "directives:task",
    "issue": "activities:issue",
    "finding": "directives:finding",
    "answered": "directives:finding",
    "transfer": "organisations:transfer",
    "reported": "directives:task",
    "delay": "directives:delay_grant",
}
MONTH = 30


@dataclass(frozen=True, slots=True)
class Open:
    """Something to be done: what, whose, by when; `href` is empty where it has no page."""

    word: str
    title: str
    organisation: str
    due: dt.date | None
    href: str

    @property
    def state(self) -> State:
        """How it stands against its due date."""
        if self.due is None:
            return State(_("chưa có hạn"))
        days = (self.due - clock.today()).days
        day = self.due.strftime("%d/%m/%Y")
        if days < -MONTH:
            return State(_("quá hạn từ %(day)s") % {"day": day}, "red")
        if days < 0:
            return State(_("quá hạn %(days)s ngày") % {"days": -days}, "amber")
        return State(_("đến %(day)s") % {"day": day})


@dataclass(frozen=True, slots=True)
class Owed:
    """Something that comes due in the period: what, how it stands, its page, and the page that does it."""

    column: Column
    cell: Cell
    does: str


def owed(request: OfficeRequest, own: Matrix, *, writes: bool) -> list[Owed]:
    """Return what the one row of `own` owes, what is still to do first; with the way to do it for who `writes`."""
    pairs = [pair for row in own.rows for pair in row.pairs]
    pairs.sort(key=lambda pair: (not pair[1].to_do, not pair[1].late, pair[0].due if pair[1].to_do else dt.date.min))
    return [
        Owed(column, cell, perhaps(request, column.does) if writes and cell.to_do and column.does else "")
        for column, cell in pairs
    ]


def open_at(request: OfficeRequest, place: Organisation) -> tuple[list[Open], int]:
    """Return the most urgent of what waits at or below the place for whoever asks, and how many there are."""
    issues = activities.issues.within(request.actor, place).filter(resolved_on__isnull=True)
    asked = transfers_to_answer(request.actor, place)
    own, noted = ("due", "title", "organisation__name"), ("due", "text", "organisation__name")
    later = ("due_before", "task__title", "task__organisation__name")
    first, *others = (
        rows.select_related(None)
        .order_by()
        .annotate(rank_=Value(int(kind not in FIRST)), kind_=Value(kind), due_=F(due), title_=F(title), name_=F(name))
        .values_list("rank_", "kind_", "due_", "title_", "name_", "pk")
        for kind, rows, (due, title, name) in (
            ("task", tasks_to_do(request.actor, place), own),
            ("issue", issues, own),
            ("finding", findings_to_act_on(request.actor, place), noted),
            ("answered", findings_to_confirm(request.actor, place), noted),
            ("reported", tasks_to_accept(request.actor, place), own),
            ("delay", delays_to_answer(request.actor, place), later),
            ("transfer", asked, ("day", "person__full_name", "target__name")),
        )
    )
    found = list(first.union(*others, all=True).order_by("rank_", F("due_").asc(nulls_last=True), "-pk"))
    return list(_told(request, found[:SHOWN])), len(found)


def _told(request: OfficeRequest, rows: list[tuple[int, str, dt.date | None, str, str, int]]) -> Iterator[Open]:
    words = {
        "task": _("nhiệm vụ"),
        "issue": _("vấn đề nổi cộm"),
        "finding": _("kiến nghị kiểm tra"),
        "answered": _("chờ xác nhận kiến nghị đã làm"),
        "reported": _("chờ xác nhận nhiệm vụ đã làm"),
        "delay": _("chờ ý kiến về gia hạn"),
        "transfer": _("chờ đồng ý chuyển sinh hoạt"),
    }
    for _rank, kind, due, title, name, pk in rows:
        yield Open(words[kind], shorten(title, LONGEST, placeholder=" …"), name, due, perhaps(request, PAGES[kind], pk))
