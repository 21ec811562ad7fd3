"""Declared figures: how many people studied, where no list was kept."""

from collections import Counter, defaultdict
from datetime import date

from demo.bloc import REVIEW_END
from demo.sheets import Row
from demo.study import Session
from demo.world import World

NOTES = ("Theo sổ của văn phòng", "Tổng hợp từ các chi bộ", "Đếm tại hội trường")
STAGE, REVIEW = "2021..2023", "2021-05..2023-06"


def present(sessions: list[Session], first: date, last: date) -> int:
    """Return how many came, the parts of one year's study together."""
    return sum(session.present or 0 for session in sessions if first <= session.day <= last)


def declared(sessions: list[Session]) -> dict[str, int]:
    """Return what one organisation declares by period.

    People of several years are not the sum of the years': nearly the same came each time, so what is
    declared for the stage and for the two years reviewed is the fullest year's number.
    """
    years = {year: present(sessions, date(year, 1, 1), date(year, 12, 31)) for year in (2021, 2022, 2023)}
    reviewed = [present(sessions, date(year, 1, 1), min(date(year, 12, 31), REVIEW_END)) for year in years]
    found = {str(year): value for year, value in years.items()}
    return found | {REVIEW: max(reviewed), STAGE: max(years.values())}


def return_rows(world: World, study: list[Session]) -> list[Row]:
    """Return the rows of the sheet Số liệu, then a row with the total.

    An organisation's leaders are named in the lists of the bloc's own conferences every year, so they are
    not declared again.
    """
    leaders = Counter(person.base.code for person in world.leaders)
    counted: dict[str, list[Session]] = defaultdict(list)
    for session in study:
        if not session.listed:
            counted[session.owner].append(session)
    found: list[Row] = [
        {
            "Mã tổ chức": owner,
            "Kỳ": period,
            "Mã chỉ tiêu": "study_people",
            "Giá trị": value - leaders[owner],
            "Ghi chú": NOTES[number % len(NOTES)],
        }
        for number, (owner, sessions) in enumerate(counted.items())
        for period, value in declared(sessions).items()
    ]
    stage = sum(value for row in found if row["Kỳ"] == STAGE and isinstance(value := row["Giá trị"], int))
    return [*found, {"Kỳ": "Tổng cộng giai đoạn", "Giá trị": stage}]
