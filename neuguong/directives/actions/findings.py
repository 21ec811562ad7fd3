"""Writes of what inspections found."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from neuguong.audit import actions as audit
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.directives import lifecycle, rules
from neuguong.directives.actions.tasks import assign_task
from neuguong.directives.models import Finding, Task
from neuguong.organisations import rules as organisations


@transaction.atomic
def raise_finding(*, actor: Actor, finding: Finding, version: int | None = None) -> Finding:
    """Note what an inspection found, or correct it while nobody has acted on it.

    Without a subject it is about the organisation itself; with one it stands where that record stands.
    """
    if finding.pk:
        stored = Finding.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=finding.pk)
        organisations.require(rules.findings.can_write(actor, stored))
    elif finding.subject_kind:
        record = rules.get_inspected(actor, finding.subject_kind, finding.subject_id)
        finding.organisation = rules.place_of(record)
    else:
        finding.subject_kind, finding.subject_id = rules.PLACE, finding.organisation_id
    organisations.require(rules.findings.can_write(actor, finding))
    if finding.raised_on > clock.today():
        raise ValidationError({"raised_on": _("Ngày nêu ở sau hôm nay. Ghi ngày đã kiểm tra.")})
    event = "finding.corrected" if finding.pk else "finding.raised"
    return audit.save(actor=actor, event=event, subject=finding, version=version)


@transaction.atomic
def remove_finding(*, actor: Actor, finding: Finding) -> None:
    """Take a finding back that nobody has acted on yet."""
    organisations.require(rules.findings.can_write(actor, _locked(finding)))
    audit.remove(actor=actor, event="finding.removed", subject=finding)


@transaction.atomic
def assign_finding(*, actor: Actor, finding: Finding) -> Task:
    """Turn a finding into a task of its organisation, due on the day that the inspection proposed.

    Members read tasks and not findings, so the task says that there is one and not what it holds.
    """
    finding = _locked(finding)
    organisations.require(rules.can_assign(actor, finding))
    lifecycle.advance(finding, "assign")
    # A record's words are Vietnamese, whatever the language of who clicks.
    with translation.override("vi"):
        title = f"Thực hiện {finding.get_sort_display().lower()} của kiểm tra ngày {finding.raised_on:%d/%m/%Y}"
    title = f"{title} (số {finding.pk})"
    finding.task = assign_task(actor=actor, task=Task(organisation=finding.organisation, title=title, due=finding.due))
    audit.save(actor=actor, event="finding.assigned", subject=finding)
    return finding.task


@transaction.atomic
def answer_finding(*, actor: Actor, finding: Finding, version: int | None = None) -> Finding:
    """Tell the inspection what was done; `finding` brings the answer."""
    organisations.require(rules.can_answer(actor, finding))
    lifecycle.advance(finding, "answer")
    _require_said(finding, "answer")
    finding.answered_on, finding.answered_by = clock.today(), actor.user_id
    return audit.save(actor=actor, event="finding.answered", subject=finding, version=version)


@transaction.atomic
def close_finding(*, actor: Actor, finding: Finding, version: int | None = None) -> Finding:
    """Confirm that what was answered settles the finding."""
    organisations.require(rules.can_close(actor, finding))
    lifecycle.advance(finding, "close")
    finding.closed_on = clock.today()
    return audit.save(actor=actor, event="finding.closed", subject=finding, version=version)


@transaction.atomic
def return_finding(*, actor: Actor, finding: Finding, version: int | None = None) -> Finding:
    """Ask the organisation for more; `finding` brings the words that say what is missing."""
    organisations.require(rules.can_close(actor, finding))
    lifecycle.advance(finding, "return")
    _require_said(finding, "conclusion")
    return audit.save(actor=actor, event="finding.returned", subject=finding, version=version)


def _locked(finding: Finding) -> Finding:
    return Finding.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=finding.pk)


def _require_said(finding: Finding, name: str) -> None:
    if not getattr(finding, name).strip():
        label = getattr(Finding._meta.get_field(name), "verbose_name", name)
        raise ValidationError({name: _("Cần nhập %(label)s.") % {"label": label}})
