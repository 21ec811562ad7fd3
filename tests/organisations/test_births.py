"""Nobody who belongs to an organisation was born today or later; no Party member is under age."""

import datetime as dt

import pytest

from neuguong.organisations.models.plausible import birth_fault, joined_early_fault, minor_fault

TODAY = dt.date(2024, 5, 6)


@pytest.mark.parametrize(("birth", "is_told"), [(TODAY - dt.timedelta(1), False), (TODAY, True), (None, False)])
def test_the_day_of_birth_lies_before_today(birth: dt.date | None, is_told: bool) -> None:
    fault = birth_fault(birth, TODAY)
    assert (fault is not None) == is_told
    assert fault is None or "06/05/2024 là hôm nay" in fault.why


@pytest.mark.parametrize(
    ("birth", "since", "words"),
    [
        (dt.date(2000, 5, 7), dt.date(2018, 5, 7), ""),
        (dt.date(2000, 5, 7), dt.date(2018, 5, 6), "mới 17 tuổi"),
        (dt.date(2000, 2, 29), dt.date(2018, 2, 28), "sớm nhất là 01/03/2018"),
        (dt.date(2000, 2, 29), dt.date(2018, 3, 1), ""),
        (dt.date(2000, 2, 29), None, ""),
        (None, dt.date(2018, 5, 6), ""),
    ],
)
def test_the_party_is_for_those_of_age(birth: dt.date | None, since: dt.date | None, words: str) -> None:
    fault = joined_early_fault(birth, since, None)
    assert words in (fault.sentence if fault else "")
    assert bool(fault) == bool(words)


@pytest.mark.parametrize(("birth", "is_told"), [(dt.date(2006, 5, 6), False), (dt.date(2006, 5, 7), True)])
def test_who_is_a_member_today_is_of_age_today(birth: dt.date, is_told: bool) -> None:
    fault = minor_fault(birth, TODAY)
    assert (fault is not None) == is_told
    assert fault is None or fault.sentence.endswith("nếu chưa vào Đảng thì ghi Đảng viên là Không.")
