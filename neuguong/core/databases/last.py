"""What is done last in a transaction: gathered while it runs, done at once just before the commit.

Whatever must be locked after everything else (the log's head) is locked there and nowhere else, so the order of
locks holds whatever an action does first. What a savepoint gathered goes when it is rolled back.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

T = TypeVar("T")
Work = Callable[[list[Any]], None]


class DoneLast(BaseDatabaseWrapper):
    """A connection that does what was gathered before it commits, and commits nothing where that fails."""

    _gathered: list[tuple[frozenset[str], Work, Any]]

    def __init__(self, *settings: Any, **more: Any) -> None:
        super().__init__(*settings, **more)
        self._gathered = []

    def connect(self) -> None:
        """Begin with nothing gathered: the transaction of a lost connection is gone."""
        self._gathered = []
        super().connect()

    def gather(self, work: Work, thing: Any) -> None:
        """Have `work` called once before the commit, with all things that were gathered for it in their order."""
        self._gathered.append((frozenset(sid for sid in self.savepoint_ids if sid), work, thing))

    def commit(self) -> None:
        """Do what was gathered and commit; where that fails, roll back."""
        try:
            self.do_gathered()
        except BaseException:
            self.rollback()
            raise
        super().commit()

    def rollback(self) -> None:
        """Roll back, and forget what was gathered."""
        self._gathered = []
        super().rollback()

    def savepoint_commit(self, sid: str) -> None:
        """Release a savepoint; where only a test's own blocks are around it, it stands for the transaction."""
        if self.is_in_test_only:
            self.do_gathered()
        super().savepoint_commit(sid)

    def savepoint_rollback(self, sid: str) -> None:
        """Roll back to a savepoint, and forget what was gathered since."""
        self._gathered = [kept for kept in self._gathered if sid not in kept[0]]
        super().savepoint_rollback(sid)

    @property
    def is_in_test_only(self) -> bool:
        """Tell whether no block is open but those which a test opened around itself and never commits."""
        blocks = self.atomic_blocks
        return bool(blocks) and all(getattr(block, "_from_testcase", False) for block in blocks)

    def do_gathered(self) -> None:
        """Do now what was gathered."""
        by_work: dict[Work, list[Any]] = {}
        for _sids, work, thing in self._gathered:
            by_work.setdefault(work, []).append(thing)
        self._gathered = []
        for work, things in by_work.items():
            work(things)


def before_commit(work: Callable[[list[T]], None], thing: T) -> None:
    """Have `work` do `thing` last in the running transaction, with all others of its kind; without one, now."""
    connection = cast("DoneLast", connections[DEFAULT_DB_ALIAS])
    with transaction.atomic(savepoint=False):
        connection.gather(work, thing)
    if connection.is_in_test_only:
        connection.do_gathered()


def check_links() -> None:
    """Have PostgreSQL check now what it would check, and lock, while it commits; SQLite has one writer at a time."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
