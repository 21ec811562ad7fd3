"""Writes of yearly ranks."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from neuguong.classification import rules
from neuguong.classification.models import Classification
from neuguong.core.actor import Actor
from neuguong.organisations import actions as base
from neuguong.organisations.rules import require


@transaction.atomic
def rank(*, actor: Actor, classification: Classification, version: int | None = None) -> Classification:
    """Enter a rank: own, proposed, decided; or correct it.

    Raises ValidationError where a body would write what is decided about itself.
    """
    gate, place = rules.classifications, classification.organisation
    if classification.pk is not None:
        require(gate.can_write(actor, gate.get(actor, classification.pk)))
    if rules.is_decided(classification) and not rules.can_decide(actor, place.path):
        raise ValidationError({"decided": not_decided_here(place.name)})
    return base.keep(actor=actor, noun="classification", subject=classification, version=version)


def not_decided_here(place: str) -> str:
    """Return the sentence for whoever enters what is decided about their own organisation."""
    told = _("Mức quyết định của %(place)s do cấp trên ghi. Để trống ô này, ghi mức tự nhận hoặc mức đề xuất.")
    return told % {"place": place}


def remove_rank(*, actor: Actor, classification: Classification) -> None:
    """Take a rank out of the register."""
    require(rules.classifications.can_write(actor, classification))
    base.remove(actor=actor, noun="classification", subject=classification)
