"""Indicators of commitments and personal plans."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from neuguong.campaigns.indicators import REGISTRY, Indicator, Line, Part, Question, Rate
from neuguong.campaigns.queries import by_organisation
from neuguong.commitments.homes import Signed, signed_in, yearly
from neuguong.commitments.models import Commitment, Result
from neuguong.commitments.rules import can_read_content
from neuguong.core.actor import Actor
from neuguong.organisations.models import Membership, Organisation
from neuguong.organisations.queries import belonging_on, grassroots_on

_WHERE = "organisation"
# Per cent of commitments signed under which an organisation is named among those that lag.
LOW = 95


def _commitment_line(commitment: Commitment, _actor: Actor) -> Line:
    title = f"{commitment.person.code} · {commitment.person.full_name}: {commitment}"
    organisation = commitment.organisation.code
    return Line(title, organisation, commitment.signed_on, "commitments.commitment", commitment.pk)


def _signed_line(membership: Membership, _actor: Actor) -> Line:
    """Tell of the commitment of somebody who belongs there: `commitment_` and `signed_` are its number and day."""
    stored: Any = membership
    title = f"{membership.person.code} · {membership.person.full_name}"
    place = membership.organisation.code
    return Line(title, place, stored.signed_, "commitments.commitment", stored.commitment_)


def _result_line(commitment: Commitment, actor: Actor) -> Line:
    """Tell whose result it is to those who may read results; to all others only that there is one, and where."""
    if can_read_content(actor, commitment):
        return _commitment_line(commitment, actor)
    title = _now("Một bản cam kết; kết quả của ai chỉ người viết và cấp ủy giữ hồ sơ đọc được")
    return Line(title, commitment.organisation.code, None, "", 0)


def _person_line(membership: Membership, _actor: Actor) -> Line:
    title = f"{membership.person.code} · {membership.person.full_name}"
    return Line(title, membership.organisation.code, membership.since, "organisations.person", membership.person_id)


def _organisation_line(organisation: Organisation, _actor: Actor) -> Line:
    return Line(
        organisation.name,
        organisation.code,
        organisation.since,
        "organisations.organisation",
        organisation.pk,
    )


def _everyone(date: dt.date) -> QuerySet[Membership]:
    """Return the memberships that owe on `date`, wherever; the engine narrows them to the subtree."""
    return belonging_on(date).select_related("person", "organisation")


def _due(question: Question) -> list[Part]:
    dates = [question.period.year_end(year) for year in question.period.years]
    return [Part(_everyone(date), _person_line, date, _WHERE, who="person_id") for date in dates]


def _signed(question: Question) -> list[Part]:
    parts = []
    for signed in _by_year(question):
        parts.append(Part(signed.at_home, _signed_line, signed.day, _WHERE, who="person_id"))
        parts.append(Part(signed.left, _commitment_line, signed.day))
    return parts


def _by_year(question: Question) -> list[Signed]:
    return [signed_in(year, question.period.year_end(year)) for year in question.period.years]


def _signed_of_due(question: Question) -> list[Part]:
    """Signed commitments of those who owed one: someone who left in the year is in neither."""
    parts = []
    for year in question.period.years:
        date = question.period.year_end(year)
        signed = yearly().filter(first_year=year, signed_on__isnull=False).values("person_id")
        rows = _everyone(date).filter(person_id__in=signed)
        parts.append(Part(rows, _person_line, date, _WHERE, who="person_id"))
    return parts


def _unsigned(question: Question) -> list[Part]:
    """Those who owe a commitment and have none signed: whom to remind."""
    parts = []
    for year in question.period.years:
        date = question.period.year_end(year)
        signed = yearly().filter(first_year=year, signed_on__isnull=False).values("person_id")
        rows = _everyone(date).exclude(person_id__in=signed)
        parts.append(Part(rows, _person_line, date, _WHERE, who="person_id"))
    return parts


def _plan_due(question: Question) -> list[Part]:
    end = question.period.end
    return [Part(_everyone(end), _person_line, end, _WHERE, who="person_id")]


def _plan_signed(question: Question) -> list[Part]:
    period = question.period
    plans = Commitment.objects.filter(
        last_year__gt=F("first_year"),
        first_year__lte=period.end.year,
        last_year__gte=period.start.year,
        signed_on__isnull=False,
    )
    rows = _everyone(period.end).filter(person_id__in=plans.values("person_id"))
    return [Part(rows, _person_line, period.end, _WHERE, who="person_id")]


def _units(question: Question) -> list[Part]:
    """Grassroots organisations in whose own subtree, as it stood then, a commitment of the period was signed."""
    end, signed = question.period.end, _by_year(question)
    rows = grassroots_on(question.scope, end)
    if question.whole.is_fixed:
        rows = rows.filter(reduce(or_, (one.below("path") for one in signed)))
    else:
        rows = rows.filter(pk__in=_above(question, signed))
    return [Part(rows, _organisation_line, end, organisation="pk")]


def _above(question: Question, signed: Iterable[Signed]) -> set[str]:
    """Return the ids of all organisations above the signed commitments, each in the structure of its day."""
    placed = [
        rows.annotate(path_=question.whole.path(_WHERE, one.day)).order_by().values_list("path_", flat=True).distinct()
        for one in signed
        for rows in (one.at_home, one.left)
    ]
    first, *rest = placed
    return {part for path in first.union(*rest) if path for part in path.rstrip(".").split(".")}


def _below(question: Question) -> list[Part]:
    """Grassroots organisations whose rate of commitments, as shown, is under the mark."""
    rates = by_organisation(replace(question, within=None), ["commitments_rate"])
    below = [place.pk for place, (rate,) in rates.items() if rate.value is not None and rate.value < LOW]
    end = question.period.end
    rows = grassroots_on(question.scope, end).filter(pk__in=below)
    return [Part(rows, _organisation_line, end, organisation="pk")]


def _judged(results: Q) -> Any:
    def parts(question: Question) -> list[Part]:
        rows = yearly().filter(results)
        years = question.period.years
        return [Part(rows.filter(first_year=year), _result_line, question.period.year_end(year)) for year in years]

    return parts


def join() -> None:
    """Make this room's indicators known."""
    REGISTRY.add(*_COUNTS, *_RATES)


