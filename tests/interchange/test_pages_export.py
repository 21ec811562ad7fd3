"""What a list shows, as a workbook that the import understands."""

import datetime as dt
from typing import Any

import pytest

from neuguong.audit.models import Entry
from neuguong.commitments.models import Commitment
from neuguong.core import clock
from neuguong.initiatives.models import Initiative
from neuguong.interchange.actions import import_workbook
from neuguong.interchange.reading.reader import open_workbook
from neuguong.interchange.undoing import undo_batch
from neuguong.ui.http import at
from tests.bloc import DAY, YEAR, Bloc, found_bloc
from tests.conftest import MOMENT
from tests.interchange.sending import GOOD, OTHER, body_of, book


@pytest.fixture
def bloc(db: None) -> Any:
    with clock.freeze(MOMENT):
        yield found_bloc()


def model(bloc: Bloc, code: str, place: str, day: dt.date = DAY) -> Initiative:
    own = Initiative(organisation=bloc.places[place], code=code, name=f"Mô hình {code}", registered_on=day)
    own.clean()
    own.save()
    return own


def exported(bloc: Bloc, tmp_path: Any, name: str, sheet: str, *, place: str = "YTE", **query: Any) -> list[list[Any]]:
    """Return the cells of an exported sheet below its headings."""
    answer = bloc.client(name).get(at(place, YEAR, "interchange:export", sheet, **query))
    assert answer.status_code == 200
    path = tmp_path / "f.xlsx"
    path.write_bytes(body_of(answer).read())
    with open_workbook(path) as sheets:
        return [row.cells for row in next(iter(sheets)).rows()][1:]


def test_it_holds_what_the_list_shows_and_no_more(bloc: Bloc, tmp_path: Any) -> None:
    for code, place, day in (
        ("A", "DSO", DAY),
        ("B", "KBN", DAY),
        ("C", "BAO", DAY),
        ("D", "DSO", dt.date(2022, 5, 1)),
    ):
        model(bloc, code, place, day)
    assert [row[0] for row in exported(bloc, tmp_path, "officer", "models")] == ["A", "B"]
    assert [row[0] for row in exported(bloc, tmp_path, "officer", "models", q="mo hinh b")] == ["B"]
    assert [row[0] for row in exported(bloc, tmp_path, "officer", "models", when="all")] == ["A", "B", "D"]
    assert [row[0] for row in exported(bloc, tmp_path, "cell", "models", place="DSO")] == ["A"]
    assert bloc.client("foreign").get(at("YTE", YEAR, "interchange:export", "models")).status_code == 404


def test_the_list_leads_there_with_its_filters(bloc: Bloc) -> None:
    model(bloc, "A", "DSO")
    page = bloc.open("cell", "initiatives:list", q="mo hinh", sort="level")
    assert page.context["export"] == at("DSO", YEAR, "interchange:export", "models", q="mo hinh")
    assert page.context["export"] in page.content.decode()


def test_the_import_takes_it_back_unchanged(bloc: Bloc, tmp_path: Any) -> None:
    for code in "AB":
        model(bloc, code, "DSO")
    exported(bloc, tmp_path, "cell", "models", place="DSO")
    report = import_workbook(actor=bloc.actor("cell"), path=tmp_path / "f.xlsx", dry_run=True)
    assert (report.unchanged, report.created, report.updated, report.errors) == (2, 0, 0, [])


def test_commitments_go_out_without_what_they_say(bloc: Bloc, tmp_path: Any) -> None:
    person = bloc.person("Lò Thị Mây", "001")
    years = {"first_year": 2023, "last_year": 2023, "signed_on": DAY}
    Commitment.objects.create(person=person, organisation=bloc.places["DSO"], content="Bớt nóng", result="met", **years)
    (row,) = exported(bloc, tmp_path, "officer", "commitments")
    assert row[0] == "001"
    assert not {"Bớt nóng", "Đạt"} & set(row)


def test_people_are_those_whose_lists_one_keeps(bloc: Bloc, tmp_path: Any) -> None:
    for code, place in (("001", "DSO"), ("002", "KBN"), ("003", "BAO")):
        bloc.person(f"Hà An {code}", code, place)
    assert [row[0] for row in exported(bloc, tmp_path, "secretary", "people")] == ["001", "002"]
    assert exported(bloc, tmp_path, "member", "people", place="DSO") == []


def test_it_is_noted_who_carried_out_what(bloc: Bloc, tmp_path: Any) -> None:
    model(bloc, "A", "DSO")
    exported(bloc, tmp_path, "inspector", "models")
    entry = Entry.objects.get(event="workbook.exported")
    assert (entry.actor_id, entry.subject_id) == (bloc.users["inspector"].pk, bloc.places["YTE"].pk)
    assert '"rows":1' in (entry.after or "")


def test_a_sheet_that_no_list_offers_is_not_found(bloc: Bloc) -> None:
    for sheet in ("grants", "nothing"):
        assert bloc.client("officer").get(at("DUK", YEAR, "interchange:export", sheet)).status_code == 404


def test_what_was_only_read_or_carried_out_can_still_be_undone(bloc: Bloc, tmp_path: Any) -> None:
    path = tmp_path / "in.xlsx"
    path.write_bytes(book(GOOD, OTHER))
    report = import_workbook(actor=bloc.actor("cell"), path=path)
    exported(bloc, tmp_path, "cell", "models", place="DSO")
    assert report.batch is not None
    undo_batch(actor=bloc.actor("cell"), number=report.batch)
    assert not Initiative.objects.exists()
