"""Writes of rounds, nominations and awards."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from neuguong.audit import actions as audit
from neuguong.commendations import rules
from neuguong.commendations.models import Award, Nomination, Round
from neuguong.core import bulk
from neuguong.core.actor import Actor
from neuguong.organisations import actions as base
from neuguong.organisations.queries.bodies import AmbiguousBody, BodyNames
from neuguong.organisations.rules import require


@transaction.atomic
def open_round(*, actor: Actor, round: Round, version: int | None = None) -> Round:
    """Open a round or change it; its records move with its stage."""
    require(rules.can_open_round(actor))
    event = "round.opened" if round.pk is None else "round.corrected"
    audit.save(actor=actor, event=event, subject=round, version=version)
    recount(rounds=[round])
    return round


@transaction.atomic
def remove_round(*, actor: Actor, round: Round) -> None:
    """Take a round out of the register; refused while something belongs to it."""
    require(rules.can_open_round(actor))
    audit.remove(actor=actor, event="round.removed", subject=round)


def recount(*, rounds: list[Round]) -> None:
    """Set anew the day on which the records of `rounds` count."""
    for model, date in ((Nomination, "nominated_on"), (Award, "decided_on")):
        rows = model._default_manager.filter(round__in=rounds).select_related("round")
        changes = [(row.round.counted_on(getattr(row, date)), row.pk) for row in rows if row.round]
        bulk.update(model, ["counted_on"], changes)


def nominate(*, actor: Actor, nomination: Nomination, version: int | None = None) -> Nomination:
    """Put someone forward, or correct it."""
    return base.keep(actor=actor, noun="nomination", subject=nomination, version=version)


def remove_nomination(*, actor: Actor, nomination: Nomination) -> None:
    """Take a nomination back."""
    base.remove(actor=actor, noun="nomination", subject=nomination)


@transaction.atomic
def enter_award(*, actor: Actor, award: Award, version: int | None = None) -> Award:
    """Enter an award as decided, or correct it; the body is recognised by code or name.

    Raises ValidationError where several bodies bear the name, or the body is none that `actor` writes for.
    """
    if award.pk is not None:
        require(rules.awards.can_write(actor, rules.awards.get(actor, award.pk)))
    try:
        award.body_organisation_id = BodyNames().find(award.body, award.organisation.path)
    except AmbiguousBody as several:
        raise ValidationError({"body": several.words(actor, award.body)}) from several
    body = award.body_organisation
    if not rules.can_tell_of(actor, body.path if body else None):
        raise ValidationError({"body": not_told_of(award.body)})
    return base.keep(actor=actor, noun="award", subject=award, version=version)


def not_told_of(body: str) -> str:
    """Return the sentence for whoever enters what a body gave that is not theirs."""
    told = _(
        "Khen thưởng của «%(body)s» do cơ quan đó hoặc cấp trên ghi vào sổ; đồng chí ghi khen thưởng của cấp mình."
    )
    return told % {"body": body}


def remove_award(*, actor: Actor, award: Award) -> None:
    """Take an award out of the register."""
    require(rules.awards.can_write(actor, award))
    base.remove(actor=actor, noun="award", subject=award)
