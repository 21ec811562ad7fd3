"""The numbered items of a document, split out of its text by the numbering of Party and State documents.

HD 36-HD/VPTW (3/4/2018) and HD 05-HD/VPTW (27/5/2026) number as "I-", "1.", "a)"; an item below another is told by
both numbers, "I.1.a". Numbers written whole ("I.1", "2a") are kept. At the end of an item "(Thực hiện: …; hạn: …)"
says who does it and by when.
"""

import datetime as dt
import re
from collections.abc import Iterable
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from neuguong.core.text import compose
from neuguong.core.years import FIRST_YEAR, LAST_YEAR

MOST = 200
LONGEST = 2_000
LONGEST_NUMBER = 20
LONGEST_PERFORMER = 250
_SIGN = r"\s*[-–—.)/]+(?:\s+|(?=\D))"
_WHOLE = re.compile(r"((?:[IVX]{1,5}|\d{1,3}[a-zđ]?)(?:\.(?:\d{1,3}[a-zđ]?|[a-zđ]))+)[.)]?\s+(.+)")
_LEVELS = tuple(re.compile(f"({number}){_SIGN}(.+)") for number in (r"[IVX]{1,5}", r"\d{1,3}[a-zđ]?", r"[a-zđ]"))
_UNTIL = r"(?:hạn|xong trước|due)\s*:\s*([^();]+?)\s*"
_WHO = re.compile(
    rf"\s*\((?:thực hiện|chủ trì|phụ trách|by)\s*:\s*([^();]+?)\s*(?:;\s*{_UNTIL})?\)\s*\.?$", re.IGNORECASE
)
_BY = re.compile(rf"\s*\({_UNTIL}\)\s*\.?$", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


class Numbered(NamedTuple):
    """An item: its whole number and its text; who does it and by when, where that is said."""

    number: str
    text: str
    performer: str = ""
    due: dt.date | None = None

    @property
    def line(self) -> str:
        """The item as a line of text, from which it is read again as it is."""
        return f"{self.number}. {self.text}{self._said}"

    @property
    def _said(self) -> str:
        by = f"hạn: {self.due:%d/%m/%Y}" if self.due else ""
        if self.performer:
            return f" (thực hiện: {self.performer}{by and f'; {by}'})"
        return f" ({by})" if by else ""


def split(text: str) -> list[Numbered]:
    """Return the items of a text; lines without a number go on with the item above.

    Raises ValidationError, with the line, where it begins without a number, a number stands twice, a day is none.
    """
    found: dict[str, str] = {}
    above: tuple[str, ...] = ()
    for index, line in enumerate(map(compose, text.splitlines()), 1):
        if not line:
            continue
        parts, rest = _numbered(line, above)
        if parts:
            number = ".".join(parts)
            if number in found:
                words = _("Dòng %(line)s: số %(number)s đã có ở trên. Mỗi nội dung mang một số riêng.")
                raise ValidationError(words % {"line": index, "number": number})
            found[number], above = rest, parts
        elif not above:
            words = _("Dòng %(line)s chưa có số: «%(text)s». Bắt đầu từ nội dung có số, như I-, 1. hoặc a).")
            raise ValidationError(words % {"line": index, "text": line[:60]})
        else:
            found[".".join(above)] += f" {rest}"
    return _bounded([_told(number, text) for number, text in found.items()])


def headings(numbers: Iterable[str]) -> set[str]:
    """Return those of the numbers below which others stand: the others, and not they, are carried out."""
    known = {number: number.split(".") for number in numbers}
    above = {".".join(parts[:end]) for parts in known.values() for end in range(1, len(parts))}
    return above & known.keys()


def _numbered(line: str, above: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return the whole number of a line in its parts and the rest; no parts where it has no number."""
    whole = _WHOLE.fullmatch(line)
    if whole:
        parts = tuple(whole[1].split("."))
        # "1.1" below "II" is of II, as "1." there is.
        return (above[:1] + parts if _level(parts[0]) and above and not _level(above[0]) else parts), whole[2]
    for level, pattern in enumerate(_LEVELS):
        match = pattern.fullmatch(line)
        if match:
            return (*(part for part in above if _level(part) < level), match[1]), match[2]
    return (), line


def _level(part: str) -> int:
    return 1 if part[0].isdigit() else 0 if part[0].isupper() else 2


def _told(number: str, text: str) -> Numbered:
    """Take who does it and by when off the end of an item's text."""
    who, by = _WHO.search(text), _BY.search(text)
    if who:
        return Numbered(number, text[: who.start()], who[1], _day(number, who[2]) if who[2] else None)
    return Numbered(number, text[: by.start()], "", _day(number, by[1])) if by else Numbered(number, text)


def _day(number: str, text: str) -> dt.date:
    found = _DAY.fullmatch(text)
    try:
        day = dt.date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        day = None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        words = _(
            "Nội dung %(number)s: hạn «%(found)s» không phải là ngày có thật. Ghi ngày/tháng/năm, như 05/03/2023."
        )
        raise ValidationError(words % {"number": number, "found": text[:40]})
    return day


def _bounded(items: list[Numbered]) -> list[Numbered]:
    if len(items) > MOST:
        words = _("Văn bản có %(count)s nội dung, nhiều nhất là %(most)s. Chỉ ghi các nội dung cần cụ thể hóa.")
        raise ValidationError(words % {"count": len(items), "most": MOST})
    for item in items:
        words = _("Nội dung %(number)s: %(what)s dài %(length)s chữ, nhiều nhất là %(most)s. Rút gọn lại.")
        for what, told, most in (
            (_("số"), item.number, LONGEST_NUMBER),
            (_("nội dung"), item.text, LONGEST),
            (_("tên người, đơn vị thực hiện"), item.performer, LONGEST_PERFORMER),
        ):
            if len(told) > most:
                said = {"number": item.number[:LONGEST_NUMBER], "what": what, "length": len(told), "most": most}
                raise ValidationError(words % said)
        if not item.text:
            raise ValidationError(_("Nội dung %(number)s chưa có chữ. Ghi nội dung sau số.") % {"number": item.number})
    return items
