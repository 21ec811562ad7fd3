"""A plan begun with the provisions of the document above, as a form and as a Word file."""

from functools import partial

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from neuguong.campaigns.standpoint import standpoint
from neuguong.core import clock
from neuguong.directives import actions, queries, rules
from neuguong.directives.forms import PlanForm, as_text
from neuguong.directives.models import Directive
from neuguong.directives.plan import as_document, draft_of
from neuguong.documents.word import render_docx
from neuguong.organisations import rules as organisations
from neuguong.ui import editing
from neuguong.ui.http import OfficeRequest, to

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_http_methods(["GET", "POST"])
def plan(request: OfficeRequest, pk: int) -> HttpResponse:
    """Enter a plan whose items begin as those of the document that it carries out."""
    upper = rules.directives.get(request.actor, pk)
    organisations.require(organisations.can_enter(request.actor))
    new = draft_of(upper, standpoint(request).organisation, clock.today())
    said = {"text": as_text(queries.provisions_of(upper))}
    return editing.page(
        request,
        form := PlanForm(editing.sent(request), actor=request.actor, instance=new, initial=said),
        title=_("Soạn kế hoạch theo mẫu"),
        lead=upper.citation,
        save=partial(_issued, request, form),
        done=lambda kept: to(request, "directives:detail", kept.pk),
        cancel=to(request, "directives:detail", pk),
    )


def _issued(request: OfficeRequest, form: PlanForm, new: Directive, _version: int | None) -> Directive:
    return actions.issue_plan(actor=request.actor, plan=new, items=form.items)


@require_safe
def plan_word(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give a plan as Word; of a document from above, a draft of the place's plan to carry it out."""
    found, place = rules.directives.get(request.actor, pk), standpoint(request).organisation
    items = queries.provisions_of(found)
    if found.organisation_id == place.pk or not rules.binds(found, place):
        document = as_document(found, items, queries.seen(request.actor, found.concretises_id), draft=False)
    else:
        document = as_document(draft_of(found, place, clock.today()), items, found, draft=True)
    answer = HttpResponse(render_docx(document), content_type=DOCX)
    answer.headers["Content-Disposition"] = f'attachment; filename="ke-hoach-{pk}.docx"'
    return answer
