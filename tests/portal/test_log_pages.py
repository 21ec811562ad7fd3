"""The page of the log and an entry of it: who sees which, what narrows them, what is told of old and new."""

import csv
import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from neuguong.audit.actions import Alike, forget, record_alike
from neuguong.audit.models import Entry, Reading
from neuguong.commitments.models import Commitment
from neuguong.core import clock
from neuguong.core.actor import SYSTEM
from neuguong.initiatives.models import Initiative
from neuguong.organisations.actions import grant_role
from neuguong.organisations.models import Grant, Person, Role
from neuguong.privacy.models import Restriction
from neuguong.ui.http import at
from tests.bloc import DAY, Bloc, found_bloc
from tests.conftest import MOMENT
from tests.registers import MOST_QUERIES

pytestmark = pytest.mark.django_db
SECRET = "Bớt nóng nảy khi tiếp dân"
MODEL = {"organisation": "Chi bộ Chi cục Dân số (DSO)", "code": "MH-07", "name": "Một cửa thân thiện"}
SAID = {**MODEL, "holder": "collective", "level": "grassroots", "registered_on": "05/03/2023", "target": "15 phút"}


@pytest.fixture
def bloc() -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        found = found_bloc()
        grant_role(actor=SYSTEM, user=found.users["inspector"], role=Role.INSPECTOR, organisation=found.places["YTE"])
        yield found


def enter(bloc: Bloc, **said: str) -> Entry:
    """Enter a model as the cell's secretary, and return its entry."""
    answer = bloc.send("cell", "initiatives:create", said={**SAID, **said})
    assert answer.status_code == 302, answer.context["form"].errors
    return Entry.objects.latest("pk")


def correct(bloc: Bloc, entry: Entry, **said: str) -> Entry:
    answer = bloc.send("cell", "initiatives:edit", entry.subject_id, said={**SAID, "version": 1, **said})
    assert answer.status_code == 302, answer.context["form"].errors
    return Entry.objects.latest("pk")


def admin(bloc: Bloc) -> None:
    """Let a technical admin in, who is nothing else."""
    bloc.users["admin"] = bloc.users.pop("foreign")
    Grant.objects.filter(user=bloc.users["admin"]).delete()
    grant_role(actor=SYSTEM, user=bloc.users["admin"], role=Role.ADMIN, organisation=bloc.places["DUK"])


def listed(bloc: Bloc, name: str, place: str = "DUK", **query: Any) -> list[int]:
    return [line.pk for line in bloc.open(name, "portal:log", place=place, **query).context["lines"]]


@pytest.mark.parametrize(
    ("name", "place", "seen"),
    [("officer", "DUK", True), ("inspector", "DUK", True), ("secretary", "YTE", True), ("cell", "DSO", True)],
)
def test_everyone_sees_their_part_of_the_tree(bloc: Bloc, name: str, place: str, seen: bool) -> None:
    entry = enter(bloc)
    assert (entry.pk in listed(bloc, name, place)) is seen
    assert bloc.open(name, "portal:log_entry", entry.pk, place=place).status_code == 200


@pytest.mark.parametrize(("name", "place"), [("sibling", "KBN"), ("foreign", "BAO")])
def test_others_do_not(bloc: Bloc, name: str, place: str) -> None:
    entry = enter(bloc)
    assert entry.pk not in listed(bloc, name, place)
    assert bloc.open(name, "portal:log_entry", entry.pk, place=place).status_code == 404
    assert bloc.open(name, "portal:log", place="DSO").status_code == 404
    mine = listed(bloc, name, place)
    assert set(Entry.objects.filter(pk__in=mine).values_list("organisation_id", flat=True)) <= {bloc.places[place].pk}


