"""Writes of commitments and personal plans."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from neuguong.audit import actions as audit
from neuguong.audit.models import Entry
from neuguong.commitments.models import Commitment, Reading
from neuguong.commitments.queries import home_on
from neuguong.commitments.rules import can_read_content
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations import actions as base
from neuguong.organisations.models import Organisation
from neuguong.organisations.rules import require

_OF_RESULTS = "pledges_"


@transaction.atomic
def enter_commitment(*, actor: Actor, commitment: Commitment, version: int | None = None) -> Commitment:
    """Enter a commitment on paper for someone, or correct the entry; the log says who entered for whom.

    It stands where the person belonged when it was signed, and stays there when they move. Raises
    Refusal where they belong nowhere, or the day of signing is still to come.
    """
    if commitment.signed_on and commitment.signed_on > clock.today():
        raise Refusal(_("Ngày ký ở sau hôm nay. Ghi ngày đã ký trên bản giấy, hoặc để trống khi chưa ký."))
    if not commitment.organisation_id:
        home = home_on(commitment.person, _moment(commitment))
        if home is None:
            raise Refusal(_("Người này chưa có nơi sinh hoạt. Ghi nơi sinh hoạt ở trang Người trước."))
        commitment.organisation = home
    return base.keep(actor=actor, noun="commitment", subject=commitment, version=version)


def _moment(commitment: Commitment) -> dt.date:
    return commitment.signed_on or min(dt.date(commitment.first_year, 12, 31), clock.today())


def remove_commitment(*, actor: Actor, commitment: Commitment) -> None:
    """Take an entry out of the register."""
    base.remove(actor=actor, noun="commitment", subject=commitment)


@transaction.atomic
def read_commitment(*, actor: Actor, commitment: Commitment, how: Reading = Reading.PAGE) -> None:
    """Note in the log, where its writer sees it, that someone else opened what a commitment says."""
    require(can_read_content(actor, commitment))
    read_commitments(actor=actor, commitments=[commitment], how=how, organisation=commitment.organisation)


@transaction.atomic
def read_commitments(
    *, actor: Actor, commitments: Iterable[Commitment], how: Reading, organisation: Organisation
) -> None:
    """Note that someone else's commitments were shown to `actor`; `organisation` is where they stood."""
    others = [(one.pk, one.person_id) for one in commitments if one.person_id != actor.person_id]
    kind = Commitment._meta.label_lower
    audit.record_reading(actor=actor, kind=kind, how=how.value, read=others, organisation_id=organisation.pk)


def read_behind_figure(*, actor: Actor, code: str, numbers: Iterable[int], organisation: Organisation) -> None:
    """Note whose results the list behind a figure showed; `numbers` are the ids of its commitments, 0 of hidden ones.

    Only the figures of results tell more than that somebody has signed.
    """
    if code.startswith(_OF_RESULTS):
        shown = Commitment.objects.filter(pk__in=[number for number in numbers if number])
        read_commitments(actor=actor, commitments=shown, how=Reading.FIGURE, organisation=organisation)


def read_in_log(*, actor: Actor, entry: Entry) -> None:
    """Note that an entry of the log opened to `actor` what someone else's commitment says or said."""
    kind = Commitment._meta.label_lower
    sealed = '"sealed"' in f"{entry.before}{entry.after}"
    if entry.subject_kind == kind and sealed and entry.owner_id not in (None, actor.person_id):
        read = [(entry.subject_id, entry.owner_id or 0)]
        how = Reading.LOG.value
        audit.record_reading(actor=actor, kind=kind, how=how, read=read, organisation_id=entry.organisation_id)
