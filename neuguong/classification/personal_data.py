"""What is held of a person's yearly ranks."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from neuguong.classification.models import Classification, Rank
from neuguong.core import clock
from neuguong.core.personal import Expiry, Fate, Holding, Subject, Touched


def _ranks(subject: Subject) -> Iterable[tuple[Any, ...]]:
    names = ("year", "organisation__name", "own", "proposed", "decided", "points")
    rows = Classification.objects.filter(person_id=subject.person_id).order_by("year", "pk")
    return rows.values_list(*names)


def _leave_the_decision(subject: Subject, _mark: str) -> Touched:
    rows = Classification.objects.filter(person_id=subject.person_id)
    rows.update(own="", proposed="", points=None, version=F("version") + 1, updated_at=clock.now())
    return {Classification: list(rows.values_list("pk", flat=True))}


HOLDINGS = (
    Holding(
        code="ranks",
        title=_("Xếp loại"),
        fields={
            "year": _("năm"),
            "organisation": _("tổ chức"),
            "own": _("mức tự nhận"),
            "proposed": _("mức đề xuất"),
            "decided": _("mức quyết định"),
            "points": _("điểm"),
        },
        rows=_ranks,
        fate=Fate.UNNAMED,
        reason=_(
            "Xóa điểm, mức tự nhận và mức đề xuất; giữ mức quyết định, không còn tên, vì tỷ lệ xếp loại tính từ đây."
        ),
        erase=_leave_the_decision,
        choices=dict.fromkeys(("own", "proposed", "decided"), Rank.choices),
    ),
)
EXPIRIES: tuple[Expiry, ...] = ()
