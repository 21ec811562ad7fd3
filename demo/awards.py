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
PROVINCIAL_PARTY = "Ban Thường vụ Tỉnh ủy Yên Bái"
YEARLY_NUMBER, FIRST_FIVE_NUMBER = "136-QĐ/ĐUK", "412-QĐ/ĐUK"
EVERYONE, OUTSIDE_COUNT = "", 58
# Outside bodies: name, form, mark of their decisions, and the field or organisation that they award in.
OUTSIDE = (
    (PROVINCE, BANG_KHEN, "/QĐ-UBND", EVERYONE),
    (PROVINCE, BANG_KHEN, "/QĐ-UBND", EVERYONE),
    (PROVINCE, BANG_KHEN, "/QĐ-UBND", EVERYONE),
    (PROVINCIAL_PARTY, BANG_KHEN, "-QĐ/TU", EVERYONE),
    ("Bộ Y tế", BANG_KHEN, "/QĐ-BYT", "health"),
    ("Bộ Giáo dục và Đào tạo", BANG_KHEN, "/QĐ-BGDĐT", "SGDDT"),
    ("Tổng Liên đoàn Lao động Việt Nam", BANG_KHEN, "/QĐ-TLĐ", "LDLD"),
    ("Bộ Nông nghiệp và Phát triển nông thôn", BANG_KHEN, "/QĐ-BNN-TCCB", "SNN"),
    ("Tổng cục Thuế", GIAY_KHEN, "/QĐ-TCT", "CTHUE"),
    ("Tập đoàn Điện lực Việt Nam", GIAY_KHEN, "/QĐ-EVN", "DL"),
    ("Thủ tướng Chính phủ", BANG_KHEN, "/QĐ-TTg", "BVDK"),
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


def ground(dice: Dice, who: Recipient) -> str:
    """Return what a recipient is put forward or awarded for."""
    return merit(dice, who.base, who.unit, one=who.person is not None)


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


def outside_recipient(dice: Dice, base: Base, body: str, people: list[Person]) -> Recipient:
    """Return a person or a collective: a Party organisation only for a Party body."""
    if dice.chance(0.7):
        return of_person(dice.pick([item for item in people if item.rank or item.in_party]))
    if body == PROVINCIAL_PARTY:
        return Recipient(base.code, base.organisation.name, base)
    unit = dice.pick([item for item in base.units if item.since is None])
    return Recipient(unit.collective, unit.name, base, unit)


def outside_rows(world: World) -> list[Row]:
    """Return awards by bodies outside the installation, to people and collectives, over the years."""
    dice, found = Dice("outside"), []
    for _ in range(OUTSIDE_COUNT):
        body, form, mark, where = dice.pick(OUTSIDE)
        base = dice.pick([item for item in world.bases if where in {EVERYONE, item.sector, item.code}])
        day = workday_between(dice, date(2021, 6, 1), date(2023, 12, 20))
        who = outside_recipient(dice, base, body, world.present(base, day))
        text = ground(dice, who)
        found.append(award(who, body, form, day, f"{dice.between(180, 2400)}{mark}", "", text))
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
        deed = merit(dice, base, None, one=False).partition(";")[2].strip()
        text = f"Thành tích trong bốn năm thực hiện Chỉ thị số 05-CT/TW; {deed}"
        who = Recipient(base.code, base.organisation.name, base)
        if dice.chance(0.5):
            members = [item for item in world.present(base, day) if item.party == "Chính thức" and item.rank]
            who = of_person(dice.pick(members))
        found.append(award(who, STANDING, GIAY_KHEN, day, FIRST_FIVE_NUMBER, "", text))
    return found
