"""The log's entries about a record, told in words: who, when, and each field that changed."""

import datetime as dt
import json
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from neuguong.ui.values import plain
from neuguong.ui.verbs import verb

_SKIPPED = {"id", "version", "path", "counted_on", "start", "end"}


class Entry(Protocol):
    """What is needed of an entry of the log."""

    at: dt.datetime
    actor_label: str
    event: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """One entry in words; `fields` are (label, before, after), `href` is where the whole entry is."""

    at: dt.datetime
    who: str
    what: str
    fields: list[tuple[str, str, str]]
    href: str = ""


def told(
    entries: Iterable[Entry],
    model: type[Model],
    hidden: frozenset[str],
    address: Callable[[Any], str] = lambda _entry: "",
) -> list[Change]:
    """Return the entries in words, each with its `address`; of the `hidden` fields only that they changed."""
    return [
        Change(one.at, one.actor_label, verb(one.event), _fields(one, model, hidden), address(one)) for one in entries
    ]


def _fields(entry: Entry, model: type[Model], hidden: frozenset[str]) -> list[tuple[str, str, str]]:
    if not entry.before or not entry.after:
        return []
    before, after = json.loads(entry.before), json.loads(entry.after)
    found = []
    for name in after:
        if name in _SKIPPED or before.get(name) == after[name]:
            continue
        field = _field(model, name)
        label = capfirst(str(getattr(field, "verbose_name", name)))
        secret = name in hidden or (field is not None and field.is_relation)
        values = (before.get(name), after[name])
        texts = ("", "") if secret or any(map(is_sealed, values)) else tuple(_text(field, value) for value in values)
        found.append((label, texts[0], texts[1]))
    return found


def _field(model: type[Model], name: str) -> "Field[Any, Any] | None":
    try:
        found = model._meta.get_field(name.removesuffix("_id"))
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, Field) else None


def is_sealed(value: object) -> bool:
    """Tell whether a value of an entry is one that the log keeps sealed, {"sealed": …}."""
    return isinstance(value, dict) and value.keys() == {"sealed"}


def is_readable(value: object) -> bool:
    """Tell whether a value of an entry is neither sealed nor erased."""
    return not (isinstance(value, dict) and (value.keys() == {"sealed"} or value.keys() == {"erased"}))


def _text(field: "Field[Any, Any] | None", value: object) -> str:
    if isinstance(value, dict) and value.keys() == {"erased"}:
        return _("đã xóa")
    choices = dict(field.flatchoices) if field is not None else {}
    if isinstance(value, Hashable) and value in choices:
        return str(choices[value])
    internal = field.get_internal_type() if field is not None else ""
    if internal == "DateField" and isinstance(value, str):
        return plain(dt.date.fromisoformat(value))
    return plain(value)
