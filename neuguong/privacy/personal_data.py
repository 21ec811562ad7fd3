"""What this room itself holds of a person: their requests, what they have read, restrictions, the log's lines."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.apps import apps
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from neuguong.audit.models import Entry, Reading
from neuguong.audit.queries import entered
from neuguong.core.personal import ERASED, Due, Expiry, Fate, Holding, Subject, Touched
from neuguong.privacy.models import DataRequest, NoticeRead, RequestKind, RequestStatus, Restriction


def _mine(subject: Subject) -> Q:
    return Q(person_id=subject.person_id) | Q(account_id=subject.account_id)


def _requests(subject: Subject) -> Iterable[tuple[Any, ...]]:
    asked = ("received_on", "kind", "wish", "entered_by_label", "status")
    names = (*asked, "prolonged_on", "prolonged_why", "answer", "answered_on", "closed_on")
    return DataRequest.objects.filter(_mine(subject)).order_by("received_on", "pk").values_list(*names)


def _empty(subject: Subject, _mark: str) -> Touched:
    rows = DataRequest.objects.filter(_mine(subject))
    rows.filter(for_another=False).update(entered_by_label=ERASED)
    _empty_some(rows)
    return {DataRequest: list(rows.values_list("pk", flat=True))}


def _empty_some(rows: QuerySet[DataRequest]) -> None:
    rows.update(wish="", answer="", prolonged_why="", proposal={}, version=F("version") + 1)


def _old(before: dt.date) -> Iterable[Due]:
    rows = DataRequest.objects.filter(closed_on__lt=before).exclude(wish="", answer="", prolonged_why="", proposal={})
    found = rows.select_related("person", "account").order_by("closed_on", "pk")
    return (Due(row.pk, str(row), row.closed_on) for row in found if row.closed_on)


def _empty_old(ids: Collection[int]) -> None:
    _empty_some(DataRequest.objects.filter(pk__in=ids))


def _notices(subject: Subject) -> Iterable[tuple[Any, ...]]:
    return NoticeRead.objects.filter(user_id=subject.account_id).order_by("pk").values_list("version", "read_at")


def _drop_notices(subject: Subject, _mark: str) -> Touched:
    NoticeRead.objects.filter(user_id=subject.account_id).delete()
    return {}


def _restrictions(subject: Subject) -> Iterable[tuple[Any, ...]]:
    return Restriction.objects.filter(person_id=subject.person_id).values_list("since")


def _drop_restriction(subject: Subject, _mark: str) -> Touched:
    Restriction.objects.filter(person_id=subject.person_id).delete()
    return {}


def _changes(subject: Subject) -> Iterable[tuple[Any, ...]]:
    """Who did what with the person's own record."""
    rows = Entry.objects.filter(subject_kind="organisations.person", subject_id=subject.person_id)
    return rows.order_by("pk").values_list("at", "event", "actor_label")


def _readings(subject: Subject) -> Iterable[tuple[Any, ...]]:
    """Who else opened what the person committed to."""
    rows = Reading.objects.filter(owner_id=subject.person_id).order_by("pk")
    return rows.values_list("entry__at", "entry__actor_label", "entry__subject_kind", "subject_id")


def _deeds(subject: Subject) -> Iterable[tuple[Any, ...]]:
    """What the account itself did; rows of an import are told by the import."""
    if not subject.account_id:
        return ()
    rows = Entry.objects.filter(actor_id=subject.account_id, batch=None).order_by("pk")
    return rows.values_list("at", "event", "subject_kind", "subject_id", "origin")


def _entered(subject: Subject) -> Iterable[tuple[Any, ...]]:
    """Who else entered what is the person's own: the record, when, who, and whether in a workbook."""
    for model in (one for one in apps.get_models() if getattr(one, "entered_for", "")):
        mine = model._default_manager.filter(**{f"{model.entered_for}_id": subject.person_id})  # type: ignore[attr-defined]
        found = entered(model, mine.order_by("pk").values_list("pk", flat=True))
        for pk, one in sorted(found.items()):
            if one.actor_id is None or one.actor_id != subject.account_id:
                yield one.at, model._meta.label_lower, pk, one.actor_label, one.batch


