"""Two people at one record: what a form was opened with, what stands there now, what was typed, and the choice."""

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import QueryDict

from neuguong.ui.fields import PickField
from neuguong.ui.forms import OPENED, RecordForm
from neuguong.ui.history import Entry, is_readable
from neuguong.ui.values import plain

MINE, THEIRS = "mine", "theirs"
# What the page of a choice sends beside the typed values: per field which one, and where the choice began.
TAKE, ASKED, BASE = "take-", "asked", "base"
_OWN = {"csrfmiddlewaretoken", "version", ASKED, BASE}


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a record that two changed; `opened` is None where nobody knows what the form began with.

    `chosen` is MINE, THEIRS, or empty where both changed and the user has to say; `by` and `at` tell who
    changed it last.
    """

    name: str
    label: str
    opened: str | None
    now: str
    typed: str
    chosen: str
    by: str = ""
    at: dt.datetime | None = None

    @property
    def is_both(self) -> bool:
        """Tell whether both have changed it, or may have."""
        return self.opened is None or self.opened not in (self.now, self.typed)

    @property
    def is_missing(self) -> bool:
        """Tell whether the choice is still to be made."""
        return not self.chosen


def merged(form: RecordForm[Any], typed: QueryDict) -> QueryDict:
    """Return what was sent with the record's own values where the user chose them, for the form to read."""
    if ASKED not in typed:
        return typed
    data = typed.copy()
    fresh = type(form)(actor=form.actor, instance=form.instance)
    for name in typed.getlist(ASKED):
        if typed.get(TAKE + name) == THEIRS and name in fresh.fields:
            _put(data, fresh, name)
    return data


def undecided(data: QueryDict) -> list[str]:
    """Return the fields for which the page asked and no choice was sent."""
    return [name for name in data.getlist(ASKED) if data.get(TAKE + name) not in (MINE, THEIRS)]


def differences(typed: RecordForm[Any], record: Model, entries: Iterable[Entry], *, again: bool) -> list[Difference]:
    """Compare what `typed` was sent with `record` as it is now; the log's `entries`, newest first, tell the rest.

    `again`: the record has changed since a choice was made, so that it has to be made anew.
    """
    told, data = list(entries), cast(QueryDict, typed.data)
    now = type(typed)(actor=typed.actor, instance=record)
    base = _base(data)
    before, known = _as_of(record, told, base)
    began = type(typed)(actor=typed.actor, instance=before)
    found = []
    for name, field in now.fields.items():
        if field.widget.is_hidden or name not in typed.fields:
            continue
        opened = _opened(began, name, known, data)
        texts = (opened, _words(field, now.get_initial_for_field(field, name)), _typed(typed, name))
        if texts[1] == texts[2]:
            continue
        kept = "" if again else data.get(TAKE + name, "")
        last = _last(told, {name, f"{name}_id"}, base) if opened != texts[1] else None
        by = (last.actor_label, last.at) if last else ("", None)
        found.append(Difference(name, str(now[name].label), *texts, kept or _usual(*texts), *by))
    return found


def carried(data: QueryDict) -> list[tuple[str, str]]:
    """Return all that was typed, to be sent once more with the choice."""
    pairs = ((name, value) for name, values in data.lists() for value in values)
    return [(name, str(value)) for name, value in pairs if name not in _OWN and not name.startswith(TAKE)]


def first_version(data: QueryDict) -> int | None:
    """Return the version with which the user began, before any choice."""
    return _base(data)


def newer(entries: Iterable[Entry], version: int | None) -> Sequence[Entry]:
    """Return the entries that came after `version` of their record, the newest first."""
    if version is None:
        return []
    return [entry for entry in entries if (_side(entry.after).get("version") or 0) > version]


def _base(data: QueryDict) -> int | None:
    text = str(data.get(BASE) or data.get("version") or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _usual(opened: str | None, now: str, typed: str) -> str:
    if typed in (now, opened):
        return THEIRS
    return MINE if now == opened else ""


def _side(text: str | None) -> dict[str, Any]:
    found = json.loads(text) if text else {}
    return found if isinstance(found, dict) else {}


def _as_of(record: Model, entries: Iterable[Entry], version: int | None) -> tuple[Model, set[str]]:
    """Return the record as it was at `version`, and the names of the fields that the log tells of it."""
    sides = (side for entry in entries for side in (_side(entry.after), _side(entry.before)))
    stood = next((side for side in sides if version is not None and side.get("version") == version), {})
    values: dict[str, Any] = {}
    known: set[str] = set()
    for field in record._meta.concrete_fields:
        values[field.attname] = getattr(record, field.attname)
        if field.attname in stood and is_readable(stood[field.attname]):
            values[field.attname] = field.to_python(stood[field.attname])
            known.add(field.name)
    return type(record)(**values), known


def _opened(began: RecordForm[Any], name: str, known: set[str], data: QueryDict) -> str | None:
    """Return what a field held at first: by the log, or as the form itself had noted."""
    if name in began.fields and (name in known or (known and name in began.computed)):
        return _words(began.fields[name], began.get_initial_for_field(began.fields[name], name))
    return _tidy(str(data[OPENED + name])) if OPENED + name in data else None


def _typed(form: RecordForm[Any], name: str) -> str:
    field = form.fields[name]
    raw = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
    try:
        return _words(field, field.clean(raw))
    except ValidationError:
        return _words(field, raw)


def _last(entries: Iterable[Entry], names: set[str], version: int | None) -> Entry | None:
    for entry in newer(entries, version):
        before, after = _side(entry.before), _side(entry.after)
        if any(before.get(name) != after.get(name) for name in names):
            return entry
    return None


def words_of(form: RecordForm[Any], name: str) -> str:
    """Return in words what a field of an unsent form holds."""
    return _words(form.fields[name], form.get_initial_for_field(form.fields[name], name))


def _words(field: forms.Field, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return plain(value)
    if isinstance(field, PickField):
        return str(field.prepare_value(value))
    if isinstance(field, forms.ChoiceField):
        chosen = {str(one) for one in value} if isinstance(value, list | tuple) else {str(value)}
        choices = cast(list[tuple[Any, Any]], field.choices)
        return "; ".join(str(words) for key, words in choices if str(key) in chosen) or str(value)
    if isinstance(field, forms.DateField) and isinstance(value, dt.date):
        return plain(value)
    return _tidy(str(field.widget.format_value(field.prepare_value(value)) or ""))


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _put(data: QueryDict, form: RecordForm[Any], name: str) -> None:
    """Write into `data` what the browser would send of an untouched field."""
    value, widget = form[name].value(), form.fields[name].widget
    data.pop(name, None)
    if isinstance(widget, forms.CheckboxInput):
        if value:
            data[name] = "on"
    elif isinstance(value, list | tuple):
        data.setlist(name, [str(one) for one in value])
    elif value is not None:
        data[name] = str(value if isinstance(widget, forms.Select) else widget.format_value(value) or "")
