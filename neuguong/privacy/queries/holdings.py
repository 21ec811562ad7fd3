"""What all registers hold about one person."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from neuguong.accounts.models import User
from neuguong.core.actor import Actor
from neuguong.core.personal import Holding, Subject
from neuguong.core.rows import one_of
from neuguong.organisations.models import Person
from neuguong.privacy import registry


@dataclass(frozen=True, slots=True)
class Section:
    """One register's rows about a person, as dicts by the documented names; `left_out` names what is withheld."""

    holding: Holding
    rows: list[dict[str, Any]]
    left_out: frozenset[str] = frozenset()

    def words(self, name: str, value: Any) -> Any:
        """Return a value as a reader wants it: the label of a choice, everything else as it is."""
        return dict(self.holding.choices.get(name, ())).get(value, value)


def subject_of(person: Person) -> Subject:
    """Return whose data to look for, from a person of the lists."""
    return Subject(person.pk, person.account_id or 0)


def subject_of_actor(actor: Actor) -> Subject:
    """Return whose data to look for, from whoever is signed in."""
    return Subject(actor.person_id or 0, actor.user_id or 0)


def person_of(actor: Actor) -> Person | None:
    """Return the person of the lists that whoever is signed in is."""
    return Person.objects.filter(pk=actor.person_id or 0).first()


def user_of(actor: Actor) -> User:
    """Return the account of whoever is signed in; raises NotVisible for the system."""
    return one_of(User.objects.filter(pk=actor.user_id or 0))


def gather(subject: Subject, *, whole: bool) -> list[Section]:
    """Return what every register holds about `subject`; not `whole` leaves out what only the person reads."""
    return [_section(holding, subject, whole=whole) for holding in registry.holdings()]


def _section(holding: Holding, subject: Subject, *, whole: bool) -> Section:
    hidden = frozenset() if whole else holding.private
    shown = [(index, name) for index, name in enumerate(holding.fields) if name not in hidden]
    rows = [{name: _plain(row[index]) for index, name in shown} for row in holding.rows(subject)]
    return Section(holding, rows, hidden if rows else frozenset())


def _plain(value: Any) -> Any:
    """Return a value that JSON and a printed page both take; days stay days."""
    if value is None or isinstance(value, str | int | bool | dt.date):
        return value
    return str(value)
