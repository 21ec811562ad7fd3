"""Importing a workbook, and taking an import back."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from neuguong.core.actor import Actor
from neuguong.interchange import parsing
from neuguong.interchange.context import Context
from neuguong.interchange.kinds import KINDS
from neuguong.interchange.models import Batch
from neuguong.interchange.reading.problems import Problem, UnreadableWorkbook
from neuguong.interchange.rows import RowData, SheetData
from neuguong.organisations.queries import installation
from neuguong.organisations.rules import can_import, require


@dataclass(slots=True)
class Report:
    """What an import did or would do; `wrong` are the rows that were not taken, by sheet."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    errors: list[Problem] = field(default_factory=list)
    batch: int | None = None
    outside: dict[str, int] = field(default_factory=dict)
    wrong: list[tuple[SheetData, list[RowData]]] = field(default_factory=list)
    by_kind: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing was wrong."""
        return not self.errors

    def as_json(self) -> dict[str, Any]:
        """Return the object that the contract lays down, with the bodies taken as outside ones."""
        return {
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "skipped": self.skipped,
            "errors": [error.as_json() for error in self.errors],
            "batch": self.batch,
            "outside_bodies": self.outside,
        }


class _Refused(Exception):
    """Ends the transaction so that nothing of it is kept."""


def import_workbook(
    *, actor: Actor, path: Path, name: str = "", dry_run: bool = False, partial: bool = False
) -> Report:
    """Write the workbook at `path`: all of it, or with `partial` what is right of it, or with `dry_run` nothing.

    The preview is the write itself, taken back: so it can't promise what the write won't do.
    """
    require(can_import(actor))
    try:
        sheets = parsing.read(path, installation().mark)
    except UnreadableWorkbook as error:
        return Report(errors=[error.problem])
    report = Report(skipped=sum(sheet.skipped for sheet in sheets))
    if any(sheet.problems for sheet in sheets) and not partial:
        report.errors = list(_errors(sheets))
    try:
        with transaction.atomic():
            _write(actor, path, name or path.name, sheets, report)
            report.errors = list(_errors(sheets))
            if dry_run or (report.errors and not partial) or not (report.created or report.updated):
                raise _Refused
    except _Refused:
        report.batch = None
        if report.errors and not partial:
            report.created = report.updated = 0
    report.wrong = [(sheet, [row for row in sheet.rows if not row.is_sound]) for sheet in sheets]
    return report


def _write(actor: Actor, path: Path, name: str, sheets: list[SheetData], report: Report) -> None:
    """Write the sheets kind by kind, each on top of the ones before."""
    batch = Batch.objects.create(
        file_name=name[-250:],
        digest=hashlib.sha256(path.read_bytes()).hexdigest(),
        actor_id=actor.user_id,
        actor_label=actor.label,
    )
    context = Context(actor, batch.pk)
    for sheet in sheets:
        kind = KINDS[sheet.kind]()
        rows = [row for row in sheet.rows if row.is_sound]
        kind.prepare(context, rows)
        outcome = kind.write(context, [row for row in rows if row.is_sound])
        report.created += outcome.created
        report.updated += outcome.updated
        report.unchanged += outcome.unchanged
        report.by_kind[sheet.title] = {
            "created": outcome.created,
            "updated": outcome.updated,
            "unchanged": outcome.unchanged,
            "skipped": sheet.skipped,
        }
    report.batch, report.outside = batch.pk, dict(context.outside)
    for field_name in ("created", "updated", "unchanged", "skipped"):
        setattr(batch, field_name, getattr(report, field_name))
    batch.save()


def _errors(sheets: Iterable[SheetData]) -> Iterable[Problem]:
    for sheet in sheets:
        yield from sheet.problems
        for row in sheet.rows:
            yield from row.problems or ()
