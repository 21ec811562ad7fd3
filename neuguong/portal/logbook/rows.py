"""The list of the log: a page by the number of its first or last entry, never counted, never skipped over."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from neuguong.accounts.models import User
from neuguong.audit.models import Entry
from neuguong.audit.queries import READ
from neuguong.core.actor import Actor
from neuguong.organisations.models import Organisation, Person
from neuguong.portal.logbook.filters import called
from neuguong.portal.logbook.scope import withheld
from neuguong.ui.history import verb
from neuguong.ui.tables import Column, Table

SIZE = 50
_ACCOUNT = User._meta.label_lower
# The field that names a record, the first that is there.
_NAMES = ("full_name", "name", "title", "abstract", "number", "code", "email", "file_name", "sheet")


@dataclass(frozen=True, slots=True)
class Told:
    """An entry with the names that its numbers stand for."""

    entry: Entry
    place: str
    owner: str
    account: str = ""
    is_withheld: bool = False

    @property
    def pk(self) -> int:
        """The number of the entry."""
        return self.entry.pk

    @property
    def what(self) -> str:
        """What was done to which sort of record."""
        return f"{verb(self.entry.event)}: {called(self.entry.subject_kind)}"

    @property
    def subject(self) -> str:
        """What the record is called; a record that is named by its person, by their name."""
        if self.is_withheld:
            return _now("(người đang hạn chế sử dụng dữ liệu)")
        fields = content(self.entry.after) or content(self.entry.before)
        if self.entry.event.endswith(READ) and not self.entry.subject_id:
            return _now("%(count)s bản ghi") % {"count": len(fields.get("read", ()))}
        name = next((str(fields[one]) for one in _NAMES if isinstance(fields.get(one), str) and fields[one]), "")
        return name or self.account or self.owner or (f"{self.entry.subject_id}" if self.entry.subject_id else "")


TABLE = Table(
    noun=pgettext_lazy("đếm", "dòng"),
    opens="portal:log_entry",
    order="at",
    columns=(
        Column("at", _("lúc"), "entry.at"),
        Column("who", _("ai"), lambda row: row.entry.actor_label),
        Column("what", _("việc"), "what"),
        Column("subject", _("bản ghi"), "subject"),
        Column("place", _("tổ chức"), "place"),
        Column("owner", _("về người"), "owner", shown=False),
        Column("origin", _("từ đâu"), "entry.origin", shown=False, tight=True),
        Column("number", _("số dòng"), lambda row: str(row.pk), shown=False, tight=True),
    ),
)


def content(text: str | None) -> dict[str, Any]:
    """Return what an entry holds before or after; nothing for none."""
    found = json.loads(text) if text else {}
    return found if isinstance(found, dict) else {}


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries, the newest first, and whether there are newer and older ones."""

    entries: list[Entry]
    newer: bool
    older: bool


def page(rows: QuerySet[Entry], *, before: int | None = None, after: int | None = None) -> Page:
    """Return the entries just before the number `before`, or just after `after`, or the newest."""
    if after is not None:
        found = list(rows.filter(pk__gt=after).order_by("pk")[: SIZE + 1])
        return Page(found[:SIZE][::-1], newer=len(found) > SIZE, older=True)
    found = list((rows.filter(pk__lt=before) if before is not None else rows).order_by("-pk")[: SIZE + 1])
    return Page(found[:SIZE], newer=before is not None, older=len(found) > SIZE)


def named(actor: Actor, entries: Sequence[Entry]) -> list[Told]:
    """Return entries with the names of their places, people and accounts; a few queries for any number.

    Who may not be told of a person is told no name.
    """
    owners = {entry.owner_id for entry in entries if entry.owner_id is not None}
    hidden = withheld(actor, owners) if owners else set()
    places = _names(Organisation, "name", (entry.organisation_id for entry in entries))
    people = _names(Person, "full_name", owners - hidden)
    users = _names(User, "email", (entry.subject_id for entry in entries if entry.subject_kind == _ACCOUNT))

    def told(one: Entry) -> Told:
        account = users.get(one.subject_id, "") if one.subject_kind == _ACCOUNT else ""
        owner = people.get(one.owner_id or 0, "")
        return Told(one, places.get(one.organisation_id or 0, ""), owner, account, one.owner_id in hidden)

    return [told(entry) for entry in entries]


def _names(model: Any, name: str, numbers: Iterable[int | None]) -> dict[int, str]:
    wanted = {number for number in numbers if number is not None}
    return dict(model.objects.filter(pk__in=wanted).values_list("pk", name)) if wanted else {}
