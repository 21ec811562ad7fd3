"""Importing a workbook."""

import hashlib
from pathlib import Path

from django.db import transaction
from django.utils import translation

from neuguong.audit.actions import record_alike, record_many
from neuguong.core.actor import Actor
from neuguong.interchange import parsing
from neuguong.interchange.context import Context
from neuguong.interchange.models import Batch
from neuguong.interchange.reading.problems import UnreadableWorkbook
from neuguong.interchange.reading.tables import Table
from neuguong.interchange.report import Report
from neuguong.organisations.queries import installation
from neuguong.organisations.rules import can_import, require

__all__ = ["Report", "import_workbook"]


class _Refused(Exception):
    """Ends the transaction so that nothing of it is kept."""


def import_workbook(
    *, actor: Actor, path: Path, name: str = "", dry_run: bool = False, partial: bool = False
) -> Report:
    """Write the workbook at `path`: all of it, or with `partial` what is right of it, or with `dry_run` nothing.

    The preview is the write itself, taken back: so it can't promise what the write won't do.
    """
    require(can_import(actor))
    report = Report()
    try:
        with parsing.read(path) as tables, translation.override("vi"), transaction.atomic():
            _write(actor, path, name or path.name, tables, report)
            if dry_run or (report.errors and not partial) or not (report.created or report.updated):
                raise _Refused
    except UnreadableWorkbook as error:
        report.errors.append(error.problem)
    except _Refused:
        report.batch = None
    if report.errors and not partial:
        report.created = report.updated = 0
    return report


def _write(actor: Actor, path: Path, name: str, tables: list[Table], report: Report) -> None:
    """Write the tables and tell the log of it."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    batch = Batch.objects.create(file_name=name[-250:], digest=digest, actor_id=actor.user_id, actor_label=actor.label)
    context = Context(actor, batch.pk)
    _take(context, tables, report)
    report.batch, report.outside = batch.pk, dict(context.outside)
    for field_name in ("created", "updated", "unchanged", "skipped"):
        setattr(batch, field_name, getattr(report, field_name))
    batch.save()
    _tell(context)


def _take(context: Context, tables: list[Table], report: Report) -> None:
    """Write the tables kind by kind, each on top of the ones before; then withdraw, what refers before what is
    referred to."""
    for table in tables:
        report.add_table(table)
    mark, written = installation().mark, []
    for kind, found in parsing.by_kind(tables):
        written.append(kind(context, mark))
        for row in written[-1].take(found):
            report.add_wrong(row)
    for one in reversed(written):
        for row in one.withdraw():
            report.add_wrong(row)
    for one in written:
        for sheet, outcome in one.outcomes.items():
            report.add_outcome(sheet, outcome)


def _tell(context: Context) -> None:
    """Tell the log; its head is locked last."""
    for alike in context.alike:
        record_alike(actor=context.actor, alike=alike, batch=context.batch)
    record_many(actor=context.actor, changes=context.changes, batch=context.batch)
