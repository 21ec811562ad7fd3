"""Pages of models."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from neuguong.audit import queries as audit
from neuguong.campaigns.standpoint import standpoint
from neuguong.initiatives import actions, queries, rules
from neuguong.initiatives.forms import InitiativeForm
from neuguong.initiatives.models import Initiative
from neuguong.initiatives.tables import FILTERS, INITIATIVES, facts
from neuguong.organisations import rules as organisations
from neuguong.ui import confirming, editing, listing, showing
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.values import Link


@require_safe
def list_(request: OfficeRequest) -> HttpResponse:
    """Show the models of the place and below it."""
    place = standpoint(request).organisation
    create = Link(_("Đăng ký mô hình"), to(request, "initiatives:create"))
    return listing.page(
        request,
        table=INITIATIVES,
        rows=rules.initiatives.within(request.actor, place),
        filters=FILTERS,
        title=_("Mô hình học tập và làm theo"),
        empty=_("Nơi ghi các mô hình đã đăng ký: việc gì, từ mức nào đến mức nào, kết quả ra sao."),
        create=create if organisations.can_write(request.actor, place) else None,
    )


@require_safe
def detail(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one model."""
    initiative = rules.initiatives.get(request.actor, pk)
    return showing.page(
        request,
        record=initiative,
        title=initiative.name,
        lines=facts(request, initiative),
        history=audit.history(initiative),
        actions=_changes(request, initiative),
        back=Link(_("Mô hình"), to(request, "initiatives:list")),
        template="initiatives/detail.html",
        adoptions=queries.adoptions(request.actor, initiative),
    )


@require_http_methods(["GET", "POST"])
def create(request: OfficeRequest) -> HttpResponse:
    """Register a model."""
    organisations.require(organisations.can_enter(request.actor))
    initial = {"organisation": standpoint(request).organisation}
    form = InitiativeForm(editing.sent(request), actor=request.actor, initial=initial)
    return _edited(request, form, _("Đăng ký mô hình"), to(request, "initiatives:list"))


@require_http_methods(["GET", "POST"])
def edit(request: OfficeRequest, pk: int) -> HttpResponse:
    """Correct a model, or tell its result."""
    initiative = rules.initiatives.get(request.actor, pk)
    organisations.require(rules.initiatives.can_write(request.actor, initiative))
    form = InitiativeForm(editing.sent(request), actor=request.actor, instance=initiative)
    return _edited(request, form, _("Sửa mô hình"), to(request, "initiatives:detail", pk))


@require_http_methods(["GET", "POST"])
def remove(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take a model out of the register."""
    initiative = rules.initiatives.get(request.actor, pk)
    organisations.require(rules.initiatives.can_write(request.actor, initiative))
    return confirming.page(
        request,
        title=_("Đưa mô hình ra khỏi sổ"),
        question=_("«%(name)s» sẽ không còn trong sổ và trong số liệu. Nhật ký vẫn giữ.") % {"name": initiative},
        button=_("Đưa ra khỏi sổ"),
        act=lambda: actions.remove_initiative(actor=request.actor, initiative=initiative),
        done=to(request, "initiatives:list"),
        cancel=to(request, "initiatives:detail", pk),
    )


def _edited(request: OfficeRequest, form: InitiativeForm, title: str, cancel: str) -> HttpResponse:
    return editing.page(
        request,
        form,
        title=title,
        save=lambda record, version: actions.register_initiative(
            actor=request.actor, initiative=record, version=version
        ),
        done=lambda record: to(request, "initiatives:detail", record.pk),
        cancel=cancel,
    )


def _changes(request: OfficeRequest, initiative: Initiative) -> list[Link]:
    if not rules.initiatives.can_write(request.actor, initiative):
        return []
    return showing.changing(request, initiative.pk, edit="initiatives:edit", remove="initiatives:remove")
