"""Least data: no national numbers, no notes about people, no case of discipline."""

from collections.abc import Iterable

from django.apps import apps
from django.db import models
from django.db.models import CharField, Field, ForeignKey, JSONField, Model, OneToOneField, TextField

from neuguong.core.text import fold
from neuguong.interchange.kinds import KINDS
from neuguong.organisations.models import Person
from tests.architecture.tree import is_room

# Words of names that nothing here may have, in code and in Vietnamese without marks.
FORBIDDEN = ("cccd", "cmnd", "cmtnd", "can cuoc", "chung minh", "dinh danh ca nhan", "ho chieu", "passport", "citizen",
             "national_id", "identity_number", "id_number", "ma so thue", "so dien thoai nha", "ky luat", "discipline",
             "ton giao", "religion", "suc khoe", "health")  # fmt: skip
# Free text in a row that names a person: what was committed to, and the merit for which somebody is put forward or
# commended; requests are the person's own words and the answer to them.
WRITTEN = {
    "commitments.Commitment.content",
    "initiatives.Exemplar.merit",
    "commendations.Nomination.merit",
    "commendations.Award.merit",
    "privacy.DataRequest.wish",
    "privacy.DataRequest.answer",
    "privacy.DataRequest.prolonged_why",
    # Why a transfer was sent back: about the papers of the transfer, read by the two sides of it.
    "organisations.Transfer.reason",
}
# A text that may be longer than this can hold a note.
SHORT = 250


def own_fields() -> Iterable[tuple[type[Model], "Field[object, object]"]]:
    for model in apps.get_models():
        if is_room(model._meta.app_label):
            yield from ((model, field) for field in model._meta.concrete_fields)


def forbidden_in(words: str) -> list[str]:
    plain = f" {fold(words)} "
    return [word for word in FORBIDDEN if word in plain]


def test_no_row_has_room_for_what_must_not_be_kept() -> None:
    found = [
        f"{model._meta.label}.{field.name}: {words}"
        for model, field in own_fields()
        if (words := forbidden_in(f"{field.name} {getattr(field, 'verbose_name', '')}"))
    ]
    assert found == []


def test_no_workbook_has_a_column_for_it() -> None:
    found = [
        f"{kind.sheet}: {column.heading}"
        for kind in KINDS.values()
        for column in kind.columns
        if forbidden_in(f"{column.key} {column.heading}")
    ]
    assert found == []


def test_what_must_not_be_kept_is_found() -> None:
    assert forbidden_in("Số CCCD")
    assert forbidden_in("Số căn cước công dân")
    assert forbidden_in("national_id_number")
    assert forbidden_in("Hình thức kỷ luật")
    assert forbidden_in("Mã người") == []


def test_nobody_writes_freely_about_a_person_but_where_it_is_named_here() -> None:
    found = {
        f"{model._meta.label}.{field.name}"
        for model, field in own_fields()
        if _names_a_person(model) and _is_free(field)
    }
    assert found == WRITTEN


def _names_a_person(model: type[Model]) -> bool:
    pointers = (field for field in model._meta.get_fields() if isinstance(field, ForeignKey | OneToOneField))
    return model is Person or any(field.related_model is Person for field in pointers)


def _is_free(field: "models.Field[object, object]") -> bool:
    if isinstance(field, JSONField) or not field.editable or getattr(field, "choices", None):
        return False
    return isinstance(field, TextField) or (isinstance(field, CharField) and (field.max_length or 0) > SHORT)
