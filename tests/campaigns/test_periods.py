"""Periods as they are written, stepped and told."""

import datetime as dt

import pytest

from neuguong.campaigns.periods import parse, step
from neuguong.core.errors import Refusal


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-Q3", "2023-07-01", "2023-09-30"),
        ("2023-H1", "2023-01-01", "2023-06-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2021..2023", "2021-01-01", "2023-12-31"),
        ("2021-05..2023-06", "2021-05-01", "2023-06-30"),
        ("2022-Q4..2023-H1", "2022-10-01", "2023-06-30"),
    ],
)
def test_a_period_spans_whole_days(code: str, start: str, end: str) -> None:
    period = parse(code)
    assert (period.start, period.end) == (dt.date.fromisoformat(start), dt.date.fromisoformat(end))


@pytest.mark.parametrize(
    "code", ["", "23", "2023-Q5", "2023-13", "2023-7", "2023..", "..2023", "2023-Q1-Q2", "năm 2023"]
)
def test_what_is_no_period_is_refused_with_examples(code: str) -> None:
    with pytest.raises(Refusal, match=r"2021\.\.2023"):
        parse(code)


def test_a_period_does_not_run_backwards() -> None:
    with pytest.raises(Refusal, match=r"2023\.\.2021"):
        parse("2023..2021")


@pytest.mark.parametrize(
    ("code", "count", "other"),
    [
        ("2023", -1, "2022"),
        ("2023-Q1", -1, "2022-Q4"),
        ("2023-H2", 1, "2024-H1"),
        ("2023-12", 1, "2024-01"),
        ("2021..2023", -1, "2018..2020"),
    ],
)
def test_steps_keep_the_length(code: str, count: int, other: str) -> None:
    assert step(parse(code), count).code == other


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("2023", "năm 2023"),
        ("2023-Q3", "quý III/2023"),
        ("2023-H1", "6 tháng đầu năm 2023"),
        ("2023-07", "tháng 7/2023"),
        ("2021..2023", "2021–2023"),
    ],
)
def test_a_period_has_words(code: str, words: str) -> None:
    assert parse(code).label == words


def test_31_december_or_the_end() -> None:
    period = parse("2021-05..2023-06")
    assert [period.year_end(year) for year in period.years] == [
        dt.date(2021, 12, 31),
        dt.date(2022, 12, 31),
        dt.date(2023, 6, 30),
    ]
