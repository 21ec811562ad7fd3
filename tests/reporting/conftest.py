"""A small bloc with records of every kind, and people who sign in to it."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.reporting.office import Office


@pytest.fixture
def office(db: None) -> "Office":
    """Give the bloc with its records of 2023."""
    # Models can't be imported before Django is set up, and conftest files are read before that.
    from tests.reporting.office import found_office  # noqa: PLC0415

    return found_office()
