"""The registers of rounds, nominations and awards."""

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from neuguong.campaigns import periods
from neuguong.commendations import rules
from neuguong.commendations.models import Award, Nomination, Outcome, Round, Subject, Target
from neuguong.core.errors import Refusal
from neuguong.ui import showing
from neuguong.ui.blocks import Item
from neuguong.ui.filters import Choice, Control, Filter, InPeriod, Rows, Text, Within
from neuguong.ui.http import OfficeRequest, perhaps, to
from neuguong.ui.showing import Fact
from neuguong.ui.tables import Column, Table
from neuguong.ui.values import Link, State

_MOST_DIGITS = 18
_OUTCOMES = {
    "": State(_("đang xét"), "amber"),
    Outcome.GRANTED: State(_("đạt"), "green"),
    Outcome.REFUSED: State(_("không đạt")),
}


def outcome(nomination: Nomination) -> State:
    """Return what became of a nomination, as a word."""
    return _OUTCOMES[nomination.outcome]


def stage(round: Round) -> str:
    """Return the stage of a round in words, or as it was written where it is no period."""
    try:
        return periods.parse(round.stage).label
    except Refusal:
        return round.stage


def key_in(text: str) -> int | None:
    """Return the key that a text of the address is, None where it can be none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else None


class OfRound(Filter):
    """Rows of one round; rounds are few, so all are offered."""

    name = "round"

    def narrow(self, rows: Rows, request: OfficeRequest) -> Rows:
        """Keep the rows of the chosen round; what is no round's number keeps all."""
        key = key_in(self.value(request))
        return rows if key is None else rows.filter(round=key)

    def control(self, request: OfficeRequest) -> Control:
        """Return a list of the rounds."""
        offered = [(str(found.pk), found.name) for found in rules.rounds_visible_to(request.actor)]
        label = _now("Đợt khen thưởng")
        return Control("choice", self.name, label, self.value(request), [("", _now("Tất cả")), *offered])


class Recent(InPeriod):
    """Rows of the period; a chosen round has its own time, so all its rows are shown."""

    def narrow(self, rows: Rows, request: OfficeRequest) -> Rows:
        """Keep the rows that fall into the period, unless a round is chosen."""
        return rows if request.GET.get("round") and not self.value(request) else super().narrow(rows, request)


ROUNDS = Table(
    noun=pgettext_lazy("đếm", "đợt khen thưởng"),
    opens="commendations:round",
    order="-until",
    columns=(
        Column("name", _("đợt"), "name", sort=("name",)),
        Column("stage", _("giai đoạn"), stage, sort=("stage",), tight=True),
        Column("since", _("từ ngày"), "since", sort=("since",)),
        Column("until", _("đến ngày"), "until", sort=("until",)),
        Column("nominated", _("đề nghị"), "nominated", sort=("nominated",), numeric=True),
        Column("awarded", _("khen thưởng"), "awarded", sort=("awarded",), numeric=True),
    ),
)
ROUND_FILTERS = (Text(label=_("Tìm đợt khen thưởng")),)
NOMINATIONS = Table(
    noun=pgettext_lazy("đếm", "đề nghị"),
    opens="commendations:nomination",
    order="-nominated",
    columns=(
        Column("name", _("tập thể, cá nhân"), "name"),
        Column("target", _("cấp đề nghị"), "target", sort=("target",), tight=True),
        Column("outcome", _("kết quả"), outcome, sort=("outcome",)),
        Column("subject", _("đối tượng"), "subject", sort=("subject",), tight=True),
        Column("organisation", _("tổ chức đề nghị"), "organisation.name", sort=("organisation__sort_key",)),
        Column("nominated", _("ngày đề nghị"), "nominated_on", sort=("nominated_on",)),
        Column("form", _("hình thức"), "form", sort=("form",), shown=False),
        Column("merit", _("thành tích"), "merit", shown=False),
    ),
)
NOMINATION_FILTERS = (
    Text(label=_("Tìm đề nghị")),
    OfRound(),
    Within(),
    Choice("subject", _("Đối tượng"), Subject.choices),
    Choice("target", _("Cấp đề nghị"), Target.choices),
    Choice("outcome", _("Kết quả"), (("open", _("Đang xét")), *Outcome.choices), conditions={"open": Q(outcome="")}),
    Recent("counted_on"),
)
AWARDS = Table(
    noun=pgettext_lazy("đếm", "khen thưởng"),
    opens="commendations:detail",
    order="-decided",
    columns=(
        Column("name", _("tập thể, cá nhân"), "name"),
        Column("form", _("hình thức"), "form", sort=("form",), tight=True),
        Column("body", _("cơ quan khen"), "body", sort=("body",)),
        Column("decision", _("số quyết định"), "decision_number", sort=("decision_number",), tight=True),
        Column("decided", _("ngày quyết định"), "decided_on", sort=("decided_on",)),
        Column("organisation", _("tổ chức"), "organisation.name", sort=("organisation__sort_key",)),
        Column("subject", _("đối tượng"), "subject", sort=("subject",), shown=False),
        Column("merit", _("thành tích"), "merit", shown=False),
    ),
)
AWARD_FILTERS = (
    Text(label=_("Tìm khen thưởng")),
    OfRound(),
    Within(),
    Choice("subject", _("Đối tượng"), Subject.choices),
    Recent("counted_on"),
)


