"""Study sessions, by the bloc and by each organisation: with a list of people, or by counts."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from demo.bloc import CODE, CONCLUSION, PLACE, PLAN, PLANS_BY_YEAR
from demo.days import workday_after, workday_between
from demo.dice import Dice
from demo.directives import read_day
from demo.organisations import Base
from demo.people import Person
from demo.sheets import Row
from demo.texts.sector import columns
from demo.world import World

SOURCE = Path(__file__).parent / "texts" / "bloc_sessions.toml"
CONTENTS = {
    2021: f"Học tập, quán triệt Kết luận số 01-KL/TW của Bộ Chính trị và Kế hoạch {PLAN}",
    2022: "Học tập chuyên đề năm 2022 về ý chí tự lực, tự cường và khát vọng phát triển đất nước",
    2023: "Học tập chuyên đề năm 2023 về trách nhiệm nêu gương và phong cách gần dân, vì dân",
}
SPANS = {
    2021: (date(2021, 7, 12), date(2021, 10, 29)),
    2022: (date(2022, 3, 21), date(2022, 6, 24)),
    2023: (date(2023, 3, 20), date(2023, 6, 23)),
}
# How many organisations keep lists of who was there; the others only count, and declare how many people that were.
WITH_LIST = 34
PRESENCE = (("Có", 93.0), ("Có lý do", 5.6), ("Không", 1.4))


@dataclass(frozen=True)
class Session:
    """One session; `listed` are those who had to be there, where a list is kept."""

    owner: str
    day: date
    kind: str
    content: str
    document: str = ""
    due: int | None = None
    present: int | None = None
    listed: tuple[Person, ...] = ()


def by_count(dice: Dice, owner: str, day: date, content: str, document: str, due: int) -> Session:
    """Return a study session that was only counted."""
    return Session(owner, day, "Học tập", content, document, due, due - dice.near(0, max(1, due // 9)))


def lists_kept(world: World) -> set[str]:
    """Return the codes of the organisations that keep lists: the smaller ones, and those on time first."""
    ranked = sorted(
        (base for base in world.bases if len(world.by_base[base.code]) <= 115),
        key=lambda base: world.delay(base) + Dice(f"lists {base.code}").between(0, 40) / 100,
    )
    return {base.code for base in ranked[:WITH_LIST]}


def base_study(world: World, base: Base, year: int, *, listed: bool) -> list[Session]:
    """Return an organisation's study sessions of a year; where many have to attend, in two parts."""
    dice = Dice(f"study {year} {base.code}")
    first, last = SPANS[year]
    slip = timedelta(days=int(world.delay(base) * 60))
    day = workday_between(dice, first + slip, last + slip)
    document = CONCLUSION if year == 2021 else PLANS_BY_YEAR[year]
    content, present = CONTENTS[year], world.present(base, day)
    if listed:
        return [Session(base.code, day, "Học tập", content, document, listed=tuple(present))]
    if len(present) < 90:
        return [by_count(dice, base.code, day, content, document, len(present))]
    half, later = len(present) // 2, workday_after(dice, day, 1, 12)
    return [
        by_count(dice, base.code, day, f"{content} (lớp thứ nhất)", document, half),
        by_count(dice, base.code, later, f"{content} (lớp thứ hai)", document, len(present) - half),
    ]


def bloc_sessions(world: World) -> list[Session]:
    """Return what the bloc itself held."""
    text: str = tomllib.loads(SOURCE.read_text(encoding="utf-8"))["sessions"]
    found: list[Session] = []
    for day_text, kind, content, document, due, present, listed in columns(text.replace("{place}", PLACE)):
        day = read_day(day_text)
        if listed:
            people = tuple(person for person in world.leaders if person.belongs(day))
            found.append(Session(CODE, day, kind, content, document, listed=people))
        else:
            found.append(Session(CODE, day, kind, content, document, int(due), int(present)))
    return found


def study_sessions(world: World) -> list[Session]:
    """Return the study sessions of all grassroots organisations."""
    found: list[Session] = []
    kept = lists_kept(world)
    for year in CONTENTS:
        for base in world.bases:
            found += base_study(world, base, year, listed=base.code in kept)
    return found


def attendance_rows(sessions: list[Session]) -> list[Row]:
    """Return the rows of the sheet Điểm danh."""
    dice = Dice("attendance")
    return [
        {
            "Mã tổ chức": session.owner,
            "Ngày": session.day,
            "Nội dung": session.content,
            "Mã người": person.code,
            "Có mặt": dice.weighted(PRESENCE),
        }
        for session in sessions
        for person in session.listed
    ]


def session_rows(sessions: list[Session]) -> list[Row]:
    """Return the rows of the sheet Sinh hoạt."""
    return [
        {
            "Mã tổ chức": session.owner,
            "Ngày": session.day,
            "Loại": session.kind,
            "Nội dung": session.content,
            "Văn bản": session.document,
            "Phải dự": session.due,
            "Có mặt": session.present,
        }
        for session in sessions
    ]
