"""Pages of findings: the inspector notes and confirms, the organisation answers and sets a task."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from neuguong.audit import queries as audit
from neuguong.campaigns.standpoint import standpoint
from neuguong.core import clock
from neuguong.core.errors import NotVisible
from neuguong.directives import actions, forms, lifecycle, queries, rules, tables
from neuguong.directives.models import Finding
from neuguong.organisations.rules import require
from neuguong.ui import blocks, editing, showing
from neuguong.ui.blocks import Block, Item
from neuguong.ui.forms import RecordForm
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.registers import Register, Wording
from neuguong.ui.showing import Fact
from neuguong.ui.values import Link, Words

Act = Callable[..., Finding]


class Findings(Register[Finding]):
    """What inspections found; its list goes out as it looks, since no workbook brings findings in."""

    room, stem, noun, sheet, goes_out = "directives", "finding", "finding", "findings", tables.FINDINGS_OUT
    gate, table, filters, form = rules.findings, tables.FINDINGS, tables.FINDING_FILTERS, forms.FindingForm
    keep, drop = staticmethod(actions.raise_finding), staticmethod(actions.remove_finding)
    history = staticmethod(audit.history)
    template = "directives/finding.html"
    wording = Wording(
        title=_("Kiến nghị kiểm tra"),
        empty=_("Nơi ghi điều kiểm tra, giám sát đã thấy: nêu ở tổ chức nào, hạn đến ngày nào, đã khắc phục ra sao."),
        enter=_("Ghi kiến nghị, nhận xét"),
        correct=_("Sửa kiến nghị, nhận xét"),
        take_out=_("Rút kiến nghị, nhận xét"),
    )

    def list(self, request: OfficeRequest) -> HttpResponse:
        """Show the register to inspectors and to those who serve the place."""
        require(rules.reads_findings(request.actor, standpoint(request).organisation.path))
        return super().list(request)

    def rows(self, request: OfficeRequest) -> QuerySet[Finding]:
        """Return the findings at the place and below, each with its task."""
        return super().rows(request).select_related("task")

    def facts(self, request: OfficeRequest, record: Finding) -> Sequence[Fact]:
        """Return what was found, about what, and what became of it."""
        task = record.task
        answered = ("answer", "answered_on") if record.answered_on else ()
        closed = ("closed_on",) if record.closed_on else ()
        return [
            Fact(_("Tình trạng"), tables.progress(record)),
            *showing.facts(record, "text"),
            *([] if record.subject_kind == rules.PLACE else [Fact(_("Tổ chức"), record.organisation.name)]),
            Fact(_("Về"), about(request, record)),
            *showing.facts(record, "raised_on", "due"),
            *([Fact(_("Nhiệm vụ"), Link(task.title, to(request, "directives:task", task.pk)))] if task else []),
            *showing.facts(record, *answered, *(("conclusion",) if record.conclusion else ()), *closed),
        ]

    def initial(self, request: OfficeRequest) -> dict[str, Any]:
        """Begin with the place and the day."""
        return {**super().initial(request), "raised_on": clock.today()}

    def steps(self, request: OfficeRequest, record: Finding) -> Sequence[Link]:
        """Return what the actor may do next; setting a task is a button of the page itself."""
        pages = (("close", _("Xác nhận kết thúc")), ("return", _("Yêu cầu làm tiếp")), ("answer", _("Trả lời")))
        may = [(event, words) for event, words in pages if rules.may_step(request.actor, record, event)]
        return [Link(words, self.to(request, event, record.pk)) for event, words in may]

    def more(self, request: OfficeRequest, record: Finding) -> dict[str, Any]:
        """Return where one click makes a task of it."""
        may = rules.may_step(request.actor, record, "assign")
        return {"assign": self.to(request, "assign", record.pk) if may else ""}


FINDINGS = Findings()


def about(request: OfficeRequest, finding: Finding) -> object:
    """Return the way to what a finding is about, or words where that is no more, or not for this actor."""
    kind = finding.subject_kind
    try:
        record = rules.get_inspected(request.actor, kind, finding.subject_id)
    except NotVisible:
        return _now("%(kind)s không còn trong sổ, hoặc đồng chí không có quyền xem") % {
            "kind": tables.subject_words(finding)
        }
    return Link(str(record), to(request, rules.page_of(kind), finding.subject_id))


@require_http_methods(["GET", "POST"])
def finding_raise(request: OfficeRequest, kind: str, pk: int) -> HttpResponse:
    """Note a finding about a record."""
    record = rules.get_inspected(request.actor, kind, pk)
    place = rules.place_of(record)
    require(rules.can_raise(request.actor, place))
    new = Finding(subject_kind=kind, subject_id=pk, organisation=place)
    said = {"raised_on": clock.today()}
    form = forms.FindingForm(editing.sent(request), actor=request.actor, instance=new, initial=said)
    lead = str(record) if record == place else f"{record} · {place.name}"
    back = to(request, rules.page_of(kind), pk)
    return _form(request, form, actions.raise_finding, FINDINGS.wording.enter, lead=lead, cancel=back)


@require_http_methods(["GET", "POST"])
def finding_answer(request: OfficeRequest, pk: int) -> HttpResponse:
    """Answer for the organisation; what the task came to is there to begin with."""
    record = _stepping(request, pk, "answer")
    said = record.answer or (record.task.result if record.task else "")
    form = forms.AnswerForm(editing.sent(request), actor=request.actor, instance=record, initial={"answer": said})
    return _form(request, form, actions.answer_finding, _("Trả lời kiến nghị kiểm tra"))


@require_POST
def finding_assign(request: OfficeRequest, pk: int) -> HttpResponse:
    """Make a task of a finding."""
    record = FINDINGS.gate.get(request.actor, pk)
    task = actions.assign_finding(actor=request.actor, finding=record)
    messages.success(request, _now("Đã giao thành nhiệm vụ. Sửa tên và hạn của nhiệm vụ nếu cần."))
    return HttpResponseRedirect(to(request, "directives:task", task.pk))


@require_http_methods(["GET", "POST"])
def finding_close(request: OfficeRequest, pk: int) -> HttpResponse:
    """Confirm that the answer settles the finding."""
    form = forms.ConclusionForm(editing.sent(request), actor=request.actor, instance=_stepping(request, pk, "close"))
    return _form(request, form, actions.close_finding, _("Xác nhận kết thúc"), button=_("Xác nhận"))


@require_http_methods(["GET", "POST"])
def finding_return(request: OfficeRequest, pk: int) -> HttpResponse:
    """Ask the organisation for more."""
    form = forms.ReturnForm(editing.sent(request), actor=request.actor, instance=_stepping(request, pk, "return"))
    return _form(request, form, actions.return_finding, _("Yêu cầu làm tiếp"), button=_("Gửi lại"))


def _stepping(request: OfficeRequest, pk: int, event: str) -> Finding:
    """Return a finding that `event` may happen to; raises Forbidden, or Refusal where it is not the time for it."""
    record = FINDINGS.gate.get(request.actor, pk)
    require(rules.STEPS[event](request.actor, record))
    lifecycle.require(record, event)
    return record


def _form(
    request: OfficeRequest, form: RecordForm[Finding], act: Callable[..., Finding], title: Words, **other: Any
) -> HttpResponse:
    """Show or take a form of a finding; `other`: the lead, the button, where to go instead."""
    record = form.instance
    around = {"lead": record.text, "cancel": FINDINGS.to(request, "detail", record.pk)} if record.pk else {}
    return editing.page(
        request,
        form,
        title=title,
        save=lambda typed, version: act(actor=request.actor, finding=typed, version=version),
        done=lambda kept: FINDINGS.to(request, "detail", kept.pk),
        **{**around, **other},
    )


@blocks.about(blocks.ANY)
def found(request: OfficeRequest, record: Model) -> Block | None:
    """List what inspections found about a record, or at an organisation, for those who read findings there."""
    place = rules.place_of(record) if rules.is_inspected(record._meta.label_lower) else None
    if place is None or not rules.reads_findings(request.actor, place.path):
        return None
    return blocks.listed(
        _("Kiến nghị, nhận xét của kiểm tra"),
        queries.findings_about(request.actor, record),
        lambda row: _item(request, row),
        add=_raise(request, record) if rules.can_raise(request.actor, place) else None,
    )


def _raise(request: OfficeRequest, record: Model) -> Link:
    page = to(request, "directives:finding_raise", record._meta.label_lower, record.pk)
    return Link(FINDINGS.wording.enter, page)


def _item(request: OfficeRequest, row: Finding) -> Item:
    text = tables.beginning(row)
    return Item(text, to(request, "directives:finding", row.pk), str(row), tables.progress(row))
