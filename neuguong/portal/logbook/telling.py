"""One entry told: each field with what stood before and after, as people read it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from neuguong.accounts.models import User
from neuguong.audit.models import Entry
from neuguong.audit.queries import READ
from neuguong.audit.sealing import is_erased
from neuguong.campaigns.duties import KINDS
from neuguong.campaigns.models import DutyRule
from neuguong.commitments.models import Reading
from neuguong.portal.logbook.kinds import called
from neuguong.portal.logbook.rows import content
from neuguong.portal.logbook.wording import ACCOUNTS, VALUES, WORDS
from neuguong.ui.history import is_sealed
from neuguong.ui.values import NOTHING, plain

# Numbers and derived columns that tell a reader nothing.
SKIPPED = {"id", "version", "path", "counted_on", "search_key", "sort_key", "changes", "ids", "snapshot", "location"}
Names = dict[tuple[type[Model], Any], str]


@dataclass(frozen=True, slots=True)
class Line:
    """A field: its label, what stood before and after, whether that differs."""

    label: str
    before: str
    after: str
    changed: bool


def lines(entry: Entry) -> list[Line]:
    """Return the fields of an entry, those that changed first; a foreign key by the name that it has today."""
    if entry.event.endswith(READ):
        return []
    before, after = content(entry.before), content(entry.after)
    model = _model(entry.subject_kind)
    names = [name for name in {**after, **before} if name not in SKIPPED]
    fields = {name: _field(model, name) for name in names}
    known = _known(fields, (before, after))
    found = []
    for name in names:
        told = [_told(name, fields[name], side, known) if side else "" for side in (before, after)]
        changed = not before or not after or before.get(name) != after.get(name)
        found.append(Line(label(fields[name], name), told[0], told[1], changed))
    return sorted(found, key=lambda line: not line.changed)


def way(entry: Entry) -> str:
    """Return where a reading took place; nothing for an entry that is none."""
    how = content(entry.after).get("how", "") if entry.event.endswith(READ) else ""
    return str(dict(Reading.choices).get(how, how))


def summary(entry: Entry) -> str:
    """Return what changed in one line, for a file."""
    if way(entry):
        return way(entry)
    told = [line for line in lines(entry) if line.changed]
    if not entry.before or not entry.after:
        return "; ".join(f"{line.label}: {line.after or line.before}" for line in told)
    return "; ".join(f"{line.label}: {line.before} → {line.after}" for line in told)


def _model(kind: str) -> type[Model] | None:
    try:
        return apps.get_model(kind)
    except (LookupError, ValueError):
        return None


def _field(model: type[Model] | None, name: str) -> "Field[Any, Any] | None":
    if model is None:
        return None
    try:
        found = model._meta.get_field(name.removesuffix("_id"))
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, Field) else None


def label(field: "Field[Any, Any] | None", name: str) -> str:
    """Return what a field is called, by its own words or by those of the log."""
    own = str(field.verbose_name) if field is not None else ""
    bare = name.removesuffix("_id")
    # A field without words of its own is called as the code calls it.
    if own.replace(" ", "_") in {name, bare}:
        own = ""
    return capfirst(own or str(WORDS.get(bare) or WORDS.get(name) or name.replace("_", " ")))


def _known(fields: dict[str, Any], sides: Iterable[dict[str, Any]]) -> Names:
    """Return the names of the records that numbers stand for; a query for each register."""
    wanted: dict[type[Model], set[int]] = defaultdict(set)
    for side in sides:
        for name, value in side.items():
            related = _related(name, fields.get(name), side)
            if related is not None and isinstance(value, int):
                wanted[related].add(value)
    return {
        (model, pk): str(record)
        for model, numbers in wanted.items()
        for pk, record in model._default_manager.in_bulk(list(numbers)).items()
    }


def _related(name: str, field: Any, side: dict[str, Any]) -> type[Model] | None:
    """Return whose number a value is: of a foreign key, of an account, or of the record that `side` names by kind."""
    if name in ACCOUNTS:
        return User
    if name == "subject_id":
        return _model(str(side.get("subject_kind", "")))
    found = field.related_model if field is not None and field.is_relation else None
    return found if isinstance(found, type) else None


def _told(name: str, field: "Field[Any, Any] | None", side: dict[str, Any], known: Names) -> str:
    value = side.get(name)
    if is_sealed(value):
        return _("(được giữ kín)")
    if is_erased(value):
        return _("đã xóa")
    related = _related(name, field, side)
    if related is not None and value is not None:
        return known.get((related, value), _("bản ghi số %(number)s, nay không còn") % {"number": value})
    if name == "parts" and isinstance(value, list):
        return ", ".join(str(part[-1]) for part in value)
    if name == "subject_kind" and value:
        return capfirst(called(str(value)))
    if field is not None and field.model is DutyRule and value in KINDS.by_code:
        return str(KINDS.by_code[value].label)
    choices: dict[Any, Any] = dict(field.flatchoices) if field is not None else VALUES.get(name, {})
    if isinstance(value, Hashable) and value in choices and value not in (None, ""):
        return str(choices[value])
    return _plain(field, value)


def _key(name: str) -> str:
    return called(name) if "." in name else str(WORDS.get(name, name))


def _plain(field: "Field[Any, Any] | None", value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{_key(name)}: {_plain(None, own)}" for name, own in value.items()) or NOTHING
    if isinstance(value, list):
        return ", ".join(_plain(None, own) for own in value) or NOTHING
    kind = field.get_internal_type() if field is not None else ""
    if isinstance(value, str) and kind == "DateField" and value:
        return plain(dt.date.fromisoformat(value))
    if isinstance(value, str) and kind == "DateTimeField" and value:
        return plain(parse_datetime(value) or value)
    # A year is no amount: only what the field counts is grouped.
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if "year" in getattr(field, "name", "") or field is None else plain(value)
    return plain(value)
