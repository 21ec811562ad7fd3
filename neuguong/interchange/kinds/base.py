"""What a kind of row is, and how rows of a plain register are matched, compared and written."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from neuguong.audit.actions import Change
from neuguong.core import bulk, clock
from neuguong.interchange.columns import CLEAR, DEED, RECORD, Column
from neuguong.interchange.context import Context, portions
from neuguong.interchange.dependents import Dependents
from neuguong.interchange.kinds import checking
from neuguong.interchange.kinds.register import Register
from neuguong.interchange.reading.tables import Table
from neuguong.interchange.rows import Outcome, RowData, Stored, rows_of
from neuguong.organisations.rules import WRITERS, reach

Key = tuple[Any, ...]
Values = dict[str, Any]


class Kind(Register):
    """The way in of the rows of one kind; what a register does otherwise, it overrides."""

    def __init__(self, context: Context, mark: str) -> None:
        """Begin an import; `mark` begins this installation's record numbers."""
        self.context = context
        self.mark = mark
        self.outcomes: dict[str, Outcome] = defaultdict(Outcome)
        self._keys = checking.Keys()
        self._gone: list[RowData] = []

    # -- what a register may say more precisely -------------------------------------------------

    def prepare(self, rows: list[RowData]) -> None:
        """Fill `values` of each row: copied columns, then references; note what can't be resolved."""
        for row in rows:
            self.copy(row)

    def settle(self, rows: list[RowData], everyone: list[RowData]) -> None:
        """Resolve references to rows of the same kind (`everyone`, the wrong ones too); all have their ids."""

    def derive(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the derived columns of a complete record."""
        return {}

    def check(self, row: RowData, values: dict[str, Any]) -> None:
        """Note what is wrong with the whole record as it would stand."""
        for first, last in self.orders:
            checking.check_order(row, values, (first, self._column_of(first)), (last, self._column_of(last)))

    def needed(self, row: RowData) -> Sequence[Column]:
        """Return the columns of which a new record needs those that are required."""
        return self.columns

    def agree(self, rows: list[RowData]) -> None:
        """Note what is wrong with the sound rows taken together, when each is checked by itself."""

    def may_change(self, found: Stored) -> bool:
        """Tell whether the actor may change a record that is there, by the place where it stands."""
        place = self.organisation_of(found.values)
        return self.context.reaches(self.context.paths.get(place or 0, ""))

    def written(self, rows: list[RowData]) -> None:
        """Do what follows from the write, inside the same transaction."""

    @property
    def named_already(self) -> Q:
        """Return the condition of people whom records name that the actor may write: they may stay named."""
        own = self.model._default_manager.filter(reach(self.context.actor, f"{self.place}__path", *WRITERS))
        return Q(pk__in=own.order_by().exclude(person=None).values("person_id"))

    def organisation_of(self, values: dict[str, Any]) -> int | None:
        """Return the organisation that the log notes."""
        found: int | None = values.get("organisation_id")
        return found

    def whole(self, row: RowData) -> dict[str, Any]:
        """Return what the log keeps of a record that is withdrawn: enough to bring it back."""
        return row.found.values if row.found else {}

    # -- the way in ------------------------------------------------------------------------------

    def take(self, tables: list[Table]) -> Iterator[RowData]:
        """Match the rows of `tables` with the register and write the sound ones; yield the wrong ones."""
        columns = (*self.columns, RECORD, DEED)
        parts = (rows_of(table.title, block, columns) for table in tables for block in table.blocks())
        for rows in [[row for part in parts for row in part]] if self.refers_to_itself else parts:
            self.take_rows(rows)
            yield from (row for row in rows if not row.is_sound)

    def take_rows(self, rows: list[RowData]) -> None:
        """Match rows with the register and write them; rows that prove wrong are left out."""
        for row in rows:
            checking.check_cells(row, self.columns, self.key, self.mark)
        self.prepare(rows)
        # What else is wrong with a wrong row is told too, so that it need not be mended twice.
        told = [row for row in rows if row.is_sound or self._is_named(row)]
        self._match(told)
        self._compare_keys(told)
        self.settle(sound(rows), rows)
        for row in told:
            if row.is_sound or self._is_named(row):
                self._complete(row)
        self.agree(sound(rows))
        checking.fault_referrers(rows)
        self._write(sound(rows))

    def withdraw(self) -> list[RowData]:
        """Take out what was to be withdrawn, when all kinds are written; return rows that something holds."""
        held = Dependents(self.model).refuse(self._gone)
        gone = sound(self._gone)
        for row in self._gone:
            self.outcomes[row.sheet].updated += row.is_sound
        if gone:
            self.log("withdrawn", ((row, self.whole(row), None) for row in gone))
            Dependents(self.model).delete([row.pk for row in gone if row.pk])
        return held

    def copy(self, row: RowData) -> None:
        """Copy the columns that need no looking up."""
        said = row.said
        for key, name in self.fields.items():
            value = said[key]
            if value is not None:
                row.values[name] = self.emptied(name) if value is CLEAR else value

    def _is_named(self, row: RowData) -> bool:
        """Tell whether a wrong row can still be matched: nothing is wrong with its key."""
        return not any(row.has_fault(self.column(name)) for name in self.key)

    def _match(self, rows: list[RowData]) -> None:
        """Give each row the record that it matches, or else, if nothing is wrong with it, an id of its own."""
        stored = self.stored(rows)
        fresh = []
        for row in rows:
            row.found = stored.get(("#", row.record)) if row.record is not None else None
            if row.found is None:
                row.found = stored.get(self.key_of(row))
            if row.found is not None:
                row.pk = row.found.pk
            elif row.is_sound:
                fresh.append(row)
        for row, pk in zip(fresh, bulk.reserve_ids(self.model, len(fresh)), strict=True):
            row.pk = pk
        self._keys.know(stored)

    def key_of(self, row: RowData) -> Key:
        """Return what a row is matched by where its record's number is not given, or is unknown."""
        return tuple(row.values.get(name) for name in self.identity)

    def _compare_keys(self, rows: list[RowData]) -> None:
        """See that no two rows are of one record, or would come to have one key."""
        columns = [self.column(name) for name in self.key]
        for row in rows:
            stored = row.found.values if row.found is not None else {}
            whole = stored if row.withdraw else {**stored, **row.values}
            self._keys.compare(row, tuple(whole.get(name) for name in self.identity), columns)

    def _complete(self, row: RowData) -> None:
        """Check the record as it would stand, and keep of the row's values only what differs."""
        if row.found is not None and not self.may_change(row.found):
            if row.is_sound:
                why = "bản ghi này thuộc tổ chức mà đồng chí không phụ trách."
                row.fault(None, why, expected="bản ghi của tổ chức mình", found=row.said[self.key[0]])
            return
        if row.found is None:
            checking.check_new(row, self.needed(row))
            whole = row.values
        elif row.withdraw:
            row.values, whole = {}, row.found.values
        else:
            stored = row.found.values
            row.values = {name: value for name, value in row.values.items() if name in stored and stored[name] != value}
            whole = {**stored, **row.values}
        if row.values:
            self.check(row, whole)

    def _write(self, rows: list[RowData]) -> None:
        new = [row for row in rows if row.found is None]
        gone = [row for row in rows if row.withdraw]
        changed = [row for row in rows if row.found is not None and row.values]
        for row in rows:
            outcome = self.outcomes[row.sheet]
            outcome.created += row.found is None
            outcome.unchanged += row.found is not None and not row.withdraw and not row.values
            outcome.updated += row.found is not None and bool(row.values)
        self._gone += gone
        self.insert(new)
        self.update(changed)
        self.written([*new, *changed])

    def stored(self, rows: list[RowData]) -> dict[Key, Stored]:
        """Return what is there, by key and by record number; only what the rows may touch is read."""
        names = self._stored_fields()
        found: dict[Key, Stored] = {}
        for candidates in self._candidates(rows):
            for pk, version, *values in candidates.values_list("pk", "version", *names):
                record = Stored(pk, version, dict(zip(names, values, strict=True)))
                found[tuple(record.values[name] for name in self.identity)] = record
                found[("#", pk)] = record
        return found

    def _candidates(self, rows: list[RowData]) -> Iterator[models.QuerySet[Any]]:
        """Narrow the register by the first part of the key (a code in any case), by dates in it, by record numbers."""
        first, table = self.identity[0], self.model._default_manager.all()
        spans = Q()
        for name in self.identity:
            if isinstance(self.model._meta.get_field(name), models.DateField):
                days = [row.values[name] for row in rows if isinstance(row.values.get(name), dt.date)]
                if len(days) == len(rows) and days:
                    spans &= Q(**{f"{name}__range": (min(days), max(days))})
        alike = table.annotate(spelling=Lower(first)) if len(self.identity) == 1 else table
        for part in portions(row.values.get(first) for row in rows):
            wanted = Q(**{f"{first}__in": part})
            if alike is not table:
                wanted |= Q(spelling__in=[value.lower() for value in part if isinstance(value, str)])
            yield alike.filter(spans, wanted)
        for numbers in portions(row.record for row in rows if row.record is not None):
            yield table.filter(pk__in=numbers)

    def _derived(self, values: dict[str, Any]) -> list[Any]:
        """Return the derived columns in their order; a key of a strange script may be too long to keep."""
        found = self.derive(values)
        return [bulk.cut(self.model, name, found[name]) for name in self.derived]

    def insert(self, rows: list[RowData]) -> None:
        """Add new records in one statement."""
        if not rows:
            return
        names = self._stored_fields()
        defaults = {name: self.emptied(name) for name in names}
        now = clock.now()
        columns = ["id", "version", "created_at", "updated_at", *names, *self.derived]

        def record(row: RowData) -> list[Any]:
            whole = {**defaults, **row.values}
            return [row.pk, 1, now, now, *(whole[name] for name in names), *self._derived(whole)]

        bulk.insert(self.model, columns, map(record, rows))
        self.log("imported", ((row, None, row.values) for row in rows))

    def update(self, rows: list[RowData]) -> None:
        """Change records; those with the same changed fields go in one statement."""
        groups: dict[tuple[str, ...], list[tuple[RowData, Stored]]] = defaultdict(list)
        for row in rows:
            if row.found is not None:
                groups[tuple(sorted(row.values))].append((row, row.found))
        now = clock.now()
        for names, members in groups.items():
            changes = [
                [
                    *(row.values[name] for name in names),
                    *self._derived({**found.values, **row.values}),
                    found.version + 1,
                    now,
                    found.pk,
                ]
                for row, found in members
            ]
            bulk.update(self.model, [*names, *self.derived, "version", "updated_at"], changes)
            self.log("changed", ((row, found.values, {**found.values, **row.values}) for row, found in members))

    def log(self, what: str, rows: Iterable[tuple[RowData, Values | None, Values | None]]) -> None:
        """Tell the log, when all is written, one entry a record."""
        label, event = self.model._meta.label_lower, f"{self.noun}.{what}"
        self.context.journal.tell(
            Change(event, label, row.pk or 0, self.organisation_of(after or before or {}), before, after)
            for row, before, after in rows
        )


def sound(rows: Iterable[RowData]) -> list[RowData]:
    """Return the rows with which nothing is wrong so far."""
    return [row for row in rows if row.is_sound]


def year_end(year: int) -> dt.date:
    """Return 31 December of `year`."""
    return dt.date(year, 12, 31)
