"""What a kind of row is, and how rows of a plain register are matched, compared and written."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django.db import models

from neuguong.audit.actions import Change, record_many
from neuguong.core import bulk, clock
from neuguong.interchange.columns import CLEAR, Column
from neuguong.interchange.context import Context
from neuguong.interchange.rows import Outcome, RowData, Stored

Key = tuple[Any, ...]
_MANY = 400


class Kind:
    """Rows of one sheet. A plain register only says its columns, fields and references.

    `fields`: column key -> model field, for columns that are copied as they are. `identity`: the
    model fields that tell whether a row is there already. `orders`: pairs of date fields. On the way
    out, `lookups`: column key -> where its value is found; `place`: where the organisation is.
    """

    code: ClassVar[str]
    sheet: ClassVar[str]
    noun: ClassVar[str]
    model: ClassVar[type[models.Model]]
    columns: ClassVar[tuple[Column, ...]]
    key: ClassVar[tuple[str, ...]]
    required_headings: ClassVar[tuple[str, ...]] = ()
    fields: ClassVar[dict[str, str]] = {}
    identity: ClassVar[tuple[str, ...]] = ()
    derived: ClassVar[tuple[str, ...]] = ()
    orders: ClassVar[tuple[tuple[str, str], ...]] = ()
    place: ClassVar[str] = "organisation"
    lookups: ClassVar[dict[str, str]] = {}

    def column(self, key: str) -> Column:
        """Return the column with `key`."""
        return next(column for column in self.columns if column.key == key)

    # -- what a register may say more precisely -------------------------------------------------

    def prepare(self, context: Context, rows: list[RowData]) -> None:
        """Fill `values` of each row: copied columns, then references; note what can't be resolved."""
        for row in rows:
            self.copy(row)

    def derive(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the derived columns of a complete record."""
        return {}

    def check(self, row: RowData, values: dict[str, Any]) -> None:
        """Note what is wrong with the whole record as it would stand."""
        for first, last in self.orders:
            start, end = values.get(first), values.get(last)
            if start and end and end < start:
                column = self._column_of(last)
                earlier = self._column_of(first).heading
                why = f"{column.heading} ({end:%d/%m/%Y}) trước {earlier} ({start:%d/%m/%Y})."
                row.fault(column, why, expected=f"từ {start:%d/%m/%Y}", found=f"{end:%d/%m/%Y}")

    def may_change(self, context: Context, found: Stored) -> bool:
        """Tell whether the actor may change a record that is there, by the place where it stands."""
        place = self.organisation_of(found.values)
        return place is None or context.reaches(context.paths.get(place, ""))

    def written(self, context: Context, rows: list[RowData]) -> None:
        """Do what follows from the write, inside the same transaction."""

    def organisation_of(self, values: dict[str, Any]) -> int | None:
        """Return the organisation that the log notes."""
        found: int | None = values.get("organisation_id")
        return found

    def rows_out(self, path: str) -> Iterator[tuple[int, list[Any]]]:
        """Yield id and cells (in the order of the columns) of the records at or below the tree path."""
        sources = [self.lookups.get(column.key) or self.fields[column.key] for column in self.columns]
        rows = self.within(path)
        labels = [self._labels(source) for source in sources]
        for pk, *values in rows.values_list("pk", *sources).iterator(chunk_size=2_000):
            yield pk, [label.get(value, value) for label, value in zip(labels, values, strict=True)]

    def within(self, path: str) -> models.QuerySet[Any]:
        """Return the records at or below the tree path, in the order of entry."""
        return self.model._default_manager.filter(**{f"{self.place}__path__under": path}).order_by("pk")

    def _labels(self, source: str) -> dict[Any, Any]:
        if "__" in source:
            return {}
        field = self.model._meta.get_field(source)
        choices = getattr(field, "choices", None) or ()
        return {value: str(label) for value, label in choices}

    # -- the way of every plain register ---------------------------------------------------------

    def copy(self, row: RowData) -> None:
        """Copy the columns that need no looking up."""
        said = row.said
        for key, name in self.fields.items():
            value = said[key]
            if value is not None:
                row.values[name] = self.emptied(name) if value is CLEAR else value

    def emptied(self, name: str) -> Any:
        """Return what an erased field holds: nothing where it may be null, else its default."""
        field = self.model._meta.get_field(name)
        if getattr(field, "null", False):
            return None
        return field.get_default() if isinstance(field, models.Field) and field.has_default() else ""

    def settle(self, context: Context, rows: list[RowData]) -> None:
        """Resolve references to rows of the same sheet; every row has its id by now."""

    def write(self, context: Context, rows: list[RowData]) -> Outcome:
        """Match `rows` with the register and write them; rows that prove wrong are left out."""
        self._match(context, rows)
        self.settle(context, rows)
        for row in rows:
            self._complete(context, row)
        _fault_referrers(rows)
        sound = [row for row in rows if row.is_sound]
        new = [row for row in sound if row.found is None]
        gone = [row for row in sound if row.withdraw]
        changed = [row for row in sound if row.found is not None and not row.withdraw and row.values]
        self.insert(context, new)
        self.update(context, changed)
        self.remove(context, gone)
        self.written(context, [*new, *changed])
        touched = len(changed) + len(gone)
        return Outcome(len(new), touched, len(sound) - len(new) - touched)

    def _match(self, context: Context, rows: list[RowData]) -> None:
        """Give each row the record that it matches, or else an id of its own."""
        stored = self.stored(context, rows)
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

    def _complete(self, context: Context, row: RowData) -> None:
        """Check the record as it would stand, and keep of the row's values only what differs."""
        if row.found is not None and not self.may_change(context, row.found):
            why = "bản ghi này thuộc tổ chức mà đồng chí không phụ trách."
            row.fault(None, why, expected="bản ghi của tổ chức mình", found=row.said[self.key[0]])
        if row.found is None:
            self._check_new(row)
            self.check(row, row.values)
        elif not row.withdraw:
            stored = row.found.values
            row.values = {name: value for name, value in row.values.items() if name in stored and stored[name] != value}
            if row.values:
                self.check(row, {**stored, **row.values})

    def _check_new(self, row: RowData) -> None:
        if row.withdraw:
            row.fault(None, "không có bản ghi này để xóa.", expected="bản ghi đã có", found="không thấy")
        for column in self.columns:
            if column.required and row.said[column.key] is None:
                self._blank(row, column)

    def _blank(self, row: RowData, column: Column) -> None:
        row.fault(column, f"cột “{column.heading}” bắt buộc có giá trị.", expected="có giá trị", found="ô trống")

    def key_of(self, row: RowData) -> Key:
        """Return what a row is matched by where its record's number is not given, or is unknown."""
        return tuple(row.values.get(name) for name in self.identity)

    def stored(self, context: Context, rows: list[RowData]) -> dict[Key, Stored]:
        """Return what is there, by key and by record number; only what the rows may touch is read."""
        names = self._stored_fields()
        found: dict[Key, Stored] = {}
        by_number = any(row.record is not None for row in rows)
        for pk, version, *values in self._candidates(rows).values_list("pk", "version", *names):
            record = Stored(pk, version, dict(zip(names, values, strict=True)))
            found[tuple(record.values[name] for name in self.identity)] = record
            if by_number:
                found[("#", pk)] = record
        return found

    def _candidates(self, rows: list[RowData]) -> models.QuerySet[Any]:
        """Narrow the table by the first part of the key, where few values of it occur."""
        first = self.identity[0]
        numbers = {row.record for row in rows if row.record is not None}
        wanted = {row.values.get(first) for row in rows}
        table = self.model._default_manager.all()
        if numbers or len(wanted) > _MANY:
            return table
        return table.filter(**{f"{first}__in": wanted})

    def _stored_fields(self) -> list[str]:
        skipped = {"id", "version", "created_at", "updated_at", *self.derived}
        return [field.attname for field in self.model._meta.concrete_fields if field.attname not in skipped]

    def _column_of(self, name: str) -> Column:
        keys = {field: key for key, field in self.fields.items()}
        return self.column(keys.get(name, name))

    def insert(self, context: Context, rows: list[RowData]) -> None:
        """Add new records in one statement, and their entries in the log in another."""
        if not rows:
            return
        names = self._stored_fields()
        defaults = {name: self.emptied(name) for name in names}
        now = clock.now()
        columns = ["id", "version", "created_at", "updated_at", *names, *self.derived]

        def record(row: RowData) -> list[Any]:
            whole = {**defaults, **row.values}
            extra = self.derive(whole)
            return [row.pk, 1, now, now, *(whole[name] for name in names), *(extra[name] for name in self.derived)]

        bulk.insert(self.model, columns, map(record, rows))
        self.log(context, "imported", ((row, None, row.values) for row in rows))

    def update(self, context: Context, rows: list[RowData]) -> None:
        """Change records; those with the same changed fields go in one statement."""
        groups: dict[tuple[str, ...], list[tuple[RowData, Stored]]] = defaultdict(list)
        for row in rows:
            if row.found is not None:
                groups[tuple(sorted(row.values))].append((row, row.found))
        now = clock.now()
        for names, members in groups.items():
            changes = []
            for row, found in members:
                extra = self.derive({**found.values, **row.values})
                values = [row.values[name] for name in names]
                changes.append([*values, *(extra[name] for name in self.derived), found.version + 1, now, found.pk])
            bulk.update(self.model, [*names, *self.derived, "version", "updated_at"], changes)
            told = ((row, found.values, {**found.values, **row.values}) for row, found in members)
            self.log(context, "changed", told)

    def remove(self, context: Context, rows: list[RowData]) -> None:
        """Take records out; their last content goes into the log."""
        if rows:
            self.model._default_manager.filter(pk__in=[row.pk for row in rows]).delete()
            self.log(context, "withdrawn", ((row, row.found.values, None) for row in rows if row.found))

    def log(
        self, context: Context, what: str, rows: Iterable[tuple[RowData, dict[str, Any] | None, dict[str, Any] | None]]
    ) -> None:
        """Append one entry a record."""
        label, event = self.model._meta.label_lower, f"{self.noun}.{what}"
        changes = (
            Change(event, label, row.pk or 0, self.organisation_of(after or before or {}), before, after)
            for row, before, after in rows
        )
        record_many(actor=context.actor, changes=changes, batch=context.batch)


def _fault_referrers(rows: list[RowData]) -> None:
    """A row that refers to a wrong row of the same sheet is wrong too, and so on up the line."""
    pending = [row for row in rows if row.target is not None]
    while True:
        broken = [row for row in pending if row.is_sound and row.target and not row.target.is_sound]
        if not broken:
            return
        for row in broken:
            number = row.target.number if row.target else 0
            why = f"dòng này dựa vào dòng {number}, mà dòng đó có lỗi; sửa dòng {number} trước."
            row.fault(None, why, expected=f"dòng {number} đúng", found=f"dòng {number} có lỗi")


def year_end(year: int) -> dt.date:
    """Return 31 December of `year`."""
    return dt.date(year, 12, 31)
