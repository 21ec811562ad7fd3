"""What commitments say leaves for their cell's readers alone, and every reading is noted where the writer sees it."""

import io
import json
from typing import Any

import pytest
from openpyxl import load_workbook

from neuguong.audit.actions import forget
from neuguong.audit.models import Entry, Reading
from neuguong.audit.queries import faults
from neuguong.campaigns.indicators import Question
from neuguong.campaigns.periods import parse
from neuguong.campaigns.queries import records
from neuguong.commitments.models import Commitment
from neuguong.commitments.models import Reading as Ways
from neuguong.core import clock
from neuguong.core.actor import SYSTEM
from neuguong.privacy.actions import ask, take_copy_for, take_own_copy
from neuguong.privacy.models import DataRequest, RequestKind
from tests.bloc import DAY, Bloc, found_bloc
from tests.conftest import MOMENT

SECRET = "Bớt nóng nảy khi tiếp dân"
NAME = "Lường Văn Tính"
MET = "Đạt một phần"
pytestmark = pytest.mark.django_db


@pytest.fixture
def bloc() -> Any:
    with clock.freeze(MOMENT):
        yield found_bloc()


@pytest.fixture
def commitment(bloc: Bloc) -> Commitment:
    """A commitment of the member, with everything that could leak."""
    person = bloc.person(NAME, "T1")
    person.account = bloc.users["member"]
    person.save()
    return Commitment.objects.create(
        person=person,
        organisation=bloc.places["DSO"],
        first_year=2023,
        last_year=2023,
        signed_on=DAY,
        content=SECRET,
        result="partly",
    )


def readers(commitment: Commitment) -> list[tuple[str, str]]:
    """Return who read it and how, the oldest first."""
    rows = Reading.objects.filter(subject_id=commitment.pk, owner_id=commitment.person_id).order_by("entry_id")
    return [(one.entry.actor_label, json.loads(one.entry.after or "{}")["how"]) for one in rows]


def test_page_form_and_list_are_noted(bloc: Bloc, commitment: Commitment) -> None:
    cell = str(bloc.users["cell"])
    bloc.open("cell", "commitments:detail", commitment.pk)
    bloc.open("cell", "commitments:edit", commitment.pk)
    bloc.open("cell", "commitments:list")
    bloc.open("cell", "reporting:figure", "pledges_judged")
    assert readers(commitment) == [(cell, how) for how in ("page", "form", "list", "figure")]
    assert list(faults()) == []


def test_what_it_once_said_is_noted_too(bloc: Bloc, commitment: Commitment) -> None:
    """The page shows the history; emptied, the commitment still says there what it said."""
    empty = {"years": "2023", "content": "", "result": "", "version": 1}
    assert bloc.send("cell", "commitments:edit", commitment.pk, said=empty).status_code == 302
    before = len(readers(commitment))
    assert SECRET in bloc.open("cell", "commitments:detail", commitment.pk).content.decode()
    assert [how for _who, how in readers(commitment)[before:]] == ["page"]
    bloc.open("cell", "commitments:edit", commitment.pk)
    assert len(readers(commitment)) == before + 1


def opened(bloc: Bloc, door: str, commitment: Commitment) -> Any:
    """Open what could tell someone else what a commitment says; return the answer."""
    last = Entry.objects.filter(subject_kind="commitments.commitment", after__contains='"sealed"').last()
    addresses: dict[str, tuple[Any, ...]] = {
        "page": ("commitments:detail", commitment.pk),
        "form": ("commitments:edit", commitment.pk),
        "list": ("commitments:list",),
        "figure": ("reporting:figure", "pledges_judged"),
        "log": ("portal:log_entry", last.pk if last else 0),
        "remove": ("commitments:remove", commitment.pk),
        "the log's list": ("portal:log",),
        "the log's workbook": ("portal:log_export",),
        "workbook": ("interchange:export", "commitments"),
        "person": ("portal:person", commitment.person_id),
        "today": ("portal:today",),
    }
    return bloc.open("cell", *addresses[door])


