"""Mails that tell of notices: one digest a day for each account, what can't wait at once, neither in quiet hours."""

from collections import defaultdict
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from neuguong.core import clock
from neuguong.core.telling import kind_of
from neuguong.notices.models import Notice, Preference
from neuguong.notices.queries import words
from neuguong.notices.writing import write_letter


def write_mails() -> int:
    """Write the letters that are due now into the outbox, and return how many."""
    waiting: dict[int, list[Notice]] = defaultdict(list)
    for notice in Notice.objects.filter(by_mail=True, letter=None, read_at=None).order_by("pk"):
        waiting[notice.recipient_id].append(notice)
    known = {one.account_id: one for one in Preference.objects.filter(account_id__in=waiting)}
    return sum(
        _for(account, known.get(account) or Preference(account_id=account), notices)
        for account, notices in waiting.items()
    )


@transaction.atomic
def _for(account: int, wish: Preference, notices: Sequence[Notice]) -> int:
    off = [one.pk for one in notices if one.kind in wish.mail_off]
    Notice.objects.filter(pk__in=off).update(by_mail=False)
    if is_quiet(wish):
        return 0
    wanted = [one for one in notices if one.pk not in off]
    at_once = [one for one in wanted if (kind := kind_of(one.kind)) and kind.at_once]
    others = [one for one in wanted if one not in at_once]
    written = sum(_written(f"notice:{one.pk}", account, wish, [one]) for one in at_once)
    day = f"{timezone.localtime(clock.now()):%Y%m%d}"
    return written + (_written(f"digest:{account}:{day}", account, wish, others) if others else 0)


def _written(key: str, account: int, wish: Preference, notices: Sequence[Notice]) -> bool:
    """Write a letter that tells of `notices`; one of that key is there already, and they wait for the next day."""
    with translation.override(wish.language):
        told = [words(one) for one in notices]
        subject = told[0].title if len(told) == 1 else _("%(count)s việc cần biết hôm nay") % {"count": len(told)}
        letter, is_new = write_letter(
            to=account,
            key=key,
            sort="digest" if key.startswith("digest") else "notice",
            subject=f"Nêu Gương: {subject}",
            lines=["\n".join(filter(None, one)) for one in told],
            link=f"{settings.PUBLIC_URL}{reverse('notices:list')}",
            button=_("Mở Nêu Gương"),
        )
    if is_new:
        Notice.objects.filter(pk__in=[one.pk for one in notices]).update(letter=letter, by_mail=False)
    return is_new


def is_quiet(wish: Preference) -> bool:
    """Tell whether no mail is written now: by the account's own hours, else the installation's."""
    start, end = wish.quiet_from, wish.quiet_until
    if start is None or end is None:
        start, end = settings.QUIET_HOURS
    hour = timezone.localtime(clock.now()).hour
    return start <= hour < end if start <= end else hour >= start or hour < end
