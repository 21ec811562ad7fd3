"""The one form from which Word, PDF and HTML are made. All text in it is composed and clean."""

from dataclasses import dataclass, fields
from datetime import date
from typing import ClassVar, Literal
from urllib.parse import urlsplit

from neuguong.documents.formats import Family
from neuguong.documents.wording import clean

Alignment = Literal["left", "center", "right"]
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


class Clean:
    """Composes each text of a frozen dataclass as it is made."""

    __slots__ = ()

    def __post_init__(self) -> None:
        for field in fields(self):  # type: ignore[arg-type]  # only dataclasses inherit this
            value = getattr(self, field.name)
            if type(value) is str:
                object.__setattr__(self, field.name, clean(value))
            elif isinstance(value, tuple) and value and isinstance(value[0], str):
                object.__setattr__(self, field.name, tuple(clean(text) for text in value))


@dataclass(frozen=True, slots=True)
class Text(Clean):
    kind: ClassVar[str] = "text"
    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Figure(Clean):
    """A figure that opens; `href` is http(s), or a path of this site beginning with one slash."""

    kind: ClassVar[str] = "figure"
    text: str
    href: str
    bold: bool = False
    italic: bool = False

    def __post_init__(self) -> None:
        Clean.__post_init__(self)
        parts = urlsplit(self.href)
        local = self.href.startswith("/") and not self.href.startswith(("//", "/\\"))
        remote = parts.scheme in {"http", "https"} and bool(parts.netloc)
        if not (local or remote) or any(char <= " " for char in self.href):
            raise ValueError(
                f"Liên kết của số liệu “{self.text}”: cần địa chỉ http(s) hoặc đường dẫn bắt đầu bằng “/”, "
                f"nhận được “{self.href}”."
            )


Run = Text | Figure
Runs = tuple[Run, ...]


def runs(*parts: str | Run) -> Runs:
    """Return runs in which a plain string becomes a `Text`."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def plain(line: Runs) -> str:
    """Return the text of runs without their looks."""
    return "".join(run.text for run in line)


@dataclass(frozen=True, slots=True)
class Paragraph:
    kind: ClassVar[str] = "paragraph"
    runs: Runs
    align: Literal["justify", "center"] = "justify"


@dataclass(frozen=True, slots=True)
class Heading(Clean):
    """Level 1 to 3; `number` without its ending: "I", "1", "a" (the format writes "I-", "1.", "a)").

    `anchor` names the heading on a page, so that it can be linked to; files have no use for it.
    """

    kind: ClassVar[str] = "heading"
    level: Literal[1, 2, 3]
    number: str
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Bullet:
    """One item behind a dash."""

    kind: ClassVar[str] = "bullet"
    runs: Runs


@dataclass(frozen=True, slots=True)
class Bases:
    """The bases of a decision (căn cứ), without dash or end: the format writes both."""

    kind: ClassVar[str] = "bases"
    items: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Column(Clean):
    """`width` is a share of the table's width; neighbours of one `group` stand under its heading."""

    title: str
    width: float
    align: Alignment = "left"
    group: str = ""


@dataclass(frozen=True, slots=True)
class Table(Clean):
    """Rows of cells, as many as columns; the header repeats on each page; `landscape` turns its pages."""

    kind: ClassVar[str] = "table"
    columns: tuple[Column, ...]
    rows: tuple[tuple[Runs, ...], ...]
    title: str = ""
    landscape: bool = False

    def __post_init__(self) -> None:
        Clean.__post_init__(self)
        for index, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(f"Bảng “{self.title}”, dòng {index}: cần {len(self.columns)} ô, có {len(row)}.")


@dataclass(frozen=True, slots=True)
class Picture(Clean):
    """A PNG for Word, the same as SVG for PDF and pages where there is one; `width` in mm."""

    kind: ClassVar[str] = "picture"
    png: bytes
    alt: str
    caption: str = ""
    svg: str = ""
    width: float = 165

    def __post_init__(self) -> None:
        Clean.__post_init__(self)
        if not self.png.startswith(PNG_SIGNATURE) or len(self.png) < 33:
            raise ValueError(f"Ảnh “{self.alt}”: cần tệp PNG.")

    @property
    def ratio(self) -> float:
        """Height divided by width."""
        return int.from_bytes(self.png[20:24]) / max(1, int.from_bytes(self.png[16:20]))


Block = Paragraph | Heading | Bullet | Bases | Table | Picture


@dataclass(frozen=True, slots=True)
class Annex(Clean):
    """On pages of its own; `number` "1", "I" or "" when it is the only one."""

    number: str
    title: str
    landscape: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialDocument(Clean):
    """A document of the Party or of the State; names in ordinary letters, the format raises them.

    "\\n" in a name breaks its line. `number` None: not numbered yet, the number and the day are left
    blank. `recipients` without dash or end; `kept` is what follows "Lưu" ("Văn phòng Đảng ủy").
    `authority` like "T/M Ban Thường vụ". Minutes name their `recorder`. `urgency` like "KHẨN".
    """

    family: Family
    date: date
    type_code: str
    abstract: str
    higher: str
    issuer: str
    issuer_code: str
    place: str
    blocks: tuple[Block, ...]
    number: int | None = None
    unit_code: str = ""
    annexes: tuple[Annex, ...] = ()
    addressees: tuple[str, ...] = ()
    authority: str = ""
    position: str = ""
    signer: str = ""
    recorder: str = ""
    recipients: tuple[str, ...] = ()
    kept: str = ""
    urgency: str = ""
    draft: bool = False
