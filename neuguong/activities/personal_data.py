"""What is held of a person's presence at sessions and meetings."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from neuguong.activities.models import Attendance, Presence, SessionKind
from neuguong.core.personal import Expiry, Fate, Holding, Subject


def _attendances(subject: Subject) -> Iterable[tuple[Any, ...]]:
    names = ("session__date", "session__kind", "session__content", "session__organisation__name", "presence")
    rows = Attendance.objects.filter(person_id=subject.person_id).order_by("session__date", "pk")
    return rows.values_list(*names)


HOLDINGS = (
    Holding(
        code="attendances",
        title=_("Điểm danh"),
        fields={
            "date": _("ngày"),
            "kind": _("loại"),
            "content": _("nội dung buổi sinh hoạt"),
            "organisation": _("tổ chức"),
            "presence": _("có mặt"),
        },
        rows=_attendances,
        fate=Fate.UNNAMED,
        reason=_("Giữ lượt dự, không còn tên: số người, số lượt học tập tính từ đây."),
        choices={"kind": SessionKind.choices, "presence": Presence.choices},
    ),
)
EXPIRIES: tuple[Expiry, ...] = ()
