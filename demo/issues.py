"""Pressing issues: raised, given to someone, resolved or not yet."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

from demo.bloc import CODE, LAST_DAY
from demo.days import workday_after, workday_between
from demo.dice import Dice
from demo.organisations import Base
from demo.sheets import Row
from demo.texts.sector import columns, sector_of
from demo.world import World

SOURCE = Path(__file__).parent / "texts" / "shared_issues.toml"
SHARED = columns(tomllib.loads(SOURCE.read_text(encoding="utf-8"))["issues"])
BLOC_ISSUES = (
    ("Đăng ký mô hình ở một số chi bộ còn chung chung, chưa gắn với nhiệm vụ", date(2022, 1, 12), date(2022, 9, 20),
     "Hướng dẫn 14-HD/ĐUK yêu cầu số liệu trước và sau; 88% mô hình có đơn vị đo"),
    ("Báo cáo của các đơn vị gần giống nhau, số liệu không đối chiếu được", date(2022, 12, 15), date(2023, 6, 28),
     "Lập sổ theo dõi theo từng việc; báo cáo sơ kết hai năm lấy số từ sổ"),
    ("Năm đơn vị chậm gửi kế hoạch và bản cam kết năm 2023", date(2023, 4, 10), date(2023, 5, 25),
     "Làm việc trực tiếp với từng đơn vị, đã gửi đủ"),
    ("Mô hình sau khi được công nhận ít được nhân rộng sang doanh nghiệp", date(2023, 11, 6), None, ""),
)  # fmt: skip


def issue(owner: str, text: str, raised: date, charge: str, resolved: date | None, result: str) -> Row:
    """Return a row of the sheet Vấn đề; what is raised is due in about three months."""
    return {
        "Mã tổ chức": owner,
        "Vấn đề": text,
        "Ngày nêu": raised,
        "Phụ trách": charge,
        "Hạn": raised + timedelta(days=92),
        "Ngày giải quyết": resolved,
        "Kết quả": result if resolved else "",
    }


def in_charge(world: World, base: Base, day: date, dice: Dice) -> str:
    """Return who is given an issue: one of those who lead the organisation or a unit."""
    person = dice.pick([item for item in world.present(base, day) if item.rank >= 1])
    return f"{person.name}, {person.state_post}"


def resolved_day(dice: Dice, raised: date, delay: float) -> date | None:
    """Return when an issue was resolved; late ones stay open, and so do some of the last months."""
    day = workday_after(dice, raised, 25, 95 + int(90 * delay))
    if day > LAST_DAY or dice.chance(0.04 + 0.4 * delay):
        return None
    return day


def base_issues(world: World, base: Base) -> list[Row]:
    """Return an organisation's issues, one or two a year, none twice."""
    dice, found = Dice(f"issues {base.code}"), []
    own = dice.shuffled(sector_of(base.sector, base.code).issues)
    texts = [*own[:3], *(tuple(cells) for cells in dice.sample(SHARED, 6))]
    for year in (2021, 2022, 2023):
        for _ in range(dice.between(1, 2)):
            text, result = texts.pop(0) if len(texts) % 2 else texts.pop()
            raised = workday_between(dice, date(year, 8 if year == 2021 else 2, 5), date(year, 12, 15))
            resolved = resolved_day(dice, raised, world.delay(base))
            found.append(issue(base.code, text, raised, in_charge(world, base, raised, dice), resolved, result))
    return found


def issue_rows(world: World) -> list[Row]:
    """Return the rows of the sheet Vấn đề."""
    charge = "Ban Tuyên giáo – Dân vận Đảng ủy Khối"
    found = [issue(CODE, text, raised, charge, resolved, result) for text, raised, resolved, result in BLOC_ISSUES]
    for base in world.bases:
        found += base_issues(world, base)
    return found