@pytest.mark.parametrize("door", ["page", "form", "list", "figure", "log"])
def test_each_door_to_what_it_says_is_noted_where_its_writer_sees_it(
    bloc: Bloc, commitment: Commitment, door: str
) -> None:
    changed = {"years": "2023", "content": SECRET, "result": "met", "version": 1}
    assert bloc.send("cell", "commitments:edit", commitment.pk, said=changed).status_code == 302
    before = len(readers(commitment))
    answer = opened(bloc, door, commitment)
    told = NAME if door == "figure" else "Đạt"
    assert (answer.status_code, told in answer.content.decode()) == (200, True)
    assert [how for _who, how in readers(commitment)[before:]] == [door]
    own = bloc.open("member", "commitments:detail", commitment.pk).content.decode()
    words = str(dict(Ways.choices)[door])
    assert words in own
    assert str(bloc.users["cell"]) in own


@pytest.mark.parametrize("door", ["remove", "the log's list", "the log's workbook", "workbook", "person", "today"])
def test_what_is_no_door_tells_nothing_of_what_it_says(bloc: Bloc, commitment: Commitment, door: str) -> None:
    changed = {"years": "2023", "content": SECRET, "result": "partly", "version": 1}
    assert bloc.send("cell", "commitments:edit", commitment.pk, said=changed).status_code == 302
    before = len(readers(commitment))
    answer = opened(bloc, door, commitment)
    assert answer.status_code == 200
    told = answer.content.decode(errors="ignore")
    if "sheet" in answer["Content-Type"]:
        book = load_workbook(io.BytesIO(answer.content))
        rows = [[str(cell) for cell in row] for sheet in book for row in sheet.values]
        told = " ".join(cell for row in rows if {"T1", NAME} & set(row) for cell in row)
        assert told
    assert (SECRET in told, MET in told) == (False, False)
    assert len(readers(commitment)) == before


def test_the_copy_that_an_office_takes_holds_nothing_of_it_and_is_told_to_the_person(
    bloc: Bloc, commitment: Commitment
) -> None:
    asked = ask(actor=bloc.actor("member"), request=DataRequest(kind=RequestKind.EXPORT))
    copy = take_copy_for(actor=bloc.actor("officer"), request=asked)
    (section,) = [one for one in copy.sections if one.holding.code == "commitments"]
    assert SECRET not in str(section.rows)
    assert readers(commitment) == []
    own = take_own_copy(actor=bloc.actor("member"))
    (log,) = [one for one in own.sections if one.holding.code == "log"]
    officer = bloc.actor("officer").label
    assert ("person.copied", officer) in [(row["event"], row["actor"]) for row in log.rows]


def test_facts_alone_are_no_reading(bloc: Bloc, commitment: Commitment) -> None:
    for name in ("officer", "inspector"):
        for page in ("list", "detail", "edit"):
            bloc.open(name, f"commitments:{page}", *([] if page == "list" else [commitment.pk]))
    bloc.open("cell", "commitments:list", cols=["organisation"])
    bloc.open("member", "commitments:detail", commitment.pk)
    bloc.open("member", "commitments:list")
    assert readers(commitment) == []


def test_the_writer_sees_who_read_it_and_nobody_else_does(bloc: Bloc, commitment: Commitment) -> None:
    nobody = bloc.open("member", "commitments:detail", commitment.pk).content.decode()
    assert "Chưa có ai ngoài đồng chí" in nobody
    bloc.open("cell", "commitments:list")
    own = bloc.open("member", "commitments:detail", commitment.pk).content.decode()
    assert str(bloc.users["cell"]) in own
    assert "Xem kết quả trong danh sách" in own
    for name in ("cell", "secretary", "officer", "inspector"):
        assert "Ai đã đọc" not in bloc.open(name, "commitments:detail", commitment.pk).content.decode()


def test_a_list_of_many_is_one_entry(bloc: Bloc, commitment: Commitment) -> None:
    for index in range(3):
        person = bloc.person(f"Lò Văn {index}", f"X{index}")
        where = bloc.places["DSO"]
        Commitment.objects.create(person=person, organisation=where, first_year=2023, last_year=2023, result="met")
    bloc.open("cell", "commitments:list")
    assert Entry.objects.filter(event="commitment.read").count() == 1
    assert Reading.objects.count() == 4


