"""Who entered a record for whom: on its page, in exports, in a list of attendance, in one's own copy."""

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from neuguong.activities.actions import mark_attendance
from neuguong.activities.models import Presence, Session
from neuguong.audit import queries as audit
from neuguong.audit.models import Entry
from neuguong.commitments.actions import enter_commitment, read_commitment
from neuguong.commitments.models import Commitment, Reading
from neuguong.core import clock
from neuguong.core.actor import acting_for, apart
from neuguong.interchange.actions import import_workbook
from neuguong.organisations.actions import name_deputy
from neuguong.organisations.models import Grant, Person
from neuguong.privacy.queries import gather, subject_of
from neuguong.ui import entering
from neuguong.ui.http import at
from tests.bloc import DAY, Bloc, found_bloc
from tests.conftest import MOMENT

SAID = "Cell nhập thay Lò Thị Mây ngày 15/01/2024"


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        yield found_bloc()


@pytest.fixture
def person(bloc: Bloc) -> Person:
    return bloc.person("Lò Thị Mây", "DV1")


def committed(bloc: Bloc, person: Person, name: str = "cell") -> Commitment:
    years = {"first_year": 2023, "last_year": 2023, "signed_on": DAY}
    commitment = Commitment(person=person, organisation=bloc.places["DSO"], content="Đúng giờ", **years)
    return enter_commitment(actor=bloc.actor(name), commitment=commitment)


def test_a_page_says_who_entered_it_for_whom(bloc: Bloc, person: Person) -> None:
    record = committed(bloc, person)
    assert SAID in bloc.open("cell", "commitments:detail", record.pk).content.decode()
    assert SAID in bloc.open("inspector", "commitments:detail", record.pk).content.decode()


def test_what_one_enters_oneself_is_for_nobody_else(bloc: Bloc, person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(account=bloc.users["cell"])
    record = committed(bloc, person)
    page = bloc.open("cell", "commitments:detail", record.pk).content.decode()
    assert "Đúng giờ" in page
    assert "nhập thay" not in page


def test_later_readings_and_corrections_change_nothing_of_it(bloc: Bloc, person: Person) -> None:
    record = committed(bloc, person)
    place = bloc.places["DSO"]
    read_commitment(actor=bloc.actor("secretary"), commitment=record, how=Reading.PAGE)
    enter_commitment(actor=bloc.actor("officer"), commitment=record)
    assert audit.entered(Commitment, [record.pk])[record.pk].actor_label == "Cell"
    assert SAID in bloc.open("cell", "commitments:detail", record.pk, place=place.code).content.decode()


def test_a_deputy_is_told_with_whoever_was_away(bloc: Bloc, person: Person) -> None:
    grant = Grant.objects.get(user=bloc.users["cell"])
    until = MOMENT.date() + dt.timedelta(days=5)
    name_deputy(actor=bloc.actor("cell"), grant=grant, user=bloc.users["sibling"], since=MOMENT.date(), until=until)
    record = committed(bloc, person, "sibling")
    page = bloc.open("cell", "commitments:detail", record.pk).content.decode()
    assert "Sibling (thay Cell) nhập thay Lò Thị Mây ngày 15/01/2024" in page
    said = {"organisation": "DSO", "title": "Việc", "due": "31/03/2024"}
    assert bloc.send("sibling", "directives:task_create", said=said).status_code == 302
    entry = Entry.objects.get(event="task.entered")
    page = bloc.open("cell", "directives:task", entry.subject_id).content.decode()
    assert "Sibling nhập thay Cell ngày 15/01/2024" in page


def test_a_list_that_an_office_keeps_is_entered_for_nobody(bloc: Bloc, person: Person) -> None:
    assert "nhập thay" not in bloc.open("cell", "portal:person", person.pk).content.decode()


def test_what_a_workbook_brought_is_its_senders(bloc: Bloc, person: Person, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Cam kết"
    sheet.append(["Mã người", "Năm", "Ngày ký"])
    sheet.append(["DV1", "2023", "10/03/2023"])
    book.save(tmp_path / "f.xlsx")
    assert import_workbook(actor=bloc.actor("cell"), path=tmp_path / "f.xlsx").created == 1
    record = Commitment.objects.get()
    assert f"{SAID}, từ tệp" in bloc.open("cell", "commitments:detail", record.pk).content.decode()


def test_an_export_has_a_column_and_comes_back(bloc: Bloc, person: Person, tmp_path: Path) -> None:
    committed(bloc, person)
    committed(bloc, bloc.person("Bùi Văn Tám", "DV2"), "secretary")
    answer = bloc.open("cell", "interchange:export", "commitments")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["Cam kết"]
    rows = list(sheet.iter_rows(values_only=True))
    told = {row[0]: row[-1] for row in rows[1:]}
    assert rows[0][-1] == "Người nhập"
    assert told["DV1"] == SAID
    assert told["DV2"] == "Secretary nhập thay Bùi Văn Tám ngày 15/01/2024"
    (tmp_path / "f.xlsx").write_bytes(answer.content)
    report = import_workbook(actor=bloc.actor("cell"), path=tmp_path / "f.xlsx")
    assert (report.errors, report.unchanged) == ([], 2)


def test_a_list_of_attendance_says_who_marked_it(bloc: Bloc, person: Person) -> None:
    session = Session.objects.create(organisation=bloc.places["DSO"], date=DAY, kind="study", content="Quán triệt")
    other = bloc.person("Bùi Văn Tám", "DV2")
    marks = {one.pk: Presence.PRESENT for one in (person, other)}
    mark_attendance(actor=bloc.actor("cell"), session=session, marks=marks)
    page = bloc.open("cell", "activities:attendance", session.pk).content.decode()
    assert "Cell nhập thay 2 người ngày 15/01/2024" in page


def test_a_copy_tells_the_person_who_entered_for_them(bloc: Bloc, person: Person) -> None:
    record, other = committed(bloc, person), committed(bloc, bloc.person("Bùi Văn Tám", "DV2"))
    section = next(one for one in gather(subject_of(person), whole=True) if one.holding.code == "entered")
    told = {(row["kind"], row["record"]): row["who"] for row in section.rows}
    assert told == {("commitments.commitment", record.pk): "Cell"}
    assert other.pk not in {key[1] for key in told if key[0] == "commitments.commitment"}


def test_a_deputys_name_comes_apart_again() -> None:
    assert apart(acting_for("Hoàng Văn Thiệm", "Đinh Hồng Nhạn")) == ("Hoàng Văn Thiệm", "Đinh Hồng Nhạn")
    assert apart(acting_for("Hoàng Văn Thiệm", "")) == ("Hoàng Văn Thiệm", "")
    assert entering.told(None, "Ai") == ""


def test_many_records_are_asked_for_in_portions(bloc: Bloc, person: Person) -> None:
    record = committed(bloc, person)
    assert set(audit.entered(Commitment, range(record.pk, record.pk + 1_200))) == {record.pk}


def test_the_page_is_scoped_as_ever(bloc: Bloc, person: Person) -> None:
    record = committed(bloc, person)
    assert bloc.client("foreign").get(at("BAO", "2023", "commitments:detail", record.pk)).status_code == 404
