"""How Vietnamese documents write numbers, dates and text."""

import re
import unicodedata
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

# What XML 1.0 can't hold, controls, and marks that would reorder a line unseen.
_FORBIDDEN = re.compile(
    "[^\t\n\x20-\x7e\u00a0-\u200f\u2010-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def clean(text: str) -> str:
    """Return `text` composed (NFC, as TCVN 6909:2001 asks), breaks as "\\n", without what XML can't hold."""
    text = _BREAK.sub("\n", text).replace("\t", " ")
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", text))


def number(value: int | float | Decimal, places: int = 0) -> str:
    """Return 1234.5 as "1.234,5"; rounds halves away from zero to `places` decimals."""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{exact:,f}".translate(str.maketrans(",.", ".,"))


def percent(numerator: int | Decimal, denominator: int | Decimal, places: int = 1) -> str:
    """Return the share as "99,8%" without idle zeros ("100%"); an empty denominator gives "-"."""
    if not denominator:
        return "-"
    share = number(Decimal(numerator) * 100 / Decimal(denominator), places)
    return (share.rstrip("0").rstrip(",") if "," in share else share) + "%"


def two_digits(value: int) -> str:
    """Return a count as documents write it in sentences: "05" under 10, else as `number`."""
    return f"{value:02d}" if 0 <= value < 10 else number(value)


def short_date(day: date) -> str:
    """Return "18/5/2021", the form in which documents are cited."""
    return f"{day.day}/{day.month}/{day.year}"


def long_date(day: date) -> str:
    """Return "ngày 05 tháng 02 năm 2024": two digits for days under 10 and for months 1 and 2."""
    return f"ngày {day.day:02d} {month_and_year(day)}"


def month_and_year(day: date) -> str:
    """Return "tháng 02 năm 2024", "tháng 3 năm 2024": two digits for months 1 and 2 only."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"tháng {month} năm {day.year}"


def roman(value: int) -> str:
    """Return the Roman numeral of a heading or an annex, 1 to 39; ValueError outside."""
    if not 1 <= value <= 39:
        raise ValueError(f"Số La Mã của mục, phụ lục: cần từ 1 đến 39, nhận được {value}.")
    numeral = ""
    for size, letters in _ROMAN:
        count, value = divmod(value, size)
        numeral += letters * count
    return numeral
