"""Rows of organisations that tell of an event: another parent, name or kind from a day on, or a last day.

Each becomes the life event that a page would make, so that lineage, turns and undoing stay true.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.db import transaction

from neuguong.core.errors import Refusal
from neuguong.interchange.columns import Column
from neuguong.interchange.context import Context
from neuguong.interchange.kinds.moving import Tree
from neuguong.interchange.rows import RowData
from neuguong.organisations import actions
from neuguong.organisations.models import Kind, Organisation
from neuguong.organisations.models.standing import below_fault

DAY = dt.timedelta(days=1)
_TURNED = ("parent_id", "name", "kind")
Find = Callable[[str], Column]


def keep_founding_days(rows: Iterable[RowData]) -> None:
    """Từ ngày beside another parent, name or kind is the day of that change, not of the organisation's founding."""
    for row in rows:
        stored = row.found.values if row.found else {}
        changed = any(row.values.get(name, stored.get(name)) != stored.get(name) for name in _TURNED)
        if stored and changed and isinstance(row.said["since"], dt.date):
            row.values.pop("since", None)


def turn_day(row: RowData) -> dt.date | None:
    """Return the day from which a row's parent, name and kind hold; None where it only corrects name and kind.

    Từ ngày that is the organisation's own first day makes no turn of a name or kind: it was so from the beginning.
    """
    said = row.said["since"]
    if row.found is None or not isinstance(said, dt.date):
        return None
    return said if "parent_id" in row.values or said != row.found.values["since"] else None


def events_told(row: RowData) -> list[str]:
    """Return the fields of a row that come to be by an event."""
    if row.found is None:
        return []
    names = ["parent_id", *(("name", "kind") if turn_day(row) else ())]
    ends = isinstance(row.values.get("until"), dt.date) and row.found.values["until"] is None
    return [name for name in (*names, *(("until",) if ends else ())) if name in row.values]


def happen(context: Context, rows: Iterable[RowData], column: Find) -> None:
    """Let happen what the rows tell; a row that is refused is left out whole, and the others begin again without it."""
    told = [row for row in rows if events_told(row)]
    while told:
        with transaction.atomic():
            faults = [*_turned(context, told, column), *_ended(context, told, column)]
            transaction.set_rollback(bool(faults))
        for row, fault in faults:
            row.fault(fault[0], fault[1].message, expected=fault[2], found=fault[3])
        told = [row for row in told if row.is_sound]
        if not faults:
            break
    for row in told:
        _forget(row)


Fault = tuple[RowData, tuple[Column, Refusal, str, Any]]


def _turned(context: Context, rows: list[RowData], column: Find) -> Iterator[Fault]:
    """Move, rename and change kinds, the upper ones first; yield what is refused."""
    tree = Tree(context, rows)
    for row in sorted(rows, key=lambda one: len(tree.line(one))):
        try:
            with transaction.atomic():
                _turn(context, row)
        except Refusal as refusal:
            key = "parent" if "parent_id" in row.values else "since"
            expected = "cây có một gốc" if key == "parent" else "một sự kiện có thể có"
            yield row, (column(key), refusal, expected, _shown(row.said[key]))


def _turn(context: Context, row: RowData) -> None:
    day, values = turn_day(row), row.values
    if day is None or row.found is None:
        return
    common: dict[str, Any] = {"actor": context.actor, "batch": context.batch}
    name, moved = values.get("name", ""), partial(_move, row, since=day, **common)
    if "kind" in values:
        changed = partial(actions.change_kind, kind=Kind(values["kind"]), name=name, date=day, **common)
        for deed in _in_order(row, moved, lambda: changed(organisation=_read(row))):
            deed()
        return
    moved()
    if name:
        actions.rename_organisation(organisation=_read(row), name=name, date=day, **common)


def _move(row: RowData, **said: Any) -> None:
    if "parent_id" in row.values:
        parent = Organisation.objects.get(pk=row.values["parent_id"])
        actions.move_organisation(organisation=_read(row), parent=parent, **said)


def _in_order(row: RowData, moved: Callable[[], object], changed: Callable[[], object]) -> list[Callable[[], object]]:
    """Return both in the order in which the organisation stands, between them too, below what it can."""
    one = _read(row)
    upper = one.parent
    first = upper is not None and not below_fault(one.name, row.values["kind"], upper.name, upper.kind)
    return [changed, moved] if first else [moved, changed]


def _ended(context: Context, rows: list[RowData], column: Find) -> Iterator[Fault]:
    """Dissolve with the day after the last one, the lowest first; yield what is refused."""
    ending = {row.pk or 0: row for row in rows if "until" in events_told(row)}
    for organisation in Organisation.objects.filter(pk__in=ending).order_by("-path"):
        row = ending[organisation.pk]
        try:
            actions.dissolve_organisation(
                actor=context.actor, organisation=_read(row), date=row.values["until"] + DAY, batch=context.batch
            )
        except Refusal as refusal:
            yield row, (column("until"), refusal, "một ngày kết thúc được", _shown(row.said["until"]))


def _read(row: RowData) -> Organisation:
    return Organisation.objects.select_related("parent", "folded_into").get(pk=row.pk or 0)


def _shown(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else str(value)


def _forget(row: RowData) -> None:
    """Leave of the row what is no event, on top of what the events made of the organisation."""
    told, now = events_told(row), _read(row)
    if row.found is not None:
        row.found.version = now.version
        row.found.values |= {name: getattr(now, name) for name in (*told, "path")}
    for name in told:
        del row.values[name]
