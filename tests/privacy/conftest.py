"""The person whom every register holds, in January 2026, when the law is in force."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from neuguong.core import clock

if TYPE_CHECKING:
    from tests.privacy.known import Known

# A Monday at 9 o'clock in Việt Nam.
MOMENT = dt.datetime(2026, 1, 12, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))


@pytest.fixture
def known(db: None) -> Iterator["Known"]:
    """Give the bloc with its person, the clock held."""
    # Models can't be imported before Django is set up, and conftest files are read before that.
    from tests.privacy.known import known_bloc  # noqa: PLC0415

    with clock.freeze(MOMENT):
        yield known_bloc()
