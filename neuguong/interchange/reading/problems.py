"""What is wrong with a workbook: where, what was expected, what was found and how to mend it."""

from dataclasses import asdict, dataclass

from neuguong.core.refusal import Refusal

_LONGEST_FOUND = 80


@dataclass(frozen=True, slots=True)
class Problem:
    """One error of the import's answer; `row` is Excel's row number, `column` the heading's text.

    What concerns the whole file has no sheet; what concerns a whole sheet has no row.
    """

    sheet: str | None
    row: int | None
    column: str | None
    expected: str
    found: str
    message: str

    def as_json(self) -> dict[str, str | int | None]:
        """Return the object of the contract: sheet, row, column, expected, found, message."""
        return asdict(self)


class UnreadableWorkbook(Refusal):
    """The file as a whole can't be read; nothing of it was taken."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message, code="unreadable_workbook")
        self.problem = problem


def place(sheet: str | None, row: int | None = None, column: str | None = None) -> str:
    """Return the place in words: "Trang “Người”, dòng 12, cột “Ngày sinh”"."""
    parts = [
        f"trang “{sheet}”" if sheet else "",
        f"dòng {row}" if row else "",
        f"cột “{column}”" if column else "",
    ]
    words = ", ".join(part for part in parts if part)
    return words[:1].upper() + words[1:]


def shorten(found: str, longest: int = _LONGEST_FOUND) -> str:
    """Return `found` on one line, cut to `longest` characters, so that it fits into a sentence."""
    line = " ".join(found.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def problem(
    why: str,
    *,
    expected: str,
    found: str,
    sheet: str | None = None,
    row: int | None = None,
    column: str | None = None,
) -> Problem:
    """Return a `Problem` whose message is the place and then `why`, a sentence that says how to mend."""
    where = place(sheet, row, column)
    message = f"{where}: {why}" if where else why[:1].upper() + why[1:]
    return Problem(sheet, row, column, expected, shorten(found), message)


def unreadable(why: str, *, expected: str, found: str, sheet: str | None = None) -> UnreadableWorkbook:
    """Return the refusal of a whole file (or of all of it because of one sheet)."""
    return UnreadableWorkbook(problem(why, expected=expected, found=found, sheet=sheet))
