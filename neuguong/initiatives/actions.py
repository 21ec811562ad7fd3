"""Writes of models and exemplars."""

from django.utils.translation import gettext as _

from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.initiatives.models import Exemplar, Initiative
from neuguong.organisations import actions as base


def register_initiative(*, actor: Actor, initiative: Initiative, version: int | None = None) -> Initiative:
    """Register a model or correct it; what it follows must be another organisation's."""
    origin = initiative.adopted_from
    if origin is not None and origin.organisation_id == initiative.organisation_id:
        words = _("Mô hình được nhân rộng phải là của tổ chức khác. Chọn mô hình của đơn vị khác hoặc để trống.")
        raise Refusal(words)
    return base.keep(actor=actor, noun="initiative", subject=initiative, version=version)


def remove_initiative(*, actor: Actor, initiative: Initiative) -> None:
    """Take a model out of the register; refused while others have adopted it."""
    base.remove(actor=actor, noun="initiative", subject=initiative)


def register_exemplar(*, actor: Actor, exemplar: Exemplar, version: int | None = None) -> Exemplar:
    """Register an exemplar or correct it."""
    return base.keep(actor=actor, noun="exemplar", subject=exemplar, version=version)


def remove_exemplar(*, actor: Actor, exemplar: Exemplar) -> None:
    """Take an exemplar out of the register."""
    base.remove(actor=actor, noun="exemplar", subject=exemplar)
