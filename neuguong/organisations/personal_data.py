"""What is held of a person in the lists: who they are, where they belong, what they may do here."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Model
from django.utils.translation import gettext_lazy as _

from neuguong.core import clock
from neuguong.core.personal import ERASED, Fate, Holding, Subject, Touched
from neuguong.organisations.models import (
    Gender,
    Grant,
    Membership,
    PartyStatus,
    Pause,
    Person,
    PersonGroup,
    PersonMerge,
    Post,
    Role,
    Transfer,
)


def _person(subject: Subject) -> Iterable[tuple[Any, ...]]:
    names = ("code", "full_name", "birth_date", "gender", "party_status", "created_at")
    return Person.objects.filter(pk=subject.person_id).values_list(*names)


def _memberships(subject: Subject) -> Iterable[tuple[Any, ...]]:
    names = ("organisation__name", "since", "until", "is_main", "is_head", "is_exempt")
    return Membership.objects.filter(person_id=subject.person_id).order_by("since", "pk").values_list(*names)


def _posts(subject: Subject) -> Iterable[tuple[Any, ...]]:
    rows = Post.objects.filter(membership__person_id=subject.person_id).order_by("pk")
    return rows.values_list("sort", "title", "membership__organisation__name")


def _groups(subject: Subject) -> Iterable[tuple[Any, ...]]:
    return PersonGroup.objects.filter(person_id=subject.person_id).order_by("pk").values_list("name")


def _pauses(subject: Subject) -> Iterable[tuple[Any, ...]]:
    return Pause.objects.filter(person_id=subject.person_id).order_by("pk").values_list("sort", "since", "until")


def _transfers(subject: Subject) -> Iterable[tuple[Any, ...]]:
    rows = Transfer.objects.filter(person_id=subject.person_id).order_by("pk")
    return rows.values_list("origin__name", "target__name", "day", "state", "reason")


def _merges(subject: Subject) -> Iterable[tuple[Any, ...]]:
    rows = PersonMerge.objects.filter(kept_id=subject.person_id).order_by("pk")
    return rows.values_list("gone_code", "gone_name", "created_at")


def _grants(subject: Subject) -> Iterable[tuple[Any, ...]]:
    rows = Grant.objects.filter(user_id=subject.account_id).order_by("pk")
    return rows.values_list("role", "organisation__name", "since", "until")


def _take_name_off(subject: Subject, mark: str) -> Touched:
    """Leave a person of whom nothing is known but that they belonged; privacy's own line in the log tells it."""
    for person in Person.objects.filter(pk=subject.person_id):
        person.code, person.full_name = mark, ERASED
        person.birth_date, person.gender, person.party_status, person.account = None, "", "", None
        person.version, person.updated_at = person.version + 1, clock.now()
        person.full_clean()
        person.save()
    return {}


def _drop_posts(subject: Subject, _mark: str) -> Touched:
    rows = Membership.objects.filter(person_id=subject.person_id)
    held = list(rows.values_list("pk", flat=True))
    Post.objects.filter(membership__in=held).delete()
    rows.update(is_head=False, version=F("version") + 1)
    return {Membership: held}


def _drop_groups(subject: Subject, _mark: str) -> Touched:
    PersonGroup.objects.filter(person_id=subject.person_id).delete()
    return {}


def _drop_pauses(subject: Subject, _mark: str) -> Touched:
    return _dropped(Pause, person_id=subject.person_id)


def _drop_transfers(subject: Subject, _mark: str) -> Touched:
    return _dropped(Transfer, person_id=subject.person_id)


def _drop_merges(subject: Subject, _mark: str) -> Touched:
    return _dropped(PersonMerge, kept_id=subject.person_id)


def _dropped(model: type[Model], **whose: int) -> Touched:
    held = list(model._default_manager.filter(**whose).values_list("pk", flat=True))
    model._default_manager.filter(pk__in=held).delete()
    return {model: held}


def _drop_grants(subject: Subject, _mark: str) -> Touched:
    rows = Grant.objects.filter(user_id=subject.account_id)
    held = list(rows.values_list("pk", flat=True))
    rows.delete()
    return {Grant: held}


