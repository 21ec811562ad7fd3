"""What stands in the way of taking records out, and what goes along with them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import SET_NULL, ForeignObjectRel

from neuguong.core import bulk
from neuguong.interchange.context import portions
from neuguong.interchange.rows import RowData

# Parts of a record that have no life of their own: record -> each part with its reference to it.
PARTS: dict[str, list[tuple[str, str]]] = {
    "organisations.organisation": [
        ("organisations.placement", "organisation"),
        ("organisations.lifepart", "organisation"),
    ],
    "organisations.person": [
        ("organisations.membership", "person"),
        ("organisations.persongroup", "person"),
        ("organisations.notsame", "first"),
        ("organisations.notsame", "second"),
    ],
    "organisations.membership": [("organisations.post", "membership")],
    "accounts.user": [("accounts.signinlink", "user")],
}


class Dependents:
    """Asks what refers to records of one model."""

    def __init__(self, model: type[models.Model]) -> None:
        self._model = model
        self._parts = PARTS.get(model._meta.label_lower, [])

    def of(self, numbers: Iterable[int]) -> Iterator[tuple[int, str, int, str]]:
        """Yield (number, label, id, name in words) of each record that refers to one of `numbers` and stays."""
        wanted = set(numbers)
        for relation in self._relations():
            model, name = relation.related_model, relation.field.name
            for part in portions(wanted):
                held = model._default_manager.filter(**{f"{name}__in": part})
                whose = held.values_list(f"{name}_id", "pk", self._owner(model, name))
                for number, pk, owner in whose.iterator(chunk_size=5_000):
                    if owner == number or owner not in wanted:
                        yield number, model._meta.label_lower, pk, str(model._meta.verbose_name)

    def _owner(self, model: type[models.Model], reference: str) -> str:
        """Return the field that says with which record of ours one of `model` goes, `reference` where with none."""
        if model is self._model:
            return "pk"
        return dict(self._parts).get(model._meta.label_lower, reference)

    def _relations(self) -> Iterator[ForeignObjectRel | Any]:
        for relation in self._all_relations():
            is_part = (relation.related_model._meta.label_lower, relation.field.name) in self._parts
            if not is_part and relation.on_delete is not SET_NULL:
                yield relation

    def _all_relations(self) -> Iterator[ForeignObjectRel | Any]:
        """Yield what refers to the model, also by a field that has no name on this side ("+")."""
        for field in self._model._meta.get_fields(include_hidden=True):
            if field.auto_created and not field.concrete:
                yield field

    def refuse(self, rows: list[RowData]) -> list[RowData]:
        """Fault the rows whose records something still refers to; return them."""
        refused: list[RowData] = []
        staying = [row for row in rows if row.pk is not None]
        while True:
            held: dict[int, set[str]] = defaultdict(set)
            for number, _label, _pk, words in self.of(row.pk for row in staying if row.pk):
                held[number].add(words)
            if not held:
                return refused
            for row in staying:
                if row.pk in held:
                    words = ", ".join(sorted(held[row.pk]))
                    why = f"chưa xóa được: còn {words} gắn với bản ghi này. Gỡ các bản ghi đó trước."
                    row.fault(None, why, expected="không còn bản ghi nào gắn với nó", found=words)
                    refused.append(row)
            staying = [row for row in staying if row.is_sound]

    def parts_of(self, numbers: Iterable[int]) -> Iterator[tuple[type[models.Model], list[int]]]:
        """Yield the kinds of parts that the records have, with the parts' ids; parts of parts too."""
        wanted = list(numbers)
        for label, name in self._parts:
            part = apps.get_model(label)
            pks = [
                pk
                for some in portions(wanted)
                for pk in part._default_manager.filter(**{f"{name}__in": some}).values_list("pk", flat=True)
            ]
            yield from Dependents(part).parts_of(pks)
            yield part, pks

    def delete(self, numbers: list[int]) -> None:
        """Delete records with their parts; references are checked when the transaction ends."""
        for part, pks in self.parts_of(numbers):
            bulk.delete(part, pks)
        for relation in self._all_relations():
            if relation.on_delete is SET_NULL:
                for some in portions(numbers):
                    held = relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": some})
                    held.update(**{relation.field.name: None})
        bulk.delete(self._model, numbers)
