"""Awards: rows, and what outside bodies and earlier or later years add to the stage."""

from dataclasses import dataclass
from datetime import date

from demo.bloc import PROVINCE, STANDING
from demo.classification import excellent
from demo.days import workday_between
from demo.deeds import merit
from demo.dice import Dice
from demo.organisations import Base, Unit
from demo.people import Person
from demo.sheets import Row
from demo.world import World

GIAY_KHEN, BANG_KHEN, BIEU_DUONG = "Giấy khen", "Bằng khen", "Biểu dương"
YEARLY_NUMBER, FIRST_FIVE_NUMBER = "136-QĐ/ĐUK", "412-QĐ/ĐUK"
EVERYONE, OUTSIDE_COUNT = "", 58
# Outside bodies by the field that they award in.
OUTSIDE = (
    (PROVINCE, BANG_KHEN, EVERYONE),
    (PROVINCE, BANG_KHEN, EVERYONE),
    (PROVINCE, BANG_KHEN, EVERYONE),
    ("Ban Thường vụ Tỉnh ủy Yên Bái", BANG_KHEN, EVERYONE),
    ("Bộ Y tế", BANG_KHEN, "health"),
    ("Bộ Giáo dục và Đào tạo", BANG_KHEN, "education"),
    ("Tổng Liên đoàn Lao động Việt Nam", BANG_KHEN, "mass"),
    ("Bộ Nông nghiệp và Phát triển nông thôn", BANG_KHEN, "agriculture"),
    ("Tổng cục Thuế", GIAY_KHEN, "treasury"),
    ("Tập đoàn Điện lực Việt Nam", GIAY_KHEN, "power"),
    ("Thủ tướng Chính phủ", BANG_KHEN, EVERYONE),
)


@dataclass(frozen=True)
class Recipient:
    """Whoever is put forward or awarded: a person, a unit's cell or collective, or a grassroots organisation."""

    code: str
    name: str
    base: Base
    unit: Unit | None = None
    person: Person | None = None

    @property
    def subject(self) -> str:
        """Đối tượng."""
        return "Cá nhân" if self.person else "Tập thể"

    @property
    def person_code(self) -> str:
        """Mã người, empty for a collective."""
        return self.person.code if self.person else ""


def of_person(person: Person) -> Recipient:
    """Return a person as a recipient."""
    return Recipient(person.organisation, person.name, person.base, person.unit, person)


def award(who: Recipient, body: str, form: str, day: date, number: str, stage: str, text: str) -> Row:
    """Return a row of the sheet Khen thưởng."""
    return {
        "Mã tổ chức": who.code,
        "Đối tượng": who.subject,
        "Tên": who.name,
        "Cơ quan khen": body,
        "Hình thức": form,
        "Ngày quyết định": day,
        "Số quyết định": number,
        "Mã người": who.person_code,
        "Đợt": stage,
        "Thành tích": text,
    }


def outside_rows(world: World) -> list[Row]:
    """Return awards by bodies outside the installation, to people and organisations, over the years."""
    dice, found = Dice("outside"), []
    for _ in range(OUTSIDE_COUNT):
        body, form, sector = dice.pick(OUTSIDE)
        base = dice.pick([item for item in world.bases if sector in {EVERYONE, item.sector}])
        day = workday_between(dice, date(2021, 6, 1), date(2023, 12, 20))
        person = dice.pick([item for item in world.present(base, day) if item.rank or item.in_party])
        who = Recipient(base.code, base.organisation.name, base) if dice.chance(0.3) else of_person(person)
        number = f"{dice.between(180, 2900)}/QĐ-{'UBND' if body == PROVINCE else 'KT'}"
        number = number if "Tỉnh ủy" not in body else f"{dice.between(300, 1400)}-QĐ/TU"
        found.append(award(who, body, form, day, number, "", merit(dice, base, who.unit)))
    return found


def yearly_rows(world: World) -> list[Row]:
    """Return what the bloc awarded for 2023 as a whole, decided in January 2024 and outside the stage's round."""
    dice, day, found = Dice("yearly awards"), date(2024, 1, 29), []
    text = "Hoàn thành xuất sắc nhiệm vụ năm 2023"
    for base in excellent(world, 2023):
        who = Recipient(base.code, base.organisation.name, base)
        found.append(award(who, STANDING, GIAY_KHEN, day, YEARLY_NUMBER, "", f"{text}, trong sạch, vững mạnh"))
    for base in dice.sample(excellent(world, 2023), 11):
        person = dice.pick([item for item in world.present(base, day) if item.party == "Chính thức"])
        found.append(award(of_person(person), STANDING, GIAY_KHEN, day, YEARLY_NUMBER, "", text))
    return found


def earlier_rows(world: World) -> list[Row]:
    """Return the bloc's awards for the first years of Directive 05-CT/TW, decided in 2020."""
    dice, day, found = Dice("earlier awards"), date(2020, 5, 15), []
    for base in dice.sample([item for item in world.bases if world.delay(item) < 0.4], 9):
        deed = merit(dice, base, None).partition(";")[2].strip()
        text = f"Thành tích trong bốn năm thực hiện Chỉ thị số 05-CT/TW; {deed}"
        who = Recipient(base.code, base.organisation.name, base)
        if dice.chance(0.5):
            members = [item for item in world.present(base, day) if item.party == "Chính thức" and item.rank]
            who = of_person(dice.pick(members))
        found.append(award(who, STANDING, GIAY_KHEN, day, FIRST_FIVE_NUMBER, "", text))
    return found
