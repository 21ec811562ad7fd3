"""A log from before the chain covered the place in it is numbered and chained anew."""

import pytest
from django.core.management import call_command
from django.db import connection

from neuguong.audit import guards
from neuguong.audit.models import Entry
from neuguong.audit.queries import faults

pytestmark = pytest.mark.django_db(transaction=True)
_ROWS = (
    "INSERT INTO audit_entry (id, at, actor_label, event, subject_kind, subject_id, after, previous, hash) "
    "VALUES (%s, '2024-01-15 02:00:00+00', 'Ai', 'a.made', 'core.a', %s, '{}', 'x', 'y')"
)


def test_an_older_log_is_chained_anew() -> None:
    call_command("migrate", "audit", "0001", verbosity=0)
    try:
        guards.take_down(connection)
        with connection.cursor() as cursor:
            for number in (3, 5, 9):
                cursor.execute(_ROWS, [number, number])
            cursor.execute("INSERT INTO audit_head (id, hash, count) VALUES (1, 'y', 3)")
    finally:
        call_command("migrate", "audit", verbosity=0)
    assert list(Entry.objects.order_by("pk").values_list("pk", "subject_id")) == [(1, 3), (2, 5), (3, 9)]
    assert list(faults()) == []
    assert guards._there(connection)
