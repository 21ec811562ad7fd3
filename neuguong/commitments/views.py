"""Pages of commitments and personal plans."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from neuguong.audit import queries as audit
from neuguong.campaigns.indicators import Question
from neuguong.campaigns.queries import figures
from neuguong.campaigns.standpoint import standpoint
from neuguong.commitments import actions, queries, rules, tables
from neuguong.commitments.forms import CommitmentForm
from neuguong.commitments.models import Commitment, Reading
from neuguong.organisations import rules as organisations
from neuguong.ui import listing, showing
from neuguong.ui.history import Entry
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.registers import Register, Wording
from neuguong.ui.showing import Fact
from neuguong.ui.tables import Table
from neuguong.ui.values import Link

_SUMMED = ("commitments_signed_of_due", "commitments_due", "plans_personal_signed", "plans_personal_due")


class Commitments(Register[Commitment]):
    """The register; with "signed=no" in the address the list of who has not signed."""

    room = "commitments"
    noun = "commitment"
    sheet = "commitments"
    gate = rules.commitments
    table = tables.COMMITMENTS
    filters = tables.FILTERS
    form = CommitmentForm
    list_template = "commitments/list.html"
    template = "commitments/detail.html"
    keep = staticmethod(actions.enter_commitment)
    drop = staticmethod(actions.remove_commitment)
    history = staticmethod(audit.history)
    wording = Wording(
        title=_("Cam kết, kế hoạch cá nhân"),
        empty=_("Nơi ghi ai đã ký cam kết năm nay, ai đã có kế hoạch cá nhân cho nhiệm kỳ, và ký ngày nào."),
        enter=_("Ghi bản đã ký"),
        correct=_("Sửa bản cam kết"),
        take_out=_("Đưa bản cam kết ra khỏi sổ"),
    )

    def rows(self, request: OfficeRequest) -> QuerySet[Commitment]:
        """Return the commitments, each with its result where the actor may read it."""
        return queries.listed(request.actor, standpoint(request).organisation)

    def table_for(self, request: OfficeRequest) -> Table:
        """Return the table with results for those who may read any."""
        return tables.READ if rules.reads_any(request.actor) else tables.COMMITMENTS

    def around(self, request: OfficeRequest) -> dict[str, Any]:
        """Return how many have signed of how many owe."""
        here = standpoint(request)
        found = figures(Question(here.organisation, here.period), _SUMMED)
        return {"pairs": [found[:2], found[2:]], "unsigned": to(request, "commitments:list", signed=tables.UNSIGNED)}

    def list(self, request: OfficeRequest) -> HttpResponse:
        """Show the register, or who has not signed."""
        unsigned = request.GET.get("signed") == tables.UNSIGNED
        return self._owing(request) if unsigned else super().list(request)

    def _owing(self, request: OfficeRequest) -> HttpResponse:
        here, plan = standpoint(request), request.GET.get("sort") == "plan"
        day = here.period.year_end(tables.YEAR.year(request))
        return listing.page(
            request,
            table=tables.OWING,
            rows=queries.owing(request.actor, here.organisation, day, plan=plan),
            filters=tables.OWING_FILTERS,
            title=self.wording.title,
            empty=_("Mọi người phải có đều đã ký."),
            template=self.list_template,
            filtered=any(request.GET.get(name) for name in ("q", "within")),
            **({} if listing.is_part(request) else self.around(request)),
        )

    def shown(self, request: OfficeRequest, rows: Iterable[Commitment]) -> None:
        """Note whose results the list showed."""
        if tables.shows_results(self.table_for(request), request):
            told = [row for row in rows if queries.is_told(row)]
            place = standpoint(request).organisation
            actions.read_commitments(actor=request.actor, commitments=told, how=Reading.LIST, organisation=place)

    def edit(self, request: OfficeRequest, pk: int) -> HttpResponse:
        """Correct a record; the form holds what it says, so opening it is a reading, and so is a choice of versions."""
        answer = super().edit(request, pk)
        if request.method == "GET" or answer.status_code == 409:
            self._read(request, self.gate.get(request.actor, pk), Reading.FORM)
        return answer

    def _read(self, request: OfficeRequest, record: Commitment, how: Reading) -> None:
        # The page's history tells what it once said, though it may say nothing now.
        told = queries.says_something(record) or (how == Reading.PAGE and queries.once_said(record))
        if told and rules.can_read_content(request.actor, record):
            actions.read_commitment(actor=request.actor, commitment=record, how=how)

    def heading(self, record: Commitment) -> str:
        """Return what it is, for which time, and whose."""
        return f"{record}: {record.person.full_name}"

    def facts(self, request: OfficeRequest, record: Commitment) -> Sequence[Fact]:
        """Return the facts, and what it says to those who may read that, which is noted."""
        self._read(request, record, Reading.PAGE)
        return tables.facts(request, record)

    def more(self, request: OfficeRequest, record: Commitment) -> dict[str, Any]:
        """Keep what others may not read out of the history too."""
        readable = rules.can_read_content(request.actor, record)
        readings = queries.readings_for(request.actor, record)
        return {"hidden": () if readable else ("content", "result"), "readings": readings and tables.readings(readings)}

    def told(self, request: OfficeRequest, record: Commitment) -> Iterable[Entry]:
        """Return the history, with what the log seals opened for those who may read it."""
        found = audit.history(record)
        return audit.opened(found) if rules.can_read_content(request.actor, record) else found

    def initial(self, request: OfficeRequest) -> dict[str, Any]:
        """Return the person and the year that a list of who owes led from."""
        owed, years = request.GET.get("owed", ""), request.GET.get("years", "")
        filled: dict[str, Any] = {"years": years or str(request.place.period.end.year)}
        if owed.isascii() and owed.isdecimal():
            filled["person"] = queries.owed_by(request.actor, int(owed)).person
        return filled


COMMITMENTS = Commitments()


@require_safe
def owing(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show someone who owes a commitment, with the button that enters it."""
    membership = queries.owed_by(request.actor, pk)
    may = organisations.can_write(request.actor, membership.organisation)
    return showing.page(
        request,
        record=membership,
        title=membership.person.full_name,
        lead=_("Chưa ký cam kết hoặc kế hoạch cá nhân."),
        lines=tables.owing_facts(request, membership),
        actions=[tables.entering(request, membership, str(request.place.period.end.year))] if may else [],
        back=Link(_("Ai chưa ký"), to(request, "commitments:list", signed=tables.UNSIGNED)),
    )
