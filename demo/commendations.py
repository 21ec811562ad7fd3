"""The stage's round at the bloc: nominations from below, decisions, proposals upward."""

from dataclasses import dataclass
from datetime import date

from demo.awards import (
    BANG_KHEN,
    BIEU_DUONG,
    GIAY_KHEN,
    Recipient,
    award,
    earlier_rows,
    ground,
    of_person,
    outside_rows,
    yearly_rows,
)
from demo.bloc import AHEAD, CODE, COMMITTEE, PROVINCE, STANDING
from demo.days import workday_between
from demo.dice import Dice
from demo.grassroots_awards import Commended, commended
from demo.rounds import STAGE, SUDDEN
from demo.sheets import Row
from demo.world import World

UP, PROVINCE_LEVEL, CENTRAL = "Cấp trên", "Tỉnh", "Trung ương"
NOMINATED = {"Tập thể": 23, "Cá nhân": 29}
BASES_NOMINATED, AWARDED = 8, 20
TO_PROVINCE = {"Tập thể": 2, "Cá nhân": 4}
# The decisions: on collectives, on people, and the one that followed when two checks were done.
NUMBERS, FIRST_DAY = {"Tập thể": "127-QĐ/ĐUK", "Cá nhân": "128-QĐ/ĐUK"}, date(2023, 12, 15)
LATER_NUMBER, LATER_DAY = "139-QĐ/ĐUK", date(2024, 2, 5)
UPWARD_DAY, PROVINCE_DAY = date(2023, 12, 22), date(2024, 1, 26)


@dataclass(frozen=True)
class Nominee:
    """Who was put forward to the bloc, by whom, for what, and whether it was granted."""

    who: Recipient
    nominator: str
    text: str
    granted: bool


def nomination(who: Recipient, by: str, level: str, day: date, form: str, text: str, result: str) -> Row:
    """Return a row of the sheet Đề nghị in the stage's round."""
    return {
        "Đợt": STAGE,
        "Mã tổ chức": by,
        "Đối tượng": who.subject,
        "Tên": who.name,
        "Cấp đề nghị": level,
        "Ngày đề nghị": day,
        "Mã người": who.person_code,
        "Hình thức": form,
        "Thành tích": text,
        "Kết quả": result,
    }


def nominees(world: World, below: list[Commended]) -> list[Nominee]:
    """Return those put forward: whole organisations, then collectives and people that were commended below."""
    dice, found = Dice("nominees"), []
    bases = [next(base for base in world.bases if base.code == code) for code in AHEAD[:BASES_NOMINATED]]
    chosen = [(Recipient(base.code, base.organisation.name, base), base.code) for base in bases]
    for subject, count in NOMINATED.items():
        able = [(item.who, item.nominator) for item in below if item.in_round and item.who.subject == subject]
        if subject == "Tập thể":
            chosen += dice.sample(able, count - BASES_NOMINATED)
        else:
            chosen = dice.sample(able, count)
        refused = {who.name for who, _ in dice.sample(chosen[BASES_NOMINATED:], count - AWARDED)}
        found += [Nominee(who, by, ground(dice, who), who.name not in refused) for who, by in chosen]
    return found


def up_rows(found: list[Nominee]) -> list[Row]:
    """Return the nominations to the bloc, all of one nominator on one day."""
    rows: list[Row] = []
    for item in found:
        day = workday_between(Dice(f"nomination {item.nominator}"), date(2023, 10, 17), date(2023, 11, 10))
        result = "Đạt" if item.granted else "Không đạt"
        rows.append(nomination(item.who, item.nominator, UP, day, GIAY_KHEN, item.text, result))
    return rows


def bloc_awards(found: list[Nominee]) -> list[Row]:
    """Return the bloc's awards; the last collective and the last person followed in February 2024."""
    rows: list[Row] = []
    for subject, number in NUMBERS.items():
        granted = [item for item in found if item.granted and item.who.subject == subject]
        rows += [award(item.who, STANDING, GIAY_KHEN, FIRST_DAY, number, STAGE, item.text) for item in granted[:-1]]
        last = granted[-1]
        rows.append(award(last.who, COMMITTEE, GIAY_KHEN, LATER_DAY, LATER_NUMBER, STAGE, last.text))
    return rows


def upward(found: list[Nominee]) -> tuple[list[Row], list[Row]]:
    """Return the proposals to province and centre, and what the province awarded on them."""
    nominations: list[Row] = []
    awards: list[Row] = []
    granted = sorted((item for item in found if item.granted), key=lambda item: " tăng từ " not in item.text)
    units = [item for item in granted if item.who.subject == "Tập thể"]
    persons = [item for item in granted if item.who.subject == "Cá nhân"]
    offices = [item for item in units if item.who.unit and item.who.code == item.who.unit.collective]
    to_centre = next(item for item in units if item.nominator == AHEAD[0])
    to_province = offices[: TO_PROVINCE["Tập thể"]] + persons[: TO_PROVINCE["Cá nhân"]]
    nominations.append(nomination(to_centre.who, CODE, CENTRAL, UPWARD_DAY, BIEU_DUONG, to_centre.text, ""))
    for number, item in enumerate(to_province, 142):
        nominations.append(nomination(item.who, CODE, PROVINCE_LEVEL, UPWARD_DAY, BANG_KHEN, item.text, "Đạt"))
        row = award(item.who, PROVINCE, BANG_KHEN, PROVINCE_DAY, f"{number}/QĐ-UBND", STAGE, item.text)
        awards.append(row)
    return nominations, awards


def sudden_rows(world: World) -> list[Row]:
    """Return the first nominations of 2024, which nobody has decided on."""
    dice, found = Dice("sudden"), []
    texts = (
        ("DL", "Khắc phục sự cố lưới điện sau mưa đá đêm 21/01/2024, đóng điện lại trong 9 giờ cho 1.240 hộ"),
        ("BVDK", "Cấp cứu thành công vụ ngộ độc đông người ngày 18/01/2024, không có tử vong"),
        ("SNN", "Dập tắt đám cháy rừng giáp ranh ngày 16/01/2024, giữ an toàn 210 ha"),
    )
    for code, text in texts:
        base = next(base for base in world.bases if base.code == code)
        members = [item for item in world.present(base, LATER_DAY) if item.in_party and not item.rank]
        who = of_person(dice.pick(members))
        row = nomination(who, code, UP, date(2024, 1, 30), GIAY_KHEN, text, "")
        found.append(row | {"Đợt": SUDDEN})
    return found


def commendation_rows(world: World) -> tuple[list[Row], list[Row]]:
    """Return the rows of the sheets Đề nghị and Khen thưởng."""
    below = commended(world)
    found = nominees(world, below)
    proposals, by_province = upward(found)
    nominations = [*up_rows(found), *proposals, *sudden_rows(world)]
    awards = [
        *earlier_rows(world),
        *(item.row for item in below),
        *outside_rows(world),
        *bloc_awards(found),
        *by_province,
        *yearly_rows(world),
    ]
    return nominations, awards
