"""Pages of directives."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from neuguong.audit import queries as audit
from neuguong.campaigns.standpoint import standpoint
from neuguong.directives import actions, queries, rules
from neuguong.directives.forms import DirectiveForm
from neuguong.directives.models import Directive, Task
from neuguong.directives.tables import DIRECTIVE_FILTERS, DIRECTIVES, origin, standing
from neuguong.directives.views import provisions
from neuguong.ui import blocks, showing
from neuguong.ui.blocks import Block, Item
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.registers import Register, Wording
from neuguong.ui.showing import Fact
from neuguong.ui.values import Link


def link(request: OfficeRequest, directive: Directive | None) -> Link | None:
    """Return the way to a document, named as it is cited."""
    return Link(directive.citation, to(request, "directives:detail", directive.pk)) if directive else None


class Directives(Register[Directive]):
    """Documents received and issued."""

    room, noun, sheet = "directives", "directive", "directives"
    gate, table, filters, form = rules.directives, DIRECTIVES, DIRECTIVE_FILTERS, DirectiveForm
    keep, drop = staticmethod(actions.enter_directive), staticmethod(actions.remove_directive)
    history = staticmethod(audit.history)
    template = "directives/directive.html"
    wording = Wording(
        title=_("Văn bản chỉ đạo"),
        empty=_("Sổ văn bản nhận và ban hành trong kỳ: văn bản của cấp trên, kế hoạch cụ thể hóa của đơn vị."),
        enter=_("Ghi văn bản"),
        correct=_("Sửa văn bản"),
        take_out=_("Đưa văn bản ra khỏi sổ"),
    )

    def rows(self, request: OfficeRequest) -> QuerySet[Directive]:
        """Return the documents at, below and above the place; the filter "Sổ của" says which of them."""
        return queries.of_line(request.actor, standpoint(request).organisation)

    def facts(self, request: OfficeRequest, record: Directive) -> Sequence[Fact]:
        """Return what a document's page tells first."""
        upper = queries.seen(request.actor, record.concretises_id)
        kept = {"organisation": record.organisation.name, "origin": origin(record).word}
        return [
            Fact(_("Trích yếu"), record.abstract),
            *showing.facts(record, "date", "issuer"),
            Fact(_("Sổ của"), _now("%(organisation)s, văn bản %(origin)s") % kept),
            *([Fact(_("Cụ thể hóa văn bản"), link(request, upper))] if upper else []),
        ]

    def steps(self, request: OfficeRequest, record: Directive) -> Sequence[Link]:
        """Return the way to carry out what came from elsewhere."""
        if record.is_issued and record.organisation_id == standpoint(request).organisation.pk:
            return ()
        return (carry_out(request, record),) if may_follow(request, record) else ()

    def more(self, request: OfficeRequest, record: Directive) -> dict[str, Any]:
        """Return the numbered items, what each carries out, and what may be done with them."""
        return provisions.told(request, record)

    def initial(self, request: OfficeRequest) -> dict[str, Any]:
        """Begin with the place, and with the document that the address says is carried out."""
        upper = queries.asked(request.actor, request.GET.get("concretises", ""))
        plan = {"concretises": upper, "kind": "Kế hoạch", "issuer": request.place.organisation.name} if upper else {}
        return {**super().initial(request), **plan}


def may_follow(request: OfficeRequest, directive: Directive) -> bool:
    """Tell whether the actor may enter what comes from a document, at a place that it binds."""
    place = standpoint(request).organisation
    return rules.tasks.can_enter(request.actor, place) and rules.binds(directive, place)


def carry_out(request: OfficeRequest, directive: Directive) -> Link:
    """Return the way to the form of a document that carries this one out."""
    return Link(_("Cụ thể hóa văn bản này"), to(request, "directives:create", concretises=directive.pk))


@blocks.about("directives.directive")
def lower_documents(request: OfficeRequest, directive: Directive) -> Block:
    """List the documents that carry a document out, each with its organisation, number and date."""
    return blocks.listed(
        _("Văn bản cụ thể hóa"),
        queries.carried_out_by(request.actor, directive),
        lambda row: Item(row.organisation.name, to(request, "directives:detail", row.pk), str(row), row.date),
        empty=_("Chưa có văn bản nào ghi là cụ thể hóa văn bản này."),
        more=Link(
            _("Xem tất cả"),
            to(request, "directives:list", upper=queries.choosable(request.actor).text(directive), when="all"),
        ),
    )


@blocks.about("directives.directive")
def assigned_tasks(request: OfficeRequest, directive: Directive) -> Block:
    """List the tasks that a document assigns."""
    add = Link(_("Giao nhiệm vụ"), to(request, "directives:task_create", directive=directive.pk))
    return blocks.listed(
        _("Nhiệm vụ theo văn bản này"),
        queries.tasks_from(request.actor, directive),
        lambda row: _item(request, row),
        more=Link(
            _("Xem tất cả"),
            to(request, "directives:task_list", by=queries.choosable(request.actor).text(directive), when="all"),
        ),
        add=add if may_follow(request, directive) else None,
    )


def _item(request: OfficeRequest, row: Task) -> Item:
    """Name a task by what tells it from the others: at home its title, else its organisation."""
    names = [row.title, row.organisation.name]
    if row.organisation_id != standpoint(request).organisation.pk:
        names.reverse()
    return Item(names[0], to(request, "directives:task", row.pk), names[1], standing(row))


directives = Directives()