@pytest.mark.parametrize("name", ["officer", "inspector"])
def test_nothing_of_what_it_says_reaches_those_above(bloc: Bloc, commitment: Commitment, name: str) -> None:
    """The name with a result beside it is what it says; the figure is theirs."""
    bloc.send(
        "cell",
        "commitments:edit",
        commitment.pk,
        said={"years": "2023", "content": "Mới", "result": "met", "version": 1},
    )
    told = {
        "detail": bloc.open(name, "commitments:detail", commitment.pk),
        "list": bloc.open(name, "commitments:list", cols=["result", "sort", "code"]),
        "today": bloc.open(name, "portal:today", place="DUK"),
        "search": bloc.client(name).get("/search/", {"q": "nóng nảy"}),
        "person": bloc.open(name, "portal:person", commitment.person_id),
        "signed": bloc.open(name, "reporting:figure", "commitments_signed"),
    }
    for where, answer in told.items():
        page = answer.content.decode()
        assert (where, SECRET in page, MET in page) == (where, False, False)
    for code in ("pledges_met", "pledges_judged", "pledges_met_rate"):
        page = bloc.open(name, "reporting:figure", code, place="DUK").content.decode()
        assert NAME not in page
        assert f"/commitments/{commitment.pk}/" not in page
        assert "kết quả của ai chỉ người viết" in page
    assert readers(commitment) == []


def test_the_workbook_of_the_list_holds_facts_alone(bloc: Bloc, commitment: Commitment) -> None:
    for name in ("officer", "cell"):
        answer = bloc.open(name, "interchange:export", "commitments")
        assert answer.status_code == 200
        book = load_workbook(io.BytesIO(answer.content))
        cells = [str(cell) for sheet in book for row in sheet.values for cell in row]
        assert "T1" in cells
        assert SECRET not in cells
        assert "partly" not in cells
        rows = [row for row in book["Cam kết"].values if row[0] == "T1"]
        assert MET not in rows[0]


def test_the_system_itself_is_told_facts_alone(bloc: Bloc, commitment: Commitment) -> None:
    question = Question(bloc.places["DUK"], parse("2023"))
    (line,) = records(question, "pledges_judged", actor=SYSTEM)
    assert (line.contribution, line.organisation, line.pk) == (1, "DSO", 0)
    assert NAME not in line.title
    (line,) = records(question, "pledges_judged", actor=bloc.actor("cell"))
    assert NAME in line.title


def test_the_log_holds_nothing_in_clear(bloc: Bloc) -> None:
    bloc.person("Lò Thị Mây", "001")
    said = {"person": "001", "years": "2023", "signed_on": "10/01/2023", "content": SECRET, "result": "partly"}
    assert bloc.send("cell", "commitments:create", said=said).status_code == 302
    commitment = Commitment.objects.get()
    again = {**said, "content": f"{SECRET} hơn", "version": 1}
    assert bloc.send("cell", "commitments:edit", commitment.pk, said=again).status_code == 302
    assert bloc.send("cell", "commitments:remove", commitment.pk, said={}).status_code == 302
    kept = "".join(f"{entry.before}{entry.after}" for entry in Entry.objects.filter(event__startswith="commitment"))
    assert kept.count('"sealed"') == 8
    assert SECRET not in kept
    assert "partly" not in kept


def test_the_history_tells_old_and_new_to_readers_until_the_key_is_destroyed(bloc: Bloc) -> None:
    bloc.person("Lò Thị Mây", "001")
    said = {"person": "001", "years": "2023", "content": SECRET, "version": 1}
    assert bloc.send("cell", "commitments:create", said=said).status_code == 302
    commitment = Commitment.objects.get()
    assert bloc.send("cell", "commitments:edit", commitment.pk, said={**said, "content": "Khác"}).status_code == 302
    assert SECRET in bloc.open("cell", "commitments:detail", commitment.pk).content.decode()
    forget(actor=SYSTEM, owner=commitment.person_id)
    page = bloc.open("cell", "commitments:detail", commitment.pk).content.decode()
    assert SECRET not in page
    assert "đã xóa" in page
