"""The world of the table: founded once for all of its tests, and all of it taken back after."""

from collections.abc import Iterator
from typing import Any

import pytest

from neuguong.core import clock
from tests.conftest import MOMENT
from tests.undoing import undone


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """Return places, accounts and records that leak when anything does."""
    # Models can't be imported before Django is set up, and conftest files are read before that.
    from tests.access import records, world  # noqa: PLC0415

    with django_db_blocker.unblock(), clock.freeze(MOMENT), undone():
        found = world.founded()
        records.fill(found)
        found.sign_in()
        yield found
