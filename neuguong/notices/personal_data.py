"""What is held of whoever was told something."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from neuguong.core.languages import official
from neuguong.core.personal import Due, Expiry, Fate, Holding, Subject, Touched
from neuguong.notices.models import Letter, LetterStatus, Notice, Preference
from neuguong.notices.queries import words


def _told(subject: Subject) -> Iterable[tuple[Any, ...]]:
    if not subject.account_id:
        return
    for row in Notice.objects.filter(recipient_id=subject.account_id).order_by("pk"):
        with official():
            told = words(row)
        yield row.at, told.title, told.text, row.read_at


def _remove(subject: Subject, _mark: str) -> Touched:
    if subject.account_id:
        Notice.objects.filter(recipient_id=subject.account_id).delete()
    return {}


def _mailed(subject: Subject) -> Iterable[tuple[Any, ...]]:
    rows = Letter.objects.filter(recipient_id=subject.account_id).order_by("pk") if subject.account_id else ()
    return [(row.queued_at, row.sort, row.status, row.ended_at) for row in rows]


def _stop(subject: Subject, _mark: str) -> Touched:
    if subject.account_id:
        Letter.objects.filter(recipient_id=subject.account_id).delete()
        Preference.objects.filter(account_id=subject.account_id).delete()
    return {}


def _old(before: dt.date) -> Iterable[Due]:
    for row in Notice.objects.filter(at__date__lt=before).order_by("at", "pk"):
        yield Due(row.pk, words(row).title, row.at.date())


def _forget(ids: Collection[int]) -> None:
    Notice.objects.filter(pk__in=ids).delete()


HOLDINGS = (
    Holding(
        code="told",
        title=_("Thông báo đã nhận"),
        fields={"at": _("lúc"), "title": _("về việc"), "text": _("nội dung"), "read_at": _("đọc lúc")},
        rows=_told,
        fate=Fate.REMOVED,
        reason=_("Không còn tài khoản thì không cần."),
        erase=_remove,
    ),
    Holding(
        code="mails",
        title=_("Thư đã gửi"),
        fields={"queued_at": _("ghi lúc"), "sort": _("loại"), "status": _("tình trạng"), "ended_at": _("xong lúc")},
        rows=_mailed,
        fate=Fate.REMOVED,
        reason=_("Không còn tài khoản thì không cần."),
        erase=_stop,
        choices={"status": LetterStatus.choices},
    ),
)
EXPIRIES = (Expiry(code="told", title=_("Thông báo đã nhận"), model=Notice, due=_old, remove=_forget),)
