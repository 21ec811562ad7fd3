"""Importing a workbook."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from django.db import transaction
from django.utils import translation

from neuguong.core import bulk
from neuguong.core.actor import Actor
from neuguong.interchange.context import Context
from neuguong.interchange.journal import Journal
from neuguong.interchange.kinds import Kind
from neuguong.interchange.models import Batch
from neuguong.interchange.parsing import by_kind, read
from neuguong.interchange.reading.problems import UnreadableWorkbook
from neuguong.interchange.reading.reader import Parsing, parse
from neuguong.interchange.reading.tables import Table
from neuguong.interchange.report import Report
from neuguong.organisations.queries import installation
from neuguong.organisations.rules import can_import, require

__all__ = ["Report", "import_workbook"]


_MANY = 500
"""Rows after which a database should look at its tables anew."""


class _Refused(Exception):
    """Ends the transaction so that nothing of it is kept."""


def import_workbook(
    *,
    actor: Actor,
    path: Path,
    name: str = "",
    dry_run: bool = False,
    partial: bool = False,
    parsing: Parsing | None = None,
) -> Report:
    """Write the workbook at `path`: all of it, or with `partial` what is right of it, or with `dry_run` nothing.

    The preview is the write itself, taken back: so it can't promise what the write won't do. `parsing` is the
    process that opens the workbook, where the caller has started it already.
    """
    require(can_import(actor))
    batch = Batch(file_name=(name or path.name)[-250:], actor_id=actor.user_id, actor_label=actor.label)
    batch.digest = _digest(path)
    report = Report()
    try:
        with Journal() as journal, _tables(path, parsing) as tables, translation.override("vi"), transaction.atomic():
            _write(actor, batch, journal, tables, report)
            if dry_run or (report.errors and not partial) or not (report.created or report.updated):
                raise _Refused
    except UnreadableWorkbook as error:
        report.errors.append(error.problem)
    except _Refused:
        report.batch = None
    if report.errors and not partial:
        report.created = report.updated = 0
    return report


@contextmanager
def _tables(path: Path, parsing: Parsing | None) -> Iterator[list[Table]]:
    with nullcontext(parsing) if parsing else parse(path) as process, read(process) as tables:
        yield tables


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write(actor: Actor, batch: Batch, journal: Journal, tables: list[Table], report: Report) -> None:
    """Write the tables and tell the log of it."""
    batch.save()
    context = Context(actor, batch.pk, journal)
    _take(context, tables, report)
    report.batch, report.outside = batch.pk, dict(context.outside)
    for field_name in ("created", "updated", "unchanged", "skipped"):
        setattr(batch, field_name, getattr(report, field_name))
    batch.save()
    journal.replay(actor, batch.pk)
    if report.created + report.updated >= _MANY:
        # Afterwards and only if it stays: not in a preview, nor while the log's head is held. What is written
        # is written, so a failure here is noted and not told as one of the import.
        transaction.on_commit(bulk.learn, robust=True)


def _take(context: Context, tables: list[Table], report: Report) -> None:
    """Write the tables kind by kind, each on top of the ones before."""
    for table in tables:
        report.add_table(table)
    mark, written = installation().mark, []
    for kind, found in by_kind(tables):
        written.append(kind(context, mark))
        for row in written[-1].take(found):
            report.add_wrong(row)
    for table in tables:
        report.add_skipped(table)
    _finish(written, report)


def _finish(written: list[Kind], report: Report) -> None:
    """Withdraw what is to go, what refers before what is referred to; count what was done."""
    for kind in reversed(written):
        for row in kind.withdraw():
            report.add_wrong(row)
    for kind in written:
        for sheet, outcome in kind.outcomes.items():
            report.add_outcome(sheet, outcome)
