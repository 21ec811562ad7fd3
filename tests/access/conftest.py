"""The world of the table: founded once for all of its tests, and all of it taken back after."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from neuguong.core import clock
from tests.conftest import MOMENT


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """Return places, accounts and records that leak when anything does."""
    # Models can't be imported before Django is set up, and conftest files are read before that.
    from tests.access import records, world  # noqa: PLC0415

    whole = transaction.atomic()
    # As Django's own tests mark theirs: what a commit would do last is done within it.
    whole._from_testcase = True  # type: ignore[attr-defined]
    with django_db_blocker.unblock(), clock.freeze(MOMENT), whole:
        found = world.founded()
        records.fill(found)
        found.sign_in()
        yield found
        transaction.set_rollback(True)
