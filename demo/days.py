"""Days on which offices work."""

from datetime import date, timedelta

from demo.dice import Dice

# Lunar New Year and the fixed holidays of the years shown.
HOLIDAYS = {
    *(date(2021, 2, 10) + timedelta(days=n) for n in range(7)),
    *(date(2022, 1, 31) + timedelta(days=n) for n in range(7)),
    *(date(2023, 1, 20) + timedelta(days=n) for n in range(7)),
    *(date(2024, 2, 8) + timedelta(days=n) for n in range(7)),
    *(date(year, month, day) for year in range(2020, 2025) for month, day in ((1, 1), (4, 30), (5, 1), (9, 2))),
}


def is_workday(day: date) -> bool:
    """Return True from Monday to Friday outside the holidays."""
    return day.weekday() < 5 and day not in HOLIDAYS


def workday_between(dice: Dice, first: date, last: date) -> date:
    """Return a working day from first to last, both included; ValueError where there is none."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return dice.pick([day for day in days if is_workday(day)])


def workday_after(dice: Dice, day: date, least: int, most: int) -> date:
    """Return a working day from `least` to `most` days after `day`; most must be 7 days more than least."""
    return workday_between(dice, day + timedelta(days=least), day + timedelta(days=most))


def quarter_end(year: int, quarter: int) -> date:
    """Return the last day of a quarter."""
    month = quarter * 3
    return date(year, month, 31 if month in {3, 12} else 30)