def round_facts(round: Round) -> list[Fact]:
    """Return what the page of a round tells beside its funnel."""
    return [Fact(_("Giai đoạn"), stage(round)), *showing.facts(round, "since", "until")]


def nomination_facts(request: OfficeRequest, nomination: Nomination) -> list[Fact]:
    """Return what the page of a nomination tells."""
    return [
        Fact(_("Kết quả"), outcome(nomination)),
        Fact(_("Đợt"), _round_link(request, nomination.round)),
        Fact(_("Tổ chức đề nghị"), nomination.organisation.name),
        *showing.facts(nomination, "subject"),
        *_person(request, nomination),
        *showing.facts(nomination, "target", "nominated_on", "form", "merit"),
    ]


def award_facts(request: OfficeRequest, award: Award) -> list[Fact]:
    """Return what the page of an award tells."""
    body = award.body if award.body_organisation_id else _("%(body)s (ngoài hệ thống)") % {"body": award.body}
    return [
        *showing.facts(award, "form"),
        Fact(_("Cơ quan khen"), body),
        *showing.facts(award, "decision_number", "decided_on"),
        Fact(_("Tổ chức"), award.organisation.name),
        *showing.facts(award, "subject"),
        *_person(request, award),
        Fact(_("Đợt"), _round_link(request, award.round) if award.round else None),
        *showing.facts(award, "merit"),
    ]


def nomination_item(request: OfficeRequest, nomination: Nomination) -> Item:
    """Return a nomination as a line of its round's page."""
    hint = f"{nomination.organisation.name} · {nomination.get_target_display()}"
    href = to(request, "commendations:nomination", nomination.pk)
    return Item(nomination.name, href, hint, outcome(nomination))


def award_item(request: OfficeRequest, award: Award) -> Item:
    """Return an award as a line of its round's page."""
    hint = " · ".join(filter(None, (award.form, award.body, award.decision_number)))
    return Item(award.name, to(request, "commendations:detail", award.pk), hint, award.decided_on)


def _round_link(request: OfficeRequest, round: Round) -> Link:
    return Link(round.name, to(request, "commendations:round", round.pk))


def _person(request: OfficeRequest, record: Nomination | Award) -> list[Fact]:
    """Return the person as a link, where the record is about one of the lists."""
    if record.person is None:
        return []
    href = perhaps(request, "portal:person", record.person.pk)
    return [Fact(_("Người"), Link(record.person.full_name, href) if href else record.person.full_name)]
