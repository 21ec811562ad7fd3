"""Roles: who gives which to whom, from when to when, in whose hands; by page and workbook alike."""

import datetime as dt
from collections.abc import Iterator

import pytest

from neuguong.accounts.actions import disable_user
from neuguong.audit.models import Entry
from neuguong.core import clock
from neuguong.core.actor import SYSTEM
from neuguong.core.errors import Forbidden, Refusal
from neuguong.organisations import rules
from neuguong.organisations.actions import end_grant, grant_role, name_deputy
from neuguong.organisations.models import Grant, Role
from tests.bloc import Bloc, found_bloc
from tests.conftest import MOMENT

pytestmark = pytest.mark.django_db
TODAY, DAY = MOMENT.date(), dt.timedelta(days=1)


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        yield found_bloc()


def grant_of(bloc: Bloc, name: str) -> Grant:
    return Grant.objects.get(user=bloc.users[name], deputises=None)


@pytest.mark.parametrize(
    ("since", "until", "opens"),
    [(None, None, True), (TODAY, TODAY, True), (None, TODAY - DAY, False), (TODAY + DAY, None, False)],
)
def test_a_role_holds_between_its_days_and_not_beyond(
    bloc: Bloc, since: dt.date | None, until: dt.date | None, opens: bool
) -> None:
    Grant.objects.filter(user=bloc.users["cell"]).update(since=since, until=until)
    assert bloc.open("cell", "directives:list").status_code == (200 if opens else 404)


@pytest.mark.parametrize("role", [Role.STANDING, Role.COUNCIL, Role.INSPECTOR, Role.ADMIN])
def test_an_officer_gives_nothing_beyond_their_own(bloc: Bloc, role: Role) -> None:
    said = {"email": "moi@example.org", "role": role}
    answer = bloc.send("officer", "organisations:grant_create", said=said, place="YTE")
    assert answer.status_code == 422
    with pytest.raises(Forbidden):
        grant_role(actor=bloc.actor("officer"), user=bloc.users["cell"], role=role, organisation=bloc.places["DUK"])
    assert not Grant.objects.filter(role=role, user__email="moi@example.org").exists()


def test_nobody_gives_themselves_a_role(bloc: Bloc) -> None:
    said = {"email": "officer@example.org", "role": Role.SECRETARY}
    assert bloc.send("officer", "organisations:grant_create", said=said, place="DSO").status_code == 403
    assert Grant.objects.filter(user=bloc.users["officer"]).count() == 1


def test_a_role_is_held_once_at_a_time(bloc: Bloc) -> None:
    said = {"email": "Moi@example.org", "role": Role.SECRETARY, "since": "01/03/2024", "until": "31/03/2024"}
    assert bloc.send("officer", "organisations:grant_create", said=said, place="YTE").status_code == 302
    again = bloc.send(
        "officer", "organisations:grant_create", said={**said, "since": "31/03/2024", "until": ""}, place="YTE"
    )
    assert again.status_code == 422
    assert "(từ 01/03/2024 đến 31/03/2024). Kết thúc vai trò đó trước" in again.content.decode()
    later = {**said, "since": "01/04/2024", "until": ""}
    assert bloc.send("officer", "organisations:grant_create", said=later, place="YTE").status_code == 302
    assert Grant.objects.filter(user__email="moi@example.org", organisation=bloc.places["YTE"]).count() == 2


@pytest.mark.parametrize("name", ["secretary", "member", "inspector"])
def test_others_give_no_reading_or_writing_role(bloc: Bloc, name: str) -> None:
    for role in (Role.MEMBER, Role.SECRETARY, Role.OFFICER, Role.ADMIN):
        place, user = bloc.places["DSO"], bloc.users["foreign"]
        with pytest.raises(Forbidden):
            grant_role(actor=bloc.actor(name), user=user, role=role, organisation=place)


def test_who_runs_the_machine_gives_only_that(bloc: Bloc) -> None:
    admin = bloc.users["member"]
    grant_role(actor=SYSTEM, user=admin, role=Role.ADMIN, organisation=bloc.places["DUK"])
    given = rules.grantable_by(bloc.actor("member"), bloc.places["DUK"])
    assert given == [Role.ADMIN]


