"""What is held of whoever brought workbooks in: that they did, and when."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from neuguong.core.personal import Fate, Holding, Subject
from neuguong.interchange.models import Batch


def _brought(subject: Subject) -> Iterable[tuple[Any, ...]]:
    if not subject.account_id:
        return ()
    names = ("created_at", "file_name", "created", "updated", "undone_at")
    return Batch.objects.filter(actor_id=subject.account_id).order_by("pk").values_list(*names)


HOLDINGS = (
    Holding(
        code="imports",
        title=_("Tệp đã nhập"),
        fields={
            "at": _("nhập lúc"),
            "name": _("tên tệp"),
            "created": _("dòng mới"),
            "updated": _("dòng sửa"),
            "undone_at": _("hoàn tác lúc"),
        },
        rows=_brought,
        fate=Fate.KEPT,
        reason=_("Việc đã làm ở cơ quan: ai nhập tệp nào phải trả lời được."),
    ),
)
