"""What the records that the log tells of are called, room by room."""

from collections.abc import Iterator

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from neuguong.core.text import sort_key
from neuguong.ui.values import Words

ROOMS: dict[str, Words] = {
    "campaigns": _("Cuộc vận động, việc phải làm"),
    "directives": _("Chỉ đạo"),
    "activities": _("Sinh hoạt"),
    "commitments": _("Cam kết"),
    "initiatives": _("Mô hình, điển hình"),
    "commendations": _("Khen thưởng"),
    "classification": _("Xếp loại"),
    "reporting": _("Báo cáo"),
    "interchange": _("Nhập và xuất tệp"),
    "files": _("Tệp"),
    "notices": _("Thông báo, thư"),
    "organisations": _("Tổ chức, người"),
    "accounts": _("Tài khoản"),
    "privacy": _("Dữ liệu cá nhân"),
    "audit": _("Nhật ký"),
}
# Models that only the program knows have no words of their own.
_WORDS: dict[str, Words] = {
    "organisations.installation": _("hệ thống"),
    "audit.key": _("khóa của nhật ký"),
}
# What is never told of as a record by itself: it is a part of another, or a note of the program.
UNTOLD = {
    *("notices.notice", "notices.carrier"),
    *("audit.entry", "audit.head", "audit.reading", "core.sending", "privacy.tombstone"),
    *("accounts.signinlink", "accounts.device", "organisations.lifepart", "reporting.reviewsection"),
}


def called(kind: str) -> str:
    """Return what records of a kind are called."""
    if kind in _WORDS:
        return str(_WORDS[kind])
    try:
        return str(apps.get_model(kind)._meta.verbose_name)
    except (LookupError, ValueError):
        return kind


def offered() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Give each room with the kinds of its records and what they are called, in the alphabet's order."""
    for room, words in ROOMS.items():
        kinds = {model._meta.label_lower for model in apps.get_app_config(room).get_models()} - UNTOLD
        named = sorted(((kind, called(kind)) for kind in kinds), key=lambda pair: sort_key(pair[1]))
        yield str(words), named
