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
from django.utils.translation import gettext_lazy

from neuguong.ui.values import Words, plain

VERBS: dict[str, Words] = {
    "entered": gettext_lazy("Ghi vào sổ"),
    "corrected": gettext_lazy("Sửa"),
    "removed": gettext_lazy("Đưa ra khỏi sổ"),
    "retired": gettext_lazy("Hết hiệu lực"),
    "imported": gettext_lazy("Nhập từ tệp"),
    "undone": gettext_lazy("Hoàn tác"),
    "founded": gettext_lazy("Lập tổ chức"),
    "moved": gettext_lazy("Chuyển tổ chức"),
    "renamed": gettext_lazy("Đổi tên"),
    "kind_changed": gettext_lazy("Đổi loại hình"),
    "merged": gettext_lazy("Sáp nhập"),
    "split": gettext_lazy("Chia tách"),
    "dissolved": gettext_lazy("Giải thể"),
    "repointed": gettext_lazy("Chuyển về tổ chức thật"),
    "event_undone": gettext_lazy("Hoàn tác sự kiện"),
    "ended": gettext_lazy("Kết thúc"),
    "updated": gettext_lazy("Sửa"),
    "enrolled": gettext_lazy("Ghi vào danh sách"),
    "marked": gettext_lazy("Điểm danh"),
    "read": gettext_lazy("Mở đọc"),
    "exported": gettext_lazy("Xuất Excel"),
    "copied": gettext_lazy("Lấy bản sao dữ liệu"),
    "restriction_lifted": gettext_lazy("Thôi hạn chế sử dụng"),
    "answered": gettext_lazy("Trả lời"),
    "raised": gettext_lazy("Nêu khi kiểm tra"),
    "assigned": gettext_lazy("Giao thành nhiệm vụ"),
    "returned": gettext_lazy("Yêu cầu làm tiếp"),
    "closed": gettext_lazy("Xác nhận kết thúc"),
    "fulfilled": gettext_lazy("Thực hiện xong"),
    "refused": gettext_lazy("Không thực hiện"),
    "withdrawn": gettext_lazy("Rút lại"),
    "unnamed": gettext_lazy("Bỏ tên theo yêu cầu"),
    "expired": gettext_lazy("Hết thời hạn lưu"),
    "erased": gettext_lazy("Xóa dữ liệu"),
    "taken_back": gettext_lazy("Hoàn tác tệp đã nhập"),
    "granted": gettext_lazy("Giao vai trò"),
    "lent": gettext_lazy("Cử người làm thay"),
    "changed": gettext_lazy("Sửa theo tệp"),
    "created": gettext_lazy("Lập"),
    "signed_in": gettext_lazy("Đăng nhập"),
    "password_set": gettext_lazy("Đặt mật khẩu"),
    "disabled": gettext_lazy("Ngừng dùng"),
    "enabled": gettext_lazy("Dùng lại"),
    "link_issued": gettext_lazy("Phát liên kết đăng nhập"),
    "link_used": gettext_lazy("Dùng liên kết đăng nhập"),
    "device_added": gettext_lazy("Đăng nhập từ thiết bị mới"),
    "factors_dropped": gettext_lazy("Bỏ lớp xác thực thứ hai"),
    "factor_added": gettext_lazy("Thêm lớp xác thực thứ hai"),
    "factor_removed": gettext_lazy("Gỡ một lớp xác thực"),
    "factor_reset": gettext_lazy("Tạo lại mã dự phòng"),
    "sso_joined": gettext_lazy("Nối với đăng nhập một lần"),
    "session_ended": gettext_lazy("Đăng xuất phiên"),
    "folded": gettext_lazy("Gộp bản ghi trùng"),
    "destroyed": gettext_lazy("Hủy khóa"),
    "rotated": gettext_lazy("Thay khóa của nhật ký"),
    "tied": gettext_lazy("Nối với tài khoản"),
    "requested": gettext_lazy("Yêu cầu"),
    "opened": gettext_lazy("Mở"),
    "reopened": gettext_lazy("Mở lại"),
    "frozen": gettext_lazy("Chốt số liệu"),
    "sent": gettext_lazy("Gửi"),
    "facts_set": gettext_lazy("Điền số liệu"),
    "section_edited": gettext_lazy("Sửa mục"),
    "section_reset": gettext_lazy("Soạn lại mục"),
    "attached": gettext_lazy("Gắn tệp"),
    "taken_off": gettext_lazy("Gỡ tệp"),
    "put_back": gettext_lazy("Gắn lại tệp"),
    "noted": gettext_lazy("Ghi nhận"),
    "proposed": gettext_lazy("Đề xuất"),
    "confirmed": gettext_lazy("Xác nhận"),
    "cancelled": gettext_lazy("Hủy đề xuất"),
    "restricted": gettext_lazy("Hạn chế sử dụng"),
    "marked_as_demo": gettext_lazy("Nạp dữ liệu minh họa"),
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
    """One entry in words; `fields` are (label, before, after), `href` is where the whole entry is."""

    at: dt.datetime
    who: str
    what: str
    fields: list[tuple[str, str, str]]
    href: str = ""


def verb(event: str) -> str:
    """Return the words of an event "noun.verbed"."""
    return str(VERBS.get(event.rpartition(".")[2], _("Cập nhật")))


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
