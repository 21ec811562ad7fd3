"""Writes of yearly ranks."""

from neuguong.classification.models import Classification
from neuguong.core.actor import Actor
from neuguong.organisations import actions as base


def rank(*, actor: Actor, classification: Classification, version: int | None = None) -> Classification:
    """Enter a rank as decided, or correct it."""
    return base.keep(actor=actor, noun="classification", subject=classification, version=version)


def remove_rank(*, actor: Actor, classification: Classification) -> None:
    """Take a rank out of the register."""
    base.remove(actor=actor, noun="classification", subject=classification)
