"""What an import did, or would do."""

from dataclasses import dataclass, field
from typing import Any

from neuguong.interchange.reading.problems import Problem
from neuguong.interchange.reading.tables import Table
from neuguong.interchange.rows import Outcome, RowData


@dataclass(slots=True)
class Rejected:
    """The rows of one sheet that were not taken: Excel's row number -> what is wrong with it."""

    heading_row: int
    labels: list[str]
    reasons: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Report:
    """What an import did or would do; `wrong` are the rows that were not taken, by title of the sheet."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    errors: list[Problem] = field(default_factory=list)
    batch: int | None = None
    outside: dict[str, int] = field(default_factory=dict)
    wrong: dict[str, Rejected] = field(default_factory=dict)
    by_kind: dict[str, dict[str, int]] = field(default_factory=dict)

    @classmethod
    def refused(cls, message: str) -> "Report":
        """Return the report of an import that was refused as a whole."""
        report = cls()
        report.add_failure(message)
        return report

    def add_failure(self, message: str) -> None:
        """Take note of what went wrong with the import as a whole."""
        self.errors.append(Problem(None, None, None, "", "", message))

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing was wrong."""
        return not self.errors

    def add_table(self, table: Table) -> None:
        """Take note of a sheet and of what is wrong with it as a whole."""
        self.errors += table.problems
        self.wrong[table.title] = Rejected(table.heading_row, table.labels)
        self.by_kind[table.title] = {"created": 0, "updated": 0, "unchanged": 0, "skipped": 0}

    def add_skipped(self, table: Table) -> None:
        """Count the rows of a sheet that were passed over, now that it has been read."""
        self.skipped += table.skipped
        self.by_kind[table.title]["skipped"] = table.skipped

    def add_wrong(self, row: RowData) -> None:
        """Take note of a row that is not taken."""
        problems = row.problems or []
        self.errors += problems
        self.wrong[row.sheet].reasons[row.number] = " ".join(one.message for one in problems)

    def add_outcome(self, sheet: str, outcome: Outcome) -> None:
        """Add what became of the rows of a sheet."""
        counts = {name: getattr(outcome, name) for name in ("created", "updated", "unchanged")}
        self.by_kind[sheet] |= counts
        for name, count in counts.items():
            setattr(self, name, getattr(self, name) + count)

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
