"""What narrows the log: who, what, which register, where, whom, which record, which days, which import."""

import datetime as dt
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from neuguong.accounts.models import User
from neuguong.core.errors import Refusal
from neuguong.organisations import rules as base
from neuguong.organisations.models import Organisation
from neuguong.portal.logbook.scope import TECHNICAL
from neuguong.reporting.queries.lists import PAGES
from neuguong.ui.filters import Choice, Control, Filter, Rows
from neuguong.ui.history import VERBS
from neuguong.ui.http import OfficeRequest
from neuguong.ui.picking import Choosable, read
from neuguong.ui.values import Words

_MOST = 50


@dataclass(frozen=True)
class Who(Filter):
    """Whoever did it, by a part of their name or e-mail."""

    name: str = "who"

    def narrow(self, rows: Rows, request: OfficeRequest) -> Rows:
        """Keep what was done by the accounts that match, and by those whose name then holds the words."""
        text = self.value(request)
        if not text:
            return rows
        users = User.objects.filter(Q(name__icontains=text) | Q(email__icontains=text))
        return rows.filter(actor_id__in=list(users.values_list("pk", flat=True)[:_MOST]))

    def control(self, request: OfficeRequest) -> Control:
        """Return a search box."""
        return Control("text", self.name, _now("Ai đã làm"), self.value(request))


@dataclass(frozen=True)
class Under(Filter):
    """Entries at or below one organisation."""

    name: str = "within"

    def narrow(self, rows: Rows, request: OfficeRequest) -> Rows:
        """Keep those under the organisation; what can't be read keeps none, as it would mislead."""
        text = self.value(request)
        if not text:
            return rows
        found = read(text, Choosable(base.visible_to(request.actor)))
        if found is None:
            return rows.none()
        return rows.filter(organisation_id__in=Organisation.objects.filter(path__under=found.path).values("pk"))

    def control(self, request: OfficeRequest) -> Control:
        """Return a box that offers organisations."""
        return Control("pick", self.name, _now("Thuộc tổ chức"), self.value(request), source="organisation")


@dataclass(frozen=True)
class About(Filter):
    """Entries about one person: their own record, and what is theirs."""

    name: str = "about"

    def narrow(self, rows: Rows, request: OfficeRequest) -> Rows:
        """Keep what is about the person; what can't be read keeps none."""
        text = self.value(request)
        if not text:
            return rows
        found = read(text, Choosable(base.people_visible_to(request.actor)))
        if found is None:
            return rows.none()
        own = Q(subject_kind="organisations.person", subject_id=found.pk)
        return rows.filter(own | Q(owner_id=found.pk))

    def control(self, request: OfficeRequest) -> Control:
        """Return a box that offers people."""
        return Control("pick", self.name, _now("Về người"), self.value(request), source="person")


@dataclass(frozen=True)
class Number(Filter):
    """Entries with one number in a column: of a record, or of an import."""

    name: str
    label: Words
    column: str

    def narrow(self, rows: Rows, request: OfficeRequest) -> Rows:
        """Keep those with the number; raises Refusal for what is none."""
        text = self.value(request)
        if not text:
            return rows
        if not (text.isascii() and text.isdecimal() and len(text) < 19):
            words = {"label": self.label, "found": text}
            raise Refusal(_now("%(label)s: «%(found)s» không phải là số. Ghi một số như 12.") % words)
        return rows.filter(**{self.column: int(text)})

    def control(self, request: OfficeRequest) -> Control:
        """Return a box for a number."""
        return Control("number", self.name, str(self.label), self.value(request))


@dataclass(frozen=True)
class Day(Filter):
    """Entries from a day on, or until it."""

    name: str
    label: Words
    is_last: bool = False

    def narrow(self, rows: Rows, request: OfficeRequest) -> Rows:
        """Keep those of the days; raises Refusal for what is no day."""
        text = self.value(request)
        if not text:
            return rows
        day = _day(text)
        if day is None:
            words = {"label": self.label, "found": text}
            raise Refusal(_now("%(label)s: «%(found)s» không phải là ngày. Chọn trong lịch của ô.") % words)
        begins = dt.datetime.combine(day, dt.time.min, timezone.get_current_timezone())
        return rows.filter(at__lt=begins + dt.timedelta(days=1)) if self.is_last else rows.filter(at__gte=begins)

    def control(self, request: OfficeRequest) -> Control:
        """Return a box with a calendar."""
        return Control("date", self.name, str(self.label), self.value(request))


def _day(text: str) -> dt.date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def kinds() -> list[tuple[str, str]]:
    """Return the kinds of records that the log tells of, with what they are called."""
    found = {*PAGES, *TECHNICAL} - {"campaigns.declaredvalue"}
    return sorted(((kind, called(kind)) for kind in found), key=lambda pair: pair[1])


def called(kind: str) -> str:
    """Return what records of a kind are called, in the plural where there is one."""
    try:
        return str(apps.get_model(kind)._meta.verbose_name)
    except (LookupError, ValueError):
        return kind


class Kind(Choice):
    """Entries of one register; the choices are asked for when the page is."""

    def __init__(self) -> None:
        super().__init__("kind", _("Sổ"), (), "subject_kind")

    def narrow(self, rows: Rows, request: OfficeRequest) -> Rows:
        """Keep the entries of the chosen register."""
        value = self.value(request)
        return rows.filter(subject_kind=value) if value in dict(kinds()) else rows

    def control(self, request: OfficeRequest) -> Control:
        """Return the registers."""
        return Control("choice", self.name, str(self.label), self.value(request), [("", _now("Tất cả")), *kinds()])


WHAT = Choice(
    "what",
    _("Việc"),
    tuple(VERBS.items()),
    conditions={verb: Q(event__endswith=f".{verb}") for verb in VERBS},
)
FILTERS: tuple[Filter, ...] = (
    Who(),
    WHAT,
    Kind(),
    Under(),
    About(),
    Day("from", _("Từ ngày")),
    Day("until", _("Đến ngày"), is_last=True),
    Number("record", _("Bản ghi số"), "subject_id"),
    Number("batch", _("Lần nhập số"), "batch"),
)
