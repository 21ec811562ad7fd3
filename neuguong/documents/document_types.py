"""Types of documents, their codes, and which body may issue which."""

from dataclasses import dataclass

PARTY_SOURCE = "QĐ 399-QĐ/TW ngày 9/1/2026; HD 05-HD/VPTW ngày 27/5/2026"
STATE_SOURCE = "NĐ 30/2020/NĐ-CP ngày 5/3/2020, Phụ lục III"


@dataclass(frozen=True, slots=True)
class DocumentType:
    """`code` stands in the number (05-BC/ĐUK), `name` is the title in ordinary letters."""

    code: str
    name: str
    source: str
    titled: bool = True  # a letter has no title: its abstract stands under the number
    placed: bool = True  # minutes have no line of place and date


PARTY_TYPES: dict[str, DocumentType] = {
    row.code: row
    for row in (
        DocumentType("NQ", "Nghị quyết", PARTY_SOURCE),
        DocumentType("QĐ", "Quyết định", PARTY_SOURCE),
        DocumentType("QĐi", "Quy định", "HD 36-HD/VPTW ngày 3/4/2018 trở về trước; nay là QĐ"),
        DocumentType("CT", "Chỉ thị", PARTY_SOURCE),
        DocumentType("KL", "Kết luận", PARTY_SOURCE),
        DocumentType("QC", "Quy chế", PARTY_SOURCE),
        DocumentType("HD", "Hướng dẫn", PARTY_SOURCE),
        DocumentType("TB", "Thông báo", PARTY_SOURCE),
        DocumentType("BC", "Báo cáo", PARTY_SOURCE),
        DocumentType("KH", "Kế hoạch", PARTY_SOURCE),
        DocumentType("CTr", "Chương trình", PARTY_SOURCE),
        DocumentType("TTr", "Tờ trình", PARTY_SOURCE),
        DocumentType("CV", "Công văn", PARTY_SOURCE, titled=False),
        DocumentType("BB", "Biên bản", PARTY_SOURCE, placed=False),
        DocumentType("ĐA", "Đề án", PARTY_SOURCE),
        DocumentType("PA", "Phương án", PARTY_SOURCE),
        DocumentType("TT", "Thông tri", PARTY_SOURCE),
    )
}

STATE_TYPES: dict[str, DocumentType] = {
    row.code: row
    for row in (
        DocumentType("NQ", "Nghị quyết", STATE_SOURCE),
        DocumentType("QĐ", "Quyết định", STATE_SOURCE),
        DocumentType("CT", "Chỉ thị", STATE_SOURCE),
        DocumentType("QC", "Quy chế", STATE_SOURCE),
        DocumentType("QyĐ", "Quy định", STATE_SOURCE),
        DocumentType("TB", "Thông báo", STATE_SOURCE),
        DocumentType("HD", "Hướng dẫn", STATE_SOURCE),
        DocumentType("CTr", "Chương trình", STATE_SOURCE),
        DocumentType("KH", "Kế hoạch", STATE_SOURCE),
        DocumentType("PA", "Phương án", STATE_SOURCE),
        DocumentType("ĐA", "Đề án", STATE_SOURCE),
        DocumentType("BC", "Báo cáo", STATE_SOURCE),
        DocumentType("BB", "Biên bản", STATE_SOURCE, placed=False),
        DocumentType("TTr", "Tờ trình", STATE_SOURCE),
        DocumentType("CV", "Công văn", STATE_SOURCE, titled=False),
    )
}

_COMMITTEE = ("NQ", "QĐ", "KL", "TB", "BC", "KH", "CTr", "ĐA", "PA", "TTr", "CV", "BB", "QC")

# Body → codes that it may issue (QĐ 399-QĐ/TW); a cell's QĐ is quyết định, never quy định.
MAY_ISSUE: dict[str, frozenset[str]] = {
    "grassroots_committee": frozenset(_COMMITTEE),
    "grassroots_standing_committee": frozenset({*_COMMITTEE, "HD"}),
    "cell": frozenset(_COMMITTEE),
}
