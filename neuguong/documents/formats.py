"""What a format of documents is, and which one holds on a day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from neuguong.documents import wording
from neuguong.documents.document_types import DocumentType

BLANK = "\u00a0" * 6  # where a number or a day is written in by hand


class Family(StrEnum):
    PARTY = "party"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Style:
    """Letters of one part: `size` in points as set here, `low` and `high` as the rule allows."""

    size: float
    low: float
    high: float
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    underline: bool = False


@dataclass(frozen=True, slots=True)
class Margins:
    """Millimetres of an odd page; with `mirrored` an even page swaps left and right."""

    top: float
    bottom: float
    left: float
    right: float
    mirrored: bool


@dataclass(frozen=True, slots=True)
class Styles:
    page_number: Style
    head_title: Style
    head_motto: Style
    higher: Style
    issuer: Style
    number: Style
    place_date: Style
    type: Style
    abstract: Style
    letter_abstract: Style
    body: Style
    bases: Style
    heading_1: Style
    heading_2: Style
    heading_3: Style
    authority: Style
    position: Style
    signer: Style
    recipients_title: Style
    recipients: Style
    urgency: Style
    draft: Style
    annex_number: Style
    annex_title: Style
    annex_reference: Style
    table: Style
    caption: Style


@dataclass(frozen=True, slots=True)
class Format:
    """A rule set of one family between two days (both included; `until` None is open-ended)."""

    family: Family
    name: str
    sources: tuple[str, ...]
    since: date
    until: date | None
    types: dict[str, DocumentType]
    styles: Styles
    margins: Margins
    page_number_from_top: float  # mm from the paper's edge
    head_columns: tuple[float, float]  # mm, left and right of 165
    head_title: str
    head_motto: str
    head_rule_em: float  # length of the line that the rule under the head equals, in its size
    issuer_mark: str  # "asterisk" or "rule"
    number_lead: str
    number_pattern: str
    letter_pattern: str
    letter_lead: str
    abstract_mark: str  # "-----", or "" for a rule
    line: float  # points, exactly
    gap: float  # points between paragraphs
    indent: float  # mm
    heading_ends: tuple[str, str, str]
    authority_leads: dict[str, str]
    recipients_keep: str
    end_mark: str

    def type_of(self, code: str) -> DocumentType:
        """Return the type of a code; ValueError names the codes that this format knows."""
        if code not in self.types:
            known = ", ".join(self.types)
            raise ValueError(f"Loại văn bản: {self.name} không có ký hiệu “{code}”; dùng một trong: {known}.")
        return self.types[code]

    def number_sign(self, number: int | None, code: str, issuer: str, unit: str = "") -> str:
        """Return "05-KH/ĐUK" or "15/QĐ-UBND"; blanks where there is no number yet."""
        pattern = self.number_pattern if self.type_of(code).titled else self.letter_pattern
        digits = BLANK if number is None else f"{number:02d}"
        return pattern.format(number=digits, code=code, issuer=issuer, unit=f"-{unit}" if unit else "")

    def number_line(self, number: int | None, code: str, issuer: str, unit: str = "") -> str:
        """Return the whole line: "Số 05-KH/ĐUK" (Party), "Số: 15/QĐ-UBND" (State)."""
        return f"{self.number_lead} {self.number_sign(number, code, issuer, unit)}"

    def place_date(self, place: str, day: date, dated: bool = True) -> str:
        """Return "Yên Bái, ngày 05 tháng 02 năm 2024"; the day is left blank when not `dated`."""
        when = wording.long_date(day) if dated else f"ngày {BLANK}{wording.month_and_year(day)}"
        return f"{place}, {when}"

    def authority(self, form: str, body: str) -> str:
        """Return "T/M Ban Thường vụ"; `form` is on_behalf, deputy, by_order or (State) delegated."""
        return f"{self.authority_leads[form]} {body}"

    def heading(self, level: int, number: str, text: str) -> str:
        """Return "I- TÊN MỤC", "1. …" or "a) …" (levels 1 to 3); without number only the text."""
        shown = text.upper() if level == 1 else text
        return f"{number}{self.heading_ends[level - 1]} {shown}" if number else shown
