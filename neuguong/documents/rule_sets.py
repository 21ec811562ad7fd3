"""The rule sets in the order of their dates; another one is another entry here.

Parts on which a rule is silent (tables, captions, a Party document's annexes) follow NĐ 30/2020.
"""

from dataclasses import replace
from datetime import date

from neuguong.documents.document_types import PARTY_TYPES, STATE_TYPES
from neuguong.documents.formats import Family, Format, Margins, Style, Styles

_PARTY_STYLES = Styles(
    page_number=Style(14, 14, 14),
    head_title=Style(15, 15, 15, bold=True, capitals=True),
    head_motto=Style(15, 15, 15, bold=True),
    higher=Style(14, 14, 14, capitals=True),
    issuer=Style(14, 14, 14, bold=True, capitals=True),
    number=Style(14, 14, 14),
    place_date=Style(14, 14, 14, italic=True),
    type=Style(16, 15, 16, bold=True, capitals=True),
    abstract=Style(14, 14, 15, bold=True),
    letter_abstract=Style(12, 12, 12, italic=True),
    body=Style(14, 14, 15),
    bases=Style(14, 14, 15),
    heading_1=Style(14, 14, 15, bold=True, capitals=True),
    heading_2=Style(14, 14, 15, bold=True),
    heading_3=Style(14, 14, 15, bold=True),
    authority=Style(14, 14, 14, bold=True, capitals=True),
    position=Style(14, 14, 14, capitals=True),
    signer=Style(14, 14, 14, bold=True),
    recipients_title=Style(14, 14, 14, underline=True),
    recipients=Style(12, 12, 12),
    urgency=Style(14, 14, 14, bold=True, capitals=True),
    draft=Style(14, 14, 14, bold=True, capitals=True),
    annex_number=Style(14, 14, 14, bold=True),
    annex_title=Style(14, 13, 14, bold=True, capitals=True),
    annex_reference=Style(14, 14, 15, italic=True),
    table=Style(12, 11, 14),
    caption=Style(13, 12, 14, italic=True),
)

_STATE_STYLES = Styles(
    page_number=Style(14, 13, 14),
    head_title=Style(13, 12, 13, bold=True, capitals=True),
    head_motto=Style(14, 13, 14, bold=True),
    higher=Style(13, 12, 13, capitals=True),
    issuer=Style(13, 12, 13, bold=True, capitals=True),
    number=Style(13, 13, 13),
    place_date=Style(14, 13, 14, italic=True),
    type=Style(14, 13, 14, bold=True, capitals=True),
    abstract=Style(14, 13, 14, bold=True),
    letter_abstract=Style(13, 12, 13),
    body=Style(14, 13, 14),
    bases=Style(14, 13, 14, italic=True),
    heading_1=Style(14, 13, 14, bold=True, capitals=True),
    heading_2=Style(14, 13, 14, bold=True),
    heading_3=Style(14, 13, 14),
    authority=Style(14, 13, 14, bold=True, capitals=True),
    position=Style(14, 13, 14, bold=True, capitals=True),
    signer=Style(14, 13, 14, bold=True),
    recipients_title=Style(12, 12, 12, bold=True, italic=True),
    recipients=Style(11, 11, 11),
    urgency=Style(14, 13, 14, bold=True, capitals=True),
    draft=Style(14, 13, 14, bold=True, capitals=True),
    annex_number=Style(14, 14, 14, bold=True),
    annex_title=Style(14, 13, 14, bold=True, capitals=True),
    annex_reference=Style(14, 13, 14, italic=True),
    table=Style(12, 11, 14),
    caption=Style(13, 12, 14, italic=True),
)

PARTY_2026 = Format(
    family=Family.PARTY,
    name="HD 05-HD/VPTW",
    sources=(
        "Hướng dẫn 05-HD/VPTW ngày 27/5/2026 của Văn phòng Trung ương Đảng",
        "Quy định 399-QĐ/TW ngày 9/1/2026",
    ),
    since=date(2026, 5, 27),
    until=None,
    types=PARTY_TYPES,
    styles=_PARTY_STYLES,
    margins=Margins(top=20, bottom=20, left=30, right=15, mirrored=True),
    page_number_from_top=10,
    head_columns=(80, 85),
    head_title="Đảng Cộng sản Việt Nam",
    head_motto="",
    head_rule_em=13.742,
    issuer_mark="asterisk",
    number_lead="Số",
    number_pattern="{number}-{code}/{issuer}",
    letter_pattern="{number}-{code}/{issuer}",
    letter_lead="về việc",
    abstract_mark="-----",
    line=19,
    gap=6,
    indent=10,
    heading_ends=("-", ".", ")"),
    authority_leads={"on_behalf": "T/M", "deputy": "K/T", "by_order": "T/L"},
    recipients_keep="Lưu",
    end_mark=".",
)

PARTY_2018 = replace(
    PARTY_2026,
    name="HD 36-HD/VPTW",
    sources=("Hướng dẫn 36-HD/VPTW ngày 3/4/2018 của Văn phòng Trung ương Đảng",),
    since=date(2018, 4, 3),
    until=date(2026, 5, 26),
)

STATE_2020 = Format(
    family=Family.STATE,
    name="NĐ 30/2020/NĐ-CP",
    sources=("Nghị định 30/2020/NĐ-CP ngày 5/3/2020 của Chính phủ về công tác văn thư, Phụ lục I",),
    since=date(2020, 3, 5),
    until=None,
    types=STATE_TYPES,
    styles=_STATE_STYLES,
    margins=Margins(top=20, bottom=20, left=30, right=15, mirrored=False),
    page_number_from_top=10,
    head_columns=(65, 100),
    head_title="Cộng hòa xã hội chủ nghĩa Việt Nam",
    head_motto="Độc lập - Tự do - Hạnh phúc",
    head_rule_em=12.224,
    issuer_mark="rule",
    number_lead="Số:",
    number_pattern="{number}/{code}-{issuer}",
    letter_pattern="{number}/{issuer}{unit}",
    letter_lead="V/v",
    abstract_mark="",
    line=18,
    gap=6,
    indent=10,
    heading_ends=(".", ".", ")"),
    authority_leads={"on_behalf": "TM.", "deputy": "KT.", "by_order": "TL.", "delegated": "TUQ."},
    recipients_keep="Lưu:",
    end_mark="./.",
)

RULE_SETS = (PARTY_2018, PARTY_2026, STATE_2020)


def format_for(family: Family | str, day: date) -> Format:
    """Return the rule set of `family` in force on `day`; ValueError says since when there is one."""
    sets = [rules for rules in RULE_SETS if rules.family == family]
    for rules in sets:
        if rules.since <= day and (rules.until is None or day <= rules.until):
            return rules
    first = min((rules.since for rules in sets), default=None)
    since = f"từ ngày {first:%d/%m/%Y}" if first else "cho “party” hoặc “state”"
    raise ValueError(f"Thể thức văn bản ngày {day:%d/%m/%Y}: chỉ có quy tắc {since}; sửa ngày văn bản.")
