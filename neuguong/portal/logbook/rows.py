"""A row of the log: what was done to which record, by the names that its numbers stand for."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from neuguong.accounts.models import User
from neuguong.audit.models import Entry
from neuguong.audit.queries import READ
from neuguong.campaigns.duties import KINDS
from neuguong.campaigns.periods import parse
from neuguong.core.actor import Actor
from neuguong.organisations.models import Grant, Organisation, Person
from neuguong.portal.logbook.kinds import called
from neuguong.portal.logbook.scope import withheld
from neuguong.ui.tables import Column, Table
from neuguong.ui.values import Link
from neuguong.ui.verbs import verb

_ACCOUNT = User._meta.label_lower
_GRANT = Grant._meta.label_lower
# The field that names a record, the first that is there; of some kinds another.
_NAMES = ("full_name", "name", "title", "abstract", "number", "code", "email", "file_name", "sheet")
_NAMES_OF: dict[str, tuple[str, ...]] = {
    "activities.session": ("content",),
    "directives.finding": ("text",),
    "campaigns.dutyrule": ("label",),
    "campaigns.excuse": ("reason",),
    "organisations.personmerge": ("gone_name",),
}
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Told:
    """An entry with the names that its numbers stand for."""

    entry: Entry
    place: str
    owner: str
    account: str = ""
    is_withheld: bool = False
    more: Link | None = None

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
        name = _name(self.entry.subject_kind, fields)
        return name or self.account or self.owner or _numbered(self.entry.subject_id)

    @property
    def shown(self) -> str | Link:
        """What the list shows of the record; of many by one act, the way to all of them."""
        return self.more or self.subject


def _name(kind: str, fields: dict[str, Any]) -> str:
    """Return what the fields of a record call it, shortened; nothing where they don't."""
    said = [str(fields[name]) for name in _NAMES_OF.get(kind, _NAMES) if isinstance(fields.get(name), str)]
    name = next(filter(None, said), "")
    if not name and isinstance(period := fields.get("period"), str):
        name = _now("kỳ %(period)s") % {"period": parse(period).label}
    if not name and (duty := KINDS.by_code.get(str(fields.get("kind")))):
        name = str(duty.label)
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST].rstrip()}…"


def _numbered(number: int) -> str:
    return _now("số %(number)s") % {"number": number} if number else ""


TABLE = Table(
    noun=pgettext_lazy("đếm", "dòng"),
    opens="portal:log_entry",
    order="at",
    columns=(
        Column("at", _("lúc"), "entry.at"),
        Column("who", _("ai"), lambda row: row.entry.actor_label),
        Column("what", _("việc"), "what"),
        Column("subject", _("bản ghi"), "shown"),
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


def named(actor: Actor, entries: Sequence[Entry]) -> list[Told]:
    """Return entries with the names of their places, people and accounts; a few queries for any number.

    Who may not be told of a person is told no name.
    """
    owners = {entry.owner_id for entry in entries if entry.owner_id is not None}
    hidden = withheld(actor, owners) if owners else set()
    places = _names(Organisation, "name", (entry.organisation_id for entry in entries))
    people = _names(Person, "full_name", owners - hidden)
    accounts = {entry.pk: _account(entry) for entry in entries}
    users = _names(User, "email", accounts.values())

    def told(one: Entry) -> Told:
        account = users.get(accounts[one.pk] or 0, "")
        owner = people.get(one.owner_id or 0, "")
        return Told(one, places.get(one.organisation_id or 0, ""), owner, account, one.owner_id in hidden)

    return [told(entry) for entry in entries]


def _account(entry: Entry) -> int | None:
    """Return the number of the account that an entry is about, itself or by its role."""
    if entry.subject_kind == _ACCOUNT:
        return entry.subject_id
    if entry.subject_kind == _GRANT:
        number = (content(entry.after) or content(entry.before)).get("user_id")
        return number if isinstance(number, int) else None
    return None


def _names(model: Any, name: str, numbers: Iterable[int | None]) -> dict[int, str]:
    wanted = {number for number in numbers if number is not None}
    return dict(model.objects.filter(pk__in=wanted).values_list("pk", name)) if wanted else {}