def test_a_member_has_no_log_and_reads_what_belongs_to_the_records_they_see(bloc: Bloc) -> None:
    entry = correct(bloc, enter(bloc), target="10 phút")
    assert bloc.open("member", "portal:log").status_code == 403
    assert bloc.open("member", "portal:log_export").status_code == 403
    page = bloc.open("member", "initiatives:detail", entry.subject_id).content.decode()
    assert f"/log/{entry.pk}/" in page
    answer = bloc.open("member", "portal:log_entry", entry.pk)
    assert answer.status_code == 200
    assert "back" not in answer.context
    person = bloc.person("Lò Thị Mây", "001")
    about = Entry.objects.filter(subject_kind="organisations.membership", subject_id=person.memberships.get().pk)
    assert bloc.open("member", "portal:log_entry", about.get().pk).status_code == 404


def test_a_technical_admin_sees_what_is_technical_and_no_record(bloc: Bloc) -> None:
    admin(bloc)
    entry, secret = enter(bloc), commitment(bloc)
    there = set(Entry.objects.values_list("subject_kind", flat=True))
    assert {kind for kind in there if listed(bloc, "admin", kind=kind)} == {"accounts.user", "organisations.grant"}
    for one in (entry, secret):
        assert bloc.open("admin", "portal:log_entry", one.pk, place="DUK").status_code == 404
    account = Entry.objects.filter(subject_kind="accounts.user").latest("pk")
    assert bloc.open("admin", "portal:log_entry", account.pk, place="DUK").status_code == 200
    assert bloc.open("officer", "portal:log_entry", account.pk, place="DUK").status_code == 404


def test_an_entry_tells_old_and_new_as_people_read_it(bloc: Bloc) -> None:
    other = bloc.person("Giàng A Páo", "002")
    entry = correct(bloc, enter(bloc), target="10 phút", level="province", registered_on="06/03/2023")
    answer = bloc.open("officer", "portal:log_entry", entry.pk, place="DUK")
    told = {line.label: (line.before, line.after) for line in answer.context["lines"] if line.changed}
    assert told["Mục tiêu"] == ("15 phút", "10 phút")
    assert told["Ngày đăng ký"] == ("05/03/2023", "06/03/2023")
    assert "province" not in str(told)
    same = {line.label: line.after for line in answer.context["lines"] if not line.changed}
    assert same["Tổ chức"] == "Chi bộ Chi cục Dân số"
    page = answer.content.decode()
    for words in ("Cell", "127.0.0.1", "Một cửa thân thiện", "Sửa"):
        assert words in page
    assert other.full_name not in page


def test_a_record_that_is_gone_is_told_by_its_number(bloc: Bloc) -> None:
    entry = enter(bloc)
    gone = Initiative.objects.get(pk=entry.subject_id)
    assert bloc.send("cell", "initiatives:remove", gone.pk, said={}).status_code == 302
    removed = Entry.objects.latest("pk")
    page = bloc.open("cell", "portal:log_entry", removed.pk).content.decode()
    assert "<del>Một cửa thân thiện</del>" in page
    assert f"/initiatives/{gone.pk}/" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"who": "cell"}, True),
        ({"who": "Cell@example.org"}, True),
        ({"who": "cell@"}, False),
        ({"who": "example"}, False),
        ({"who": "officer"}, False),
        ({"what": "entered"}, True),
        ({"what": "removed"}, False),
        ({"kind": "initiatives.initiative"}, True),
        ({"kind": "directives.task"}, False),
        ({"within": "YTE"}, True),
        ({"within": "BAO"}, False),
        ({"within": "không có"}, False),
        ({"about": "001"}, False),
        ({"from": "2024-01-15", "until": "2024-01-15"}, True),
        ({"from": "2024-01-16"}, False),
        ({"until": "2024-01-14"}, False),
        ({"batch": "3"}, False),
    ],
)
def test_the_list_is_narrowed(bloc: Bloc, query: dict[str, str], found: bool) -> None:
    bloc.person("Lò Thị Mây", "001")
    entry = enter(bloc)
    assert (entry.pk in listed(bloc, "officer", **query)) is found


