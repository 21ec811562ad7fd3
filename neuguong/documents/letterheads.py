"""What heads and signs the documents of an organisation, as far as it can be told from the organisation itself."""

import re
from dataclasses import dataclass

from neuguong.organisations.models import Kind, Organisation

_PROVINCE = re.compile(r"(?:tỉnh|thành phố)\s+(?P<place>[A-ZĐÀ-Ỹ][\w-]*(?:\s+[A-ZĐÀ-Ỹ][\w-]*){0,3})\s*$")
_COMMITTEE = {"Đảng bộ ": "Đảng ủy "}
# Codes of issuing bodies (HD 36-HD/VPTW of 3/4/2018): ĐUK for a bloc, ĐU for a committee, CB for a cell.
_CODES = {Kind.PROVINCE: "TU", Kind.BLOC: "ĐUK", Kind.BASE_CELL: "CB", Kind.CELL: "CB"}
# Letters that stand on one line of the left head, in capitals of 14 points.
_ONE_LINE = 26
_CELLS = (Kind.BASE_CELL, Kind.CELL)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The names of the bodies on the head, who signs, and who gets the document; all can be corrected by a person."""

    higher: str = ""
    issuer: str = ""
    issuer_code: str = ""
    place: str = ""
    authority: str = ""
    position: str = ""
    recipients: tuple[str, ...] = ()
    kept: str = ""


def letterhead(organisation: Organisation) -> Letterhead:
    """Return what can be told from the organisation and the one above it."""
    place = place_of(organisation)
    is_cell = organisation.kind in _CELLS
    issuer = organisation.name if is_cell else committee(organisation.name)
    office = "chi ủy" if is_cell else "Văn phòng Đảng ủy"
    higher = _higher(organisation, place)
    if organisation.parent is not None:
        recipients: tuple[str, ...] = (f"{higher} (để báo cáo)", "Các tổ chức đảng trực thuộc")
    else:
        recipients = (
            f"Ban Thường vụ {higher} (để báo cáo)",
            f"Ban Tuyên giáo {higher}",
            f"Các đồng chí Ủy viên Ban Chấp hành {organisation.name}",
            "Các chi bộ, đảng bộ cơ sở trực thuộc",
        )
    return Letterhead(
        higher=balanced(higher),
        issuer=balanced(issuer),
        issuer_code=_CODES.get(Kind(organisation.kind), "ĐU"),
        place=place,
        authority="T/M Chi bộ" if is_cell else "T/M Ban Thường vụ",
        position="Bí thư",
        recipients=recipients,
        kept=office,
    )


def _higher(organisation: Organisation, place: str) -> str:
    """Return the body above: the parent's committee; over an installation's top, the province's or the Centre's."""
    if organisation.parent is not None:
        return committee(organisation.parent.name)
    if organisation.kind == Kind.PROVINCE:
        return "Ban Chấp hành Trung ương"
    return f"Tỉnh ủy {place}".strip()


def committee(name: str) -> str:
    """Return the executive committee of an organisation: Đảng bộ X → Đảng ủy X."""
    for body, executive in _COMMITTEE.items():
        if name.startswith(body):
            return executive + name.removeprefix(body)
    return name


def balanced(name: str) -> str:
    """Return a long name on two lines of like length, as the head of a document writes it."""
    if len(name) <= _ONE_LINE:
        return name
    breaks = [index for index, letter in enumerate(name) if letter == " "]
    middle = min(breaks, key=lambda index: abs(index - len(name) / 2), default=None)
    return name if middle is None else f"{name[:middle]}\n{name[middle + 1 :]}"


def place_of(organisation: Organisation) -> str:
    """Return the province named at the end of the organisation's name, or of one above it."""
    walker: Organisation | None = organisation
    while walker is not None:
        found = _PROVINCE.search(walker.name)
        if found:
            return found["place"]
        walker = walker.parent
    return ""
