"""Writes of what organisations answer to the provisions of a document above: carried out by which of theirs, or not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from neuguong.audit import actions as audit
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.directives import rules
from neuguong.directives.actions.provisions import write_many
from neuguong.directives.models import Concretisation, Directive, Inapplicable, Provision
from neuguong.organisations import rules as organisations


@dataclass(frozen=True, slots=True)
class Answer:
    """What a plan says to a provision above: the keys of its own that carry it out and a word on how, or why none."""

    lowers: frozenset[int] = frozenset()
    word: str = ""
    reason: str = ""


@transaction.atomic
def concretise_provisions(
    *, actor: Actor, plan: Directive, answers: Mapping[int, Answer], version: int | None = None
) -> Directive:
    """Have a plan answer provisions of the document that it carries out, by their keys; others stay as they are.

    Raises Refusal for a provision of another document: a plan answers to the one above alone, so that no provision
    carries out itself at whatever length.
    """
    organisations.require(rules.directives.can_write(actor, plan))
    uppers = {row.pk: row for row in Provision.objects.filter(directive=plan.concretises_id)}
    lowers = {row.pk: row for row in Provision.objects.filter(directive=plan.pk)}
    for upper, said in answers.items():
        _require_of(plan, uppers, [upper])
        _require_of(plan, lowers, said.lowers)
        if said.lowers and said.reason:
            words = _("Nội dung %(number)s đã được cụ thể hóa thì không ghi lý do không áp dụng.")
            raise ValidationError(words % {"number": uppers[upper].number})
    audit.save(actor=actor, event="directive.corrected", subject=plan, version=version)
    _link(actor, lowers, uppers, answers)
    for row in Inapplicable.objects.filter(organisation=plan.organisation, upper__in=answers):
        if not answers[row.upper_id].reason:
            audit.remove(actor=actor, event="inapplicable.removed", subject=row)
    for key, said in answers.items():
        if said.reason:
            _set_aside(actor, Inapplicable(organisation=plan.organisation, upper=uppers[key], reason=said.reason))
    return plan


@transaction.atomic
def set_aside(*, actor: Actor, said: Inapplicable, version: int | None = None) -> Inapplicable:
    """Say that a provision does not apply to an organisation and why, or say it otherwise: it stands anew.

    Raises Refusal where the organisation's plan carries it out already, or the document does not bind it.
    """
    organisations.require(organisations.can_write(actor, said.organisation))
    document = said.upper.directive
    if document.organisation_id == said.organisation_id or not rules.binds(document, said.organisation):
        raise Refusal(
            _("%(document)s không phải văn bản của cấp trên của %(place)s. Chọn đơn vị thực hiện văn bản này.")
            % {"document": document, "place": said.organisation}
        )
    carried = Concretisation.objects.filter(upper=said.upper, lower__directive__organisation=said.organisation)
    if plan := carried.select_related("lower__directive").first():
        raise Refusal(
            _("%(plan)s đã cụ thể hóa nội dung này. Gỡ đối chiếu trước nếu nội dung không áp dụng.")
            % {"plan": plan.lower.directive}
        )
    return _set_aside(actor, said, version)


@transaction.atomic
def return_inapplicable(*, actor: Actor, said: Inapplicable, version: int | None = None) -> Inapplicable:
    """Tell an organisation that a provision does apply to it; `said` brings why."""
    organisations.require(rules.can_return(actor, said))
    said.returned = said.returned.strip()
    if not said.returned:
        raise ValidationError({"returned": _("Ghi vì sao nội dung này vẫn áp dụng, để đơn vị biết phải làm gì.")})
    said.returned_on = clock.today()
    return audit.save(actor=actor, event="inapplicable.returned", subject=said, version=version)


@transaction.atomic
def remove_inapplicable(*, actor: Actor, said: Inapplicable) -> None:
    """Take back that a provision does not apply."""
    organisations.require(organisations.can_write(actor, said.organisation))
    audit.remove(actor=actor, event="inapplicable.removed", subject=said)


def _require_of(plan: Directive, known: Mapping[int, Provision], keys: Iterable[int]) -> None:
    strange = [key for key in keys if key not in known]
    if strange:
        raise Refusal(
            _("Nội dung được chọn không thuộc %(plan)s hoặc văn bản mà kế hoạch này thực hiện. Mở lại trang đối chiếu.")
            % {"plan": plan}
        )


def _link(
    actor: Actor, lowers: Mapping[int, Provision], uppers: Mapping[int, Provision], answers: Mapping[int, Answer]
) -> None:
    """Write, correct and take out which of the plan's provisions carry out which above."""
    wanted = {(lower, upper): said.word for upper, said in answers.items() for lower in said.lowers}
    rows = Concretisation.objects.filter(lower__in=lowers, upper__in=answers).select_related("lower__directive")
    for row in rows:
        word = wanted.pop((row.lower_id, row.upper_id), None)
        if word is None:
            audit.remove(actor=actor, event="concretisation.removed", subject=row)
        elif word != row.word:
            row.word = word
            audit.save(actor=actor, event="concretisation.corrected", subject=row)
    fresh = [
        Concretisation(lower=lowers[lower], upper=uppers[upper], word=word) for (lower, upper), word in wanted.items()
    ]
    write_many(actor=actor, event="concretisation.entered", rows=fresh)


def _set_aside(actor: Actor, said: Inapplicable, version: int | None = None) -> Inapplicable:
    """Write a reason; one that says what was said before changes nothing, a new one stands anew."""
    said.reason = said.reason.strip()
    stored = Inapplicable.objects.filter(organisation=said.organisation, upper=said.upper).first()
    if stored is not None and said.pk in (None, stored.pk):
        if stored.reason == said.reason:
            return stored
        stored.reason, stored.returned, stored.returned_on = said.reason, "", None
        return audit.save(actor=actor, event="inapplicable.corrected", subject=stored, version=version)
    return audit.save(actor=actor, event="inapplicable.entered", subject=said, version=version)
