"""What narrows a register; each filter's state is one key of the address, so that a view can be sent as a link."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from neuguong.core.actor import Actor
from neuguong.core.text import fold
from neuguong.ui.http import OfficeRequest
from neuguong.ui.picking import Choosable, read
from neuguong.ui.values import Words

Rows = QuerySet[Any]
_SEARCH = gettext_lazy("Tìm trong sổ")
_WITHIN = gettext_lazy("Thuộc tổ chức")


@dataclass(frozen=True, slots=True)
class Control:
    """A filter as the page shows it; `choices` are (value, words), `source` names a look-up of the portal.

    `groups` are more choices, each group with its name.
    """

    kind: str
    name: str
    label: str
    value: str
    choices: list[tuple[str, str]] = field(default_factory=list)
    source: str = ""
    groups: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)


class Filter:
    """Narrows rows by one key of the address; `control` is what the page shows for it.

    `is_offered`: whether the page shows it where it is off.
    """

    name: str
    is_offered = True

    def narrow(self, rows: Rows, request: OfficeRequest) -> Rows:
        """Return the rows that this filter's state keeps."""
        raise NotImplementedError

    def control(self, request: OfficeRequest) -> Control:
        """Return what the filter bar shows."""
        raise NotImplementedError

    def value(self, request: HttpRequest) -> str:
        """Return this filter's state, empty when it is off."""
        return request.GET.get(self.name, "").strip()


@dataclass(frozen=True)
class Text(Filter):
    """Words, with marks or without, each found anywhere in `lookup` (a folded search key)."""

    label: Words = _SEARCH
    lookup: str = "search_key"
    name: str = "q"

    def narrow(self, rows: Rows, request: OfficeRequest) -> Rows:
        """Keep the rows that hold every word."""
        return rows.filter(words(self.lookup, self.value(request)))

    def control(self, request: OfficeRequest) -> Control:
        """Return a search box."""
        return Control("text", self.name, str(self.label), self.value(request))


@dataclass(frozen=True)
class Account(Text):
    """Words of the name or the address of an account at `lookup` ("user__" or none), as they are written.

    With `whole`, an address is found as a whole alone: for lists whose readers are not told addresses.
    """

    lookup: str = ""
    whole: bool = False

    def narrow(self, rows: Rows, request: OfficeRequest) -> Rows:
        """Keep the rows whose account bears every word; a small letter also finds its capital."""
        for word in self.value(request).split():
            found = Q(**{f"{self.lookup}email{'' if self.whole else '__contains'}": word.lower()})
            for said in {word, word.capitalize()}:
                found |= Q(**{f"{self.lookup}name__icontains": said})
            rows = rows.filter(found)
        return rows


@dataclass(frozen=True)
class Choice(Filter):
    """One of a list: `choices` as a model's, (value, words); `conditions` replace equality where given.

    A condition may be a function, for what depends on the day.
    """

    name: str
    label: Words
    choices: Iterable[tuple[Any, Words]]
    lookup: str = ""
    conditions: Mapping[str, Q | Callable[[], Q]] = field(default_factory=dict)

    def narrow(self, rows: Rows, request: OfficeRequest) -> Rows:
        """Keep the rows of the chosen value; a value that is not offered keeps all."""
        value = self.value(request)
        if value not in {str(key) for key, _words in self.choices}:
            return rows
        condition = self.conditions.get(value) or Q(**{self.lookup or self.name: value})
        return rows.filter(condition() if callable(condition) else condition)

    def control(self, request: OfficeRequest) -> Control:
        """Return a list to choose from, with "all" first."""
        offered = [("", _("Tất cả")), *((str(key), str(label)) for key, label in self.choices)]
        return Control("choice", self.name, str(self.label), self.value(request), offered)


@dataclass(frozen=True)
class Within(Filter):
    """Rows at or below one organisation, chosen by name or code; `lookup` leads to the organisation."""

    lookup: str = "organisation"
    label: Words = _WITHIN
    name: str = "within"

    def narrow(self, rows: Rows, request: OfficeRequest) -> Rows:
        """Keep the rows under the organisation; what can't be read keeps none, as it would mislead."""
        text = self.value(request)
        if not text:
            return rows
        model: type[Model] = rows.model._meta.get_field(self.lookup).related_model
        found = read(text, Choosable(model._default_manager.all()))
        return rows.filter(**{f"{self.lookup}__path__under": found.path}) if found else rows.none()

    def control(self, request: OfficeRequest) -> Control:
        """Return a box that offers the organisations that match what is typed."""
        return Control("pick", self.name, str(self.label), self.value(request), source="organisation")


@dataclass(frozen=True)
class Pointing(Filter):
    """Rows that point at one record, chosen as in a form; `source` names a look-up of the portal.

    `lookup` leads to the record; `choosable` gives what an actor may choose from.
    """

    lookup: str
    label: Words
    name: str
    source: str
    choosable: Callable[[Actor], Choosable]

    def narrow(self, rows: Rows, request: OfficeRequest) -> Rows:
        """Keep the rows of the chosen record; what can't be read keeps none, as it would mislead."""
        text = self.value(request)
        if not text:
            return rows
        found = read(text, self.choosable(request.actor))
        return rows.filter(**{self.lookup: found}) if found else rows.none()

    def control(self, request: OfficeRequest) -> Control:
        """Return a box that offers the records that match what is typed."""
        return Control("pick", self.name, str(self.label), self.value(request), source=self.source)


@dataclass(frozen=True)
class InPeriod(Filter):
    """Rows of the period where the user stands, unless they ask for all times.

    `date` is a lookup of a date; or `first_year` and `last_year` of whole years, which may be one field.
    """

    date: str = ""
    first_year: str = ""
    last_year: str = ""
    name: str = "when"

    def narrow(self, rows: Rows, request: OfficeRequest) -> Rows:
        """Keep the rows that fall into the period."""
        period = request.place.period
        if self.value(request) == "all":
            return rows
        if self.date:
            return rows.filter(**{f"{self.date}__range": (period.start, period.end)})
        last = self.last_year or self.first_year
        years = {f"{self.first_year}__lte": period.end.year, f"{last}__gte": period.start.year}
        return rows.filter(**years)

    def control(self, request: OfficeRequest) -> Control:
        """Return the choice between this period and all times."""
        offered = [("", request.place.period.label), ("all", _("Mọi thời gian"))]
        return Control("choice", self.name, _("Thời gian"), self.value(request), offered)


def narrowed(rows: Rows, request: OfficeRequest, filters: Iterable[Filter]) -> Rows:
    """Return the rows that all filters keep; raises Refusal where one can't be read."""
    for item in filters:
        rows = item.narrow(rows, request)
    return rows


def words(lookup: str, text: str) -> Q:
    """Return the condition that the folded key at `lookup` holds every word of `text`."""
    condition = Q()
    for word in fold(text).split():
        condition &= Q(**{f"{lookup}__contains": word})
    return condition
