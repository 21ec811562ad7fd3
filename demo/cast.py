"""The cast: one person per role, the same in the demonstration and in tests."""

from dataclasses import dataclass
from datetime import date

from demo.bloc import CODE
from demo.people import Person
from demo.sheets import Row

DOMAIN = "neuguong.example"
FIRST_CODE = 101


@dataclass(frozen=True)
class Actor:
    """One of the cast: who, where in the tree (unit's name, place among its members), and the role granted."""

    code: str
    name: str
    mailbox: str
    role: str
    scope: str
    unit: str
    place: int
    born: date
    female: bool
    party_post: str
    state_post: str


CAST = (
    Actor("000001", "Ngô Việt Khôi", "quantri", "Quản trị kỹ thuật", CODE, "Văn phòng Đảng ủy Khối", 5,
          date(1990, 4, 12), False, "", "Chuyên viên công nghệ thông tin"),
    Actor("000002", "Vi Thị Thanh Trúc", "chuyenvien", "Chuyên viên", CODE,
          "Ban Tuyên giáo – Dân vận Đảng ủy Khối", 2, date(1986, 9, 20), True, "Chi ủy viên", "Chuyên viên"),
    Actor("000003", "Lương Đình Mậu", "thuongvu", "Ban Thường vụ", CODE, "Văn phòng Đảng ủy Khối", 0,
          date(1971, 11, 3), False, "Phó Bí thư Thường trực Đảng ủy Khối, Bí thư Chi bộ",
          "Phó Bí thư Thường trực Đảng ủy Khối"),
    Actor("000004", "Hứa Thị Bích Diệp", "kiemtra", "Kiểm tra", CODE,
          "Cơ quan Ủy ban Kiểm tra Đảng ủy Khối", 0, date(1978, 6, 17), True,
          "Ủy viên Ban Thường vụ Đảng ủy Khối", "Chủ nhiệm Ủy ban Kiểm tra Đảng ủy Khối"),
    Actor("000005", "Đinh Hồng Nhạn", "bithu", "Bí thư", "SYT", "Văn phòng Sở Y tế", 0,
          date(1970, 2, 25), True, "Bí thư Đảng ủy", "Giám đốc Sở"),
    Actor("000006", "Hoàng Văn Thiệm", "chibo", "Bí thư", "SYT.06", "Chi cục Dân số – Kế hoạch hóa gia đình", 0,
          date(1965, 8, 10), False, "Đảng ủy viên, Bí thư Chi bộ", "Chi cục trưởng"),
    Actor("000007", "Bàn Thị Mai Lê", "dangvien", "Thành viên", "SYT.06",
          "Chi cục Dân số – Kế hoạch hóa gia đình", 4, date(1992, 12, 1), True, "", "Chuyên viên"),
)  # fmt: skip


def place_cast(people: list[Person]) -> None:
    """Put the cast in the place of people who hold the same posts, in place."""
    for actor in CAST:
        members = [item for item in people if item.unit.name == actor.unit and item.party == "Chính thức"]
        person = members[actor.place]
        person.code, person.name = actor.code, actor.name
        person.born, person.female = actor.born, actor.female
        person.party_post, person.state_post = actor.party_post, actor.state_post
        person.mass_post, person.since, person.until = "", None, None


def number_people(people: list[Person]) -> None:
    """Give everyone without a code the next one, in place."""
    free = [person for person in people if not person.code]
    for number, person in enumerate(free, FIRST_CODE):
        person.code = f"{number:06d}"


def grant_rows() -> list[Row]:
    """Return the rows of the sheet Phân quyền."""
    return [
        {
            "Mã người": actor.code,
            "E-mail": f"{actor.mailbox}@{DOMAIN}",
            "Vai trò": actor.role,
            "Mã tổ chức": actor.scope,
            "Từ ngày": date(2021, 1, 1),
            "Đến ngày": None,
        }
        for actor in CAST
    ]
