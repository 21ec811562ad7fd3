"""People who are new and of whom nothing is amiss: written column by column, without an object a row.

This is the whole of a first import and the bulk of most; whatever else a row may be, `People` takes it one by one.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from neuguong.audit.actions import Alike
from neuguong.audit.chain import canonical_rows
from neuguong.core import bulk, clock
from neuguong.interchange.context import Context, portions
from neuguong.interchange.kinds import belonging
from neuguong.interchange.kinds.checking import Keys
from neuguong.interchange.kinds.likelihood import Glance
from neuguong.interchange.reading.tables import Block
from neuguong.organisations.models import Membership, Person, PersonGroup, Post

# In the order of the columns of the sheet, which is that of a block.
_COLUMNS = (
    "code",
    "full_name",
    "organisation",
    "birth_date",
    "gender",
    "party_status",
    "party",
    "state",
    "mass",
    "is_head",
    "since",
    "until",
    "groups",
    "record",
    "deed",
)
Columns = dict[str, Sequence[Any]]
_SEARCHED = Person._meta.get_field("search_key").max_length
_SORTED = Person._meta.get_field("sort_key").max_length


class Newcomers:
    """Writes the new people of an import."""

    def __init__(self, context: Context, keys: Keys) -> None:
        self._context, self._keys = context, keys
        self._known: set[str] | None = None if Person.objects.exists() else set()

    @cached_property
    def _places(self) -> dict[str, int]:
        """The organisations where the actor may enter people, by code."""
        bodies = self._context.bodies.by_code.items()
        return {code: pk for code, (pk, path) in bodies if self._context.reaches(path)}

    @cached_property
    def _glance(self) -> Glance:
        return Glance(self._context, self._places)

    def take(self, sheet: str, block: Block) -> list[int]:
        """Write the new people of a block of `sheet`; return the places of the rows that have to be looked at."""
        columns: Columns = dict(zip(_COLUMNS, block.columns, strict=True))
        columns |= zip(("code_key", "name_key", "sort_key"), block.keys, strict=True)
        others = self._others(sheet, block, columns)
        if others:
            left = set(others)
            kept = [at for at in range(len(block.numbers)) if at not in left]
            columns = {name: [values[at] for at in kept] for name, values in columns.items()}
        if columns["code"]:
            self._write(columns)
        return others

    def _others(self, sheet: str, block: Block, columns: Columns) -> list[int]:
        others = {*block.cleared, *(fault[0] for fault in block.faults)}
        known = self._existing(columns["code"])
        if (
            not others
            and self._all_plain(columns, known)
            and self._keys.take_all(sheet, columns["code"], block.numbers)
        ):
            return []
        take, is_sound = self._keys.take, self._glance.is_sound
        names = ("code", "full_name", "birth_date", "organisation", "since", "until", "record", "deed")
        rows = zip(block.numbers, *(columns[name] for name in names), strict=True)
        for at, (number, code, name, birth, place, since, until, record, deed) in enumerate(rows):
            if at in others:
                continue
            is_plain = code is not None and name is not None and record is None and deed is None
            in_order = (since is None or until is None or since <= until) and is_sound(birth, since, until, place)
            fits = is_plain and place in self._places and code.lower() not in known
            if not (fits and in_order and take(sheet, code, number)):
                others.add(at)
        return sorted(others)

    def _all_plain(self, columns: Columns, known: set[str]) -> bool:
        """Tell at one glance what is true of most blocks: nothing in it but new people at known places."""
        needed, unusual = ("code", "full_name", "organisation"), ("until", "record", "deed")
        return (
            not any(None in columns[name] for name in needed)
            and all(columns[name].count(None) == len(columns[name]) for name in unusual)
            and self._places.keys() >= set(columns["organisation"])
            and known.isdisjoint(map(str.lower, columns["code"]) if known else ())
            and self._glance.are_sound(columns["birth_date"], columns["since"], columns["organisation"])
        )

    def _existing(self, codes: Sequence[Any]) -> set[str]:
        """Return which of the codes are there, in small letters; in a register that was empty, none.

        What this import has written is known by its keys.
        """
        if self._known is not None:
            return self._known
        said = belonging.spellings(code for code in codes if isinstance(code, str))
        return {code.lower() for part in portions(said) for code in _codes(part)}

    def _write(self, columns: Columns) -> None:
        count, now = len(columns["code"]), clock.now()
        people, memberships = bulk.reserve_ids(Person, count), bulk.reserve_ids(Membership, count)
        homes = [self._places[code] for code in columns["organisation"]]
        _insert_people(people, columns, now)
        _insert_memberships(memberships, people, homes, columns, now)
        for line in belonging.LINES:
            held = [(pk, title) for pk, title in zip(memberships, columns[line], strict=True) if title]
            titles = {"membership_id": [pk for pk, _title in held], "title": [title for _pk, title in held]}
            bulk.insert_columns(Post, titles, {"sort": line})
        columns["groups"] = [names and tuple(names) for names in columns["groups"]]
        joined = [(pk, name) for pk, names in zip(people, columns["groups"], strict=True) for name in names or ()]
        bulk.insert(PersonGroup, ["person_id", "name"], joined)
        told = {name: columns[name] for name in _COLUMNS if name not in ("organisation", "record", "deed")}
        afters = canonical_rows({**told, "organisation_id": homes})
        self._context.journal.tell_alike(Alike("person.imported", "organisations.person", people, homes, afters))


def _codes(part: list[str]) -> Iterable[str]:
    return Person.objects.filter(code__in=part).values_list("code", flat=True)


def _insert_people(numbers: list[int], columns: Columns, now: dt.datetime) -> None:
    pairs = zip(columns["name_key"], columns["code_key"], strict=True)
    values: dict[str, Sequence[Any]] = {
        "id": numbers,
        **{name: columns[name] for name in ("code", "full_name", "birth_date")},
        **{name: [value or "" for value in columns[name]] for name in ("gender", "party_status")},
        "search_key": [f"{name} {code}"[:_SEARCHED] for name, code in pairs],
        "sort_key": [key[:_SORTED] for key in columns["sort_key"]],
    }
    bulk.insert_columns(Person, values, {"version": 1, "created_at": now, "updated_at": now})


def _insert_memberships(
    numbers: list[int], people: list[int], homes: list[int], columns: Columns, now: dt.datetime
) -> None:
    values: dict[str, Sequence[Any]] = {
        "id": numbers,
        "person_id": people,
        "organisation_id": homes,
        "is_head": [bool(value) for value in columns["is_head"]],
        "since": columns["since"],
        "until": columns["until"],
    }
    same = {"version": 1, "created_at": now, "updated_at": now, "is_main": True, "is_exempt": False}
    bulk.insert_columns(Membership, values, same)
