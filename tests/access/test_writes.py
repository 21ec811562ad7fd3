"""The table's fields: who sets which single field of a record, whatever a form that is sent contains."""

import tomllib
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Model
from django.urls import reverse

from tests.access.table import FOLDER, matrices
from tests.access.world import CODES, ROLES, YEAR, World

pytestmark = pytest.mark.django_db
MATRICES = matrices()
FIELDS = [
    (noun, row["page"], row["said"], name, value, one["by"])
    for noun, row in tomllib.loads((FOLDER / "_writes.toml").read_text()).items()
    for one in row["set"]
    for name, value in one.items()
    if name != "by"
]


@pytest.mark.parametrize(("noun", "page", "said", "name", "value", "by"), FIELDS)
def test_each_field(world: World, noun: str, page: str, said: dict[str, str], name: str, value: str, by: str) -> None:
    wrong = []
    for scope, signs in MATRICES[by].items():
        record = world.thing(scope, noun)
        for role, sign in zip(ROLES, signs, strict=True):
            is_kept = sent(world, role, page, record, {**said, name: value}, name)
            if is_kept != (sign == "+"):
                wrong.append(f"{role} {scope}: {name} is {'' if is_kept else 'not '}kept")
    assert not wrong, "\n".join(wrong)


def sent(world: World, role: str, page: str, record: Any, said: dict[str, str], name: str) -> bool:
    """Tell whether a field is another after a role has sent the form; what was written is taken back."""
    place = type(record.organisation).objects.get(pk=record.organisation_id)
    words = {"place": f"{place.name} ({place.code})", "code": place.code}
    form = {key: text.format(**words) for key, text in said.items()}
    url = reverse(page, args=[CODES["parent" if role == "office" else "own"], YEAR, record.pk])
    before = stored(record, name)
    with transaction.atomic():
        world.client(role).post(url, {**form, "version": record.version})
        after = stored(record, name)
        transaction.set_rollback(True)
    return bool(before != after)


def stored(record: Model, name: str) -> Any:
    """Return what is kept in a field."""
    return type(record)._default_manager.filter(pk=record.pk).values_list(name, flat=True).get()