HOLDINGS = (
    Holding(
        code="person",
        title=_("Lý lịch trong danh sách"),
        fields={
            "code": _("mã người"),
            "full_name": _("họ và tên"),
            "birth_date": _("ngày sinh"),
            "gender": _("giới tính"),
            "party_status": _("đảng viên"),
            "created_at": _("ghi vào danh sách lúc"),
        },
        rows=_person,
        fate=Fate.UNNAMED,
        reason=_(
            "Xóa họ tên, ngày sinh, giới tính, đảng viên, mã người; giữ một dòng không tên để số liệu cũ không đổi."
        ),
        erase=_take_name_off,
        choices={"gender": Gender.choices, "party_status": PartyStatus.choices},
    ),
    Holding(
        code="posts",
        title=_("Chức vụ"),
        fields={"sort": _("loại chức vụ"), "title": _("chức vụ"), "organisation": _("tổ chức")},
        rows=_posts,
        fate=Fate.REMOVED,
        reason=_("Chức vụ cho biết là ai, nên xóa hết."),
        erase=_drop_posts,
        choices={"sort": Post.Sort.choices},
    ),
    Holding(
        code="memberships",
        title=_("Nơi sinh hoạt"),
        fields={
            "organisation": _("tổ chức"),
            "since": _("từ ngày"),
            "until": _("đến ngày"),
            "is_main": _("nơi sinh hoạt chính"),
            "is_head": _("người đứng đầu"),
            "is_exempt": _("miễn sinh hoạt"),
        },
        rows=_memberships,
        fate=Fate.UNNAMED,
        reason=_("Giữ ngày và nơi, không còn tên: số người phải ký cam kết của từng năm tính từ đây."),
    ),
    Holding(
        code="groups",
        title=_("Nhóm"),
        fields={"name": _("nhóm")},
        rows=_groups,
        fate=Fate.REMOVED,
        reason=_("Không số liệu nào cần đến."),
        erase=_drop_groups,
        choices={"name": PersonGroup.Name.choices},
    ),
    Holding(
        code="pauses",
        title=_("Miễn sinh hoạt, tạm đình chỉ"),
        fields={"sort": _("trạng thái"), "since": _("từ ngày"), "until": _("đến ngày")},
        rows=_pauses,
        fate=Fate.REMOVED,
        reason=_("Chỉ có ngày, và không số liệu nào cần đến khi không còn tên."),
        erase=_drop_pauses,
        choices={"sort": Pause.Sort.choices},
    ),
    Holding(
        code="transfers",
        title=_("Chuyển sinh hoạt"),
        fields={
            "origin": _("chuyển đi từ"),
            "target": _("chuyển đến"),
            "day": _("từ ngày"),
            "state": _("trạng thái"),
            "reason": _("lý do từ chối"),
        },
        rows=_transfers,
        fate=Fate.REMOVED,
        reason=_("Nơi sinh hoạt đã giữ ngày và nơi, không còn tên."),
        erase=_drop_transfers,
        choices={"state": Transfer.State.choices},
    ),
    Holding(
        code="merges",
        title=_("Lần gộp bản ghi trùng"),
        fields={
            "gone_code": _("mã người đã gộp"),
            "gone_name": _("họ và tên đã gộp"),
            "created_at": _("gộp lúc"),
        },
        rows=_merges,
        fate=Fate.REMOVED,
        reason=_("Còn giữ họ tên của bản ghi trùng."),
        erase=_drop_merges,
    ),
    Holding(
        code="grants",
        title=_("Vai trò trong phần mềm"),
        fields={
            "role": _("vai trò"),
            "organisation": _("tổ chức"),
            "since": _("từ ngày"),
            "until": _("đến ngày"),
        },
        rows=_grants,
        fate=Fate.REMOVED,
        reason=_("Không còn tài khoản thì không còn vai trò."),
        erase=_drop_grants,
        choices={"role": Role.choices},
    ),
)
