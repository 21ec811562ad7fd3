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
from neuguong.core import clock
from neuguong.core.actor import SYSTEM
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
