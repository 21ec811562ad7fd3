"""Who leads what: posts in the Party, at work and in mass organisations."""

from collections import defaultdict

from demo.dice import Dice
from demo.people import Person, birthday

# The title of whoever leads a unit, by how the unit's name begins; the longest beginning wins.
TITLES = {
    "Phòng": "Trưởng phòng",
    "Phòng Công chứng": "Trưởng phòng Công chứng",
    "Khoa": "Trưởng khoa",
    "Văn phòng": "Chánh Văn phòng",
    "Thanh tra": "Chánh Thanh tra",
    "Ban": "Trưởng Ban",
    "Ban Giám đốc": "Trưởng phòng",
    "Ban Quản lý": "Giám đốc Ban",
    "Chi cục": "Chi cục trưởng",
    "Cơ quan Chi cục": "Chi cục trưởng",
    "Cơ quan Ủy ban Kiểm tra": "Trưởng bộ phận",
    "Văn phòng Đăng ký": "Giám đốc Văn phòng",
    "Trung tâm": "Giám đốc Trung tâm",
    "Hạt Kiểm lâm": "Hạt trưởng",
    "Đội": "Đội trưởng",
    "Tổ": "Tổ trưởng",
    "Tòa": "Chánh tòa",
    "Tòa soạn": "Thư ký Tòa soạn",
    "Phân xưởng": "Quản đốc",
    "Mỏ": "Giám đốc Mỏ",
    "Nhà máy": "Giám đốc Nhà máy",
    "Xí nghiệp": "Giám đốc Xí nghiệp",
    "Công ty": "Giám đốc",
    "Điện lực": "Giám đốc Điện lực",
    "Bưu điện": "Giám đốc Bưu điện",
    "Chi nhánh": "Giám đốc Chi nhánh loại II",
    "Cụm": "Cụm trưởng",
    "Cơ sở Cai nghiện": "Giám đốc Cơ sở",
    "Bảo tàng": "Giám đốc Bảo tàng",
    "Thư viện": "Giám đốc Thư viện",
    "Đoàn Nghệ thuật": "Trưởng đoàn",
}
MASS_POSTS = (
    ("Tổ trưởng Công đoàn", 5.0),
    ("Ủy viên Ban Chấp hành Công đoàn", 4.0),
    ("Tổ trưởng Nữ công", 2.0),
    ("Chi hội trưởng Cựu chiến binh", 1.0),
)


def title_of(unit: str) -> str:
    """Return the title of whoever leads a unit."""
    fitting = [begin for begin in TITLES if unit.startswith(begin)]
    return TITLES[max(fitting, key=len)] if fitting else "Trưởng bộ phận"


def lead_unit(dice: Dice, members: list[Person]) -> None:
    """Give a unit its head, deputy, and the cell its secretary and committee."""
    head, deputy = members[0], members[1]
    title = title_of(head.unit.name)
    head.state_post, deputy.state_post = title, f"Phó {title}"
    head.rank, deputy.rank, head.is_head = 2, 1, True
    head.born, deputy.born = birthday(dice, 1966, 1984), birthday(dice, 1972, 1988)
    if head.base.has_cells:
        head.party_post = "Đảng ủy viên, Bí thư Chi bộ" if dice.chance(0.3) else "Bí thư Chi bộ"
        deputy.party_post = "Phó Bí thư Chi bộ"
        if len(members) >= 9:
            members[2].party_post = "Chi ủy viên"


def lead_base(dice: Dice, members: list[Person]) -> None:
    """Give an organisation its leaders, who belong to its first unit and are not heads of that."""
    body = "Đảng ủy" if members[0].base.has_cells else "Chi bộ"
    parts = (
        (f"Bí thư {body}", members[0].base.head, 3, True),
        (f"Phó Bí thư {body}", f"Phó {members[0].base.head}", 1, False),
        ("Đảng ủy viên" if body == "Đảng ủy" else "Chi ủy viên", f"Phó {members[0].base.head}", 1, False),
    )
    for person, (party_post, state_post, rank, is_head) in zip(members, parts, strict=False):
        person.party_post, person.state_post = party_post, state_post
        person.rank, person.is_head, person.since = rank, is_head, None
        person.born = birthday(dice, 1964, 1979)


def give_posts(people: list[Person]) -> None:
    """Give everyone their posts, in place."""
    dice = Dice("posts")
    units: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        if person.party == "Chính thức":
            units[person.unit.collective].append(person)
    seen: set[str] = set()
    for members in units.values():
        leaders = 0 if members[0].base.code in seen else min(3, len(members) - 2)
        seen.add(members[0].base.code)
        if leaders:
            lead_base(dice, members[:leaders])
        lead_unit(dice, members[leaders:])
    for person in people:
        if person.rank == 0 and dice.chance(0.06):
            person.mass_post = dice.weighted(MASS_POSTS)
        elif person.rank == 0 and person.born.year >= 1993 and dice.chance(0.14):
            person.mass_post = dice.pick(("Bí thư Chi đoàn", "Phó Bí thư Chi đoàn", "Ủy viên Ban Chấp hành Chi đoàn"))
