"""A block of the database that a test never commits: what it tells the log is chained as if it did."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    """Take back whatever is written inside."""
    block = transaction.atomic()
    # What is gathered for the end of a transaction is done when only such blocks are open.
    block._from_testcase = True  # type: ignore[attr-defined]
    with block:
        yield
        transaction.set_rollback(True)
