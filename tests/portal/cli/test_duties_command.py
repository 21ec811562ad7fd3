"""`neuguong duties`: the objects of the contract, and to whom people are named."""

from collections.abc import Iterator

import pytest

from neuguong.campaigns.models import Anchor, OwedOn, Per
from neuguong.core import clock
from neuguong.organisations.queries import installation
from tests.bloc import Bloc, found_bloc
from tests.campaigns.owing import rule, session, signed
from tests.conftest import MOMENT
from tests.portal.cli.running import run

KEYS = ["duty", "organisation", "person", "due", "state", "record"]
ABOUT = ("--organisation", "DUK", "--period", "2023")


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        found = found_bloc()
        rule(found, "meeting_thematic")
        rule(found, "commitment", Per.YEAR, anchor=Anchor.DATE, month=3, day=31, owed_on=OwedOn.END, org_kinds=[])
        found.person("Lò Thị Mây", "DV1")
        yield found


def test_it_lists_what_the_subtree_owes_with_record_and_state(bloc: Bloc) -> None:
    held = session(bloc, "YTE", "10/02/2023")
    rows = run("duties", *ABOUT, "--json").json
    assert all(list(row) == KEYS for row in rows)
    assert len(rows) == 9
    first = next(row for row in rows if row["organisation"] == "YTE" and row["due"] == "2023-03-31")
    assert first["duty"] == "Sinh hoạt chuyên đề quý I/2023"
    assert (first["person"], first["state"], first["record"]) == (None, "met", f"{installation().mark}-{held.pk}")
    of_person = [row for row in rows if row["person"]]
    assert [(row["person"], row["organisation"], row["state"], row["record"]) for row in of_person] == [
        ("DV1", "DSO", "late", None)
    ]


def test_it_is_told_as_of_a_day(bloc: Bloc) -> None:
    session(bloc, "YTE", "10/02/2023")
    for day, expected in (("2023-02-09", "open"), ("09/02/2023", "open"), ("2023-02-10", "met"), ("2023-12-31", "met")):
        rows = run("duties", "--organisation", "YTE", "--period", "2023-Q1", "--as-of", day, "--json").json
        assert [row["state"] for row in rows if row["organisation"] == "YTE" and not row["person"]] == [expected]
    assert run("duties", *ABOUT, "--as-of", "hôm qua").code == 2


def test_people_are_named_to_their_cell_and_themselves_alone(bloc: Bloc) -> None:
    signed(bloc, bloc.person("Lò Văn Núi", "DV2"), "DSO", (2023, 2023), "01/02/2023")
    for name, place, people in (
        ("officer", "DUK", set()),
        ("inspector", "DUK", set()),
        ("secretary", "YTE", {"DV1", "DV2"}),
        ("cell", "DSO", {"DV1", "DV2"}),
        ("member", "DSO", set()),
    ):
        told = run("duties", "--organisation", place, "--period", "2023", "--as", f"{name}@example.org", "--json")
        assert {row["person"] for row in told.json if row["person"]} == people, name
    assert run("duties", *ABOUT, "--as", "cell@example.org").code == 1


def test_in_words_each_has_a_line(bloc: Bloc) -> None:
    told = run("duties", *ABOUT)
    assert "BAO  30/06/2023  quá hạn           Sinh hoạt chuyên đề quý II/2023" in told.out
    assert "DSO  DV1  31/03/2023  quá hạn           Bản cam kết năm 2023" in told.out
