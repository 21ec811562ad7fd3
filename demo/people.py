"""The people: about 5,000, who belong to a cell or, outside the Party, to their unit's collective."""

from dataclasses import dataclass
from datetime import date

from demo.bloc import PEOPLE
from demo.dice import Dice
from demo.jobs import pick_job
from demo.names import invent_name
from demo.organisations import Base, Tree, Unit
from demo.sheets import Row

# Share of Party members among those of an organisation, by group, and what the others are called.
PARTY_SHARE = {
    "Cơ quan đảng, đoàn thể": 0.9,
    "Quản lý nhà nước": 0.74,
    "Đơn vị sự nghiệp": 0.46,
    "Doanh nghiệp": 0.42,
}
CALLING = {
    "Cơ quan đảng, đoàn thể": "công chức",
    "Quản lý nhà nước": "công chức",
    "Đơn vị sự nghiệp": "viên chức",
    "Doanh nghiệp": "người lao động",
}
FEMALE_SHARE = {"health": 0.66, "education": 0.64, "banks": 0.58, "power": 0.2, "factory": 0.34, "building": 0.28}


@dataclass
class Person:
    """A row of the sheet Người; `rank` is 3 for who leads the organisation, 2 a unit, 1 deputies, 0 the others."""

    name: str
    base: Base
    unit: Unit
    born: date
    female: bool
    party: str
    code: str = ""
    party_post: str = ""
    state_post: str = ""
    mass_post: str = ""
    rank: int = 0
    is_head: bool = False
    since: date | None = None
    until: date | None = None

    @property
    def organisation(self) -> str:
        """The code of where the person belongs."""
        return self.unit.collective if self.party == "Không" else self.unit.cell

    @property
    def in_party(self) -> bool:
        """True for members, official or probationary."""
        return self.party != "Không"

    def belongs(self, day: date) -> bool:
        """Return True when the person belongs on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def share_out(total: int, sizes: list[int]) -> list[int]:
    """Return whole parts of `total` in proportion to the sizes, by largest remainder."""
    exact = [total * size / sum(sizes) for size in sizes]
    parts = [int(value) for value in exact]
    order = sorted(range(len(sizes)), key=lambda place: (parts[place] - exact[place], place))
    for place in order[: total - sum(parts)]:
        parts[place] += 1
    return parts


def unit_sizes(dice: Dice, base: Base, total: int) -> list[int]:
    """Return how many people each unit of an organisation has, none under six."""
    weights = [dice.near(6, 16) for _ in base.units]
    rest = total - 6 * len(weights)
    if rest < 0:
        return share_out(total, [1] * len(weights))
    return [6 + part for part in share_out(rest, weights)]


def birthday(dice: Dice, oldest: int, youngest: int) -> date:
    """Return a date of birth in one of the years."""
    return date(dice.near(oldest, youngest), dice.between(1, 12), dice.between(1, 28))


def make_person(dice: Dice, base: Base, unit: Unit, party: str) -> Person:
    """Return a person without posts."""
    female = dice.chance(FEMALE_SHARE.get(base.sector, 0.47))
    oldest, youngest = {"Chính thức": (1964, 1996), "Dự bị": (1984, 2000), "Không": (1966, 2000)}[party]
    born = birthday(dice, oldest, youngest)
    person = Person(invent_name(dice, female=female), base, unit, born, female, party, since=unit.since)
    person.state_post = pick_job(dice, base, unit, female=female, member=party != "Không")
    return person


def make_unit(dice: Dice, base: Base, unit: Unit, total: int) -> list[Person]:
    """Return the people of a unit, members first; a cell has four official members or more."""
    members = max(4, min(total, round(total * PARTY_SHARE[base.organisation.group] + dice.near(-2, 2))))
    found: list[Person] = []
    for place in range(total):
        probation = place >= 4 and dice.chance(0.045)
        party = "Không" if place >= members else "Dự bị" if probation else "Chính thức"
        found.append(make_person(dice, base, unit, party))
    return found


def build_people(tree: Tree) -> list[Person]:
    """Return the people who belong on 30/6/2023, exactly as many as `bloc.PEOPLE`."""
    dice = Dice("people")
    totals = share_out(PEOPLE, [base.size for base in tree.bases])
    found: list[Person] = []
    for base, total in zip(tree.bases, totals, strict=True):
        for unit, size in zip(base.units, unit_sizes(dice, base, total), strict=True):
            found += make_unit(dice, base, unit, size)
    return found


def groups_of(person: Person) -> str:
    """Return the groups that duties are laid down for, as of the middle of 2023."""
    calling = CALLING[person.base.organisation.group]
    found = ["cán bộ", calling] if person.rank >= 2 and calling != "người lao động" else [calling]
    if person.born.year >= 1993:
        found.append("đoàn viên")
    if person.mass_post.startswith(("Chi hội", "Hội viên")):
        found.append("hội viên")
    return ", ".join(found)


def person_rows(people: list[Person]) -> list[Row]:
    """Return the rows of the sheet Người."""
    return [
        {
            "Mã người": person.code,
            "Họ và tên": person.name,
            "Mã tổ chức": person.organisation,
            "Ngày sinh": person.born,
            "Giới tính": "Nữ" if person.female else "Nam",
            "Đảng viên": person.party,
            "Chức vụ Đảng": person.party_post,
            "Chức vụ chính quyền": person.state_post,
            "Chức vụ đoàn thể": person.mass_post,
            "Người đứng đầu": "x" if person.is_head else "",
            "Nhóm": groups_of(person),
            "Từ ngày": person.since,
            "Đến ngày": person.until,
        }
        for person in people
    ]
