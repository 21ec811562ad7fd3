"""Writing people together with their memberships, posts and groups."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Q

from neuguong.core import bulk, clock
from neuguong.interchange.context import portions
from neuguong.interchange.rows import Stored
from neuguong.organisations.actions import name_account
from neuguong.organisations.models import Membership, Person, PersonGroup, Post
from neuguong.organisations.rules import in_use

PERSON = ("code", "full_name", "birth_date", "gender", "party_status")
MEMBERSHIP = ("organisation_id", "is_head", "since", "until")
LINES = ("party", "state", "mass")


def spellings(codes: Iterable[str]) -> Iterator[str]:
    """Give each code as it is, in small and in capital letters: an index finds those three, and no other mixture."""
    for code in codes:
        yield from {code, code.lower(), code.upper()}


def people(codes: Iterable[str], numbers: Iterable[int]) -> Iterator[Stored]:
    """Give the people with `codes` or record numbers, as flat values."""
    for part in portions(codes):
        yield from _people(Q(code__in=part))
    for some in portions(numbers):
        if some != [0]:
            yield from _people(Q(pk__in=some))


def people_within(path: str) -> Iterator[Stored]:
    """Give the people who belong, or belonged, at or below the tree path, in the order of entry."""
    rows = Membership.objects.filter(in_use("person__"), is_main=True, organisation__path__under=path)
    for part in portions(rows.order_by("person_id").values_list("person_id", flat=True)):
        yield from _people(Q(pk__in=part))


def _people(condition: Q) -> Iterable[Stored]:
    rows = Person.objects.filter(condition).order_by("pk").values_list("pk", "version", *PERSON)
    found = {pk: Stored(pk, version, dict(zip(PERSON, values, strict=True))) for pk, version, *values in rows}
    for record in found.values():
        record.values |= (
            dict.fromkeys(MEMBERSHIP)
            | dict.fromkeys(LINES, "")
            | {"membership": None, "left": None, "groups": (), "beside": ()}
        )
    _add_memberships(found)
    groups: dict[int, set[str]] = defaultdict(set)
    for person, name in PersonGroup.objects.filter(person__in=found).values_list("person_id", "name"):
        groups[person].add(name)
    for pk, names in groups.items():
        found[pk].values["groups"] = tuple(sorted(names))
    return found.values()


def _add_memberships(found: dict[int, Stored]) -> None:
    """Add the main membership that began last, with its posts, and until when the one before lasted ("left")."""
    every = Membership.objects.filter(person__in=found).values_list("pk", "person_id", *MEMBERSHIP, "is_main")
    rows = [row[:-1] for row in every if row[-1]]
    for _pk, person, place, _is_head, since, until, is_main in every:
        if not is_main:
            found[person].values["beside"] += ((place, since, until),)
    for pk, person, *values in sorted(rows, key=lambda row: (row[4] or dt.date.min, row[0])):
        before = found[person].values
        left = before["left"] if before["membership"] is None else before["until"] or dt.date.max
        before |= dict(zip(MEMBERSHIP, values, strict=True)) | {"membership": pk, "left": left}
    owner = {record.values["membership"]: record for record in found.values()}
    posts = Post.objects.filter(membership__is_main=True, membership__person__in=found)
    for membership, sort, title in posts.values_list("membership_id", "sort", "title"):
        if membership in owner:
            owner[membership].values[sort] = title


def insert(rows: Sequence[tuple[int, dict[str, Any], Sequence[str]]]) -> None:
    """Add people (id, values, keys for searching and sorting), each with one main membership."""
    now = clock.now()
    columns = ["id", "version", "created_at", "updated_at", *PERSON, "search_key", "sort_key"]
    bulk.insert(Person, columns, ((pk, 1, now, now, *_own(said), *keys) for pk, said, keys in rows))
    ids = bulk.reserve_ids(Membership, len(rows))
    placed = list(zip(ids, rows, strict=True))
    bulk.insert(
        Membership,
        ["id", "version", "created_at", "updated_at", "person_id", "is_main", "is_exempt", *MEMBERSHIP],
        ((pk, 1, now, now, person, True, False, *_place(said)) for pk, (person, said, _keys) in placed),
    )
    posts = ((pk, sort, said[sort]) for pk, (_person, said, _keys) in placed for sort in LINES if said.get(sort))
    bulk.insert(Post, ["membership_id", "sort", "title"], posts)
    groups = ((person, name) for person, said, _keys in rows for name in said.get("groups", ()))
    bulk.insert(PersonGroup, ["person_id", "name"], groups)


def _own(said: dict[str, Any]) -> tuple[Any, ...]:
    own = (said["code"], said["full_name"], said.get("birth_date"))
    return (*own, said.get("gender", ""), said.get("party_status", ""))


def _place(said: dict[str, Any]) -> tuple[Any, ...]:
    return said["organisation_id"], said.get("is_head", False), said.get("since"), said.get("until")


def change(found: Stored, values: dict[str, Any], keys: dict[str, Any]) -> None:
    """Change one person; `values` hold only what differs."""
    own = {name: value for name, value in values.items() if name in PERSON}
    Person.objects.filter(pk=found.pk).update(**own, **keys, version=found.version + 1, updated_at=clock.now())
    if "full_name" in own:
        name_account(person=found.pk, name=own["full_name"])
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
        _join(found.pk, values["groups"])


def _move(found: Stored, values: dict[str, Any]) -> int:
    """Close the main membership the day before, unless it had ended by then, and open another."""
    since = values.get("since")
    if found.values["membership"] is not None and since is not None:
        day_before = since - dt.timedelta(days=1)
        left = Membership.objects.filter(pk=found.values["membership"])
        left.filter(Q(until=None) | Q(until__gt=day_before)).update(until=day_before)
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


def _join(person: int, groups: Iterable[str]) -> None:
    PersonGroup.objects.filter(person_id=person).delete()
    PersonGroup.objects.bulk_create(PersonGroup(person_id=person, name=name) for name in groups)


def snapshot(person: int) -> dict[str, Any]:
    """Return all that is known of a person, so that it can be brought back as it was."""
    own = Person.objects.filter(pk=person).values(*PERSON, "account_id").get()
    posts: dict[int, dict[str, str]] = defaultdict(dict)
    for membership, sort, title in Post.objects.filter(membership__person=person).values_list(
        "membership_id", "sort", "title"
    ):
        posts[membership][sort] = title
    rows = Membership.objects.filter(person=person).order_by("pk")
    memberships = [
        {**row, "posts": posts.get(row["id"], {})}
        for row in rows.values("id", "organisation_id", "is_main", "is_head", "is_exempt", "since", "until")
    ]
    groups = sorted(PersonGroup.objects.filter(person=person).values_list("name", flat=True))
    return {**own, "memberships": memberships, "groups": groups}


def restore(pk: int, before: dict[str, Any], after: dict[str, Any] | None) -> None:
    """Bring a person back to the snapshot `before`; what is not of the change that led to `after` stays."""
    one = Person.objects.filter(pk=pk).first() or Person(pk=pk)
    for name in (*PERSON, "account_id"):
        if after is None or after.get(name) != before.get(name):
            setattr(one, name, Person._meta.get_field(name).to_python(before.get(name)))  # type: ignore[union-attr]
    one.derive_keys()
    one.version += 1
    one.save()
    name_account(person=pk, name=one.full_name)
    was, became = ({row["id"]: row for row in state["memberships"]} for state in (before, after or {"memberships": []}))
    Membership.objects.filter(pk__in=became.keys() - was.keys()).delete()
    for number, row in was.items():
        if became.get(number) != row:
            fields = {name: value for name, value in row.items() if name not in ("id", "posts")}
            Membership.objects.update_or_create(pk=number, defaults={**fields, "person_id": pk})
            for sort in LINES:
                _hold(number, sort, row["posts"].get(sort, ""))
    _join(pk, before["groups"])
