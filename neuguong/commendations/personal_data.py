"""What is held of a person's nominations and awards."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from neuguong.commendations.models import Award, Nomination, Outcome
from neuguong.core import clock
from neuguong.core.personal import Expiry, Fate, Holding, Subject, Touched, erased_name

_NOMINATED = {
    "nominated_on": _("ngày đề nghị"),
    "name": _("tên"),
    "organisation": _("tổ chức đề nghị"),
    "form": _("hình thức"),
    "merit": _("thành tích"),
    "outcome": _("kết quả"),
}


def _open(subject: Subject) -> QuerySet[Nomination]:
    return Nomination.objects.filter(person_id=subject.person_id).exclude(outcome=Outcome.GRANTED)


def _granted(subject: Subject) -> QuerySet[Nomination]:
    return Nomination.objects.filter(person_id=subject.person_id, outcome=Outcome.GRANTED)


def _nominations(rows: QuerySet[Nomination]) -> Iterable[tuple[Any, ...]]:
    names = ("nominated_on", "name", "organisation__name", "form", "merit", "outcome")
    return rows.order_by("nominated_on", "pk").values_list(*names)


def _awards(subject: Subject) -> Iterable[tuple[Any, ...]]:
    names = ("decided_on", "name", "organisation__name", "body", "form", "decision_number", "merit")
    return Award.objects.filter(person_id=subject.person_id).order_by("decided_on", "pk").values_list(*names)


def _take_name_off(subject: Subject, mark: str) -> Touched:
    rows = list(_open(subject).order_by("pk"))
    for index, nomination in enumerate(rows, start=1):
        nomination.name, nomination.merit = erased_name(f"{mark}/{index}"), ""
        nomination.version, nomination.updated_at = nomination.version + 1, clock.now()
        nomination.full_clean()
        nomination.save()
    return {Nomination: [nomination.pk for nomination in rows]}


def _part_awards(subject: Subject, _mark: str) -> Touched:
    return {Award: _part(Award.objects.filter(person_id=subject.person_id))}


def _part_granted(subject: Subject, _mark: str) -> Touched:
    return {Nomination: _part(_granted(subject))}


def _part(rows: QuerySet[Any]) -> list[int]:
    """Let go of the person, so that a name the law keeps does not tell whose the nameless records are.

    A namesake's record that is equal in all else has to stay apart: there the pointer stands.
    """
    parted = []
    for row in rows.order_by("pk"):
        fields = next(one.fields for one in row._meta.constraints if "person" not in one.fields)
        same = {name: getattr(row, name) for name in fields}
        if not type(row)._default_manager.filter(person=None, **same).exists():
            row.person, row.version, row.updated_at = None, row.version + 1, clock.now()
            row.save(update_fields=["person", "version", "updated_at"])
            parted.append(row.pk)
    return parted


HOLDINGS = (
    Holding(
        code="nominations",
        title=_("Đề nghị khen thưởng chưa được khen"),
        fields=_NOMINATED,
        rows=lambda subject: _nominations(_open(subject)),
        fate=Fate.UNNAMED,
        reason=_("Xóa tên và thành tích; giữ một dòng không tên vì số đề nghị đã báo cáo tính từ đây."),
        erase=_take_name_off,
        choices={"outcome": Outcome.choices},
    ),
    Holding(
        code="nominations_granted",
        title=_("Đề nghị khen thưởng đã được khen"),
        fields=_NOMINATED,
        rows=lambda subject: _nominations(_granted(subject)),
        fate=Fate.KEPT,
        reason=_("Thuộc hồ sơ của quyết định khen thưởng, lưu theo Luật Lưu trữ số 33/2024/QH15 ngày 21/6/2024."),
        erase=_part_granted,
        choices={"outcome": Outcome.choices},
    ),
    Holding(
        code="awards",
        title=_("Khen thưởng"),
        fields={
            "decided_on": _("ngày quyết định"),
            "name": _("tên"),
            "organisation": _("tổ chức"),
            "body": _("cơ quan khen"),
            "form": _("hình thức"),
            "decision_number": _("số quyết định"),
            "merit": _("thành tích"),
        },
        rows=_awards,
        fate=Fate.KEPT,
        reason=_(
            "Quyết định khen thưởng đã công bố, lưu theo Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15/6/2022 "
            "và Luật Lưu trữ số 33/2024/QH15 ngày 21/6/2024."
        ),
        erase=_part_awards,
    ),
)
EXPIRIES: tuple[Expiry, ...] = ()
