"""The register of commitments, and the list of who still owes one."""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from neuguong.commitments import rules
from neuguong.commitments.models import Commitment, Reading, Result
from neuguong.commitments.queries import PLAN, YEARLY
from neuguong.organisations.models import Membership
from neuguong.ui.filters import Choice, Control, InPeriod, Rows, Text, Within
from neuguong.ui.http import OfficeRequest, perhaps, to
from neuguong.ui.showing import Fact
from neuguong.ui.tables import Column, Table
from neuguong.ui.values import Link, State, Tone

_TONES: dict[str, Tone] = {Result.MET: "green", Result.PARTLY: "amber", Result.UNMET: "red"}
_SORTS = (("yearly", _("Cam kết hằng năm")), ("plan", _("Kế hoạch cá nhân")))
UNSIGNED = "no"


def signed(commitment: Commitment) -> object:
    """Return the day of signing, or that it is still to come."""
    return commitment.signed_on or State(_("chưa ký"), "amber")


def result(value: str) -> State | None:
    """Return a result as a word."""
    return State(Result(value).label, _TONES[value]) if value else None


def sort(commitment: Commitment) -> str:
    """Return which of the two it is."""
    return str(dict(_SORTS)["plan" if commitment.is_plan else "yearly"])


def owed(membership: Any) -> State:
    """Return what is missing of someone's commitment."""
    return State(_("có bản, chưa ký"), "amber") if membership.written else State(_("chưa có bản"), "red")


class Signed(Choice):
    """Signed or not; who has not is another list, so the register itself is narrowed to what is signed."""

    def narrow(self, rows: Rows, request: OfficeRequest) -> Rows:
        """Leave the list of who owes as it is."""
        return super().narrow(rows, request) if rows.model is Commitment else rows


class OneYear(InPeriod):
    """The year in question: the last of the period unless another one of it is chosen."""

    def year(self, request: OfficeRequest) -> int:
        """Return the year that is asked for."""
        said, period = self.value(request), request.place.period
        chosen = int(said) if said.isascii() and said.isdecimal() else 0
        return chosen if period.start.year <= chosen <= period.end.year else period.end.year

    def narrow(self, rows: Rows, request: OfficeRequest) -> Rows:
        """Leave the rows, which were asked for by the year."""
        return rows

    def control(self, request: OfficeRequest) -> Control:
        """Return the years of the period."""
        years = range(request.place.period.start.year, request.place.period.end.year + 1)
        choices = [(str(year), str(year)) for year in reversed(years)]
        return Control("choice", self.name, _now("Năm"), str(self.year(request)), choices)


_FACTS = (
    Column("person", _("người cam kết"), "person.full_name", sort=("person__sort_key",)),
    Column("organisation", _("tổ chức"), "organisation.name", sort=("organisation__sort_key",)),
    Column("years", _("năm"), "years", sort=("first_year", "last_year"), tight=True),
    Column("signed", _("ngày ký"), signed, sort=("signed_on",), tight=True),
)
_MORE = (
    Column("sort", _("loại"), sort, shown=False),
    Column("code", _("mã người"), "person.code", sort=("person__code",), shown=False),
)
_RESULT = Column("result", _("kết quả"), lambda row: result(row.told))
# For those who read what commitments of theirs say, and for those who only see the facts.
READ = Table(
    noun=pgettext_lazy("đếm", "bản"), opens="commitments:detail", order="person", columns=(*_FACTS, _RESULT, *_MORE)
)
COMMITMENTS = Table(
    noun=pgettext_lazy("đếm", "bản"), opens="commitments:detail", order="person", columns=(*_FACTS, *_MORE)
)
OWING = Table(
    noun=pgettext_lazy("đếm", "người chưa ký"),
    opens="commitments:owing",
    order="person",
    columns=(
        Column("person", _("người phải có"), "person.full_name", sort=("person__sort_key",)),
        Column("organisation", _("tổ chức"), "organisation.name", sort=("organisation__sort_key",)),
        Column("owed", _("tình trạng"), owed, sort=("written",)),
        Column("code", _("mã người"), "person.code", sort=("person__code",), shown=False),
    ),
)
_NAME, _PLACE = Text(label=_("Tìm người"), lookup="person__search_key"), Within()
_SIGNED = Signed(
    "signed",
    _("Đã ký"),
    (("yes", _("Đã ký")), (UNSIGNED, _("Chưa ký"))),
    conditions={"yes": Q(signed_on__isnull=False)},
)
SORT = Choice("sort", _("Loại"), _SORTS, conditions={"yearly": YEARLY, "plan": PLAN})
FILTERS = (_NAME, _PLACE, _SIGNED, SORT, InPeriod(first_year="first_year", last_year="last_year"))
YEAR = OneYear(name="year")


class SortOwed(Choice):
    """Which of the two is owed; the rows were asked for by it."""

    def narrow(self, rows: Rows, request: OfficeRequest) -> Rows:
        """Leave the rows."""
        return rows

    def control(self, request: OfficeRequest) -> Control:
        """Return the two, the yearly one first."""
        return Control("choice", self.name, str(self.label), self.value(request), [(k, str(v)) for k, v in _SORTS])


OWING_FILTERS = (_NAME, _PLACE, _SIGNED, SortOwed("sort", _("Loại"), _SORTS), YEAR)


def facts(request: OfficeRequest, commitment: Commitment) -> list[Fact]:
    """Return what the page of a commitment tells: facts to all, content to those who may read it."""
    lines = [
        Fact(_("Người cam kết"), _person(request, commitment.person.full_name, commitment.person_id)),
        Fact(_("Tổ chức"), commitment.organisation.name),
        Fact(_("Loại"), sort(commitment)),
        Fact(_("Ngày ký"), signed(commitment)),
    ]
    if not rules.can_read_content(request.actor, commitment):
        return [*lines, Fact(_("Nội dung, kết quả"), _("Chỉ người viết và cấp ủy chi bộ giữ hồ sơ đọc được."))]
    said = commitment.content or _("Chưa ghi nội dung.")
    return [*lines, Fact(_("Kết quả"), result(commitment.result)), Fact(_("Nội dung"), said)]


def readings(found: Iterable[Any]) -> list[tuple[dt.datetime, str, str]]:
    """Return acts of reading as a page tells them: when, who, where it was read."""
    ways = dict(Reading.choices)
    told = ((one.entry, json.loads(one.entry.after or "{}").get("how")) for one in found)
    return [(entry.at, entry.actor_label, str(ways.get(how, how))) for entry, how in told]


def shows_results(table: Table, request: OfficeRequest) -> bool:
    """Tell whether the list that is asked for has the column of results."""
    return any(column.key == _RESULT.key for column in table.chosen(request))


def owing_facts(request: OfficeRequest, membership: Membership) -> list[Fact]:
    """Return what is told of someone who owes."""
    return [
        Fact(_("Người phải có"), _person(request, membership.person.full_name, membership.person_id)),
        Fact(_("Tổ chức"), membership.organisation.name),
    ]


def _person(request: OfficeRequest, name: str, pk: int) -> object:
    href = perhaps(request, "portal:person", pk)
    return Link(name, href) if href else name


def entering(request: OfficeRequest, membership: Membership, years: str) -> Link:
    """Return the button that enters what someone signed."""
    return Link(_("Ghi bản đã ký"), to(request, "commitments:create", owed=membership.pk, years=years))
