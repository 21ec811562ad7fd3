"""The review composer: outline, paper, sources; words by hand, numbers never."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from neuguong.campaigns.indicators import Question
from neuguong.campaigns.periods import parse
from neuguong.campaigns.standpoint import standpoint
from neuguong.core.errors import NotVisible, Refusal
from neuguong.documents.html import STYLESHEET
from neuguong.organisations.queries import Structure
from neuguong.organisations.rules import require
from neuguong.reporting import actions, drafting, exporting, previewing, rules
from neuguong.reporting.composing import outline_of, sources_of
from neuguong.reporting.facts import facts_of
from neuguong.reporting.forms import FactsForm, ReasonForm, SectionForm
from neuguong.reporting.models import Review
from neuguong.reporting.queries import lists
from neuguong.reporting.sections import figures_by_code, text_of
from neuguong.ui import confirming
from neuguong.ui.http import OfficeRequest, to

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@require_safe
def review(request: OfficeRequest) -> HttpResponse:
    """Show the review of the place and period, or what begins it."""
    here = standpoint(request)
    may_write = rules.can_review(request.actor, here.organisation)
    found = lists.review_of(here.organisation, here.period, "then")
    if found is None:
        return render(request, "reporting/review_empty.html", {"may_write": may_write})
    actions.keep_charts(review=found)
    whole = request.GET.get("annexes") == "1"
    context = {"review": found, "outline": outline_of(found), "may_write": may_write, "whole": whole}
    paper = previewing.preview(found, to(request, "reporting:chart", "NAME"), whole=whole)
    return render(request, "reporting/review.html", {**context, "paper": paper, "stylesheet": STYLESHEET})


@require_safe
def chart(request: OfficeRequest, name: str) -> HttpResponse:
    """Give a chart of the review as SVG."""
    kept = _review(request).charts.get(name)
    if kept is None:
        raise NotVisible
    answer = HttpResponse(kept["svg"], content_type="image/svg+xml; charset=utf-8")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return answer


@require_POST
def prepare(request: OfficeRequest) -> HttpResponse:
    """Begin the review, or count its figures anew."""
    here = standpoint(request)
    found = actions.prepare_review(actor=request.actor, organisation=here.organisation, period=here.period)
    if found.is_frozen:
        raise Refusal(_("Số liệu đã chốt. Mở lại, có ghi lý do, rồi mới tính lại được."))
    messages.success(request, _("Đã tính số liệu từ bản ghi."))
    return HttpResponseRedirect(to(request, "reporting:review"))


@require_http_methods(["GET", "POST"])
def freeze(request: OfficeRequest) -> HttpResponse:
    """Freeze the figures, after a question."""
    found = _writable(request)
    return confirming.page(
        request,
        title=_("Chốt số liệu"),
        question=_("Số liệu được tính lại lần cuối rồi giữ nguyên, kèm ngày giờ và mã băm. Lời văn vẫn sửa được."),
        button=_("Chốt số liệu"),
        act=lambda: actions.freeze_review(actor=request.actor, review=found),
        done=to(request, "reporting:review"),
        cancel=to(request, "reporting:review"),
        told=_("Đã chốt số liệu."),
    )


@require_http_methods(["GET", "POST"])
def reopen(request: OfficeRequest) -> HttpResponse:
    """Open frozen figures again, with a reason."""
    found, form = _writable(request), ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.reopen_review(actor=request.actor, review=found, reason=form.cleaned_data["reason"])
        return HttpResponseRedirect(to(request, "reporting:review"))
    return _form(request, form, _("Mở lại số liệu đã chốt"), _("Mở lại"))


@require_http_methods(["GET", "POST"])
def section(request: OfficeRequest, code: str) -> HttpResponse:
    """Edit the words of a section; its sources stand beside."""
    found, part = _writable(request), drafting.section_of(code)
    form = SectionForm(request.POST or None, initial={"text": text_of(found, part)})
    if request.method == "POST" and form.is_valid() and _edited(request, found, code, form):
        return HttpResponseRedirect(to(request, "reporting:review") + f"#p-{part.code}")
    context = {
        "form": form,
        "section": part,
        "edited": found.sections.filter(code=part.code).exists(),
        "sources": sources_of(found, part),
    }
    return render(request, "reporting/section.html", context, status=422 if form.errors else 200)


@require_POST
def words(request: OfficeRequest, code: str) -> HttpResponse:
    """Show how the words of a section will stand in the document; saves nothing."""
    found, text, trouble = _writable(request), request.POST.get("text", ""), ""
    drafting.section_of(code)
    figures = figures_by_code(found)
    try:
        drafting.check(text, figures)
    except Refusal as refusal:
        trouble = refusal.message
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    paragraphs = [drafting.compose(line, figures, lambda _code: "/") for line in lines]
    return render(request, "reporting/words.html", {"paragraphs": paragraphs, "trouble": trouble})


def _edited(request: OfficeRequest, found: Review, code: str, form: SectionForm) -> bool:
    """Save, or go back to the draft; what is refused is told on the form."""
    try:
        if "reset" in request.POST:
            actions.reset_section(actor=request.actor, review=found, code=code)
        else:
            actions.edit_section(actor=request.actor, review=found, code=code, text=form.cleaned_data["text"])
    except Refusal as refusal:
        form.add_error("text", refusal.message)
        return False
    messages.success(request, _("Đã lưu."))
    return True


@require_http_methods(["GET", "POST"])
def facts(request: OfficeRequest) -> HttpResponse:
    """Correct what heads and signs the document."""
    found = _writable(request)
    form = FactsForm.filled(request.POST or None, facts_of(found))
    if request.method == "POST" and form.is_valid():
        actions.set_facts(actor=request.actor, review=found, facts=form.facts())
        return HttpResponseRedirect(to(request, "reporting:review"))
    return _form(request, form, _("Thể thức văn bản"), _("Lưu"))


@require_safe
def changes(request: OfficeRequest) -> HttpResponse:
    """Show which figures are not what they were when computed or frozen."""
    found = _review(request)
    question = Question(found.organisation, parse(found.period), Structure(found.structure))
    rows = lists.changes_since(found.snapshot["figures"], question)
    return render(request, "reporting/changes.html", {"review": found, "rows": rows})


@require_safe
def download(request: OfficeRequest, kind: str) -> HttpResponse:
    """Give the review as Word or PDF."""
    found = _review(request)
    if kind not in _TYPES:
        raise NotVisible
    content = exporting.to_docx(found) if kind == "docx" else exporting.to_pdf(found)
    answer = HttpResponse(content, content_type=_TYPES[kind])
    name = f"so-ket-{found.organisation.code}-{found.period}.{kind}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _review(request: OfficeRequest) -> Review:
    here = standpoint(request)
    found = lists.review_of(here.organisation, here.period, "then")
    if found is None:
        raise NotVisible
    return found


def _writable(request: OfficeRequest) -> Review:
    found = _review(request)
    require(rules.can_review(request.actor, found.organisation))
    return found


def _form(request: OfficeRequest, form: object, title: str, button: str) -> HttpResponse:
    context = {"form": form, "title": title, "button": button, "cancel": to(request, "reporting:review")}
    return render(request, "ui/form.html", context, status=422 if getattr(form, "errors", None) else 200)
