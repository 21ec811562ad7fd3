"""Working days of offices in Việt Nam: weekends and the law's holidays off, announced swaps as officers add them."""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from importlib import import_module

ONE = dt.timedelta(days=1)
# What the package counts by; swaps of days are announced year by year, and it learns them with its releases.
SOURCE = "Bộ luật Lao động số 45/2019/QH14 ngày 20/11/2019, Điều 112"


class Workdays:
    """A calendar: the law's days and what officers have entered (day → whether it is worked)."""

    def __init__(self, entered: Mapping[dt.date, bool]) -> None:
        self._entered = entered

    def is_worked(self, day: dt.date) -> bool:
        """Tell whether offices work on `day`."""
        if day in self._entered:
            return self._entered[day]
        return day.weekday() < 5 and day not in of_law(day.year)

    def from_(self, day: dt.date) -> dt.date:
        """Return `day`, or the next day that is worked."""
        while not self.is_worked(day):
            day += ONE
        return day

    def after(self, day: dt.date, count: int) -> dt.date:
        """Return the `count`-th working day after `day`."""
        for _step in range(count):
            day = self.from_(day + ONE)
        return day


@cache
def of_law(year: int) -> Mapping[dt.date, str]:
    """Return the days off of a year by the law and the announced swaps, with their Vietnamese names."""
    # The package takes a tenth of a second to load, and most of what runs counts no days.
    found: dict[dt.date, str] = import_module("holidays").country_holidays("VN", years=year, language="vi")
    return dict(found)
