"""What is held of whoever sent files: that they sent them, and to which records."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from neuguong.core.personal import ERASED, Fate, Holding, Subject, Touched
from neuguong.files.models import StoredFile


def _sent(subject: Subject) -> Iterable[tuple[Any, ...]]:
    names = ("created_at", "name", "subject_kind", "subject_id", "size", "taken_off_at")
    if not subject.account_id:
        return ()
    return StoredFile.objects.filter(sender_id=subject.account_id).order_by("pk").values_list(*names)


def _unname(subject: Subject, _mark: str) -> Touched:
    rows = StoredFile.objects.filter(sender_id=subject.account_id) if subject.account_id else StoredFile.objects.none()
    touched = list(rows.values_list("pk", flat=True))
    rows.update(sender_label=ERASED, version=F("version") + 1)
    return {StoredFile: touched}


HOLDINGS = (
    Holding(
        code="files",
        title=_("Tệp đã gửi"),
        fields={
            "sent_at": _("gửi lúc"),
            "name": _("tên tệp"),
            "kind": _("của loại bản ghi"),
            "record": _("bản ghi số"),
            "size": _("dung lượng (byte)"),
            "taken_off_at": _("gỡ lúc"),
        },
        rows=_sent,
        fate=Fate.UNNAMED,
        reason=_("Tệp là của bản ghi nên ở lại với bản ghi; bỏ tên người gửi."),
        erase=_unname,
    ),
)
