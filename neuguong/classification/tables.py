"""The register of yearly ranks."""

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from neuguong.classification.models import Classification, Rank
from neuguong.ui import showing
from neuguong.ui.filters import Choice, Control, InPeriod, Rows, Text, Within
from neuguong.ui.filters import words as holds
from neuguong.ui.http import OfficeRequest, perhaps
from neuguong.ui.showing import Fact
from neuguong.ui.tables import Column, Table
from neuguong.ui.values import Link, State, Tone

_TONES: dict[str, Tone] = {Rank.EXCELLENT: "green", Rank.GOOD: "green", Rank.COMPLETED: "grey", Rank.FAILED: "red"}


def rank(classification: Classification) -> State:
    """Return the decided rank as a word."""
    if not classification.decided:
        return State(_now("chưa quyết định"), "amber")
    return State(classification.get_decided_display(), _TONES[classification.decided])


def who(classification: Classification) -> str:
    """Return whose rank it is: the person's, or else the organisation's."""
    return str(classification.person or classification.organisation)


def belongs(classification: Classification) -> str:
    """Return the organisation of a person who is ranked; of an organisation its name already tells."""
    return classification.organisation.name if classification.person_id else ""


def heading(classification: Classification) -> str:
    """Return the title of a rank's page."""
    return _now("%(who)s, năm %(year)s") % {"who": who(classification), "year": classification.year}


class Name(Text):
    """Words of the organisation's name or of the person's."""

    def narrow(self, rows: Rows, request: OfficeRequest) -> Rows:
        """Keep the rows whose organisation or person bears every word."""
        said = self.value(request)
        return rows.filter(holds("organisation__search_key", said) | holds("person__search_key", said))


class OfYear(InPeriod):
    """Ranks of the period, of one year in it, or of all times."""

    def narrow(self, rows: Rows, request: OfficeRequest) -> Rows:
        """Keep the rows of the chosen year, or of the period."""
        value = self.value(request)
        return rows.filter(year=value) if value.isascii() and value.isdecimal() else super().narrow(rows, request)

    def control(self, request: OfficeRequest) -> Control:
        """Return the period, its years and all times to choose from."""
        period, usual = request.place.period, super().control(request)
        years = [(str(year), str(year)) for year in range(period.start.year, period.end.year + 1)]
        choices = [usual.choices[0], *(years if len(years) > 1 else []), usual.choices[-1]]
        return Control("choice", self.name, _now("Năm"), usual.value, choices)


CLASSIFICATIONS = Table(
    noun=pgettext_lazy("đếm", "kết quả xếp loại"),
    opens="classification:detail",
    order="-year",
    columns=(
        Column("who", _("tổ chức, cá nhân"), who),
        Column("rank", _("mức quyết định"), rank, sort=("decided",)),
        Column("year", _("năm"), lambda row: str(row.year), sort=("year", "organisation__sort_key")),
        Column("organisation", _("thuộc tổ chức"), belongs, sort=("organisation__sort_key",)),
        Column("points", _("điểm"), "points", sort=("points",), numeric=True),
        Column("own", _("mức tự nhận"), "own", sort=("own",), shown=False),
        Column("proposed", _("mức đề xuất"), "proposed", sort=("proposed",), shown=False),
    ),
)
FILTERS = (
    Name(label=_("Tìm tổ chức, cá nhân")),
    Within(),
    Choice(
        "decided",
        _("Mức quyết định"),
        (*Rank.choices, ("open", _("Chưa quyết định"))),
        conditions={"open": Q(decided="")},
    ),
    Choice(
        "of",
        _("Đối tượng"),
        (("organisation", _("Tổ chức")), ("person", _("Cá nhân"))),
        conditions={"organisation": Q(person__isnull=True), "person": Q(person__isnull=False)},
    ),
    OfYear(first_year="year"),
)


def facts(request: OfficeRequest, classification: Classification) -> list[Fact]:
    """Return what the page of a rank tells."""
    person = classification.person
    href = perhaps(request, "portal:person", person.pk) if person else ""
    named = Link(person.full_name, href) if person and href else person
    return [
        Fact(_("Mức quyết định"), rank(classification)),
        Fact(_("Năm"), str(classification.year)),
        *([Fact(_("Cá nhân"), named)] if person else []),
        Fact(_("Tổ chức"), classification.organisation.name),
        *showing.facts(classification, "own", "proposed", "points"),
    ]
