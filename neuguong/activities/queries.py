"""Reading sessions, attendance and issues."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from neuguong.activities import rules
from neuguong.activities.models import Attendance, Issue, Presence, Session, SessionKind
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.directives.models import Directive
from neuguong.organisations import rules as organisations
from neuguong.organisations.models import Kind, Membership, Person
from neuguong.organisations.queries import belonging_on

# What stands below a Party organisation without being one.
OUTSIDE = (Kind.MASS, Kind.COLLECTIVE)


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many came, of how many who had to: by the list where there is one, else as stated.

    `listed` is the length of the list, of which `excused` and `absent` did not come.
    """

    present: int | None
    due: int | None
    listed: int = 0
    excused: int = 0
    absent: int = 0

    def __str__(self) -> str:
        if self.present is None:
            return ""
        return f"{self.present}/{self.due}" if self.due is not None else str(self.present)


def counted(rows: QuerySet[Session]) -> QuerySet[Session]:
    """Return sessions with `listed`, the length of the list, and `came`, how many of it were present."""
    attendances = Attendance.objects.filter(session=OuterRef("pk")).order_by().values("session")
    number = attendances.annotate(number=Count("pk")).values("number")
    return rows.annotate(listed=Subquery(number), came=Subquery(number.filter(presence=Presence.PRESENT)))


def shown_turnout(session: Session) -> Turnout:
    """Return the turnout of a session that `counted` gave."""
    listed: int = getattr(session, "listed", None) or 0
    came: int = getattr(session, "came", None) or 0
    return _turnout(session, listed, came)


def turnout(session: Session) -> Turnout:
    """Return the turnout of one session, with the sorts of absence."""
    rows = Attendance.objects.filter(session=session).values_list("presence").annotate(number=Count("pk"))
    number: dict[str, int] = dict(rows.order_by())
    excused, absent = number.get(Presence.EXCUSED, 0), number.get(Presence.ABSENT, 0)
    return _turnout(session, sum(number.values()), number.get(Presence.PRESENT, 0), excused, absent)


def stated(session: Session) -> str:
    """Return the turnout as it was stated, whether there is a list or not."""
    return str(Turnout(session.present_count, session.due_count))


def _turnout(session: Session, listed: int, came: int, excused: int = 0, absent: int = 0) -> Turnout:
    due = session.due_count if session.due_count is not None else (listed or None)
    return Turnout(came if listed else session.present_count, due, listed, excused, absent)


def attenders(actor: Actor, session: Session) -> QuerySet[Person]:
    """Return who had to attend or is on the list, of those whom `actor` may see, by given name.

    Each has `presence`, empty where nothing is noted, and `elsewhere`, where they belonged that day if not at the
    session's own organisation.
    """
    marks = Attendance.objects.filter(session=session)
    due = _due(session)
    here = Q(pk__in=due.values("person_id")) | Q(pk__in=marks.values("person_id"))
    noted = Subquery(marks.filter(person=OuterRef("pk")).values("presence")[:1])
    others = due.filter(person=OuterRef("pk")).exclude(organisation=session.organisation).order_by("-is_main", "pk")
    elsewhere = Subquery(others.values("organisation__name")[:1])
    return (
        organisations.people_visible_to(actor)
        .filter(here)
        .annotate(presence=Coalesce(noted, Value("")), elsewhere=Coalesce(elsewhere, Value("")))
        .order_by("sort_key", "pk")
    )


def marks_of(session: Session, people: Iterable[int]) -> QuerySet[Attendance, tuple[int, int]]:
    """Return the numbers of what is noted of some people at a session, each with whose it is."""
    return Attendance.objects.filter(session=session, person__in=people).values_list("pk", "person_id")


def _due(session: Session) -> QuerySet[Membership]:
    """Return the memberships of that day that a session is for.

    Everyone studies; to a meeting of a Party organisation come its members, not its collectives' staff.
    """
    rows = belonging_on(session.date).filter(organisation__path__under=session.organisation.path)
    if session.kind == SessionKind.STUDY or session.organisation.kind in OUTSIDE:
        return rows
    return rows.exclude(organisation__kind__in=OUTSIDE)


def unmarked(actor: Actor, session: Session) -> list[int]:
    """Return the keys of the `attenders` of whom nothing is said."""
    people: QuerySet[Any] = attenders(actor, session)
    return list(people.filter(presence="").values_list("pk", flat=True))


def numbers(people: QuerySet[Person]) -> dict[str, int]:
    """Return how many `attenders` there are, under "all", and of whom nothing is said, under "unmarked"."""
    found: dict[str, int] = people.order_by().aggregate(all=Count("pk"), unmarked=Count("pk", filter=Q(presence="")))
    return found


def sessions_about(actor: Actor, directive: Directive) -> QuerySet[Session]:
    """Return the sessions where a directive was studied, of those that `actor` may see, the latest first."""
    rows = rules.sessions.visible_to(actor).filter(directive=directive).select_related("organisation")
    return counted(rows).order_by("-date", "-pk")


def is_late(issue: Issue) -> bool:
    """Tell whether an issue is past its due date and not resolved."""
    return issue.resolved_on is None and issue.due is not None and issue.due < clock.today()


def late() -> Q:
    """Return the condition that an issue is past its due date and not resolved."""
    return Q(resolved_on__isnull=True, due__lt=clock.today())


def within_time() -> Q:
    """Return the condition that an issue is open and not past its due date, where it has one."""
    return Q(resolved_on__isnull=True) & (Q(due__isnull=True) | Q(due__gte=clock.today()))
