"""What a removal would do, and what is due."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, QuerySet

from neuguong.core.actor import Actor
from neuguong.core.errors import NotVisible
from neuguong.core.personal import Due, Fate, Subject, Words
from neuguong.core.spans import lasting_from
from neuguong.organisations.models import Membership, Person
from neuguong.organisations.queries import left_without, root
from neuguong.privacy import registry, rules
from neuguong.privacy.models import Removal, RemovalStatus, Tombstone
from neuguong.privacy.models.removals import MARK, PERSON
from neuguong.privacy.queries.holdings import subject_of
from neuguong.privacy.retention import LEFT, RETENTIONS, Retention, held_today, over_before

MOST = 2_000
"""Records of one removal: so many can still be looked through by the second of the two people."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One register in the preview of an erasure: how many rows, and what becomes of them for which reason."""

    title: Words
    count: int
    fate: Fate
    reason: Words


@dataclass(frozen=True, slots=True)
class Term:
    """A row of the retention table with the number of records that are due; None where nothing ever is."""

    retention: Retention
    due: int | None


def outcomes(subject: Subject) -> list[Outcome]:
    """Return what an erasure does to each register that holds something of `subject`."""
    counted = ((holding, sum(1 for _row in holding.rows(subject))) for holding in registry.holdings())
    return [Outcome(one.title, count, one.fate, one.reason) for one, count in counted if count]


def subject_of_removal(removal: Removal) -> Subject:
    """Return whose data a removal of a person is about."""
    return subject_of(removal.person) if removal.person else Subject(0, removal.account_id or 0)


def accounts_of(removal: Removal) -> list[int]:
    """Return the accounts that a removal would close."""
    if is_of_a_person(removal):
        return [one for one in (subject_of_removal(removal).account_id,) if one]
    if removal.sort != LEFT:
        return []
    held = Person.objects.filter(pk__in=removal.ids, account__isnull=False)
    return list(held.values_list("account_id", flat=True))


def hindrance(users: Collection[int]) -> str:
    """Return why the accounts `users` can't be closed: a role of the root would be in nobody's hands; else empty."""
    role = left_without(users)
    if role is None:
        return ""
    return (
        f"Tài khoản sắp xóa là {role.label} cuối cùng của {root()}. "
        "Phân quyền này cho một đồng chí khác trước, rồi mới xóa."
    )


def proposal(subject: Subject) -> dict[str, Any]:
    """Return what is shown before and while an erasure is proposed: what becomes of what, and what hinders it."""
    accounts = [subject.account_id] if subject.account_id else []
    return {"outcomes": outcomes(subject), "hindrance": hindrance(accounts)}


def preview(removal: Removal) -> dict[str, Any]:
    """Return what the page of a removal shows while it waits: what becomes of whom, or which records go."""
    if removal.status != RemovalStatus.PROPOSED:
        return {}
    if is_of_a_person(removal):
        return proposal(subject_of_removal(removal))
    proposed = set(removal.ids)
    dues = [one for one in due(term(removal.sort)) if one.pk in proposed]
    return {"dues": dues, "hindrance": hindrance(accounts_of(removal))}


def titles() -> dict[str, Words]:
    """Return the words of each kind that can be due."""
    return {one.code: one.title for one in RETENTIONS}


def retention_rows() -> list[Retention]:
    """Return the retention table of today."""
    return held_today()


def terms() -> list[Term]:
    """Return the retention table of today with what is due; a query for each kind that ever is."""
    return [Term(one, None if one.years is None else len(due(one))) for one in held_today()]


def term(code: str) -> Retention:
    """Return the row of a kind that can be due; raises NotVisible for any other."""
    found = next((one for one in held_today() if one.code == code and one.years is not None), None)
    if found is None:
        raise NotVisible
    return found


def due(retention: Retention) -> list[Due]:
    """Return the records of a kind whose time is over, the oldest first."""
    before = over_before(retention)
    if retention.code == LEFT:
        return [Due(pk, f"{name} ({code})", ended) for pk, name, code, ended in _left(before)]
    return list(registry.expiries()[retention.code].due(before))


def _left(before: dt.date) -> Iterable[tuple[int, str, str, dt.date]]:
    """Return the people whose every membership ended before a day, without those who are nameless already."""
    open_ones = Membership.objects.filter(lasting_from(before))
    rows = Person.objects.exclude(code__in=Tombstone.objects.values("mark")).exclude(
        pk__in=open_ones.values("person_id")
    )
    return (
        rows.annotate(ended=Max("memberships__until"))
        .filter(ended__isnull=False)
        .order_by("ended", "pk")
        .values_list("pk", "full_name", "code", "ended")
    )


def removals_at(actor: Actor, path: str) -> QuerySet[Removal]:
    """Return the removals at or below the tree path that `actor` may see."""
    return rules.removals_visible_to(actor).filter(organisation__path__under=path)


def is_of_a_person(removal: Removal) -> bool:
    """Tell an erasure from a removal of expired records."""
    return removal.sort == PERSON


def is_erased(code: str) -> bool:
    """Tell whether the code of a person is what an erasure left of them."""
    return code.startswith(MARK) and Tombstone.objects.filter(mark=code).exists()


def tombstones() -> QuerySet[Tombstone]:
    """Return what removals have left."""
    return Tombstone.objects.all()
