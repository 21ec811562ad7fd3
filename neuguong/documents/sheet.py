"""What stands where in a document: the wording that all renderers share."""

from dataclasses import dataclass, replace
from math import ceil
from textwrap import fill

from neuguong.documents.blocks import Annex, Block, Bullet, OfficialDocument, Paragraph, Runs, Table, Text
from neuguong.documents.document_types import DocumentType
from neuguong.documents.formats import Family, Format
from neuguong.documents.rule_sets import format_for

DRAFT_MARK = "Dự thảo"
RECORDER = "Người ghi biên bản"
CHAIR = "Chủ trì"
POINTS_PER_MM = 72 / 25.4
CAPITAL_EM = 0.61  # mean width of a bold capital with its share of spaces, Times New Roman


@dataclass(frozen=True, slots=True)
class AnnexHead:
    number: str
    title: str
    reference: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Blocks on pages of one orientation; `head` where an annex begins."""

    landscape: bool
    blocks: tuple[Block, ...]
    head: AnnexHead | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    authority: str
    position: str
    name: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document with its format chosen and every line worded; empty lines are left out."""

    format: Format
    title: str
    author: str
    head_title: str
    head_motto: str
    higher: str
    issuer: str
    number_line: str
    letter_abstract: str
    marks: tuple[str, ...]
    place_date: str
    type_name: str
    abstract: str
    addressees: tuple[Runs, ...]
    body: tuple[Segment, ...]
    recorder: Signature | None
    recipients: tuple[str, ...]
    signature: Signature
    annexes: tuple[Segment, ...]


def lay_out(document: OfficialDocument) -> Sheet:
    """Return the sheet of a document; ValueError when no format holds on its date or knows its type."""
    rules = format_for(document.family, document.date)
    kind = rules.type_of(document.type_code)
    minutes = bool(document.recorder)
    return Sheet(
        format=rules,
        title=f"{kind.name} {document.abstract}".replace("\n", " "),
        author=document.issuer.replace("\n", " "),
        head_title=rules.head_title.upper(),
        head_motto=rules.head_motto,
        higher=document.higher.upper(),
        issuer=_balanced(document.issuer.upper(), rules),
        number_line=rules.number_line(document.number, document.type_code, document.issuer_code, document.unit_code),
        letter_abstract="" if kind.titled else _letter_abstract(rules, document.abstract),
        marks=_marks(document),
        place_date=_place_date(rules, kind, document),
        type_name=kind.name.upper() if kind.titled else "",
        abstract=document.abstract if kind.titled else "",
        addressees=_addressees(document.addressees),
        body=_body(rules, document.blocks),
        recorder=Signature("", RECORDER.upper(), document.recorder) if minutes else None,
        recipients=_recipients(rules, document),
        signature=Signature(
            document.authority.upper(),
            (document.position or (CHAIR if minutes else "")).upper(),
            document.signer,
        ),
        annexes=tuple(segment for annex in document.annexes for segment in _annex(rules, kind, document, annex)),
    )


def _balanced(name: str, rules: Format) -> str:
    """Break a long name into lines of like length, so that no word stands alone; given breaks stay."""
    width = len(name) * CAPITAL_EM * rules.styles.issuer.size / POINTS_PER_MM
    lines = ceil(width / (rules.head_columns[0] * 0.97))
    return name if "\n" in name or lines < 2 else fill(name, ceil(len(name) / lines) + 4)


def _place_date(rules: Format, kind: DocumentType, document: OfficialDocument) -> str:
    if not kind.placed:
        return ""
    return rules.place_date(document.place, document.date, dated=document.number is not None)


def _letter_abstract(rules: Format, abstract: str) -> str:
    for lead in ("về việc ", "v/v "):
        if abstract.lower().startswith(lead):
            abstract = abstract[len(lead) :]
    return f"{rules.letter_lead} {abstract}"


def _marks(document: OfficialDocument) -> tuple[str, ...]:
    marks = (document.urgency.upper(), DRAFT_MARK.upper() if document.draft else "")
    return tuple(mark for mark in marks if mark)


def _addressees(names: tuple[str, ...]) -> tuple[Runs, ...]:
    lead = Text("Kính gửi: ", italic=True)
    if len(names) <= 1:
        return tuple((lead, Text(name)) for name in names)
    ends = [","] * (len(names) - 1) + ["."]
    return ((lead,), *((Text(f"- {name}{end}"),) for name, end in zip(names, ends, strict=True)))


def _recipients(rules: Format, document: OfficialDocument) -> tuple[str, ...]:
    names = [name.rstrip(" .;,") for name in document.recipients]
    if document.kept:
        names.append(f"{rules.recipients_keep} {document.kept}".rstrip(" .;"))
    ends = [";"] * (len(names) - 1) + ["."]
    return tuple(f"- {name}{end}" for name, end in zip(names, ends, strict=False))


def _body(rules: Format, blocks: tuple[Block, ...]) -> tuple[Segment, ...]:
    segments = _split(_ended(rules, blocks), landscape=False)
    return (*segments, Segment(False, ())) if segments[-1].landscape else segments


def _ended(rules: Format, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Close the last sentence as the family does: "." (Party) or "./." (State)."""
    last = blocks[-1] if blocks else None
    if not isinstance(last, Paragraph | Bullet) or not last.runs:
        return blocks
    *before, run = last.runs
    if isinstance(run, Text):
        bare = run.text.rstrip().removesuffix("./.").removesuffix(".")
        closed = bare if bare.endswith(("!", "?", "…", ":")) else bare + rules.end_mark
        line: Runs = (*before, replace(run, text=closed))
    else:
        line = (*before, run, Text(rules.end_mark))
    return (*blocks[:-1], replace(last, runs=line))


def _split(blocks: tuple[Block, ...], *, landscape: bool, head: AnnexHead | None = None) -> tuple[Segment, ...]:
    """Cut blocks where a landscape table turns the page, and back."""
    segments = [Segment(landscape, (), head)]
    for block in blocks:
        turned = landscape or (isinstance(block, Table) and block.landscape)
        last = segments[-1]
        if turned == last.landscape:
            segments[-1] = replace(last, blocks=(*last.blocks, block))
        else:
            segments.append(Segment(turned, (block,)))
    return tuple(segments)


def _annex(rules: Format, kind: DocumentType, document: OfficialDocument, annex: Annex) -> tuple[Segment, ...]:
    comma = "," if rules.family == Family.PARTY else ""
    sign = rules.number_line(document.number, document.type_code, document.issuer_code, document.unit_code)
    when = rules.place_date("", document.date, dated=document.number is not None).removeprefix(", ")
    named = f"{kind.name} {sign[0].lower()}{sign[1:].replace(':', '')}{comma} {when}"
    head = AnnexHead(
        number=f"Phụ lục {annex.number}".rstrip(),
        title=annex.title.upper(),
        reference=f"(Kèm theo {named} của {document.issuer})".replace("\n", " "),
    )
    return _split(annex.blocks, landscape=annex.landscape, head=head)


def absolute(href: str, base_url: str) -> str:
    """Return the address behind a figure in a file: a path of this site gets `base_url` before it."""
    return base_url.rstrip("/") + href if href.startswith("/") else href
