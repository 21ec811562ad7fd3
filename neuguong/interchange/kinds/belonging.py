"""Writing people together with their memberships, posts and groups."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Q, QuerySet

from neuguong.core import bulk, clock
from neuguong.interchange.rows import RowData, Stored
from neuguong.organisations.models import Membership, Person, PersonGroup, Post

PERSON = ("code", "full_name", "birth_date", "gender", "party_status")
MEMBERSHIP = ("organisation_id", "is_head", "since", "until")
LINES = ("party", "state", "mass")
_MANY = 10_000


def people(codes: set[str], numbers: list[int]) -> Iterable[Stored]:
    """Return the people with `codes` or record numbers, as flat values."""
    rows = Person.objects.all()
    if len(codes) <= _MANY:
        rows = rows.filter(Q(code__in=codes) | Q(pk__in=numbers))
    found = {}
    for pk, version, *values in rows.values_list("pk", "version", *PERSON).iterator(chunk_size=5_000):
        if values[0] in codes or pk in numbers:
            found[pk] = Stored(pk, version, dict(zip(PERSON, values, strict=True)))
    if found:
        _add_memberships(found)
    return found.values()


def codes_in(path: str) -> set[str]:
    """Return the codes of the people who belong, or belonged, at or below the tree path."""
    rows = Membership.objects.filter(is_main=True, organisation__path__under=path)
    return set(rows.values_list("person__code", flat=True))


def _add_memberships(found: dict[int, Stored]) -> None:
    memberships = _main(found).order_by("since", "pk").values_list("pk", "person_id", *MEMBERSHIP)
    owner: dict[int, int] = {}
    for record in found.values():
        record.values |= dict.fromkeys(MEMBERSHIP) | {"membership": None, "groups": ()}
        record.values |= dict.fromkeys(LINES, "")
    for pk, person, *values in memberships:
        if person in found:
            found[person].values |= dict(zip(MEMBERSHIP, values, strict=True)) | {"membership": pk}
            owner[pk] = person
    for membership, sort, title in Post.objects.values_list("membership_id", "sort", "title"):
        person_id = owner.get(membership)
        if person_id is not None and found[person_id].values["membership"] == membership:
            found[person_id].values[sort] = title
    groups: dict[int, set[str]] = defaultdict(set)
    for person, name in PersonGroup.objects.values_list("person_id", "name"):
        groups[person].add(name)
    for pk, record in found.items():
        record.values["groups"] = tuple(sorted(groups.get(pk, ())))


def _main(found: dict[int, Stored]) -> QuerySet[Membership]:
    rows = Membership.objects.filter(is_main=True)
    return rows.filter(person__in=list(found)) if len(found) <= _MANY else rows


def insert(rows: list[RowData], derive: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Add people, each with one main membership; four statements whatever the number."""
    if not rows:
        return
    now = clock.now()
    columns = ["id", "version", "created_at", "updated_at", *PERSON, "search_key", "sort_key"]
    bulk.insert(Person, columns, (_person(row, now, derive) for row in rows))
    ids = bulk.reserve_ids(Membership, len(rows))
    bulk.insert(
        Membership,
        ["id", "version", "created_at", "updated_at", "person_id", "is_main", "is_exempt", *MEMBERSHIP],
        (_membership(pk, row, now) for pk, row in zip(ids, rows, strict=True)),
    )
    bulk.insert(
        Post,
        ["membership_id", "sort", "title"],
        (
            (pk, sort, row.values[sort])
            for pk, row in zip(ids, rows, strict=True)
            for sort in LINES
            if row.values.get(sort)
        ),
    )
    bulk.insert(
        PersonGroup, ["person_id", "name"], ((row.pk, name) for row in rows for name in row.values.get("groups", ()))
    )


def _person(row: RowData, now: dt.datetime, derive: Callable[[dict[str, Any]], dict[str, Any]]) -> tuple[Any, ...]:
    said, keys = row.values, derive(row.values)
    return (
        row.pk,
        1,
        now,
        now,
        said["code"],
        said["full_name"],
        said.get("birth_date"),
        said.get("gender", ""),
        said.get("party_status", ""),
        keys["search_key"],
        keys["sort_key"],
    )


def _membership(pk: int, row: RowData, now: dt.datetime) -> tuple[Any, ...]:
    said = row.values
    flags = (pk, 1, now, now, row.pk, True, False)
    return (*flags, said["organisation_id"], said.get("is_head", False), said.get("since"), said.get("until"))


def change(found: Stored, values: dict[str, Any], keys: dict[str, Any]) -> None:
    """Change one person; `values` hold only what differs."""
    own = {name: value for name, value in values.items() if name in PERSON}
    Person.objects.filter(pk=found.pk).update(**own, **keys, version=found.version + 1, updated_at=clock.now())
    place = {name: value for name, value in values.items() if name in MEMBERSHIP}
    membership = found.values["membership"]
    if "organisation_id" in place or membership is None:
        membership = _move(found, values)
    elif place:
        Membership.objects.filter(pk=membership).update(**place)
    for sort in LINES:
        if sort in values or membership != found.values["membership"]:
            _hold(membership, sort, values.get(sort, found.values[sort]))
    if "groups" in values:
        PersonGroup.objects.filter(person_id=found.pk).delete()
        PersonGroup.objects.bulk_create(PersonGroup(person_id=found.pk, name=name) for name in values["groups"])


def _move(found: Stored, values: dict[str, Any]) -> int:
    since = values.get("since")
    if found.values["membership"] is not None and since is not None:
        open_one = Membership.objects.filter(pk=found.values["membership"])
        open_one.update(until=since - dt.timedelta(days=1))
    created = Membership.objects.create(
        person_id=found.pk,
        organisation_id=values["organisation_id"],
        is_head=values.get("is_head", found.values["is_head"] or False),
        since=since,
        until=values.get("until"),
    )
    return created.pk


def _hold(membership: int, sort: str, title: str) -> None:
    if title:
        Post.objects.update_or_create(membership_id=membership, sort=sort, defaults={"title": title})
    else:
        Post.objects.filter(membership_id=membership, sort=sort).delete()


def snapshot(person: int) -> dict[str, Any]:
    """Return all that is known of a person, so that it can be brought back as it was."""
    own = Person.objects.filter(pk=person).values(*PERSON).get()
    memberships = []
    for row in Membership.objects.filter(person=person).order_by("pk").values():
        posts = dict(Post.objects.filter(membership=row["id"]).values_list("sort", "title"))
        memberships.append({**row, "posts": posts})
    groups = sorted(PersonGroup.objects.filter(person=person).values_list("name", flat=True))
    return {**own, "memberships": memberships, "groups": groups}


def restore(person: int, before: dict[str, Any]) -> None:
    """Bring a person back to what `snapshot` returned."""
    one = Person.objects.get(pk=person)
    for name in PERSON:
        field = Person._meta.get_field(name)
        setattr(one, name, field.to_python(before[name]))  # type: ignore[union-attr]
    one.derive_keys()
    one.version += 1
    one.save()
    kept = [row["id"] for row in before["memberships"]]
    Membership.objects.filter(person=person).exclude(pk__in=kept).delete()
    for row in before["memberships"]:
        posts = row.pop("posts")
        Membership.objects.update_or_create(pk=row["id"], defaults={k: v for k, v in row.items() if k != "id"})
        for sort in LINES:
            _hold(row["id"], sort, posts.get(sort, ""))
    PersonGroup.objects.filter(person=person).delete()
    PersonGroup.objects.bulk_create(PersonGroup(person_id=person, name=name) for name in before["groups"])
