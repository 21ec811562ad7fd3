"""The list of who was at a session, as its page and the marking of it show it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from neuguong.activities import queries, rules
from neuguong.activities.models import Attendance, Presence, Session
from neuguong.activities.queries import Turnout
from neuguong.audit import queries as audit
from neuguong.core import clock
from neuguong.ui import entering
from neuguong.ui.filters import Control, words
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.values import State, Words

# People on a page; a larger organisation's list begins with those who are on it already.
SIZE = 60
# So many may be said to have been there at once; beyond, a session was for some of them.
AT_ONCE = 300
# Below this a list is seen at one glance and needs nothing to narrow it.
FEW = 10
STATES = {
    Presence.PRESENT: State(gettext_lazy("có mặt"), "green"),
    Presence.EXCUSED: State(gettext_lazy("có lý do"), "amber"),
    Presence.ABSENT: State(gettext_lazy("vắng"), "red"),
}
UNMARKED = State(gettext_lazy("chưa ghi"))
# What a tap says, in the order of the buttons.
MARKS: tuple[tuple[str, Words], ...] = (
    ("", gettext_lazy("Chưa ghi")),
    (Presence.PRESENT.value, gettext_lazy("Có mặt")),
    (Presence.EXCUSED.value, gettext_lazy("Có lý do")),
    (Presence.ABSENT.value, gettext_lazy("Vắng")),
)
SHOWS: dict[str, tuple[Words, Q]] = {
    "all": (gettext_lazy("Tất cả"), Q()),
    "listed": (gettext_lazy("Đã ghi"), ~Q(presence="")),
    "unmarked": (gettext_lazy("Chưa ghi"), Q(presence="")),
    "absent": (gettext_lazy("Không có mặt"), Q(presence__in=[Presence.EXCUSED, Presence.ABSENT])),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One person; `places` where they belonged that day if not here, `presence` what is said of them, or nothing."""

    pk: int
    name: str
    places: str
    presence: str

    @property
    def state(self) -> State:
        """What is said, as a word."""
        return STATES[Presence(self.presence)] if self.presence else UNMARKED


@dataclass(frozen=True, slots=True)
class Roll:
    """A page of the list; `href` takes marks and shows it again as it is narrowed now."""

    turnout: Turnout
    lines: list[Line]
    can_mark: bool
    href: str
    unmarked: int
    saved: str = ""
    entered: str = ""
    marks: tuple[tuple[str, Words], ...] = MARKS
    controls: list[Control] = field(default_factory=list)
    previous: str = ""
    next: str = ""

    @property
    def rest(self) -> int:
        """How many may be marked as present at once, all those of whom nothing is said."""
        return self.unmarked if self.can_mark and self.unmarked <= AT_ONCE else 0

    @property
    def path(self) -> str:
        """The page of the list as it is when nothing narrows it."""
        return self.href.partition("?")[0]

    @property
    def summary(self) -> str:
        """How many came and how many did not, in words."""
        turnout = self.turnout
        if not turnout.listed:
            return _("Chưa điểm danh từng người.")
        parts = [_("có mặt %(turnout)s") % {"turnout": turnout}]
        if turnout.excused:
            parts.append(_("có lý do %(number)s") % {"number": turnout.excused})
        if turnout.absent:
            parts.append(_("vắng %(number)s") % {"number": turnout.absent})
        if self.rest:
            parts.append(_("chưa ghi %(number)s") % {"number": self.rest})
        return " · ".join(parts)


def roll(request: OfficeRequest, session: Session, *, saved: bool = False, alone: bool = False) -> Roll:
    """Return the page of the list that the address asks for; `alone` it also says who marked it."""
    people, turnout = queries.attenders(request.actor, session), queries.turnout(session)
    number = queries.numbers(people)
    text = request.GET.get("q", "").strip()
    usual = "listed" if number["all"] > SIZE and turnout.listed else "all"
    show = request.GET.get("show", usual)
    asked = people.filter(words("search_key", text), SHOWS.get(show, SHOWS["all"])[1])
    pages = Paginator(asked, SIZE)
    if not text and show in {"all", "listed", "unmarked"}:
        # Counted already, so not asked for again.
        pages.count = {**number, "listed": number["all"] - number["unmarked"]}[show]
    page = pages.get_page(request.GET.get("page"))

    def href(number: int) -> str:
        query = {"q": text, "show": show, "page": number if number > 1 else ""}
        return to(request, "activities:attendance", session.pk, **query)

    return Roll(
        turnout,
        [_line(person) for person in page],
        rules.sessions.can_write(request.actor, session),
        href(page.number),
        number["unmarked"],
        saved=_saved(saved),
        entered=_entered(session, page) if alone else "",
        controls=_controls(text, show) if number["all"] > FEW else [],
        previous=href(page.number - 1) if page.has_previous() else "",
        next=href(page.number + 1) if page.has_next() else "",
    )


def one(request: OfficeRequest, session: Session, key: int) -> Roll:
    """Return the list's line of one person, after a tap."""
    people = queries.attenders(request.actor, session)
    return Roll(
        queries.turnout(session),
        [_line(person) for person in people.filter(pk=key)],
        rules.sessions.can_write(request.actor, session),
        to(request, "activities:attendance", session.pk),
        queries.numbers(people)["unmarked"],
        saved=_saved(True),
    )


def _line(person: Any) -> Line:
    return Line(person.pk, person.full_name, person.elsewhere, person.presence)


def _entered(session: Session, people: Iterable[Any]) -> str:
    """Return who marked those whom the page shows."""
    accounts = {person.pk: person.account_id for person in people if person.presence}
    marks = dict(queries.marks_of(session, accounts))
    found = audit.entered(Attendance, marks)
    return entering.of_many((one, accounts[marks[pk]]) for pk, one in found.items())


def _controls(text: str, show: str) -> list[Control]:
    offered = [(key, str(label)) for key, (label, _condition) in SHOWS.items()]
    return [
        Control("text", "q", _("Tìm người"), text),
        Control("choice", "show", _("Xem"), show, offered),
    ]


def _saved(saved: bool) -> str:
    if not saved:
        return ""
    return _("Đã lưu lúc %(time)s") % {"time": timezone.localtime(clock.now()).strftime("%H:%M:%S")}
