"""Pages of rounds, nominations and awards."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from neuguong.audit import queries as audit
from neuguong.campaigns.standpoint import standpoint
from neuguong.commendations import actions, queries, rules, tables
from neuguong.commendations.forms import AwardForm, NominationForm, RoundForm
from neuguong.commendations.models import Award, Nomination, Round
from neuguong.organisations import rules as organisations
from neuguong.ui import blocks
from neuguong.ui.blocks import Block
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.registers import M, Register, Wording
from neuguong.ui.showing import Fact
from neuguong.ui.values import Link


class Rounds(Register[Round]):
    """The register of rounds."""

    room = "commendations"
    stem = noun = "round"
    sheet = "rounds"
    gate = rules.rounds
    table = tables.ROUNDS
    filters = tables.ROUND_FILTERS
    form = RoundForm
    template = "commendations/round.html"
    keep = staticmethod(actions.open_round)
    drop = staticmethod(actions.remove_round)
    history = staticmethod(audit.history)
    wording = Wording(
        title=_("Đợt khen thưởng"),
        empty=_("Mỗi đợt khen thưởng gom các đề nghị và quyết định khen của một giai đoạn hoặc một năm."),
        enter=_("Lập đợt khen thưởng"),
        correct=_("Sửa đợt khen thưởng"),
        take_out=_("Đưa đợt khen thưởng ra khỏi sổ"),
    )

    def initial(self, request: OfficeRequest) -> dict[str, Any]:
        """Nothing is known of a new round."""
        return {}

    def facts(self, request: OfficeRequest, record: Round) -> Sequence[Fact]:
        """Return the stage and its days."""
        return tables.round_facts(record)

    def more(self, request: OfficeRequest, record: Round) -> dict[str, Any]:
        """Return the funnel in the round's stage, or in the user's period where the round has none."""
        here = standpoint(request)
        period = queries.span_of(record) or here.period
        return {"steps": queries.funnel(here.organisation, period), "period": period, "place": here.organisation}


class _OfRound(Register[M]):
    """A register whose new records may begin from the page of a round."""

    room = "commendations"
    history = staticmethod(audit.history)

    def initial(self, request: OfficeRequest) -> dict[str, Any]:
        """Return the place, and the round whose page led here."""
        key = tables.key_in(request.GET.get("round", ""))
        found = rules.rounds_visible_to(request.actor).filter(pk=key).first() if key else None
        return {**super().initial(request), "round": found}


class Nominations(_OfRound[Nomination]):
    """The register of nominations."""

    stem = noun = "nomination"
    sheet = "nominations"
    gate = rules.nominations
    table = tables.NOMINATIONS
    filters = tables.NOMINATION_FILTERS
    form = NominationForm
    keep = staticmethod(actions.nominate)
    drop = staticmethod(actions.remove_nomination)
    wording = Wording(
        title=_("Đề nghị khen thưởng"),
        empty=_("Nơi ghi tập thể, cá nhân được đề nghị khen: do đơn vị nào, lên cấp nào, kết quả ra sao."),
        enter=_("Đề nghị khen thưởng"),
        correct=_("Sửa đề nghị khen thưởng"),
        take_out=_("Rút đề nghị khen thưởng"),
    )

    def facts(self, request: OfficeRequest, record: Nomination) -> Sequence[Fact]:
        """Return who is put forward by whom, and what became of it."""
        return tables.nomination_facts(request, record)


class Awards(_OfRound[Award]):
    """The register of awards."""

    noun = "award"
    sheet = "awards"
    gate = rules.awards
    table = tables.AWARDS
    filters = tables.AWARD_FILTERS
    form = AwardForm
    keep = staticmethod(actions.enter_award)
    drop = staticmethod(actions.remove_award)
    wording = Wording(
        title=_("Khen thưởng"),
        empty=_("Nơi ghi các quyết định khen: ai được khen, cơ quan nào khen, hình thức nào, theo quyết định số mấy."),
        enter=_("Ghi khen thưởng"),
        correct=_("Sửa khen thưởng"),
        take_out=_("Đưa khen thưởng ra khỏi sổ"),
    )

    def facts(self, request: OfficeRequest, record: Award) -> Sequence[Fact]:
        """Return to whom, by whom, in which form, by which decision."""
        return tables.award_facts(request, record)


@blocks.about("commendations.round")
def nominations(request: OfficeRequest, round: Round) -> Block:
    """List who is put forward in the round, of the place and below."""
    here = standpoint(request).organisation
    add = Link(_("Đề nghị khen thưởng"), to(request, "commendations:nomination_create", round=round.pk))
    return blocks.listed(
        _("Đề nghị"),
        rules.nominations.within(request.actor, here).filter(round=round),
        lambda row: tables.nomination_item(request, row),
        empty=_("Chưa có đề nghị nào trong đợt này từ đơn vị đang xem."),
        more=Link(_("Xem tất cả đề nghị"), to(request, "commendations:nomination_list", round=round.pk)),
        add=add if organisations.can_write(request.actor, here) else None,
    )


@blocks.about("commendations.round")
def awards(request: OfficeRequest, round: Round) -> Block:
    """List who is commended in the round, of the place and below."""
    here = standpoint(request).organisation
    return blocks.listed(
        _("Khen thưởng"),
        rules.awards.within(request.actor, here).filter(round=round),
        lambda row: tables.award_item(request, row),
        empty=_("Chưa ghi quyết định khen nào của đợt này."),
        more=Link(_("Xem tất cả khen thưởng"), to(request, "commendations:list", round=round.pk)),
    )
