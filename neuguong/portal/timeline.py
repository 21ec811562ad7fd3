"""What happened at an organisation or to a person: the records of all registers in one statement."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from neuguong.activities import rules as activities
from neuguong.commendations import rules as commendations
from neuguong.commitments import rules as commitments
from neuguong.directives import rules as directives
from neuguong.initiatives import rules as initiatives
from neuguong.organisations.models import Organisation, Person
from neuguong.ui.http import OfficeRequest, perhaps
from neuguong.ui.values import Words

SHOWN = 60
_FIRST, _LAST = Cast("first_year", CharField()), Cast("last_year", CharField())


@dataclass(frozen=True, slots=True)
class Source:
    """A register as the timeline takes it: its words, the page of a record, its date and its title."""

    word: Words
    page: str
    date: str
    title: Any


@dataclass(frozen=True, slots=True)
class Event:
    """One record as the timeline tells it; `href` is empty where it has no page."""

    date: dt.date
    word: Words
    title: str
    href: str


_SOURCES = {
    "directive": Source(_("văn bản"), "directives:detail", "date", F("abstract")),
    "session": Source(_("sinh hoạt"), "activities:detail", "date", F("content")),
    "issue": Source(_("vấn đề nổi cộm"), "activities:issue", "raised_on", F("title")),
    "initiative": Source(_("mô hình"), "initiatives:detail", "registered_on", F("name")),
    "exemplar": Source(_("điển hình"), "initiatives:exemplar", "registered_on", F("name")),
    "award": Source(_("khen thưởng"), "commendations:detail", "decided_on", F("name")),
    "nomination": Source(_("đề nghị khen thưởng"), "commendations:nomination", "nominated_on", F("name")),
    "commitment": Source(_("bản cam kết"), "commitments:detail", "signed_on", _FIRST),
    "plan": Source(_("kế hoạch cá nhân"), "commitments:detail", "signed_on", Concat(_FIRST, Value("–"), _LAST)),
}


def of_organisation(request: OfficeRequest, organisation: Organisation) -> list[Event]:
    """Return the latest records that stand at the organisation itself and that the actor may see."""
    actor = request.actor
    rows: dict[str, QuerySet[Any]] = {
        "directive": directives.directives.visible_to(actor),
        "session": activities.sessions.visible_to(actor),
        "issue": activities.issues.visible_to(actor),
        "initiative": initiatives.initiatives.visible_to(actor),
        "exemplar": initiatives.exemplars.visible_to(actor),
        "award": commendations.awards.visible_to(actor),
        "nomination": commendations.nominations.visible_to(actor),
    }
    return _told(request, {kind: found.filter(organisation=organisation) for kind, found in rows.items()})


def of_person(request: OfficeRequest, person: Person) -> list[Event]:
    """Return the latest records about a person that the actor may see; of commitments the fact alone."""
    actor = request.actor
    signed = commitments.commitments.visible_to(actor).filter(signed_on__isnull=False)
    rows: dict[str, QuerySet[Any]] = {
        "commitment": signed.filter(last_year=F("first_year")),
        "plan": signed.filter(last_year__gt=F("first_year")),
        "exemplar": initiatives.exemplars.visible_to(actor),
        "award": commendations.awards.visible_to(actor),
        "nomination": commendations.nominations.visible_to(actor),
    }
    return _told(request, {kind: found.filter(person=person) for kind, found in rows.items()})


def _told(request: OfficeRequest, rows: dict[str, QuerySet[Any]]) -> list[Event]:
    selects = []
    for kind, found in rows.items():
        source = _SOURCES[kind]
        placed = found.order_by().annotate(
            kind_=Value(kind), date_=F(source.date), title_=Cast(source.title, CharField())
        )
        selects.append(placed.values_list("kind_", "date_", "title_", "pk"))
    first, *rest = selects
    latest = first.union(*rest, all=True).order_by("-date_", "kind_", "-pk")[:SHOWN]
    return [
        Event(date, _SOURCES[kind].word, title, perhaps(request, _SOURCES[kind].page, pk))
        for kind, date, title, pk in latest
    ]
