"""A row points at its own room or at one below: what is lower never knows what is higher."""

from collections.abc import Iterable

from django.apps import apps
from django.db.models import Field

from tests.architecture.tree import assert_none, is_room, may_use

Pointer = tuple[str, str, str]


def pointers() -> list[Pointer]:
    """Return every relation of the rooms: room of the row, field, room pointed at."""
    return [
        (model._meta.app_label, f"{model.__name__}.{field.name}", field.related_model._meta.app_label)
        for model in apps.get_models(include_auto_created=True)
        if is_room(model._meta.app_label)
        for field in model._meta.get_fields()
        if isinstance(field, Field) and field.is_relation and not isinstance(field.related_model, str | None)
    ]


def upward(found: Iterable[Pointer]) -> list[str]:
    """Return the relations that point at a higher room."""
    return [
        f"{room}: {field} points up at {target}"
        for room, field, target in found
        if is_room(target) and not may_use(room, target)
    ]


def test_keys_point_down() -> None:
    found = pointers()
    assert len(found) > 0
    assert_none(upward(found))


def test_a_key_that_points_up_is_found() -> None:
    assert upward([("organisations", "Organisation.plan", "directives")])
    assert upward([("directives", "Plan.organisation", "organisations")]) == []
    assert upward([("accounts", "User.groups", "auth")]) == []