def test_the_record_and_the_person_that_are_asked_for(bloc: Bloc) -> None:
    first = enter(bloc)
    second = correct(bloc, first, target="10 phút")
    asked = {"kind": "initiatives.initiative", "record": str(first.subject_id)}
    assert listed(bloc, "officer", **asked) == [second.pk, first.pk]
    own = commitment(bloc)
    assert own.pk in listed(bloc, "officer", about="001")
    assert first.pk not in listed(bloc, "officer", about="001")


@pytest.mark.parametrize(
    ("query", "words"),
    [({"from": "hôm qua"}, "«hôm qua» không phải là ngày"), ({"record": "abc"}, "«abc» không phải là số")],
)
def test_a_filter_that_cannot_be_read_is_told(bloc: Bloc, query: dict[str, str], words: str) -> None:
    enter(bloc)
    answer = bloc.open("officer", "portal:log", place="DUK", **query)
    assert words in answer.content.decode()
    assert answer.context["lines"] == []
    assert bloc.open("officer", "portal:log_export", place="DUK", **query).status_code in {400, 422}


def test_what_an_import_wrote_is_shown_when_it_is_asked_for(bloc: Bloc) -> None:
    where = bloc.places["DSO"].pk
    record_alike(actor=SYSTEM, alike=Alike("a.imported", "core.a", range(1, 61), [where] * 60, ["{}"] * 60), batch=4)
    assert not Entry.objects.filter(pk__in=listed(bloc, "officer"), batch=4).exists()
    whole = listed(bloc, "officer", batch="4")
    assert len(whole) == 50
    assert listed(bloc, "sibling", place="KBN", batch="4") == []


def test_pages_go_by_key_both_ways(bloc: Bloc) -> None:
    where = bloc.places["DSO"].pk
    for moment in range(60):
        with clock.freeze(MOMENT + dt.timedelta(seconds=moment)):
            record_alike(actor=SYSTEM, alike=Alike("a.made", "core.a", range(1, 3), [where] * 2, ["{}"] * 2))
    first = bloc.open("cell", "portal:log")
    second = bloc.client("cell").get(first.context["next"])
    third = bloc.client("cell").get(second.context["next"])
    numbers = [[line.pk for line in answer.context["lines"]] for answer in (first, second, third)]
    assert numbers[0] + numbers[1] + numbers[2] == sorted({*numbers[0], *numbers[1], *numbers[2]}, reverse=True)
    assert (first.context["previous"], third.context["next"]) == ("", "")
    back = bloc.client("cell").get(third.context["previous"])
    assert [line.pk for line in back.context["lines"]] == numbers[1]


@pytest.mark.parametrize("rows", [1, 3, 1000])
def test_the_page_takes_few_queries(bloc: Bloc, rows: int) -> None:
    where = bloc.places["DSO"].pk
    alike = Alike("a.made", "core.a", range(rows), [where] * rows, ["{}"] * rows)
    record_alike(actor=SYSTEM, alike=alike)
    assert bloc.queries("officer", "portal:log", place="DUK") <= MOST_QUERIES


def test_an_entry_takes_few_queries(bloc: Bloc) -> None:
    entry = correct(bloc, enter(bloc), target="10 phút")
    client, address = bloc.client("officer"), at("DUK", "2023", "portal:log_entry", entry.pk)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    assert len(captured) <= MOST_QUERIES


def test_the_workbook_holds_what_the_list_shows_and_is_itself_noted(bloc: Bloc) -> None:
    entry = correct(bloc, enter(bloc, name="=HYPERLINK(1)"), name="=HYPERLINK(1)", target="10 phút")
    secret = commitment(bloc)
    answer = bloc.open("officer", "portal:log_export", place="DUK", kind="initiatives.initiative")
    sheet = load_workbook(io.BytesIO(answer.content))["Nhật ký"]
    rows = [row for row in sheet.values if row[0] == entry.pk]
    assert rows[0][-1] == "Mục tiêu: 15 phút → 10 phút"
    assert rows[0][7] == "=HYPERLINK(1)"
    assert all(cell.data_type != "f" for row in sheet.rows for cell in row)
    assert secret.pk not in [row[0] for row in sheet.values]
    noted = Entry.objects.latest("pk")
    assert (noted.event, noted.organisation_id) == ("log.exported", bloc.places["DUK"].pk)


