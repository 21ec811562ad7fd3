"""The registers of models and exemplars."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from neuguong.initiatives import rules
from neuguong.initiatives.models import Exemplar, Holder, Initiative, Level
from neuguong.ui import showing
from neuguong.ui.filters import Choice, InPeriod, Text, Within
from neuguong.ui.http import OfficeRequest, perhaps, to
from neuguong.ui.showing import Fact
from neuguong.ui.tables import Column, Table
from neuguong.ui.values import Link, State


def standing(initiative: Initiative) -> State:
    """Return how far a model has come, as a word."""
    if initiative.recognised_on:
        return State(_("đã công nhận"), "green")
    return State(_("có kết quả"), "amber") if initiative.result else State(_("đang thực hiện"))


INITIATIVES = Table(
    noun=pgettext_lazy("đếm", "mô hình"),
    opens="initiatives:detail",
    order="-registered",
    columns=(
        Column("name", _("tên mô hình"), "name"),
        Column("organisation", _("tổ chức"), "organisation.name", sort=("organisation__sort_key",)),
        Column("registered", _("ngày đăng ký"), "registered_on", sort=("registered_on",)),
        Column("level", _("cấp đăng ký"), "level", sort=("level",)),
        Column("standing", _("tình trạng"), standing, sort=("recognised_on",)),
        Column("code", _("mã mô hình"), "code", sort=("code",), shown=False),
        Column("holder", _("chủ thể"), "holder", sort=("holder",), shown=False),
        Column("field", _("lĩnh vực"), "field", sort=("field",), shown=False),
        Column("target", _("mục tiêu"), "target", shown=False),
        Column("result", _("kết quả"), "result", shown=False),
    ),
)
INITIATIVE_FILTERS = (
    Text(label=_("Tìm mô hình")),
    Within(),
    Choice("level", _("Cấp đăng ký"), Level.choices),
    Choice("holder", _("Chủ thể"), Holder.choices),
    InPeriod("registered_on"),
)
EXEMPLARS = Table(
    noun=pgettext_lazy("đếm", "điển hình"),
    opens="initiatives:exemplar",
    order="-registered",
    columns=(
        Column("name", _("tên"), "name"),
        Column("organisation", _("tổ chức"), "organisation.name", sort=("organisation__sort_key",)),
        Column("subject", _("đối tượng"), "subject", sort=("subject",)),
        Column("registered", _("ngày đăng ký"), "registered_on", sort=("registered_on",)),
        Column("level", _("cấp đăng ký"), "level", sort=("level",)),
        Column("merit", _("thành tích"), "merit", shown=False),
    ),
)
EXEMPLAR_FILTERS = (
    Text(label=_("Tìm điển hình")),
    Within(),
    Choice("subject", _("Đối tượng"), Holder.choices),
    Choice("level", _("Cấp đăng ký"), Level.choices),
    InPeriod("registered_on"),
)


def initiative_facts(request: OfficeRequest, initiative: Initiative) -> list[Fact]:
    """Return what the page of a model tells beside its start, goal and result."""
    return [
        Fact(_("Tổ chức"), initiative.organisation.name),
        Fact(_("Tình trạng"), standing(initiative)),
        *showing.facts(initiative, "registered_on", "recognised_on", "level", "holder", "field", "code"),
        Fact(_("Nhân rộng từ"), _origin(request, initiative.adopted_from)),
    ]


def _origin(request: OfficeRequest, origin: Initiative | None) -> object:
    """Return what a model follows; of one that the actor does not see no more than that there is one."""
    if origin is None or rules.is_seen(request.actor, origin):
        return origin and Link(origin.name, to(request, "initiatives:detail", origin.pk))
    return _("một mô hình của tổ chức khác")


def exemplar_facts(request: OfficeRequest, exemplar: Exemplar) -> list[Fact]:
    """Return what the page of an exemplar tells."""
    seen = rules.person_seen(request.actor, exemplar)
    href = perhaps(request, "portal:person", exemplar.person_id) if seen else ""
    return [
        Fact(_("Tổ chức"), exemplar.organisation.name),
        *([Fact(_("Trang cá nhân"), Link(exemplar.name, href))] if href else []),
        *showing.facts(exemplar, "subject", "registered_on", "level", "merit"),
    ]