HOLDINGS = (
    Holding(
        code="requests",
        title=_("Yêu cầu về dữ liệu cá nhân"),
        fields={
            "received_on": _("ngày nhận"),
            "kind": _("yêu cầu"),
            "wish": _("nội dung yêu cầu"),
            "entered_by": _("người ghi"),
            "status": _("tình trạng"),
            "prolonged_on": _("ngày gia hạn"),
            "prolonged_why": _("lý do gia hạn"),
            "answer": _("trả lời"),
            "answered_on": _("ngày trả lời"),
            "closed_on": _("ngày xong"),
        },
        rows=_requests,
        fate=Fate.UNNAMED,
        reason=_("Xóa lời yêu cầu và lời trả lời; giữ loại và ngày, để chứng minh đã làm đúng hạn."),
        erase=_empty,
        choices={"kind": RequestKind.choices, "status": RequestStatus.choices},
    ),
    Holding(
        code="notices",
        title=_("Lần đọc thông báo về dữ liệu cá nhân"),
        fields={"version": _("phiên bản"), "read_at": _("đọc lúc")},
        rows=_notices,
        fate=Fate.REMOVED,
        reason=_("Không còn tài khoản thì không cần."),
        erase=_drop_notices,
    ),
    Holding(
        code="restrictions",
        title=_("Hạn chế sử dụng"),
        fields={"since": _("từ ngày")},
        rows=_restrictions,
        fate=Fate.REMOVED,
        reason=_("Không còn gì để hạn chế."),
        erase=_drop_restriction,
    ),
    Holding(
        code="readings",
        title=_("Ai đã đọc cam kết của đồng chí"),
        fields={"at": _("lúc"), "reader": _("người đọc"), "kind": _("loại bản ghi"), "record": _("số bản ghi")},
        rows=_readings,
        fate=Fate.KEPT,
        reason=_("Nhật ký đọc: cho biết ai đã đọc, lúc nào, không cho biết nội dung."),
    ),
    Holding(
        code="entered",
        title=_("Ai đã nhập thay đồng chí"),
        fields={
            "at": _("lúc"),
            "kind": _("loại bản ghi"),
            "record": _("số bản ghi"),
            "who": _("người nhập"),
            "batch": _("lần nhập từ tệp"),
        },
        rows=_entered,
        fate=Fate.KEPT,
        reason=_("Nhật ký ghi: cho biết ai đã nhập, lúc nào, không cho biết nội dung."),
    ),
    Holding(
        code="log",
        title=_("Nhật ký về bản ghi của đồng chí"),
        fields={"at": _("lúc"), "event": _("việc"), "actor": _("người thực hiện")},
        rows=_changes,
        fate=Fate.KEPT,
        reason=_(
            "Nhật ký không ai sửa hay xóa được, nên dòng cũ còn tên; nội dung, kết quả cam kết trong đó được mã hóa "
            "và mất khóa khi xóa, không ai đọc được nữa."
        ),
    ),
    Holding(
        code="deeds",
        title=_("Việc đồng chí đã làm trong phần mềm"),
        fields={
            "at": _("lúc"),
            "event": _("việc"),
            "kind": _("loại bản ghi"),
            "record": _("bản ghi số"),
            "origin": _("từ địa chỉ"),
        },
        rows=_deeds,
        fate=Fate.KEPT,
        reason=_("Việc đã làm ở cơ quan: ai làm gì phải trả lời được, nên nhật ký giữ tên người làm."),
    ),
)
EXPIRIES = (
    Expiry(
        code="requests",
        title=_("Lời yêu cầu và lời trả lời về dữ liệu cá nhân"),
        model=DataRequest,
        due=_old,
        remove=_empty_old,
    ),
)
