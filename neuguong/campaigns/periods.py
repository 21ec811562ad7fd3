"""Periods: `2023`, `2023-Q3`, `2023-H1`, `2023-07`, and a range of any two, `2021..2023`."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from neuguong.core.errors import Refusal

_ONE = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>0[1-9]|1[0-2])))?")
_ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days, both ends included; `code` is how it is written."""

    code: str
    start: dt.date
    end: dt.date

    def __str__(self) -> str:
        return self.code

    @property
    def years(self) -> range:
        """The calendar years that the period touches."""
        return range(self.start.year, self.end.year + 1)

    def year_end(self, year: int) -> dt.date:
        """Return 31 December of `year`, or the period's end where that comes first."""
        return min(dt.date(year, 12, 31), self.end)

    def holds(self, other: "Period") -> bool:
        """Tell whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    @property
    def label(self) -> str:
        """The period in words."""
        if ".." in self.code:
            first, last = self.code.split("..")
            return f"{_words(first, short=True)}–{_words(last, short=True)}"
        return _words(self.code, short=False)


def parse(code: str) -> Period:
    """Read a period; raises Refusal that says what is expected and what was found."""
    first, dots, last = code.strip().partition("..")
    start = _span(first, code)
    end = _span(last, code) if dots else start
    if end[1] < start[0]:
        raise Refusal(_("Kỳ %(code)s kết thúc trước khi bắt đầu. Đổi thứ tự hai đầu.") % {"code": code}, code="period")
    return Period(code.strip(), start[0], end[1])


def parse_loosely(text: str) -> Period:
    """Read a period as people write stages too: "2021-2023", "2021 – 2023", "giai đoạn 2021–2023"."""
    years = re.fullmatch(r"\D*(\d{4})\s*(?:-|–|—|đến)\s*(\d{4})\D*", text.strip())
    return parse(f"{years[1]}..{years[2]}" if years else text)


def _span(text: str, whole: str) -> tuple[dt.date, dt.date]:
    found = _ONE.fullmatch(text.strip())
    if not found or not 1900 <= int(found["year"]) <= 2200:
        raise Refusal(
            _("Kỳ «%(code)s» không đọc được. Viết như 2023, 2023-Q3, 2023-H1, 2023-07 hoặc 2021..2023.")
            % {"code": whole},
            code="period",
        )
    year, first, months = int(found["year"]), 1, 12
    if found["quarter"]:
        first, months = 3 * int(found["quarter"]) - 2, 3
    elif found["half"]:
        first, months = 6 * int(found["half"]) - 5, 6
    elif found["month"]:
        first, months = int(found["month"]), 1
    last = first + months - 1
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def _words(code: str, *, short: bool) -> str:
    found = _ONE.fullmatch(code)
    if found is None:
        return code
    year = found["year"]
    if found["quarter"]:
        return _("quý %(part)s/%(year)s") % {"part": _ROMAN[int(found["quarter"])], "year": year}
    if found["half"]:
        words = {"1": _("6 tháng đầu năm %(year)s"), "2": _("6 tháng cuối năm %(year)s")}
        return words[found["half"]] % {"year": year}
    if found["month"]:
        return _("tháng %(part)s/%(year)s") % {"part": int(found["month"]), "year": year}
    return year if short else _("năm %(year)s") % {"year": year}


def step(period: Period, count: int) -> Period:
    """Return the period of the same length `count` steps later (or earlier, when negative)."""
    first, dots, last = period.code.partition("..")
    if not dots:
        return parse(_stepped(first, count))
    length = len(period.years) * count
    return parse(f"{_later(first, length)}..{_later(last, length)}")


def _later(code: str, years: int) -> str:
    return f"{int(code[:4]) + years}{code[4:]}"


def _stepped(code: str, count: int) -> str:
    year, sort, part = int(code[:4]), code[5:6], code[5:].lstrip("QH")
    if not part:
        return str(year + count)
    parts, prefix, width = {"Q": (4, "Q", 1), "H": (2, "H", 1)}.get(sort, (12, "", 2))
    index = year * parts + int(part) - 1 + count
    return f"{index // parts}-{prefix}{index % parts + 1:0{width}d}"
