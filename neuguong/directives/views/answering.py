"""Pages by which organisations answer to the provisions of a document above."""

from functools import partial

from django.http import HttpResponse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from neuguong.audit import queries as audit
from neuguong.campaigns.standpoint import standpoint
from neuguong.directives import actions, queries, rules
from neuguong.directives.forms import ConcretiseForm, ReturnedForm, SetAsideForm
from neuguong.directives.models import Directive, Inapplicable
from neuguong.organisations import rules as organisations
from neuguong.organisations.rules import require
from neuguong.ui import blocks, confirming, editing, showing
from neuguong.ui.blocks import Block, Item
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.showing import Fact
from neuguong.ui.values import Link, State


@require_http_methods(["GET", "POST"])
def concretise(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say for each provision of the document above which of the plan's own carries it out, or why it does not apply."""
    return editing.keeping(ConcretiseForm)(_concretise)(request, pk)


def _concretise(request: OfficeRequest, pk: int) -> HttpResponse:
    plan = rules.directives.get(request.actor, pk)
    require(rules.directives.can_write(request.actor, plan))
    upper, data = rules.directives.get(request.actor, plan.concretises_id or 0), editing.sent(request)
    return editing.page(
        request,
        form := ConcretiseForm(data, actor=request.actor, instance=plan),
        title=_("Đối chiếu từng nội dung"),
        lead=_carries_out(plan, upper),
        save=partial(_answered, request, form),
        done=partial(_page, request),
        cancel=_page(request, plan),
        history=audit.history,
        template="directives/concretise.html",
    )


def _carries_out(plan: Directive, upper: Directive) -> str:
    return _now("%(plan)s · thực hiện %(upper)s") % {"plan": plan, "upper": upper.citation}


def _answered(request: OfficeRequest, form: ConcretiseForm, plan: Directive, version: int | None) -> Directive:
    return actions.concretise_provisions(actor=request.actor, plan=plan, answers=form.answers, version=version)


def _page(request: OfficeRequest, directive: Directive) -> str:
    return to(request, "directives:detail", directive.pk)


@require_http_methods(["GET", "POST"])
def set_aside(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say that a provision does not apply to an organisation."""
    upper = queries.get_provision(request.actor, pk)
    require(organisations.can_enter(request.actor))
    said = {"organisation": request.place.organisation.pk}
    form = SetAsideForm(editing.sent(request), actor=request.actor, instance=Inapplicable(upper=upper), initial=said)
    return editing.page(
        request,
        form,
        title=_("Nội dung không áp dụng"),
        lead=_now("%(document)s: %(provision)s") % {"document": upper.directive, "provision": upper},
        save=lambda found, version: actions.set_aside(actor=request.actor, said=found, version=version),
        done=lambda found: to(request, "directives:inapplicable", found.pk),
        cancel=_page(request, upper.directive),
    )


@require_safe
def inapplicable(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show why a provision does not apply to an organisation."""
    record = queries.get_inapplicable(request.actor, pk)
    return showing.page(
        request,
        record=record,
        title=_("Nội dung không áp dụng"),
        lines=_facts(record),
        history=audit.history(record),
        actions=_steps(request, record),
        back=Link(record.upper.directive.citation, _page(request, record.upper.directive)),
    )


def _facts(record: Inapplicable) -> list[Fact]:
    returned = ("returned", "returned_on") if record.returned_on else ()
    return [
        Fact(_("Tổ chức"), record.organisation.name),
        Fact(_("Nội dung"), str(record)),
        Fact(_("Tình trạng"), standing(record)),
        *showing.facts(record, "reason", *returned),
    ]


def standing(row: Inapplicable) -> State:
    """Return whether the officer above left it so, as a word."""
    return State(_("không áp dụng")) if row.stands else State(_("trả lại, cần cụ thể hóa"), "amber")


def _steps(request: OfficeRequest, record: Inapplicable) -> list[Link]:
    may = {
        "return": (rules.can_return(request.actor, record), _("Trả lại")),
        "edit": (rules.inapplicable.can_write(request.actor, record), _("Sửa lý do")),
        "remove": (rules.inapplicable.can_write(request.actor, record), _("Bỏ, nội dung có áp dụng")),
    }
    return [
        Link(words, to(request, f"directives:inapplicable_{step}", record.pk))
        for step, (allowed, words) in may.items()
        if allowed
    ]


@require_http_methods(["GET", "POST"])
def inapplicable_edit(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say the reason otherwise; a returned one stands anew."""
    return editing.keeping(SetAsideForm)(_edit)(request, pk)


def _edit(request: OfficeRequest, pk: int) -> HttpResponse:
    record = queries.get_inapplicable(request.actor, pk)
    require(rules.inapplicable.can_write(request.actor, record))
    form = SetAsideForm(editing.sent(request), actor=request.actor, instance=record)
    return editing.page(
        request,
        form,
        title=_("Sửa lý do"),
        lead=str(record),
        save=lambda found, version: actions.set_aside(actor=request.actor, said=found, version=version),
        done=lambda found: to(request, "directives:inapplicable", found.pk),
        cancel=to(request, "directives:inapplicable", pk),
        history=audit.history,
    )


@require_http_methods(["GET", "POST"])
def inapplicable_return(request: OfficeRequest, pk: int) -> HttpResponse:
    """Tell the organisation that the provision does apply to it."""
    record = queries.get_inapplicable(request.actor, pk)
    require(rules.can_return(request.actor, record))
    form = ReturnedForm(editing.sent(request), actor=request.actor, instance=record)
    return editing.page(
        request,
        form,
        title=_("Trả lại: nội dung có áp dụng"),
        lead=f"{record.organisation.name} · {record}",
        save=lambda found, version: actions.return_inapplicable(actor=request.actor, said=found, version=version),
        done=lambda found: to(request, "directives:inapplicable", found.pk),
        cancel=to(request, "directives:inapplicable", pk),
        button=_("Trả lại"),
    )


@require_http_methods(["GET", "POST"])
def inapplicable_remove(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take back that a provision does not apply."""
    record = queries.get_inapplicable(request.actor, pk)
    require(rules.inapplicable.can_write(request.actor, record))
    return confirming.page(
        request,
        title=_("Bỏ ghi không áp dụng"),
        question=_asked(record),
        button=_("Bỏ ghi không áp dụng"),
        record=record,
        history=audit.history,
        act=lambda: actions.remove_inapplicable(actor=request.actor, said=record),
        done=_page(request, record.upper.directive),
        cancel=to(request, "directives:inapplicable", pk),
    )


def _asked(record: Inapplicable) -> str:
    words = _now("Nội dung %(number)s sẽ lại là việc phải cụ thể hóa của %(place)s. Nhật ký vẫn giữ lý do.")
    return words % {"number": record.upper.number, "place": record.organisation.name}


@blocks.about("directives.directive")
def set_aside_at(request: OfficeRequest, directive: Directive) -> Block:
    """List where at the place and below a provision is said not to apply."""
    return blocks.listed(
        _("Nội dung không áp dụng"),
        queries.said_inapplicable(request.actor, directive, standpoint(request).organisation),
        lambda row: Item(
            row.organisation.name, to(request, "directives:inapplicable", row.pk), str(row), standing(row)
        ),
    )
