"""A plan as a document in the Party's format: one that is there, or a draft made of the provisions above it."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Literal, Protocol

from neuguong.directives.models import Directive
from neuguong.directives.numbering import headings
from neuguong.documents.blocks import Block, Heading, OfficialDocument, Paragraph, runs
from neuguong.documents.document_types import PARTY_TYPES
from neuguong.documents.formats import Family
from neuguong.documents.letterheads import letterhead
from neuguong.documents.wording import short_date
from neuguong.organisations.models import Organisation

_CODES = {kind.name: code for code, kind in PARTY_TYPES.items()}
_LEADING = re.compile(r"\s*0*(\d{1,4})\b")


class Item(Protocol):
    """What is told of a provision."""

    @property
    def number(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def performer(self) -> str: ...
    @property
    def due(self) -> dt.date | None: ...


def as_document(plan: Directive, items: Sequence[Item], upper: Directive | None, *, draft: bool) -> OfficialDocument:
    """Return a plan as a document; a draft has no number and no day yet."""
    number = None if draft else _LEADING.match(plan.number)
    return OfficialDocument(
        family=Family.PARTY,
        date=plan.date,
        type_code=_CODES.get(plan.kind, "KH"),
        abstract=plan.abstract,
        number=int(number[1]) if number else None,
        blocks=(*_opening(plan, upper), *_body(items)),
        draft=draft,
        **asdict(letterhead(plan.organisation)),
    )


def draft_of(upper: Directive, place: Organisation, day: dt.date) -> Directive:
    """Return an unsaved plan of `place` that carries a document out."""
    what = f"{upper.kind} số {upper.number}, ngày {short_date(upper.date)} của {upper.issuer}"
    abstract = f"Thực hiện {what}"[:600]
    return Directive(organisation=place, kind="Kế hoạch", date=day, abstract=abstract, concretises=upper)


def _opening(plan: Directive, upper: Directive | None) -> Iterator[Block]:
    if upper is None:
        return
    head = letterhead(plan.organisation)
    cited = f"{upper.kind} số {upper.number}, ngày {short_date(upper.date)} của {upper.issuer} về “{upper.abstract}”"
    issuer = head.issuer.replace("\n", " ")
    yield Paragraph(runs(f"Thực hiện {cited}, {issuer} ban hành {plan.kind.lower()} như sau:"))


def _body(items: Sequence[Item]) -> Iterator[Block]:
    above = headings(item.number for item in items)
    for item in items:
        own = item.number.rpartition(".")[2]
        if item.number in above or own[0] in "IVX":
            level: Literal[1, 2, 3] = 1 if own[0] in "IVX" else 3 if own[0].islower() else 2
            yield Heading(level, own, item.text)
        else:
            yield Paragraph(runs(f"{own}{')' if own[0].isalpha() else '.'} {item.text.rstrip('.;')}{_said(item)}."))


def _said(item: Item) -> str:
    told = [f"thực hiện: {item.performer}"] if item.performer else []
    if item.due:
        told.append(f"hoàn thành trước ngày {short_date(item.due)}")
    return f" ({'; '.join(told)})" if told else ""