def test_the_same_as_csv_runs_nothing_and_is_noted(bloc: Bloc) -> None:
    entry = enter(bloc, name="=HYPERLINK(1)")
    again = correct(bloc, entry, name="+84 gọi", target=" @lệnh")
    secret = commitment(bloc)
    page = bloc.open("officer", "portal:log", place="DUK", kind="initiatives.initiative").content.decode()
    assert "form=csv" in page
    answer = bloc.open("officer", "portal:log_export", place="DUK", kind="initiatives.initiative", form="csv")
    assert answer["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    by_number = {row[0]: row for row in rows}
    assert by_number[str(entry.pk)][7] == "'=HYPERLINK(1)"
    assert by_number[str(again.pk)][7] == "'+84 gọi"
    starts = ("=", "+", "-", "@", "\t", "\r")
    assert not [cell for row in rows for cell in row if cell.lstrip().startswith(starts)]
    assert str(secret.pk) not in by_number
    noted = Entry.objects.latest("pk")
    assert (noted.event, '"form":"csv"' in (noted.after or "")) == ("log.exported", True)


def commitment(bloc: Bloc) -> Entry:
    bloc.person("Lò Thị Mây", "001")
    said = {"person": "001", "years": "2023", "signed_on": "10/01/2023", "content": SECRET, "result": "partly"}
    assert bloc.send("cell", "commitments:create", said=said).status_code == 302
    return Entry.objects.latest("pk")


def test_what_a_commitment_says_is_opened_to_its_readers_alone_and_noted(bloc: Bloc) -> None:
    entry = commitment(bloc)
    owner = Commitment.objects.get().person_id
    for name, seen in (("officer", False), ("inspector", False), ("secretary", True), ("cell", True)):
        page = bloc.open(name, "portal:log_entry", entry.pk).content.decode()
        assert (SECRET in page) is seen
        assert ("(được giữ kín)" in page) is not seen
        assert ("Đạt một phần" in page) is seen
    assert Reading.objects.filter(owner_id=owner).count() == 2
    for name in ("officer", "cell"):
        answer = bloc.open(name, "portal:log_export", kind="commitments.commitment")
        assert SECRET not in str(list(load_workbook(io.BytesIO(answer.content))["Nhật ký"].values))
    forget(actor=SYSTEM, owner=owner)
    page = bloc.open("cell", "portal:log_entry", entry.pk).content.decode()
    assert SECRET not in page
    assert "đã xóa" in page


def test_the_writer_opens_entries_about_their_own(bloc: Bloc) -> None:
    entry = commitment(bloc)
    person = Commitment.objects.get().person
    person.account = bloc.users["member"]
    person.save()
    assert SECRET in bloc.open("member", "portal:log_entry", entry.pk).content.decode()
    assert not Reading.objects.exists()


def test_the_way_to_the_log_is_shown_to_those_who_have_one(bloc: Bloc) -> None:
    address = "/o/DSO/2023/log/"
    assert address in bloc.open("cell", "organisations:list").content.decode()
    assert address not in bloc.open("member", "organisations:list").content.decode()


def test_a_person_whose_data_is_restricted_is_not_named(bloc: Bloc) -> None:
    entry = commitment(bloc)
    restrict(bloc, Commitment.objects.get().person)
    page = bloc.open("cell", "portal:log")
    assert entry.pk in [line.pk for line in page.context["lines"]]
    assert "Lò Thị Mây" not in page.content.decode()
    assert "(người đang hạn chế sử dụng dữ liệu)" in page.content.decode()
    assert bloc.open("cell", "portal:log_entry", entry.pk).status_code == 404
    answer = bloc.open("cell", "portal:log_export")
    assert "Lò Thị Mây" not in str(list(load_workbook(io.BytesIO(answer.content))["Nhật ký"].values))


def restrict(bloc: Bloc, person: Person) -> None:
    Restriction.objects.create(person=person, since=DAY)
