"""People entered twice: proposed, never merged by themselves; all that names one names the other, undone exactly."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import Model

from neuguong.accounts.models import User
from neuguong.activities.models import Attendance, Session
from neuguong.audit.models import Entry
from neuguong.audit.queries import snapshot
from neuguong.commendations.models import Award
from neuguong.commitments.models import Commitment
from neuguong.core import clock
from neuguong.core.errors import Forbidden, Refusal
from neuguong.organisations.actions import merge_people, note_not_same, preview_merge, undo_merge
from neuguong.organisations.models import Membership, NotSame, Person, PersonGroup, PersonMerge, Post
from neuguong.organisations.queries.duplicates import pairs_at, registers
from neuguong.ui.http import at
from tests.bloc import DAY, YEAR, Bloc, found_bloc
from tests.conftest import MOMENT

BORN = dt.date(1985, 3, 5)


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        yield found_bloc()


@pytest.fixture
def two(bloc: Bloc) -> tuple[Person, Person]:
    found = bloc.person("Lò Thị Mây", "DV1"), bloc.person("Lo thi  May", "DV2")
    Person.objects.update(birth_date=BORN)
    for person in found:
        person.refresh_from_db()
    return found


def held(bloc: Bloc, person: Person) -> list[Model]:
    """Write something of each sort about someone."""
    place, years = bloc.places["DSO"], {"first_year": 2022, "last_year": 2022}
    session, _new = Session.objects.get_or_create(organisation=place, date=DAY, kind="study", content="Học tập")
    said = {
        "subject": "person",
        "name": person.full_name,
        "body": "X",
        "form": "Giấy khen",
        "decided_on": DAY,
        "counted_on": DAY,
    }
    return [
        Commitment.objects.create(person=person, organisation=place, content="Giữ lời hứa", **years),
        Attendance.objects.create(session=session, person=person, presence="present"),
        PersonGroup.objects.create(person=person, name="cadre"),
        Award.objects.create(organisation=place, person=person, **said),
    ]


def everything() -> dict[str, list[dict[str, Any]]]:
    """Return all rows that a merger may touch, without the marks that every change leaves."""
    models = {model for model, _column in registers()} | {Person, Membership, Post, NotSame, PersonMerge}
    unmarked = {"version", "updated_at"}
    return {
        model._meta.label: [
            {name: value for name, value in snapshot(row).items() if name not in unmarked}
            for row in model._default_manager.order_by("pk")
        ]
        for model in models
    }


def pairs(bloc: Bloc, name: str = "cell", place: str = "DSO") -> list[set[str]]:
    return [{one.code for one in pair} for pair in pairs_at(bloc.actor(name), bloc.places[place])]


def test_one_name_and_one_birth_date_are_proposed(bloc: Bloc, two: tuple[Person, Person]) -> None:
    bloc.person("Lò Thị Mây", "DV3")
    bloc.person("Lò Thị Mai", "DV4")
    Person.objects.filter(code="DV4").update(birth_date=BORN)
    assert pairs(bloc) == [{"DV1", "DV2"}]
    assert pairs(bloc, "foreign", "BAO") == []
    page = bloc.open("cell", "organisations:duplicate_list").content.decode()
    assert "Lò Thị Mây" in page
    assert Person.objects.count() == 4


def test_the_page_shows_both_and_what_would_move(bloc: Bloc, two: tuple[Person, Person]) -> None:
    held(bloc, two[1])
    before = everything()
    page = bloc.open("cell", "organisations:duplicate", two[0].pk, two[1].pk)
    assert page.status_code == 200
    assert {"bản cam kết", "khen thưởng"} <= {one.label for one in page.context["preview"].registers}
    assert everything() == before
    assert not Entry.objects.filter(event="person.merged").exists()


def test_all_that_names_one_names_the_other(bloc: Bloc, two: tuple[Person, Person]) -> None:
    kept, gone = two
    records = held(bloc, gone)
    Post.objects.create(membership=gone.memberships.get(), sort="party", title="Bí thư")
    answer = bloc.send("cell", "organisations:duplicate", kept.pk, gone.pk, said={})
    assert answer.status_code == 302
    assert list(Person.objects.all()) == [kept]
    for record in records:
        record.refresh_from_db()
        assert record.person_id == kept.pk  # type: ignore[attr-defined]
    assert [post.title for post in kept.memberships.get().posts.all()] == ["Bí thư"]
    assert Entry.objects.filter(event="person.merged", owner_id=kept.pk).exists()
    assert pairs(bloc) == []


def test_what_both_have_alike_is_kept_once(bloc: Bloc, two: tuple[Person, Person]) -> None:
    kept, gone = two
    session = held(bloc, gone)[1].session  # type: ignore[attr-defined]
    PersonGroup.objects.create(person=kept, name="cadre")
    Attendance.objects.create(session=session, person=kept, presence="present")
    merge_people(actor=bloc.actor("cell"), gone=gone, kept=kept)
    assert Attendance.objects.get().person == kept
    assert PersonGroup.objects.get().person == kept


def test_what_both_have_unlike_is_refused_and_named(bloc: Bloc, two: tuple[Person, Person]) -> None:
    kept, gone = two
    held(bloc, gone)
    years = {"first_year": 2022, "last_year": 2022}
    Commitment.objects.create(person=kept, organisation=bloc.places["DSO"], content="Khác", **years)
    before = everything()
    answer = bloc.send("cell", "organisations:duplicate", kept.pk, gone.pk, said={})
    assert answer.status_code == 422
    assert "Cả hai bản ghi đều có bản cam kết «" in answer.content.decode()
    assert everything() == before
    assert "bản cam kết" in preview_merge(actor=bloc.actor("cell"), gone=gone, kept=kept).trouble


def test_memberships_stay_sound(bloc: Bloc, two: tuple[Person, Person]) -> None:
    kept, gone = two
    kept.memberships.update(since=dt.date(2020, 1, 1))
    gone.memberships.update(organisation=bloc.places["KBN"], since=dt.date(2022, 1, 1))
    with pytest.raises(Refusal, match=r"Chi bộ Chi cục Dân số \(từ 01/01/2020\) và Chi bộ Kiểm soát bệnh tật"):
        merge_people(actor=bloc.actor("secretary"), gone=gone, kept=kept)
    kept.memberships.update(until=dt.date(2021, 12, 31))
    merge_people(actor=bloc.actor("secretary"), gone=gone, kept=kept)
    assert list(kept.memberships.order_by("since").values_list("organisation__code", flat=True)) == ["DSO", "KBN"]


def test_the_same_place_in_one_time_becomes_one(bloc: Bloc, two: tuple[Person, Person]) -> None:
    kept, gone = two
    kept.memberships.update(since=dt.date(2020, 1, 1), until=dt.date(2022, 12, 31))
    gone.memberships.update(since=dt.date(2021, 1, 1), is_head=True)
    merge_people(actor=bloc.actor("cell"), gone=gone, kept=kept)
    one = kept.memberships.get()
    assert (one.since, one.until, one.is_head) == (dt.date(2020, 1, 1), None, True)


def test_where_they_cannot_be_merged_only_the_way_is_offered(bloc: Bloc, two: tuple[Person, Person]) -> None:
    for person in two:
        held(bloc, person)
    Commitment.objects.filter(person=two[1]).update(content="Lời hứa khác")
    asked = bloc.open("cell", "organisations:duplicate", two[0].pk, two[1].pk)
    told = bloc.send("cell", "organisations:duplicate", two[0].pk, two[1].pk, said={})
    for answer, status in ((asked, 200), (told, 422)):
        page = answer.content.decode()
        assert answer.status_code == status
        assert "bản cam kết" in page
        assert ">Gộp</button>" not in page
        assert all(at("DSO", YEAR, "portal:person", one.pk) in page for one in two)
    assert Person.objects.count() == 2


def test_the_account_goes_along_and_two_are_refused(bloc: Bloc, two: tuple[Person, Person]) -> None:
    kept, gone = two
    Person.objects.filter(pk=gone.pk).update(account=bloc.users["member"])
    Person.objects.filter(pk=kept.pk).update(account=bloc.users["sibling"])
    for person in two:
        person.refresh_from_db()
    with pytest.raises(Refusal, match=r"member@example.org và sibling@example.org"):
        merge_people(actor=bloc.actor("cell"), gone=gone, kept=kept)
    User.objects.filter(pk=bloc.users["sibling"].pk).update(is_active=False)
    kept = Person.objects.get(pk=kept.pk)
    merge = merge_people(actor=bloc.actor("cell"), gone=gone, kept=kept)
    assert Person.objects.get().account == bloc.users["member"]
    undo_merge(actor=bloc.actor("cell"), merge=merge)
    accounts = dict(Person.objects.values_list("code", "account__email"))
    assert accounts == {"DV1": "sibling@example.org", "DV2": "member@example.org"}


def test_a_merger_is_undone_exactly(bloc: Bloc, two: tuple[Person, Person]) -> None:
    kept, gone = two
    held(bloc, gone)
    PersonGroup.objects.create(person=kept, name="cadre")
    gone.memberships.update(since=dt.date(2021, 1, 1), is_head=True)
    Post.objects.create(membership=gone.memberships.get(), sort="party", title="Bí thư")
    note_not_same(actor=bloc.actor("cell"), one=gone, other=bloc.person("Khác", "DV9"))
    before = everything()
    merge = merge_people(actor=bloc.actor("cell"), gone=gone, kept=kept)
    assert everything() != before
    assert bloc.send("cell", "organisations:merge_undo", merge.pk, said={}).status_code == 302
    assert everything() == before


def test_a_merger_on_which_something_depends_stays(bloc: Bloc, two: tuple[Person, Person]) -> None:
    kept, gone = two
    award = held(bloc, gone)[3]
    merge = merge_people(actor=bloc.actor("cell"), gone=gone, kept=kept)
    award.delete()
    answer = bloc.send("cell", "organisations:merge_undo", merge.pk, said={})
    assert answer.status_code == 422
    assert "đã có thay đổi sau khi gộp" in answer.content.decode()


def test_a_code_that_was_given_again_stands_in_the_way(bloc: Bloc, two: tuple[Person, Person]) -> None:
    kept, gone = two
    merge = merge_people(actor=bloc.actor("cell"), gone=gone, kept=kept)
    bloc.person("Người khác", "DV2")
    with pytest.raises(Refusal, match="đã được ghi lại"):
        undo_merge(actor=bloc.actor("cell"), merge=merge)


def test_two_who_are_two_are_not_proposed_again(bloc: Bloc, two: tuple[Person, Person]) -> None:
    answer = bloc.send("cell", "organisations:duplicate_apart", two[1].pk, two[0].pk, said={})
    assert answer.status_code == 302
    assert pairs(bloc) == []
    assert NotSame.objects.get().first == two[0]


@pytest.mark.parametrize(("name", "place", "status"), [("foreign", "BAO", 404), ("inspector", "DUK", 403)])
def test_others_merge_nobody(bloc: Bloc, two: tuple[Person, Person], name: str, place: str, status: int) -> None:
    answer = bloc.send(name, "organisations:duplicate", two[0].pk, two[1].pk, said={}, place=place)
    assert answer.status_code == status
    with pytest.raises(Forbidden):
        merge_people(actor=bloc.actor(name), gone=two[1], kept=two[0])
    assert Person.objects.count() == 2


def test_someone_is_not_merged_with_themselves(bloc: Bloc, two: tuple[Person, Person]) -> None:
    with pytest.raises(Refusal, match="không thể gộp vào chính mình"):
        merge_people(actor=bloc.actor("cell"), gone=two[0], kept=two[0])
