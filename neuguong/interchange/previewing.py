"""What an import would do, as the page shows it: counts by sheet, errors grouped by what mends them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from neuguong.core.actor import Actor
from neuguong.interchange import uploads
from neuguong.interchange.actions import Report, import_workbook
from neuguong.interchange.exporting import write_rejects
from neuguong.interchange.reading.problems import Problem, place
from neuguong.interchange.uploads import Upload

# What differs between two errors of one kind: quoted values, numbers and dates.
_VARIABLE = re.compile(r"“[^”]*”|«[^»]*»|\d[\d./:,–-]*")
_COUNTED = ("created", "updated", "unchanged", "skipped")
_MOST_RUNS, _MOST_FOUND, _MOST_GROUPS = 12, 4, 100


@dataclass(frozen=True, slots=True)
class SheetCount:
    """How many rows of a sheet are new, changed, unchanged, skipped and wrong."""

    title: str
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    wrong: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Errors mended alike: where, what is wrong (with the first row, if they differ), which rows, what was found."""

    where: str
    words: str
    count: int
    rows: str
    found: list[str]


@dataclass(frozen=True, slots=True)
class Preview:
    """What was found; `more` groups are left out."""

    sheets: list[SheetCount] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    more: int = 0
    outside: list[tuple[str, int]] = field(default_factory=list)

    @property
    def total(self) -> SheetCount:
        """The sums of all sheets."""
        names = (*_COUNTED, "wrong")
        return SheetCount("", **{name: sum(getattr(sheet, name) for sheet in self.sheets) for name in names})

    @property
    def writable(self) -> int:
        """How many records would be written."""
        return self.total.created + self.total.updated

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.groups


def check(*, actor: Actor, upload: Upload) -> Preview:
    """Try the stored workbook, note what was found beside it, and write its wrong rows for their download."""
    with uploads.taken(upload) as path:
        report = import_workbook(actor=actor, path=path, name=upload.name, dry_run=True, partial=True)
        return _noted(upload, path, report)


def write(*, actor: Actor, upload: Upload, partial: bool) -> tuple[Report, Preview]:
    """Write the stored workbook; once written it goes, and its wrong rows stay for their download."""
    with uploads.taken(upload) as path:
        report = import_workbook(actor=actor, path=path, name=upload.name, partial=partial)
        preview = _noted(upload, path, report)
        if report.batch is not None:
            path.unlink()
    if report.batch is not None and not preview.total.wrong:
        uploads.discard(upload)
    return report, preview


def _noted(upload: Upload, source: Path, report: Report) -> Preview:
    """Keep what a report tells, and the wrong rows, beside the workbook."""
    preview = made_of(report)
    uploads.note(upload, asdict(preview))
    upload.rejects.unlink(missing_ok=True)
    if preview.total.wrong:
        write_rejects(upload.rejects, source=source, report=report)
    return preview


def read(seen: dict[str, Any]) -> Preview:
    """Return the preview that was noted."""
    return Preview(
        [SheetCount(**sheet) for sheet in seen["sheets"]],
        [Group(**group) for group in seen["groups"]],
        seen["more"],
        [(body, count) for body, count in seen["outside"]],
    )


def made_of(report: Report) -> Preview:
    """Return a report as the page shows it."""
    wrong: dict[str | None, set[int]] = {}
    for error in report.errors:
        if error.row is not None:
            wrong.setdefault(error.sheet, set()).add(error.row)
    sheets = [
        SheetCount(title, **{name: counts[name] for name in _COUNTED}, wrong=len(wrong.get(title, ())))
        for title, counts in report.by_kind.items()
    ]
    groups = list(_groups(report.errors))
    outside = sorted(report.outside.items(), key=lambda pair: -pair[1])
    return Preview(sheets, groups[:_MOST_GROUPS], max(0, len(groups) - _MOST_GROUPS), outside)


def _groups(errors: Iterable[Problem]) -> Iterator[Group]:
    """Give the errors by sheet, column and kind of message, in the order in which they first occur."""
    found: dict[tuple[str | None, str | None, str], list[Problem]] = {}
    for error in errors:
        found.setdefault((error.sheet, error.column, _VARIABLE.sub("…", _why(error))), []).append(error)
    for (sheet, column, _kind), alike in found.items():
        first = alike[0]
        rows = [error.row for error in alike if error.row is not None]
        values = list(dict.fromkeys(error.found for error in alike if error.found))
        varied = len({_why(error) for error in alike}) > 1
        yield Group(
            place(sheet, column=column) or _("Cả tệp"),
            _example(first) if varied else _why(first),
            len(alike),
            spans(rows),
            values[:_MOST_FOUND] if len(values) > 1 else [],
        )


def _example(error: Problem) -> str:
    """Return what is wrong with the first of several rows."""
    return _("Dòng %(row)s: %(why)s") % {"row": error.row, "why": _why(error)} if error.row else _why(error)


def _why(error: Problem) -> str:
    """Return the message without its place."""
    why = error.message.removeprefix(f"{place(error.sheet, error.row, error.column)}: ")
    return why[:1].upper() + why[1:]


def spans(rows: list[int]) -> str:
    """Return row numbers as an office writes them: "5, 7–12 và 30 dòng khác"."""
    runs = []
    for _distance, members in groupby(enumerate(sorted(set(rows))), key=lambda pair: pair[1] - pair[0]):
        numbers = [number for _index, number in members]
        runs.append(numbers)
    shown = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs[:_MOST_RUNS])
    left = sum(len(run) for run in runs[_MOST_RUNS:])
    return _("%(rows)s và %(count)s dòng khác") % {"rows": shown, "count": left} if left else shown
