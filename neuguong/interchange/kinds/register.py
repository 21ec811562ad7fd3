"""What a kind of row is: its columns, what they fill, and the way out into a workbook."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db import models

from neuguong.directives.models import Directive
from neuguong.interchange.columns import Column
from neuguong.organisations.rules import in_use


class Register:
    """Rows of one kind. A plain register only says its columns, fields and references.

    `fields`: column key -> model field, for columns that are copied as they are. `identity`: the
    model fields that tell whether a row is there already. `orders`: pairs of date fields. On the way
    out, `lookups`: column key -> where its value is found; `place`: where the organisation is.
    `refers_to_itself`: its rows refer to each other, so all of them are taken at once.
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
    refers_to_itself: ClassVar[bool] = False

    @classmethod
    def column(cls, key: str) -> Column:
        """Return the column with `key`."""
        return next(column for column in cls.columns if column.key == key)

    @classmethod
    def emptied(cls, name: str) -> Any:
        """Return what an erased field holds: nothing where it may be null, else its default."""
        field = cls.model._meta.get_field(name)
        if getattr(field, "null", False):
            return None
        return field.get_default() if isinstance(field, models.Field) and field.has_default() else ""

    @classmethod
    def rows_out(cls, path: str) -> Iterator[tuple[int, list[Any]]]:
        """Yield id and cells (in the order of the columns) of the records at or below the tree path."""
        sources = [cls.lookups.get(column.key) or cls.fields[column.key] for column in cls.columns]
        labels = [cls._labels(source) for source in sources]
        cited = {place: cls._cited(path, source) for place, source in enumerate(sources) if source.endswith("__number")}
        for pk, *values in cls.within(path).values_list("pk", *sources).iterator(chunk_size=2_000):
            cells = [label.get(value, value) for label, value in zip(labels, values, strict=True)]
            for place, words in cited.items():
                cells[place] = words.get(pk, cells[place])
            yield pk, cells

    @classmethod
    def _cited(cls, path: str, source: str) -> dict[int, str]:
        """Return record -> number and day of the document it cites, where the number alone does not tell which."""
        alike = Directive.objects.order_by().values("number").annotate(count=models.Count("pk")).filter(count__gt=1)
        rows = cls.within(path).filter(**{f"{source}__in": alike.values("number")})
        dated = rows.values_list("pk", source, source.replace("__number", "__date"))
        return {pk: f"{number}, ngày {date:%d/%m/%Y}" for pk, number, date in dated}

    @classmethod
    def within(cls, path: str) -> models.QuerySet[Any]:
        """Return the records at or below the tree path, in the order of entry."""
        rows = cls.model._default_manager.filter(**{f"{cls.place}__path__under": path}).order_by("pk")
        names_a_person = any(field.name == "person" for field in cls.model._meta.get_fields())
        return rows.filter(in_use("person__")) if names_a_person else rows

    @classmethod
    def _labels(cls, source: str) -> dict[Any, Any]:
        if "__" in source:
            return {}
        choices = getattr(cls.model._meta.get_field(source), "choices", None) or ()
        return {value: str(label) for value, label in choices}

    def _stored_fields(self) -> list[str]:
        skipped = {"id", "version", "created_at", "updated_at", *self.derived}
        return [field.attname for field in self.model._meta.concrete_fields if field.attname not in skipped]

    def _column_of(self, name: str) -> Column:
        keys = {field: key for key, field in self.fields.items()}
        return self.column(keys.get(name, name))
