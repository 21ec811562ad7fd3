"""Declared figures: how many people studied, where no list was kept."""

from collections import defaultdict

from demo.sheets import Row
from demo.study import Session

NOTES = ("Theo sổ của văn phòng", "Tổng hợp từ các chi bộ", "Đếm tại hội trường")


def return_rows(study: list[Session]) -> list[Row]:
    """Return the rows of the sheet Số liệu, then a row with the total."""
    people: dict[tuple[str, int], int] = defaultdict(int)
    for session in study:
        if not session.listed:
            people[session.owner, session.day.year] += session.present or 0
    found: list[Row] = [
        {
            "Mã tổ chức": owner,
            "Kỳ": str(year),
            "Mã chỉ tiêu": "study_people",
            "Giá trị": value,
            "Ghi chú": NOTES[(number + year) % len(NOTES)],
        }
        for number, ((owner, year), value) in enumerate(people.items())
    ]
    total: Row = {"Kỳ": "Tổng cộng", "Giá trị": sum(people.values())}
    return [*found, total]
