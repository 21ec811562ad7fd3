"""Working days: weekends, the law's days, announced swaps, and days that officers add."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neuguong.core.workdays import Workdays

PLAIN = Workdays({})


def day(text: str) -> dt.date:
    return dt.datetime.strptime(text, "%d/%m/%Y").date()


@pytest.mark.parametrize(
    ("from_", "count", "to"),
    [
        ("12/01/2026", 2, "14/01/2026"),  # an ordinary week
        ("15/01/2026", 2, "19/01/2026"),  # over a weekend
        ("31/12/2025", 1, "02/01/2026"),  # over Tết Dương lịch
        ("13/02/2026", 2, "24/02/2026"),  # over Tết Bính Ngọ: 16 to 20 February are off
        ("24/04/2026", 1, "28/04/2026"),  # Giỗ Tổ on Sunday 26 April is taken on Monday
        ("29/04/2026", 1, "04/05/2026"),  # 30 April, 1 May and the weekend
        ("31/12/2024", 2, "03/01/2025"),
    ],
)
def test_working_days_are_counted_from_the_day_after(from_: str, count: int, to: str) -> None:
    assert PLAIN.after(day(from_), count) == day(to)


def test_a_day_that_an_officer_adds_is_off_and_one_worked_instead_is_not() -> None:
    known = Workdays({day("13/01/2026"): False, day("17/01/2026"): True})
    assert known.after(day("12/01/2026"), 1) == day("14/01/2026")
    assert known.after(day("16/01/2026"), 1) == day("17/01/2026")


@given(st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 31)), st.integers(1, 30))
def test_counting_agrees_with_walking(start: dt.date, count: int) -> None:
    end = PLAIN.after(start, count)
    walked = [start + dt.timedelta(days=step) for step in range(1, (end - start).days + 1)]
    assert sum(PLAIN.is_worked(one) for one in walked) == count
    assert PLAIN.is_worked(end)
