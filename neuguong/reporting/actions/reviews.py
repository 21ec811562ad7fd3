"""Writes of reviews."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from neuguong.audit import actions as audit
from neuguong.campaigns.indicators import Question
from neuguong.campaigns.periods import Period, parse
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.core.languages import official
from neuguong.organisations.models import Organisation
from neuguong.organisations.queries import Structure
from neuguong.organisations.rules import require
from neuguong.reporting import drafting, previewing, rules
from neuguong.reporting.exporting import all_figures, digest
from neuguong.reporting.models import Review, ReviewSection
from neuguong.reporting.queries import compute
from neuguong.reporting.sections import figures_by_code

_FROZEN = gettext_lazy("Số liệu đã chốt. Mở lại, có ghi lý do, rồi mới tính lại được.")


@transaction.atomic
def prepare_review(
    *, actor: Actor, organisation: Organisation, period: Period, structure: Structure = Structure.THEN
) -> Review:
    """Return the review of a period, made at first need, its figures counted anew unless frozen."""
    require(rules.can_review(actor, organisation))
    found, made = Review.objects.get_or_create(organisation=organisation, period=period.code, structure=structure.value)
    if made:
        audit.record(actor=actor, event="review.opened", subject=found, after={"period": period.code})
    return found if found.is_frozen else _counted(found)


@transaction.atomic
def recompute_review(*, actor: Actor, review: Review) -> Review:
    """Count the figures anew; raises Refusal where they are frozen."""
    require(rules.can_review(actor, review.organisation))
    return _counted(review)


def _counted(review: Review) -> Review:
    """Count anew; the database itself refuses where someone froze the figures in between.

    A count of what is there is no change by anyone: the log does not tell it.
    """
    question = Question(review.organisation, parse(review.period), Structure(review.structure))
    with official():
        snapshot = compute(question)
    values: dict[str, Any] = {"snapshot": snapshot, "computed_at": clock.now(), "charts": {}}
    if not Review.objects.filter(pk=review.pk, frozen_at__isnull=True).update(**values):
        raise Refusal(str(_FROZEN), code="frozen")
    for name, value in values.items():
        setattr(review, name, value)
    return review


def keep_charts(*, review: Review) -> None:
    """Draw the charts of the page once and keep them, as long as the figures stay."""
    if not review.charts:
        review.charts = previewing.drawn(review)
        Review.objects.filter(pk=review.pk, computed_at=review.computed_at).update(charts=review.charts)


@transaction.atomic
def freeze_review(*, actor: Actor, review: Review) -> Review:
    """Freeze the figures as they stand now, with date and hash; freezing twice changes nothing."""
    require(rules.can_review(actor, review.organisation))
    stored = Review.objects.select_for_update().select_related("organisation").get(pk=review.pk)
    if stored.is_frozen:
        return stored
    _counted(stored)
    content = {"organisation": stored.organisation.code, "period": stored.period, "structure": stored.structure}
    stored.frozen_at = clock.now()
    stored.frozen_hash = digest(content, all_figures(stored.snapshot))
    stored.save(update_fields=["frozen_at", "frozen_hash"])
    told = {"frozen_at": stored.frozen_at, "hash": stored.frozen_hash}
    audit.record(actor=actor, event="review.frozen", subject=stored, after=told)
    return stored


@transaction.atomic
def reopen_review(*, actor: Actor, review: Review, reason: str) -> Review:
    """Let the figures be counted again; the reason stays in the log beside the hash that held."""
    require(rules.can_review(actor, review.organisation))
    if not reason.strip():
        raise Refusal(_("Ghi lý do mở lại số liệu đã chốt."))
    stored = Review.objects.select_for_update().get(pk=review.pk)
    before = {"frozen_at": stored.frozen_at, "hash": stored.frozen_hash}
    stored.frozen_at, stored.frozen_hash = None, ""
    stored.save(update_fields=["frozen_at", "frozen_hash"])
    audit.record(actor=actor, event="review.reopened", subject=stored, before=before, after={"reason": reason})
    return stored


@transaction.atomic
def edit_section(*, actor: Actor, review: Review, code: str, text: str) -> ReviewSection:
    """Keep an officer's words; figures stay tokens, so that numbers are never typed."""
    require(rules.can_review(actor, review.organisation))
    section = drafting.section_of(code)
    drafting.check(text, figures_by_code(review))
    found = review.sections.filter(code=section.code).first() or ReviewSection(review=review, code=section.code)
    found.text = text.strip()
    return audit.save(actor=actor, event="review.section_edited", subject=found)


@transaction.atomic
def reset_section(*, actor: Actor, review: Review, code: str) -> None:
    """Go back to the draft; the words stay in the log."""
    require(rules.can_review(actor, review.organisation))
    found = review.sections.filter(code=code).first()
    if found is not None:
        audit.remove(actor=actor, event="review.section_reset", subject=found)


@transaction.atomic
def set_facts(*, actor: Actor, review: Review, facts: dict[str, Any]) -> Review:
    """Keep what heads and signs the document."""
    require(rules.can_review(actor, review.organisation))
    before = review.facts
    review.facts = facts
    review.save(update_fields=["facts"])
    audit.record(actor=actor, event="review.facts_set", subject=review, before=before, after=facts)
    return review