def test_a_role_is_given_by_a_page_and_ended_at_once(bloc: Bloc) -> None:
    said = {"email": "Moi@example.org", "name": "Lò Thị Mới", "role": Role.SECRETARY}
    assert bloc.send("officer", "organisations:grant_create", said=said, place="DSO").status_code == 302
    grant = Grant.objects.get(user__email="moi@example.org")
    assert Entry.objects.filter(event="role.granted", subject_id=grant.pk, actor_id=bloc.users["officer"].pk).exists()
    page = bloc.open("officer", "organisations:grant_list").content.decode()
    assert "Lò Thị Mới" in page
    answer = bloc.send("officer", "organisations:grant_end", grant.pk, said={}, place="DSO")
    assert answer.status_code == 302
    grant.refresh_from_db()
    assert grant.until == TODAY - DAY


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMIN])
def test_the_last_of_the_root_stays(bloc: Bloc, role: Role) -> None:
    root, user = bloc.places["DUK"], bloc.users["foreign"]
    Grant.objects.filter(role=role).delete()
    first = grant_role(actor=SYSTEM, user=user, role=role, organisation=root)
    with pytest.raises(Refusal, match="cuối cùng"):
        end_grant(actor=SYSTEM, grant=first)
    second = grant_role(actor=SYSTEM, user=bloc.users["cell"], role=role, organisation=root)
    disable_user(actor=SYSTEM, user=bloc.users["cell"])
    with pytest.raises(Refusal, match="cuối cùng"):
        end_grant(actor=SYSTEM, grant=first)
    Grant.objects.filter(pk=second.pk).update(user=bloc.users["sibling"])
    end_grant(actor=SYSTEM, grant=first)
    assert bloc.open("foreign", "directives:list", place="DUK").status_code == 404


def lent(bloc: Bloc, until: dt.date = TODAY + DAY) -> Grant:
    """Let the sibling's secretary stand in for the cell's."""
    held, user = grant_of(bloc, "cell"), bloc.users["sibling"]
    return name_deputy(actor=bloc.actor("cell"), grant=held, user=user, since=TODAY, until=until)


def test_a_deputy_acts_with_the_same_reach_and_the_log_says_for_whom(bloc: Bloc) -> None:
    assert bloc.open("sibling", "directives:list").status_code == 404
    lent(bloc)
    said = {"organisation": "DSO", "title": "Việc làm thay", "due": "31/03/2024"}
    assert bloc.send("sibling", "directives:task_create", said=said).status_code == 302
    entry = Entry.objects.get(event="task.entered")
    assert (entry.actor_id, entry.actor_label) == (bloc.users["sibling"].pk, "Sibling (thay Cell)")


def test_a_deputys_time_ends_by_itself_and_with_the_holders(bloc: Bloc) -> None:
    lent(bloc)
    own = Grant.objects.filter(pk=grant_of(bloc, "cell").pk)
    with clock.freeze(MOMENT + 2 * DAY):
        assert not bloc.actor("sibling").reaches(bloc.places["DSO"].path)
    own.update(until=TODAY - DAY)
    assert not bloc.actor("sibling").reaches(bloc.places["DSO"].path)
    own.update(until=None)
    disable_user(actor=SYSTEM, user=bloc.users["cell"])
    assert not bloc.actor("sibling").reaches(bloc.places["DSO"].path)


def test_deputies_make_no_chain_and_give_no_roles(bloc: Bloc) -> None:
    deputy = lent(bloc)
    with pytest.raises(Forbidden):
        name_deputy(
            actor=bloc.actor("sibling"), grant=deputy, user=bloc.users["foreign"], since=TODAY, until=TODAY + DAY
        )
    held, user = grant_of(bloc, "officer"), bloc.users["foreign"]
    name_deputy(actor=bloc.actor("officer"), grant=held, user=user, since=TODAY, until=TODAY)
    assert rules.grantable_by(bloc.actor("foreign"), bloc.places["DUK"]) == []


def test_nobody_stands_in_for_a_council(bloc: Bloc) -> None:
    held = grant_role(actor=SYSTEM, user=bloc.users["cell"], role=Role.COUNCIL, organisation=bloc.places["DSO"])
    assert not rules.can_deputise(bloc.actor("cell"), held)


