"""Which kind of organisation may stand below which, and what may take up what: the same for pages and workbooks.

By the Party's Statutes (Điều lệ Đảng 2011, articles 10 and 21 to 24; Quy định 232-QĐ/TW of 20/1/2025). Only what can't
be is refused. Below a committee of the upper level anything of the base may stand: whoever changes kind and superior on
one day passes through there.
"""

from neuguong.organisations.models.tree import BESIDE_THE_PARTY, GRASSROOTS, OVER_THE_BASE, Kind, Organisation

_CELLS = (Kind.SECTION, Kind.CELL)
_UPPER = tuple(kind for kind in OVER_THE_BASE if kind != Kind.PROVINCE)

ABOVE: dict[str, tuple[Kind, ...]] = {
    Kind.PROVINCE: (),
    **dict.fromkeys(_UPPER, OVER_THE_BASE),
    **dict.fromkeys(GRASSROOTS, OVER_THE_BASE),
    Kind.SECTION: (*OVER_THE_BASE, Kind.BASE_COMMITTEE),
    # Below another cell: a Party group (tổ đảng) has no kind of its own. Below a cell at the base: its cells are often
    # entered before it becomes a committee.
    Kind.CELL: (*OVER_THE_BASE, *GRASSROOTS, *_CELLS),
    **dict.fromkeys(BESIDE_THE_PARTY, tuple(Kind)),
}
"""Kind -> the kinds that may stand right above it; the installation's root stands below nothing."""

TAKEN_UP_BY: dict[str, tuple[Kind, ...]] = {
    Kind.PROVINCE: (Kind.PROVINCE,),
    **dict.fromkeys(_UPPER, _UPPER),
    # Communes' committees at the base became one of the upper level in 2025.
    **dict.fromkeys(GRASSROOTS, (*_UPPER, *GRASSROOTS, *_CELLS)),
    **dict.fromkeys(_CELLS, (*GRASSROOTS, *_CELLS)),
    **{kind: (kind,) for kind in BESIDE_THE_PARTY},
}
"""Kind -> the kinds into which it may merge, or of which it may be a duplicate."""

_SAME = tuple((kind, kind) for kind in BESIDE_THE_PARTY)
UPWARD: tuple[tuple[Kind, Kind], ...] = ((Kind.SECTION, Kind.BASE_COMMITTEE), *_SAME)
"""What may merge into what it stands below itself, whose parts then stand right below that one."""


def is_party(kind: str) -> bool:
    """Tell whether an organisation is the Party's own, which no mass organisation or collective ever becomes."""
    return kind not in BESIDE_THE_PARTY


def below_fault(name: str, kind: str, upper: str, upper_kind: str) -> str:
    """Tell that an organisation of `kind` can't stand below `upper`, in a sentence; nothing where it can."""
    if not {kind, upper_kind} <= set(ABOVE):
        # Of a row whose kind is wrong that alone is told.
        return ""
    allowed, own = ABOVE[kind], Kind(kind).label
    if upper_kind in allowed:
        return ""
    said = f"{name} ({own}) không thể trực thuộc {upper} ({Kind(upper_kind).label})"
    if not allowed:
        return f"{said}: {own} không đứng dưới tổ chức nào. Kiểm tra lại loại của hai tổ chức."
    return f"{said}. Cấp trên phải là {listed(allowed)}; chọn cấp trên khác, hoặc kiểm tra lại loại."


def taking_fault(giver: Organisation, taker: Organisation) -> str:
    """Tell that `giver` can't go up in `taker` by their kinds, in a sentence; nothing where it can."""
    allowed = TAKEN_UP_BY[giver.kind]
    if taker.kind in allowed:
        return ""
    kinds = [Kind(one.kind).label for one in (giver, taker)]
    return (
        f"{giver.name} ({kinds[0]}) không thể nhập vào {taker.name} ({kinds[1]}). "
        f"Tổ chức nhận phải là {listed(allowed)}; chọn tổ chức khác."
    )


def becoming_fault(name: str, kind: str, new: str) -> str:
    """Tell that an organisation of `kind` can't become a `new` one, in a sentence; nothing where it can."""
    if is_party(kind) == is_party(new) and (is_party(kind) or kind == new):
        return ""
    labels = [Kind(one).label for one in (kind, new)]
    return (
        f"{name} là {labels[0]}, không thể đổi thành {labels[1]}: tổ chức đảng, đoàn thể và tập thể không đổi thành "
        "nhau. Lập tổ chức mới; nếu trước đây ghi nhầm loại thì sửa tổ chức."
    )


def listed(kinds: tuple[Kind, ...]) -> str:
    """Return kinds in words: "a, b hoặc c"."""
    *first, last = [str(kind.label) for kind in kinds]
    return f"{', '.join(first)} hoặc {last}" if first else last
