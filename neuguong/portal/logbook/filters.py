"""What narrows the log: who, what, which register, where, whom, which record, which days, which import."""

import datetime as dt
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from neuguong.accounts.models import User
from neuguong.core.errors import Refusal
from neuguong.core.text import sort_key
from neuguong.organisations import rules as base
from neuguong.organisations.models import Organisation
from neuguong.portal.logbook import kinds
from neuguong.ui import verbs
from neuguong.ui.fields import DateField
from neuguong.ui.filters import Control, Filter, Rows
from neuguong.ui.http import OfficeRequest
from neuguong.ui.picking import Choosable, read
from neuguong.ui.values import Words

_MOST = 50


@dataclass(frozen=True)
class Who(Filter):
    """Whoever did it, by a part of their name or their whole e-mail: not all who read the log are told addresses."""

    name: str = "who"

    def narrow(self, rows: Rows, request: OfficeRequest) -> Rows:
        """Keep what was done by the accounts that match, and by those whose name then holds the words."""
        text = self.value(request)
        if not text:
            return rows
        users = User.objects.filter(Q(name__icontains=text) | Q(email=text.lower()))
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
    # Numbers come with a link; a box for them would be but a riddle.
    is_offered = False

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


class Act(Number):
    """Entries that one act wrote, as a merger or its undoing, by the number of any of them."""

    def __init__(self) -> None:
        super().__init__("act", _("Cùng việc với dòng số"), "pk")

    def narrow(self, rows: Rows, request: OfficeRequest) -> Rows:
        """Keep those of the moment and the account of the entry; raises Refusal for what is no number."""
        if not self.value(request):
            return rows
        one = super().narrow(rows, request).first()
        return rows.filter(at=one.at, actor_id=one.actor_id, batch=one.batch) if one else rows.none()


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
        try:
            day = DateField().clean(text)
        except ValidationError as error:
            raise Refusal(f"{self.label}: {' '.join(error.messages)}") from error
        begins = dt.datetime.combine(day, dt.time.min, timezone.get_current_timezone())
        return rows.filter(at__lt=begins + dt.timedelta(days=1)) if self.is_last else rows.filter(at__gte=begins)

    def control(self, request: OfficeRequest) -> Control:
        """Return a box for a day, as in forms."""
        return Control("date", self.name, str(self.label), self.value(request))


class Kind(Filter):
    """Entries of one register, chosen room by room."""

    name = "kind"

    def narrow(self, rows: Rows, request: OfficeRequest) -> Rows:
        """Keep the entries of the chosen register; one that is not offered keeps all."""
        value = self.value(request)
        known = {kind for _room, named in kinds.offered() for kind, _words in named}
        return rows.filter(subject_kind=value) if value in known else rows

    def control(self, request: OfficeRequest) -> Control:
        """Return the registers."""
        first, groups = [("", _now("Tất cả"))], list(kinds.offered())
        return Control("choice", self.name, _now("Sổ"), self.value(request), first, groups=groups)


class What(Filter):
    """Entries of what was done; verbs of one name are one choice."""

    name = "what"

    def narrow(self, rows: Rows, request: OfficeRequest) -> Rows:
        """Keep the entries of the chosen words; what is not offered keeps all."""
        value = self.value(request)
        for _group, named in verbs.offered():
            for keys in named.values():
                if keys[0] == value:
                    return rows.filter(reduce(or_, map(_done, keys)))
        return rows

    def control(self, request: OfficeRequest) -> Control:
        """Return the words, group by group, each group in the alphabet's order."""
        groups = [
            (group, sorted(((keys[0], words) for words, keys in named.items()), key=lambda pair: sort_key(pair[1])))
            for group, named in verbs.offered()
        ]
        return Control("choice", self.name, _now("Việc"), self.value(request), [("", _now("Tất cả"))], groups=groups)


def _done(key: str) -> Q:
    """Return the condition of entries that `key` of the verbs names."""
    if "." in key:
        return Q(event=key)
    own = [event for event in verbs.VERBS if event.endswith(f".{key}")]
    return Q(event__endswith=f".{key}") & ~Q(event__in=own)


FILTERS: tuple[Filter, ...] = (
    Who(),
    What(),
    Kind(),
    Under(),
    About(),
    Day("from", _("Từ ngày")),
    Day("until", _("Đến ngày"), is_last=True),
    Number("record", _("Bản ghi số"), "subject_id"),
    Number("batch", _("Lần nhập số"), "batch"),
    Act(),
)