def test_a_deputy_is_named_by_a_page(bloc: Bloc) -> None:
    held = grant_of(bloc, "cell")
    said = {"deputy": "member@example.org", "since": "15/01/2024", "until": "20/01/2024"}
    assert bloc.send("cell", "organisations:grant_deputy", held.pk, said=said).status_code == 302
    assert "làm thay Cell" in bloc.open("cell", "organisations:grant_list").content.decode()
    wrong = bloc.send("cell", "organisations:grant_deputy", held.pk, said={**said, "deputy": "foreign@example.org"})
    assert wrong.status_code == 422
    assert bloc.send("secretary", "organisations:grant_deputy", held.pk, said=said).status_code == 403


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("member", "member"),
        ("MEMBER@example.org", "member"),
        ("dan so member", "member"),
        ("nobody", "Không có ai khác"),
        ("cell", "Không có ai khác"),
        ("dan so", "Ghi rõ hơn"),
    ],
)
def test_a_deputy_is_found_by_name_place_or_address(bloc: Bloc, words: str, found: str) -> None:
    grant_role(actor=SYSTEM, user=bloc.users["sibling"], role=Role.MEMBER, organisation=bloc.places["DSO"])
    said = {"deputy": words, "since": "15/01/2024", "until": "20/01/2024"}
    answer = bloc.send("cell", "organisations:grant_deputy", grant_of(bloc, "cell").pk, said=said)
    lent = Grant.objects.exclude(deputises=None).first()
    if found in bloc.users:
        assert lent is not None, answer.content.decode()
        assert lent.user == bloc.users[found]
    else:
        assert (answer.status_code, lent) == (422, None)
        assert found in answer.content.decode()


def asked(bloc: Bloc, name: str, words: str, place: str = "DSO") -> str:
    """Return what the form of a deputy says to words that `name` typed for their own role at a place."""
    held = Grant.objects.get(user=bloc.users[name], deputises=None, organisation=bloc.places[place])
    said = {"deputy": words, "since": "15/01/2024", "until": "20/01/2024"}
    answer = bloc.send(name, "organisations:grant_deputy", held.pk, said=said, place=place)
    assert (answer.status_code == 302) == Grant.objects.exclude(deputises=None).exists()
    return "" if answer.status_code == 302 else str(answer.content.decode())


def test_looking_for_a_deputy_tells_no_role_that_lies_beyond(bloc: Bloc) -> None:
    for name, place in (("cell", "BAO"), ("cell", "YTE"), ("member", "YTE")):
        grant_role(actor=SYSTEM, user=bloc.users[name], role=Role.MEMBER, organisation=bloc.places[place])
    told = asked(bloc, "secretary", "so y te", place="YTE")
    assert "Cell (Đảng bộ Sở Y tế, Chi bộ Chi cục Dân số); Member" in told
    assert "Báo tỉnh" not in told
    assert "Không có ai khác" in asked(bloc, "secretary", "cell bao tinh", place="YTE")


@pytest.mark.parametrize("words", ["example.org", "secretary@", "l@e"])
def test_no_address_is_guessed_piece_by_piece(bloc: Bloc, words: str) -> None:
    assert "Không có ai khác" in asked(bloc, "secretary", words, place="YTE")


@pytest.mark.parametrize("words", ["e", "dan so", "cel", "cell dan so"])
def test_who_reads_no_lists_finds_nobody_by_a_part_of_their_name(bloc: Bloc, words: str) -> None:
    assert "Không có ai khác" in asked(bloc, "member", words)
    assert "cell@example.org" not in asked(bloc, "member", words)


@pytest.mark.parametrize("words", ["Cell", "cell@example.org"])
def test_who_reads_no_lists_names_a_deputy_in_full(bloc: Bloc, words: str) -> None:
    assert asked(bloc, "member", words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [("member@", False), ("mber@example.org", False), ("Member@example.org", True), ("memb", True), ("example", False)],
)
def test_the_list_of_roles_gives_no_address_away_piece_by_piece(bloc: Bloc, words: str, found: bool) -> None:
    page = bloc.open("cell", "organisations:grant_list", q=words)
    assert [str(row.user) for row in page.context["page"].object_list] == ["Member"] * found
