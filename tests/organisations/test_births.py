"""Nobody who belongs to an organisation was born today or later."""

import datetime as dt

import pytest

from neuguong.organisations.models.plausible import birth_fault

TODAY = dt.date(2024, 5, 6)


@pytest.mark.parametrize(("birth", "is_told"), [(TODAY - dt.timedelta(1), False), (TODAY, True), (None, False)])
def test_the_day_of_birth_lies_before_today(birth: dt.date | None, is_told: bool) -> None:
    fault = birth_fault(birth, TODAY)
    assert (fault is not None) == is_told
    assert fault is None or "06/05/2024 là hôm nay" in fault.why
