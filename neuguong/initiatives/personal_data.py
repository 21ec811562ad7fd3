"""What is held of a person who is an exemplar."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from neuguong.core import clock
from neuguong.core.personal import Expiry, Fate, Holding, Subject, Touched, erased_name
from neuguong.initiatives.models import Exemplar, Level


def _exemplars(subject: Subject) -> Iterable[tuple[Any, ...]]:
    names = ("registered_on", "name", "organisation__name", "level", "merit")
    rows = Exemplar.objects.filter(person_id=subject.person_id).order_by("registered_on", "pk")
    return rows.values_list(*names)


def _take_name_off(subject: Subject, mark: str) -> Touched:
    rows = list(Exemplar.objects.filter(person_id=subject.person_id).order_by("pk"))
    for index, exemplar in enumerate(rows, start=1):
        exemplar.name, exemplar.merit = erased_name(f"{mark}/{index}"), ""
        exemplar.version, exemplar.updated_at = exemplar.version + 1, clock.now()
        exemplar.full_clean()
        exemplar.save()
    return {Exemplar: [exemplar.pk for exemplar in rows]}


HOLDINGS = (
    Holding(
        code="exemplars",
        title=_("Điển hình tiên tiến"),
        fields={
            "registered_on": _("ngày đăng ký"),
            "name": _("tên"),
            "organisation": _("tổ chức"),
            "level": _("cấp đăng ký"),
            "merit": _("thành tích"),
        },
        rows=_exemplars,
        fate=Fate.UNNAMED,
        reason=_("Xóa tên và thành tích; giữ một dòng không tên vì số điển hình đã báo cáo tính từ đây."),
        erase=_take_name_off,
        choices={"level": Level.choices},
    ),
)
EXPIRIES: tuple[Expiry, ...] = ()
