"""Pages of models and exemplars."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from neuguong.audit import queries as audit
from neuguong.initiatives import actions, queries, rules, tables
from neuguong.initiatives.forms import ExemplarForm, InitiativeForm
from neuguong.initiatives.models import Exemplar, Initiative
from neuguong.ui import blocks
from neuguong.ui.blocks import Block, Item
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.registers import Register, Wording
from neuguong.ui.showing import Fact
from neuguong.ui.values import date


class Initiatives(Register[Initiative]):
    """The register of models."""

    room = "initiatives"
    noun = "initiative"
    sheet = "models"
    gate = rules.initiatives
    table = tables.INITIATIVES
    filters = tables.INITIATIVE_FILTERS
    form = InitiativeForm
    template = "initiatives/detail.html"
    keep = staticmethod(actions.register_initiative)
    drop = staticmethod(actions.remove_initiative)
    history = staticmethod(audit.history)
    wording = Wording(
        title=_("Mô hình học tập và làm theo"),
        empty=_("Nơi ghi các mô hình đã đăng ký: việc gì, từ mức nào đến mức nào, kết quả ra sao."),
        enter=_("Đăng ký mô hình"),
        correct=_("Sửa mô hình"),
        take_out=_("Đưa mô hình ra khỏi sổ"),
    )

    def facts(self, request: OfficeRequest, record: Initiative) -> Sequence[Fact]:
        """Return what the page tells beside start, goal and result."""
        return tables.initiative_facts(request, record)


class Exemplars(Register[Exemplar]):
    """The register of exemplars."""

    room = "initiatives"
    stem = noun = "exemplar"
    sheet = "exemplars"
    gate = rules.exemplars
    table = tables.EXEMPLARS
    filters = tables.EXEMPLAR_FILTERS
    form = ExemplarForm
    keep = staticmethod(actions.register_exemplar)
    drop = staticmethod(actions.remove_exemplar)
    history = staticmethod(audit.history)
    wording = Wording(
        title=_("Điển hình tiên tiến"),
        empty=_("Nơi ghi các tập thể, cá nhân điển hình: ai, ở đâu, được phát hiện khi nào, vì việc làm gì."),
        enter=_("Đăng ký điển hình"),
        correct=_("Sửa điển hình"),
        take_out=_("Đưa điển hình ra khỏi sổ"),
    )

    def facts(self, request: OfficeRequest, record: Exemplar) -> Sequence[Fact]:
        """Return what the page tells."""
        return tables.exemplar_facts(request, record)


INITIATIVES, EXEMPLARS = Initiatives(), Exemplars()


@blocks.about("initiatives.initiative")
def adoptions(request: OfficeRequest, initiative: Initiative) -> Block:
    """List who has taken the model up."""
    return blocks.listed(
        _("Nơi nhân rộng"),
        queries.adoptions(request.actor, initiative),
        lambda row: Item(
            row.name, to(request, "initiatives:detail", row.pk), row.organisation.name, date(row.registered_on)
        ),
    )
