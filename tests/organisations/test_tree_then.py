"""The tree of organisations on the last day of the period, and that of today."""

import datetime as dt
from collections.abc import Iterator

import pytest

from neuguong.core import clock
from neuguong.core.actor import SYSTEM
from neuguong.organisations.actions import (
    dissolve_organisation,
    found_organisation,
    move_organisation,
    rename_organisation,
)
from neuguong.organisations.models import Kind, Organisation
from tests.bloc import Bloc, found_bloc
from tests.conftest import MOMENT

# Moved, renamed, ended and founded within 2023.
DAY = dt.date(2023, 7, 1)


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        found = found_bloc()
        yte, bao = found.places["YTE"], found.places["BAO"]
        for code in ("OLD", "OLD2"):
            own = Organisation(code=code, name=f"Chi bộ {code}", kind=Kind.CELL, parent=yte)
            found.places[code] = found_organisation(actor=SYSTEM, organisation=own)
        new = Organisation(code="NEW", name="Chi bộ Mới", kind=Kind.CELL, parent=yte, since=DAY)
        found.places["NEW"] = found_organisation(actor=SYSTEM, organisation=new)
        dissolve_organisation(actor=SYSTEM, organisation=found.places["OLD"], date=DAY)
        move_organisation(actor=SYSTEM, organisation=found.places["OLD2"], parent=bao, since=DAY)
        rename_organisation(actor=SYSTEM, organisation=found.places["DSO"], name="Chi bộ Dân số", date=DAY)
        yield found


def below(bloc: Bloc, when: str, code: str = "YTE", structure: str = "") -> list[str]:
    answer = bloc.open("officer", "organisations:branch", code, place="DUK", when=when, structure=structure)
    return sorted(one.code for one in answer.context["branches"])


def test_each_stands_where_it_stood_on_the_last_day(bloc: Bloc) -> None:
    assert below(bloc, "2022") == ["DSO", "KBN", "OLD", "OLD2"]
    assert below(bloc, "2022", "BAO") == []
    assert below(bloc, "2023-Q2") == ["DSO", "KBN", "OLD", "OLD2"]
    assert below(bloc, "2023") == ["DSO", "KBN", "NEW"]
    assert below(bloc, "2023", "BAO") == ["OLD2"]


def test_today_s_structure_is_the_same_in_any_period(bloc: Bloc) -> None:
    for when in ("2022", "2023"):
        assert below(bloc, when, structure="now") == ["DSO", "KBN", "NEW"]
        assert below(bloc, when, "BAO", structure="now") == ["OLD2"]


def test_names_and_counts_are_those_of_then_and_the_way_down_keeps_the_structure(bloc: Bloc) -> None:
    then = bloc.open("officer", "organisations:tree", place="DUK", when="2022")
    assert {one.code: one.below for one in then.context["branches"]} == {"YTE": 4, "BAO": 0}
    now = bloc.open("officer", "organisations:tree", place="DUK", when="2022", structure="now")
    assert {one.code: one.below for one in now.context["branches"]} == {"YTE": 3, "BAO": 1}
    assert "YTE/?structure=now" in now.content.decode()
    branch = bloc.open("officer", "organisations:branch", "YTE", place="DUK", when="2022").content.decode()
    assert "Chi bộ Chi cục Dân số" in branch
    assert "Chi bộ Dân số" not in branch


def test_a_place_that_was_not_founded_says_so_and_an_unknown_structure_does_not_exist(bloc: Bloc) -> None:
    page = bloc.open("officer", "organisations:tree", place="NEW", when="2022").content.decode()
    assert "chưa thành lập" in page
    assert "chưa thành lập" not in bloc.open("officer", "organisations:tree", place="NEW").content.decode()
    assert bloc.open("officer", "organisations:tree", place="DUK", structure="soon").status_code == 404
    assert bloc.open("cell", "organisations:branch", "YTE", when="2022").status_code == 404


def test_what_stands_beyond_today_is_not_counted_either(bloc: Bloc) -> None:
    part = Organisation(code="PART", name="Tổ đảng", kind=Kind.CELL, parent=bloc.places["DSO"])
    part = found_organisation(actor=SYSTEM, organisation=part)

    def counts(name: str, place: str) -> dict[str, int]:
        answer = bloc.open(name, "organisations:branch", "YTE", place=place, when="2022")
        return {one.code: one.below for one in answer.context["branches"]}

    assert counts("secretary", "YTE")["DSO"] == 1
    move_organisation(actor=SYSTEM, organisation=part, parent=bloc.places["BAO"], since=DAY)
    assert counts("secretary", "YTE")["DSO"] == 0
    assert counts("officer", "DUK")["DSO"] == 1
