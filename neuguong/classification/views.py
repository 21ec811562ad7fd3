"""Pages of yearly ranks."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from neuguong.audit import queries as audit
from neuguong.campaigns.standpoint import standpoint
from neuguong.classification import actions, queries, rules, tables
from neuguong.classification.forms import ClassificationForm
from neuguong.classification.models import Classification
from neuguong.ui.http import OfficeRequest
from neuguong.ui.registers import Register, Wording
from neuguong.ui.showing import Fact


class Classifications(Register[Classification]):
    """The register of ranks, with the number of organisations of each above it."""

    room = "classification"
    noun = sheet = "classification"
    gate = rules.classifications
    table = tables.CLASSIFICATIONS
    filters = tables.FILTERS
    form = ClassificationForm
    list_template = "classification/list.html"
    keep = staticmethod(actions.rank)
    drop = staticmethod(actions.remove_rank)
    history = staticmethod(audit.history)
    wording = Wording(
        title=_("Xếp loại hằng năm"),
        empty=_("Nơi ghi mức xếp loại hằng năm của tổ chức và cá nhân: tự nhận, đề xuất và mức được quyết định."),
        enter=_("Ghi kết quả xếp loại"),
        correct=_("Sửa kết quả xếp loại"),
        take_out=_("Đưa kết quả xếp loại ra khỏi sổ"),
    )

    def rows(self, request: OfficeRequest) -> QuerySet[Classification]:
        """Return the ranks, each with its person."""
        return super().rows(request).select_related("person")

    def around(self, request: OfficeRequest) -> dict[str, Any]:
        """Return the number of organisations of each rank."""
        here = standpoint(request)
        return {"ranks": queries.counts(here.organisation, here.period)}

    def heading(self, record: Classification) -> str:
        """Return whose rank, and of which year."""
        return tables.heading(record)

    def facts(self, request: OfficeRequest, record: Classification) -> Sequence[Fact]:
        """Return the rank decided, and those before it."""
        return tables.facts(request, record)

    def initial(self, request: OfficeRequest) -> dict[str, Any]:
        """Return the place and the last year of the period."""
        return {**super().initial(request), "year": request.place.period.end.year}
