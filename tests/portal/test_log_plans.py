"""A page of the log is found by an index, however long the log is: on both databases."""

from itertools import product

import pytest
from django.db import connection, transaction

from neuguong.audit.actions import Alike, record_alike
from neuguong.audit.models import Entry
from neuguong.core.actor import SYSTEM, Actor, Grant
from neuguong.organisations.actions import found_organisation, found_root
from neuguong.organisations.models import Kind, Organisation, Role
from neuguong.portal.logbook import scope

pytestmark = pytest.mark.django_db
ROWS = 20_000


@pytest.fixture
def places() -> list[Organisation]:
    """A tree of forty cells, and a long log about all of them: every second thousand came by an import."""
    root = found_root(actor=SYSTEM, code="DUK", name="Đảng bộ Khối", kind=Kind.BLOC)
    cells = [Organisation(code=f"C{index}", name=f"Chi bộ {index}", kind=Kind.CELL, parent=root) for index in range(40)]
    places = [root, *(found_organisation(actor=SYSTEM, organisation=cell) for cell in cells)]
    with transaction.atomic():
        for start in range(0, ROWS, 1_000):
            where = [places[index % 41].pk for index in range(1_000)]
            subjects = range(start, start + 1_000)
            alike = Alike("a.made", "initiatives.initiative", subjects, where, ["{}"] * 1_000)
            record_alike(actor=SYSTEM, alike=alike, batch=start if start % 2_000 else None)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return places


QUESTIONS: tuple[dict[str, object], ...] = (
    {"batch__isnull": True},
    {"batch__isnull": True, "pk__lt": 9_000},
    {"batch__isnull": True, "actor_id__in": [7]},
    {"batch__isnull": True, "subject_kind": "directives.task"},
    {"batch__isnull": True, "at__lt": "2001-01-01T00:00:00Z"},
    {"subject_id": 77},
    {"batch": 5_000},
)


def test_a_page_is_found_by_an_index(places: list[Organisation]) -> None:
    assert Entry.objects.count() > ROWS
    for role, place in product((Role.OFFICER, Role.SECRETARY, Role.ADMIN), places[:2]):
        actor = Actor(1, "Ai", (Grant(role, place.pk, place.path),))
        for narrowed in QUESTIONS:
            plan = scope.visible_to(actor, place).filter(**narrowed).order_by("-pk")[:51].explain()
            scanned = [line for line in plan.splitlines() if "SCAN audit_entry" in line and "INDEX" not in line]
            assert not scanned, (role, place, narrowed, plan)
            assert "Seq Scan on audit_entry" not in plan, (role, place, narrowed, plan)
