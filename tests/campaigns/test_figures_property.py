"""The engine of figures against an independent count over random registers: every indicator, place and structure."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from neuguong.campaigns.indicators import REGISTRY, Question
from neuguong.campaigns.periods import parse
from neuguong.campaigns.queries import Figure, by_organisation, count_records, figures, records, slice_of_records
from neuguong.core import clock
from neuguong.core.actor import SYSTEM
from neuguong.organisations.models import Organisation
from neuguong.organisations.queries import Structure
from tests.campaigns.plain import COUNTS, SHARES, TOLD, Ask, World, declared, said, shown
from tests.campaigns.worlds import PERIODS, worlds
from tests.campaigns.writing import write
from tests.undoing import undone

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CODES = (*COUNTS, *SHARES, *TOLD)
NOW = dt.datetime(2022, 6, 15, 9, 0, tzinfo=dt.UTC)
Told = dict[str, tuple[Any, ...]]


@contextmanager
def written(world: World) -> Iterator[list[Organisation]]:
    """Write the world for one example, with the clock held, and take it back."""
    with clock.freeze(NOW), undone():
        yield write(world)


def asks(world: World) -> Iterator[Ask]:
    for row in world["asks"]:
        start, end = PERIODS[row["period"]]
        for structure in ("then", "now"):
            yield Ask(world, row["org"], row["org"], start, end, structure, NOW.date())


def question(ask: Ask, organisations: list[Organisation]) -> Question:
    code = next(code for code, span in PERIODS.items() if span == (ask.start, ask.end))
    within = organisations[ask.part] if ask.part != ask.org else None
    return Question(organisations[ask.org], parse(code), Structure(ask.structure), within)


def expected(ask: Ask) -> Told:
    """Return what the plain count says: value, recorded, declared; or a share, its two sides, declared."""
    told: Told = {code: (count(ask), count(ask), 0) for code, count in TOLD.items()}
    for code, count in COUNTS.items():
        recorded, added = count(ask), declared(ask, code)
        told[code] = (recorded + added, recorded, added)
    for code, (part, whole) in SHARES.items():
        told[code] = _share(ask, code, part(ask), whole(ask))
    return told


def _share(ask: Ask, code: str, part: int, whole: int) -> tuple[Any, ...]:
    return (shown(ask, code, part, whole), part, whole, 0 if whole else said(ask, code) or 0)


def found(own: list[Figure]) -> Told:
    return {
        figure.indicator: (
            (figure.value, figure.numerator, figure.denominator, figure.declared)
            if figure.numerator is not None
            else (figure.value, figure.recorded, figure.declared)
        )
        for figure in own
    }


def differing(told: Told, other: Told) -> dict[str, tuple[Any, Any]]:
    return {code: (told.get(code), other.get(code)) for code in {*told, *other} if told.get(code) != other.get(code)}


def test_the_plain_count_knows_every_indicator() -> None:
    assert set(REGISTRY.listed()) == {*COUNTS, *SHARES}


@given(worlds())
def test_figures_are_what_a_plain_count_finds(world: World) -> None:
    with written(world) as organisations:
        for ask in asks(world):
            assert differing(found(figures(question(ask, organisations), CODES)), expected(ask)) == {}, ask


@given(worlds())
def test_figures_by_organisation_are_what_a_plain_count_finds(world: World) -> None:
    with written(world) as organisations:
        for ask in asks(world):
            table = by_organisation(question(ask, organisations), CODES)
            assert {own.code for own in table} == {f"T{org}" for org in members(ask)}
            for org in members(ask):
                row, part = table[organisations[org]], replace(ask, part=org)
                assert differing(found(row), expected(part)) == {}, part


def members(ask: Ask) -> set[int]:
    """Return the organisations that stood in the subtree on some day of the period."""
    turns = [ask.start, ask.end, *(move["day"] for move in ask.rows("moves"))]
    return {
        org["id"]
        for org in ask.rows("orgs")
        if any(ask.in_period(day) and ask.belongs(org["id"], day) for day in turns)
    }


@given(worlds())
def test_a_part_of_the_subtree_opens_as_its_row_says(world: World) -> None:
    with written(world) as organisations:
        for ask, row in zip(asks(world), [row for row in world["asks"] for _structure in "tn"], strict=True):
            part = replace(ask, part=row["part"])
            assert differing(found(figures(question(part, organisations), CODES)), expected(part)) == {}, part


@given(worlds())
def test_the_records_add_up_to_the_figure(world: World) -> None:
    with written(world) as organisations:
        for ask in asks(world):
            asked = question(ask, organisations)
            told = expected(ask)
            for code in CODES:
                lines = list(records(asked, code, actor=SYSTEM))
                value = told[code][1] or told[code][3] if code in SHARES else told[code][0]
                assert sum(line.contribution for line in lines) == value, (code, ask)
                assert count_records(asked, code) == len(lines)
                if lines:
                    part = slice_of_records(asked, code, actor=SYSTEM, offset=1, limit=2)
                    assert (part.lines, part.total) == (lines[1:3], len(lines))
