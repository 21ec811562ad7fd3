"""What is held of a person's commitments: facts for the figures, content for them and their cell."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from neuguong.commitments.models import Commitment, Result
from neuguong.core import clock
from neuguong.core.personal import Due, Expiry, Fate, Holding, Subject, Touched


def _commitments(subject: Subject) -> Iterable[tuple[Any, ...]]:
    names = ("first_year", "last_year", "organisation__name", "signed_on", "content", "result")
    rows = Commitment.objects.filter(person_id=subject.person_id).order_by("first_year", "pk")
    return rows.values_list(*names)


def _empty(subject: Subject, _mark: str) -> Touched:
    rows = Commitment.objects.filter(person_id=subject.person_id)
    _empty_some(rows)
    return {Commitment: list(rows.values_list("pk", flat=True))}


def _empty_some(rows: QuerySet[Commitment]) -> None:
    rows.update(content="", version=F("version") + 1, updated_at=clock.now())


def _old(before: dt.date) -> Iterable[Due]:
    """Content runs from the end of its last year."""
    rows = Commitment.objects.filter(last_year__lt=before.year).exclude(content="")
    found = rows.select_related("person", "organisation").order_by("last_year", "pk")
    return (Due(row.pk, f"{row}: {row.person}, {row.organisation}", dt.date(row.last_year, 12, 31)) for row in found)


def _empty_old(ids: Collection[int]) -> None:
    _empty_some(Commitment.objects.filter(pk__in=ids))


HOLDINGS = (
    Holding(
        code="commitments",
        title=_("Cam kết, kế hoạch cá nhân"),
        fields={
            "first_year": _("năm"),
            "last_year": _("đến năm"),
            "organisation": _("tổ chức"),
            "signed_on": _("ngày ký"),
            "content": _("nội dung"),
            "result": _("kết quả"),
        },
        rows=_commitments,
        fate=Fate.UNNAMED,
        reason=_("Xóa nội dung; giữ việc đã ký và kết quả, không còn tên, vì số liệu đã báo cáo tính từ đây."),
        erase=_empty,
        private=frozenset({"content", "result"}),
        choices={"result": Result.choices},
    ),
)
EXPIRIES = (
    Expiry(code="commitment_content", title=_("Nội dung bản cam kết"), model=Commitment, due=_old, remove=_empty_old),
)
