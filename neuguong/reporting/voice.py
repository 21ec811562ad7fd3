"""How a review names its own organisation and those below, by what the organisation is."""

from dataclasses import dataclass

from neuguong.organisations.models import OVER_THE_BASE, Kind, Organisation


@dataclass(frozen=True, slots=True)
class Voice:
    """Words for the braces of the outline; `is_above` tells an organisation above the base."""

    executive: str
    issuer: str
    whole: str
    units: str
    higher: str
    is_above: bool = False

    def said(self, text: str) -> str:
        """Return `text` with its braces filled; `{Units}` begins with a capital."""
        for name in ("executive", "issuer", "whole", "units", "higher"):
            word = getattr(self, name)
            text = text.replace(f"{{{name}}}", word).replace(f"{{{name.capitalize()}}}", word[:1].upper() + word[1:])
        return text


def voice_of(organisation: Organisation, higher: str) -> Voice:
    """Return the words of an organisation; `higher` is the body above it."""
    above = higher.replace("\n", " ") or "cấp trên"
    if organisation.kind in OVER_THE_BASE:
        units = "các chi bộ, đảng bộ cơ sở và các đoàn thể"
        return Voice("Ban Thường vụ", "Đảng ủy", "toàn Đảng bộ", units, above, is_above=True)
    if organisation.kind in (Kind.BASE_COMMITTEE, Kind.SECTION):
        return Voice("Đảng ủy", "Đảng ủy", "toàn Đảng bộ", "các chi bộ trực thuộc", above)
    if organisation.kind in (Kind.BASE_CELL, Kind.CELL):
        return Voice("Chi ủy", "Chi bộ", "Chi bộ", "Chi bộ", above)
    return Voice("Ban Chấp hành", "Ban Chấp hành", "toàn tổ chức", "các tổ chức trực thuộc", above)
