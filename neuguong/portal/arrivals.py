"""What came in lately, told from the log in words."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from neuguong.audit.models import Entry
from neuguong.audit.queries import of_organisations
from neuguong.core.actor import Actor
from neuguong.interchange.models import Batch
from neuguong.organisations import rules
from neuguong.organisations.models import Organisation
from neuguong.ui.http import OfficeRequest, perhaps
from neuguong.ui.values import number
from neuguong.ui.verbs import verb

SHOWN = 10
BATCHES = 4
# Records that are told by name, and the field that names them; a commitment is told by its kind alone.
_TITLES = {
    "directives.directive": "abstract",
    "directives.task": "title",
    "activities.session": "content",
    "activities.issue": "title",
    "commitments.commitment": "",
    "initiatives.initiative": "name",
    "initiatives.exemplar": "name",
    "commendations.award": "name",
    "commendations.nomination": "name",
    "reporting.return": "period",
}
_PAGES = {
    "directives.directive": "directives:detail",
    "directives.task": "directives:task",
    "activities.session": "activities:detail",
    "activities.issue": "activities:issue",
    "commitments.commitment": "commitments:detail",
    "initiatives.initiative": "initiatives:detail",
    "initiatives.exemplar": "initiatives:exemplar",
    "commendations.award": "commendations:detail",
    "commendations.nomination": "commendations:nomination",
}


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing that came in: when, what, whose, by whom."""

    at: dt.datetime
    what: str
    title: str
    where: str
    who: str
    href: str


def lately(request: OfficeRequest, place: Organisation) -> list[Arrival]:
    """Return what was entered at or below the place, one line a record; a workbook is one line; two queries."""
    ids = rules.visible_to(request.actor).filter(path__under=place.path).values("pk")
    name = Organisation.objects.filter(pk=OuterRef("organisation_id")).values("name")
    # What was asked of many at once stands among their duties, and would push out all that came in.
    told = of_organisations(ids, kinds=list(_TITLES)).exclude(event="return.requested")
    entries = told.annotate(place_name=Subquery(name))[:SHOWN]
    found = [*_entries(request, entries), *_batches(request.actor, place)]
    return sorted(found, key=lambda one: one.at, reverse=True)[:SHOWN]


def _entries(request: OfficeRequest, entries: Any) -> Iterator[Arrival]:
    for entry in entries:
        kind = entry.subject_kind
        what = f"{verb(entry.event)}: {apps.get_model(kind)._meta.verbose_name}"
        href = perhaps(request, _PAGES[kind], entry.subject_id) if kind in _PAGES and entry.after else ""
        yield Arrival(entry.at, what, _title(entry), entry.place_name or "", entry.actor_label, href)


def _title(entry: Entry) -> str:
    content = json.loads(entry.after or entry.before or "{}")
    return str(content.get(_TITLES[entry.subject_kind], ""))


def _batches(actor: Actor, place: Organisation) -> Iterator[Arrival]:
    """Workbooks bring records of many places; they are told to whoever stands at the top, and has a say there."""
    if place.parent_id is not None or not rules.can_write(actor, place):
        return
    for batch in Batch.objects.filter(undone_at__isnull=True)[:BATCHES]:
        counts = _("%(created)s bản ghi mới") % {"created": number(batch.created)}
        if batch.updated:
            counts += _(", %(updated)s bản ghi sửa") % {"updated": number(batch.updated)}
        yield Arrival(batch.created_at, _("Nhập từ tệp"), f"{batch.file_name}: {counts}", "", batch.actor_label, "")
