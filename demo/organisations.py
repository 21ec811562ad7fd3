"""The tree: the bloc, its grassroots organisations, their cells, units and mass organisations."""

import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from demo.bloc import CODE, NAME
from demo.sheets import Row
from demo.texts.sector import columns

SOURCE = Path(__file__).parent / "texts" / "grassroots.toml"
COMMITTEE, CELL = "Đảng bộ cơ sở", "Chi bộ cơ sở"
MASS = {
    "DUK.DTN": "Đoàn Thanh niên Cộng sản Hồ Chí Minh Khối Cơ quan và Doanh nghiệp tỉnh Yên Bái",
    "DUK.CDVC": "Công đoàn Viên chức tỉnh Yên Bái",
    "DUK.CCB": "Hội Cựu chiến binh Khối Cơ quan và Doanh nghiệp tỉnh Yên Bái",
}
UNIONS = ("SYT", "BVDK", "BVSN", "DL", "VNPT", "BD", "AGRI", "XM", "NUOC", "MTDT", "SNN", "SVHTTDL", "CDN", "CHE")
YOUTH = ("SYT", "BVDK", "DL", "CDN", "CDYB", "THPTC", "AGRI", "XM", "CTHUE")
FOUNDED = {"Trung tâm Ung bướu": date(2022, 4, 1)}


@dataclass(frozen=True)
class Organisation:
    """A row of the sheet Tổ chức."""

    code: str
    name: str
    kind: str
    parent: str
    group: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Unit:
    """A department: the cell that its Party members belong to, the collective that the others belong to."""

    name: str
    cell: str
    collective: str
    since: date | None


@dataclass(frozen=True)
class Base:
    """A grassroots organisation: `name` without Đảng bộ or Chi bộ, `head` the post of whoever leads it."""

    organisation: Organisation
    name: str
    sector: str
    size: int
    head: str
    units: tuple[Unit, ...]

    @property
    def code(self) -> str:
        """The organisation's code."""
        return self.organisation.code

    @property
    def has_cells(self) -> bool:
        """True for a đảng bộ, False for a chi bộ cơ sở."""
        return self.organisation.kind == COMMITTEE

    @property
    def committee(self) -> str:
        """What the base calls itself when it issues something."""
        return f"Đảng ủy {self.name}" if self.has_cells else f"Chi bộ {self.name}"


@dataclass(frozen=True)
class Tree:
    """Everything of the sheet Tổ chức, parents first, and the grassroots organisations."""

    organisations: tuple[Organisation, ...]
    bases: tuple[Base, ...]

    def names(self) -> dict[str, str]:
        """Return the name of each organisation by code."""
        return {item.code: item.name for item in self.organisations}

    def base_of(self) -> dict[str, Base]:
        """Return the grassroots organisation above each code, itself included; none for the bloc's own."""
        parents = {item.code: item.parent for item in self.organisations}
        bases = {base.code: base for base in self.bases}
        found: dict[str, Base] = {}
        for code in parents:
            at = code
            while at and at not in bases:
                at = parents[at]
            if at:
                found[code] = bases[at]
        return found


class Builder:
    """Collects organisations while the list of grassroots organisations is read."""

    def __init__(self) -> None:
        """Begin with the bloc."""
        self.found = [Organisation(CODE, NAME, "Đảng bộ khối", "")]
        self.bases: list[Base] = []

    def add_base(self, group: str, cells: list[str], shared: set[str]) -> None:
        """Add a grassroots organisation from its line; names in `shared` get the owner's name after them."""
        code, kind, name, sector, size, head, units = cells
        is_committee = kind == "ĐB"
        title = f"{'Đảng bộ' if is_committee else 'Chi bộ'} {name}"
        own = Organisation(code, title, COMMITTEE if is_committee else CELL, CODE, group)
        self.found.append(own)
        built: list[Unit] = []
        for number, part in enumerate(split_units(units), 1):
            section, names = part
            parent = self.add_section(own, number, section) if section else code
            for place, unit in enumerate(names, 1):
                index = f"{parent}.{place if section else number:02d}"
                full = f"{unit} {name}" if unit in shared else unit
                built.append(self.add_unit(full, index, parent, is_committee, FOUNDED.get(unit)))
        self.bases.append(Base(own, name, sector, int(size), head, tuple(built)))

    def add_section(self, own: Organisation, number: int, name: str) -> str:
        """Add a đảng bộ bộ phận and return its code."""
        code = f"{own.code}.{number:02d}"
        self.found.append(Organisation(code, f"Đảng bộ bộ phận {name}", "Đảng bộ bộ phận", own.code))
        return code

    def add_unit(self, name: str, code: str, parent: str, has_cell: bool, since: date | None) -> Unit:
        """Add a unit's collective and, in a đảng bộ, its cell above it."""
        if has_cell:
            self.found.append(Organisation(code, f"Chi bộ {name}", "Chi bộ trực thuộc", parent, since=since))
        above = code if has_cell else parent
        collective = f"{code}.TT"
        self.found.append(Organisation(collective, name, "Tập thể", above, since=since))
        return Unit(name, above, collective, since)

    def add_mass(self) -> None:
        """Add the mass organisations of the bloc and of some grassroots organisations."""
        for code, name in MASS.items():
            self.found.append(Organisation(code, name, "Đoàn thể", CODE))
        for base in self.bases:
            if base.code in UNIONS:
                name = f"Công đoàn cơ sở {base.name}"
                self.found.append(Organisation(f"{base.code}.CD", name, "Đoàn thể", base.code))
            if base.code in YOUTH:
                name = f"Đoàn Thanh niên {base.name}"
                self.found.append(Organisation(f"{base.code}.DTN", name, "Đoàn thể", base.code))

    def add_dissolved(self) -> None:
        """Add a cell that was dissolved when its centre was merged into a department."""
        cell, until = "Chi bộ Trung tâm Xúc tiến Du lịch", date(2022, 6, 30)
        self.found.append(Organisation("SVHTTDL.90", cell, "Chi bộ trực thuộc", "SVHTTDL", until=until))


def split_units(text: str) -> list[tuple[str, list[str]]]:
    """Return pairs of section (or nothing) and names of units from a line of the list."""
    found: list[tuple[str, list[str]]] = []
    for part in text.split(";"):
        section, mark, names = part.partition(">")
        units = [name.strip() for name in names.split("+")] if mark else [section.strip()]
        found.append((section.strip() if mark else "", units))
    return found


def build_tree() -> Tree:
    """Return the tree of the demonstration."""
    tables = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    rows = [(group, cells) for group, block in tables.items() for cells in columns(block)]
    uses = Counter(unit for _, cells in rows for _, names in split_units(cells[6]) for unit in names)
    shared = {unit for unit, count in uses.items() if count > 1}
    builder = Builder()
    for group, cells in rows:
        builder.add_base(group, cells, shared)
    builder.add_mass()
    builder.add_dissolved()
    return Tree(tuple(builder.found), tuple(builder.bases))


def organisation_rows(tree: Tree) -> list[Row]:
    """Return the rows of the sheet Tổ chức."""
    return [
        {
            "Mã tổ chức": item.code,
            "Tên tổ chức": item.name,
            "Loại": item.kind,
            "Mã cấp trên": item.parent,
            "Nhóm": item.group,
            "Từ ngày": item.since,
            "Đến ngày": item.until,
        }
        for item in tree.organisations
    ]