_COUNTS = (
    Indicator(
        "plans_personal_due",
        _("Người phải có kế hoạch cá nhân"),
        _("người"),
        _("Số người đang sinh hoạt vào ngày cuối kỳ, không kể người được miễn."),
        _plan_due,
        listed=False,
    ),
    Indicator(
        "plans_personal_signed",
        _("Người có kế hoạch cá nhân"),
        _("người"),
        _("Số người đang sinh hoạt vào ngày cuối kỳ đã ký kế hoạch cá nhân cho nhiệm kỳ."),
        _plan_signed,
        listed=False,
    ),
    Indicator(
        "commitments_due",
        _("Bản cam kết phải có"),
        _("bản"),
        _("Số người đang sinh hoạt vào 31/12 mỗi năm (hoặc ngày cuối kỳ), không kể người được miễn; cộng các năm."),
        _due,
    ),
    Indicator(
        "commitments_signed",
        _("Bản cam kết đã ký"),
        _("bản"),
        _(
            "Số bản cam kết hằng năm đã có ngày ký, tính theo năm của bản cam kết, ở nơi người viết sinh hoạt vào "
            "31/12 (hoặc ngày cuối kỳ); người không còn sinh hoạt ở đâu thì tính ở nơi đã viết."
        ),
        _signed,
    ),
    Indicator(
        "commitments_signed_of_due",
        _("Người phải cam kết đã ký"),
        _("bản"),
        _("Số bản cam kết đã ký của những người phải cam kết."),
        _signed_of_due,
        listed=False,
    ),
    Indicator(
        "commitments_unsigned",
        _("Bản cam kết còn thiếu"),
        _("bản"),
        _("Số người phải có bản cam kết mà chưa ký, cộng các năm trong kỳ."),
        _unsigned,
        listed=False,
    ),
    Indicator(
        "commitment_units_below",
        _("Tổ chức cơ sở đảng có tỷ lệ ký cam kết dưới 95%"),
        _("tổ chức"),
        _("Số tổ chức cơ sở đảng có tỷ lệ ký cam kết trong kỳ dưới 95%."),
        _below,
        listed=False,
    ),
    Indicator(
        "commitment_units",
        _("Tổ chức cơ sở đảng có bản cam kết đã ký"),
        _("tổ chức"),
        _("Số tổ chức cơ sở đảng có ít nhất một bản cam kết của các năm trong kỳ đã ký."),
        _units,
        listed=False,
    ),
    Indicator(
        "pledges_judged",
        _("Bản cam kết đã có kết quả"),
        _("bản"),
        _("Số bản cam kết hằng năm đã được đánh giá kết quả."),
        _judged(~Q(result="")),
        listed=False,
    ),
    Indicator(
        "pledges_met",
        _("Bản cam kết đạt"),
        _("bản"),
        _("Số bản cam kết hằng năm có kết quả Đạt; Đạt một phần không tính là đạt."),
        _judged(Q(result=Result.MET)),
        listed=False,
    ),
)
_RATES = (
    Rate(
        "plans_personal_rate",
        _("Tỷ lệ có kế hoạch cá nhân toàn khóa"),
        _("Người có kế hoạch cá nhân cho nhiệm kỳ trên tổng số người phải có vào ngày cuối kỳ."),
        "plans_personal_signed",
        "plans_personal_due",
    ),
    Rate(
        "commitments_rate",
        _("Tỷ lệ ký cam kết hằng năm"),
        _("Bản cam kết đã ký của người phải cam kết trên số bản cam kết phải có."),
        "commitments_signed_of_due",
        "commitments_due",
    ),
    Rate(
        "commitment_units_rate",
        _("Tỷ lệ tổ chức cơ sở đảng đã ký cam kết"),
        _("Tổ chức cơ sở đảng có bản cam kết đã ký trên tổng số tổ chức cơ sở đảng vào ngày cuối kỳ."),
        "commitment_units",
        "grassroots_total",
    ),
    Rate(
        "pledges_met_rate",
        _("Tỷ lệ cam kết đạt"),
        _("Bản cam kết có kết quả Đạt trên số bản cam kết đã được đánh giá."),
        "pledges_met",
        "pledges_judged",
    ),
)
