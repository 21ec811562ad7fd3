"""The small tree that most tests of the import stand on."""

import pytest


@pytest.fixture
def tree(db: None) -> None:
    """Import the bloc with one committee of one cell, another cell, and a person in each cell."""
    # Models can't be imported before Django is set up, and conftest files are read before that.
    from tests.interchange.books import TREE, taken  # noqa: PLC0415

    taken(TREE)
