"""Where organisations come from and what became of them; and which of them are one body, by rule.

A body goes on as the same through another name, kind or place. Of a merger only the body that was
there before and takes the others up goes on; of a split nobody new does. Numbers of decisions and
"k years in a row" follow the body.
"""

from dataclasses import dataclass, field

from django.db.models import QuerySet

from neuguong.organisations.models import EventKind, LifeEvent, LifePart, Organisation

Role = LifePart.Role
# The events by which one organisation comes from another.
_TIES = (EventKind.MERGED, EventKind.SPLIT)
_SAME = (EventKind.RENAMED, EventKind.KIND_CHANGED, EventKind.MOVED)


@dataclass(frozen=True, slots=True)
class Tie:
    """A step of a lineage: the event, the organisation at its other end, its name of then, and what lies beyond."""

    event: LifeEvent
    organisation: Organisation
    name: str
    further: list["Tie"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Lineage:
    """Both directions of a lineage."""

    forebears: list[Tie]
    heirs: list[Tie]

    def __bool__(self) -> bool:
        """Tell whether there is anything to draw."""
        return bool(self.forebears or self.heirs)


def lineage(organisation: Organisation) -> Lineage:
    """Return where the organisation comes from and what became of it."""
    events = _ties(organisation)
    back = _beyond(organisation, events, Role.INTO, Role.FROM, {organisation.pk})
    return Lineage(back, _beyond(organisation, events, Role.FROM, Role.INTO, {organisation.pk}))


def forebears(organisation: Organisation) -> list[Tie]:
    """Return what went into the organisation, and what went into that, the oldest event first."""
    return _beyond(organisation, _ties(organisation), Role.INTO, Role.FROM, {organisation.pk})


def heirs(organisation: Organisation) -> list[Tie]:
    """Return what took up the organisation or a part of it, and what took up that, the oldest event first."""
    return _beyond(organisation, _ties(organisation), Role.FROM, Role.INTO, {organisation.pk})


def _ties(organisation: Organisation) -> list[LifeEvent]:
    """Return the events of one organisation that tie it to others, on either side, each with its parts."""
    events = LifeEvent.objects.filter(kind__in=_TIES, parts__organisation=organisation).distinct()
    return list(events.order_by("date", "pk").prefetch_related("parts__organisation__folded_into"))


def _beyond(organisation: Organisation, events: list[LifeEvent], own: str, other: str, seen: set[int]) -> list[Tie]:
    found = []
    for event in events:
        parts = list(event.parts.all())
        if not any(part.organisation_id == organisation.pk and part.role == own for part in parts):
            continue
        for part in parts:
            if part.role == other and part.organisation_id not in seen:
                seen.add(part.organisation_id)
                further = _beyond(part.organisation, _ties(part.organisation), own, other, seen)
                found.append(Tie(event, part.organisation, part.name, further))
    return found


def goes_on(event: LifeEvent, organisation: Organisation) -> bool:
    """Tell whether the organisation is after `event`, in which it takes part, the same body as before."""
    part = next(part for part in event.parts.all() if part.organisation_id == organisation.pk)
    if event.kind in _SAME or part.role == Role.ALONG:
        return True
    if event.kind == EventKind.SPLIT and part.role == Role.FROM:
        return organisation.until is None or organisation.until >= event.date
    founded = organisation.since is not None and organisation.since >= event.date
    return part.role == Role.INTO and not founded


def body(organisation: Organisation) -> frozenset[int]:
    """Return the numbers of the organisations that are this body: itself, and the duplicates folded into it.

    What is counted through the years, numbers of decisions or years in a row, is counted over these.
    """
    found, left = {organisation.pk}, [organisation.pk]
    while left:
        rows = Organisation.objects.filter(folded_into__in=left).exclude(pk__in=found)
        left = list(rows.values_list("pk", flat=True))
        found |= set(left)
    return frozenset(found)


def ending(organisation: Organisation) -> LifeEvent | None:
    """Return the event by which the organisation ended, with its parts; None where it goes on."""
    kinds = (EventKind.MERGED, EventKind.SPLIT, EventKind.DISSOLVED, EventKind.FOLDED)
    events = LifeEvent.objects.filter(kind__in=kinds, parts__organisation=organisation, parts__role=Role.FROM)
    last = events.order_by("-date", "-pk").prefetch_related("parts__organisation").first()
    return last if last is not None and not goes_on(last, organisation) else None


def event_at(visible: QuerySet[Organisation], number: int) -> LifeEvent | None:
    """Return an event in which one of the organisations `visible` takes part, with its parts."""
    rows = LifeEvent.objects.filter(pk=number, parts__organisation__in=visible)
    return rows.prefetch_related("parts__organisation__parent").first()


def events_of(organisation: Organisation) -> list[LifeEvent]:
    """Return the events in which the organisation takes part, the oldest first, each with its parts."""
    rows = LifeEvent.objects.filter(parts__organisation=organisation).order_by("date", "pk")
    return list(rows.prefetch_related("parts__organisation__parent").distinct())
