"""The log's entries about a record, told in words: who, when, and each field that changed."""

import datetime as dt
import json
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from neuguong.ui.values import Words, plain

_VERBS: dict[str, Words] = {
    "entered": gettext_lazy("Ghi vào sổ"),
    "corrected": gettext_lazy("Sửa"),
    "removed": gettext_lazy("Đưa ra khỏi sổ"),
    "imported": gettext_lazy("Nhập từ tệp"),
    "undone": gettext_lazy("Hoàn tác tệp đã nhập"),
    "founded": gettext_lazy("Lập tổ chức"),
    "moved": gettext_lazy("Chuyển tổ chức"),
    "updated": gettext_lazy("Sửa"),
    "enrolled": gettext_lazy("Ghi vào danh sách"),
    "marked": gettext_lazy("Điểm danh"),
    "read": gettext_lazy("Mở đọc"),
    "exported": gettext_lazy("Xuất Excel"),
    "copied": gettext_lazy("Lấy bản sao dữ liệu"),
    "restricted": gettext_lazy("Hạn chế sử dụng"),
    "restriction_lifted": gettext_lazy("Thôi hạn chế sử dụng"),
    "answered": gettext_lazy("Trả lời"),
    "fulfilled": gettext_lazy("Thực hiện xong"),
    "refused": gettext_lazy("Không thực hiện"),
    "withdrawn": gettext_lazy("Rút lại"),
    "unnamed": gettext_lazy("Bỏ tên theo yêu cầu"),
    "expired": gettext_lazy("Hết thời hạn lưu"),
    "erased": gettext_lazy("Xóa dữ liệu"),
}
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
    """One entry in words; `fields` are (label, before, after)."""

    at: dt.datetime
    who: str
    what: str
    fields: list[tuple[str, str, str]]


def verb(event: str) -> str:
    """Return the words of an event "noun.verbed"."""
    return str(_VERBS.get(event.rpartition(".")[2], _("Cập nhật")))


def told(entries: Iterable[Entry], model: type[Model], hidden: frozenset[str]) -> list[Change]:
    """Return the entries in words; of the `hidden` fields only that they changed."""
    return [Change(entry.at, entry.actor_label, verb(entry.event), _fields(entry, model, hidden)) for entry in entries]


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
