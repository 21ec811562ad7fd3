"""Writing the places of organisations, with those of all below them, from their turning points."""

from collections.abc import Iterator, Mapping

from django.db.models import F

from neuguong.core import bulk
from neuguong.organisations.models import Organisation, Placement
from neuguong.organisations.queries.turns import DAY, History, Place, Turn, portions, standing_under

_COLUMNS = ("organisation_id", "parent_id", "path", "name", "kind", "since", "until")
Row = tuple[object, ...]


def place(changed: Mapping[int, list[Turn]]) -> dict[int, str]:
    """Give the organisations `changed` their turns, and find anew the paths of all that ever stood under them.

    `Organisation.path` and its parent become those of the last turn. Returns the paths from before of those that
    now have another. Raises Refusal where one would stand under itself, or too deep.
    """
    affected = standing_under(changed)
    history = History(changed)
    history.load(affected)
    places = {number: history.places(number) for number in sorted(affected)}
    _write({number: list(_rows(number, own)) for number, own in places.items()})
    return _show_today({number: (own[-1].path, own[-1].turn.parent_id) for number, own in places.items()})


def _show_today(last: Mapping[int, tuple[str, int | None]]) -> dict[int, str]:
    """Have the organisations themselves bear their last place; return the paths that were others before."""
    moved: dict[int, str] = {}
    for part in portions(list(last)):
        rows = Organisation.objects.filter(pk__in=part).order_by()
        stored = list(rows.values_list("pk", "path", "parent_id"))
        differing = [(*last[pk], pk) for pk, *place in stored if last[pk] != tuple(place)]
        bulk.update(Organisation, ["path", "parent_id"], differing)
        # A body that is being founded has none yet.
        moved |= {pk: path for pk, path, _parent in stored if path and last[pk][0] != path}
    return moved


def _rows(number: int, places: list[Place]) -> Iterator[Row]:
    for index, one in enumerate(places):
        following = places[index + 1].since if index + 1 < len(places) else None
        until = following - DAY if following else None
        turn = one.turn
        yield number, turn.parent_id, one.path, turn.name, turn.kind, one.since, until


def _write(wanted: Mapping[int, list[Row]]) -> None:
    """Change what differs, row by row in their order, so that what is taken back is what it was."""
    changed: list[Row] = []
    added: list[Row] = []
    surplus: list[int] = []
    stored = _stored(list(wanted))
    for number, rows in wanted.items():
        old = stored.get(number, [])
        changed += [(*new, pk) for new, (pk, row) in zip(rows, old, strict=False) if new != row]
        added += rows[len(old) :]
        surplus += [pk for pk, _row in old[len(rows) :]]
    bulk.update(Placement, _COLUMNS, changed)
    bulk.insert(Placement, _COLUMNS, added)
    bulk.delete(Placement, surplus)


def _stored(numbers: list[int]) -> dict[int, list[tuple[int, Row]]]:
    found: dict[int, list[tuple[int, Row]]] = {}
    for part in portions(numbers):
        ordered = Placement.objects.filter(organisation__in=part).order_by(
            "organisation_id", F("since").asc(nulls_first=True), "pk"
        )
        for pk, *row in ordered.values_list("pk", *_COLUMNS):
            found.setdefault(row[0], []).append((pk, tuple(row)))
    return found
