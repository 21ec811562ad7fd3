"""Writes of commitments and personal plans."""

from neuguong.commitments.models import Commitment
from neuguong.core.actor import Actor
from neuguong.organisations import actions as base


def enter_commitment(*, actor: Actor, commitment: Commitment, version: int | None = None) -> Commitment:
    """Enter a commitment on paper for someone, or correct the entry; the log says who entered for whom."""
    return base.keep(actor=actor, noun="commitment", subject=commitment, version=version)


def remove_commitment(*, actor: Actor, commitment: Commitment) -> None:
    """Take an entry out of the register."""
    base.remove(actor=actor, noun="commitment", subject=commitment)
