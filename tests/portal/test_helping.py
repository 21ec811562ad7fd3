"""The office helps with accounts: whom it may let in, whom shut out, and what a link looks like."""

import re
from typing import Any

import pytest
from django.test import Client, override_settings

from neuguong.accounts.actions import create_user
from neuguong.accounts.queries import has_factor
from neuguong.audit.models import Entry
from neuguong.core.actor import SYSTEM
from neuguong.core.errors import Forbidden
from neuguong.organisations.actions import grant_role
from neuguong.organisations.models import Role
from neuguong.organisations.queries import actor_for
from neuguong.portal import helping
from neuguong.privacy.actions import read_notice
from neuguong.ui.http import at
from tests.accounts.signing import PASSWORD, give_app, give_password, is_in, sign_in
from tests.bloc import Bloc, found_bloc

CHOSEN = {"password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def bloc(db: None) -> Bloc:
    return found_bloc()


def grown(bloc: Bloc, name: str, role: Role, place: str) -> Bloc:
    """Add an account with a role."""
    bloc.users[name] = create_user(actor=SYSTEM, email=f"{name}@example.org", name=name.title())
    grant_role(actor=SYSTEM, user=bloc.users[name], role=role, organisation=bloc.places[place])
    return bloc


def page(bloc: Bloc, who: str, whom: str, *rest: str, place: str = "DUK") -> str:
    name = "portal:account_help" if rest else "portal:account"
    return at(place, "2023", name, bloc.users[whom].pk, *rest)


def link(bloc: Bloc, who: str, whom: str, way: str = "print", purpose: str = "invitation", place: str = "DUK") -> Any:
    address = at(place, "2023", "portal:account_link", bloc.users[whom].pk)
    return bloc.client(who).post(address, {"way": way, "purpose": purpose})


@pytest.mark.parametrize(
    ("who", "status"), [("officer", 200), ("secretary", 403), ("cell", 403), ("member", 403), ("inspector", 403)]
)
def test_the_list_is_for_those_who_look_after_accounts(bloc: Bloc, who: str, status: int) -> None:
    place = {"officer": "DUK", "inspector": "DUK", "secretary": "YTE"}.get(who, "DSO")
    answer = bloc.open(who, "portal:account_list", place=place)
    assert answer.status_code == status
    shown = answer.content.decode()
    assert (bloc.users["foreign"].email in shown) == (status == 200)
    tabs = bloc.open(who, "organisations:list", place=place).content.decode()
    assert (at(place, "2023", "portal:account_list") in tabs) == (status == 200)


def test_an_office_sees_its_own_people_alone(bloc: Bloc) -> None:
    grown(bloc, "lower", Role.OFFICER, "YTE")
    shown = bloc.open("lower", "portal:account_list", place="YTE").content.decode()
    assert bloc.users["cell"].email in shown
    assert bloc.users["foreign"].email not in shown
    assert bloc.client("lower").get(page(bloc, "lower", "foreign", place="YTE")).status_code == 404
    assert bloc.client("lower").get(page(bloc, "lower", "foreign")).status_code == 404


@pytest.mark.parametrize("rows", [1, 3, 60])
def test_the_list_asks_the_same_however_long(bloc: Bloc, rows: int) -> None:
    for number in range(rows):
        grown(bloc, f"more{number}", Role.MEMBER, "DSO")
    assert bloc.queries("officer", "portal:account_list", place="DUK") <= 12


def test_an_invitation_is_printed_once_and_lets_in(bloc: Bloc) -> None:
    answer = link(bloc, "officer", "cell")
    shown = answer.content.decode()
    found = re.search(r"/link/[\w-]+/", shown)
    assert found
    assert "data:image/svg+xml" in shown
    assert "fill%3D%27%23fff%27" in shown
    assert "no-store" in answer["Cache-Control"]
    client = Client()
    client.post(found[0], CHOSEN)
    assert is_in(client)
    entry = Entry.objects.filter(event="user.link_issued").get()
    assert (entry.actor_id, entry.subject_id) == (bloc.users["officer"].pk, bloc.users["cell"].pk)


def test_an_invitation_is_sent_and_not_shown(bloc: Bloc, mailoutbox: list[Any]) -> None:
    shown = link(bloc, "officer", "cell", way="mail").content.decode()
    assert not re.search(r"/link/[\w-]{20,}", shown)
    assert mailoutbox[0].to == [bloc.users["cell"].email]
    address = next(line for line in mailoutbox[0].body.split() if "/link/" in line)
    assert Client().get(address.removeprefix("http://127.0.0.1:8000")).status_code == 200


@override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=1)
def test_a_mail_that_cannot_be_sent_is_told(bloc: Bloc) -> None:
    answer = link(bloc, "officer", "cell", way="mail")
    assert answer.status_code == 422
    assert "In liên kết ra" in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "place", "allowed"),
    [
        (Role.MEMBER, "DSO", True),
        (Role.SECRETARY, "YTE", True),
        (Role.OFFICER, "DUK", True),
        (Role.STANDING, "DUK", False),
        (Role.INSPECTOR, "DUK", False),
        (Role.ADMIN, "DUK", False),
        (Role.COUNCIL, "DUK", False),
    ],
)
def test_nobody_lets_in_who_has_more_rights(bloc: Bloc, role: Role, place: str, allowed: bool) -> None:
    grown(bloc, "other", role, place)
    answer = link(bloc, "officer", "other", purpose="recovery")
    assert answer.status_code == (200 if allowed else 403)
    assert Entry.objects.filter(event="user.link_issued").exists() == allowed
    assert helping.can_let_in(bloc.actor("officer"), bloc.users["other"]) == allowed


def test_taking_factors_away_is_letting_in(bloc: Bloc) -> None:
    with pytest.raises(Forbidden):
        helping.HELPS["factors"].do(actor=bloc.actor("officer"), user=bloc.users["inspector"])


def test_one_role_too_many_is_enough(bloc: Bloc) -> None:
    grant_role(actor=SYSTEM, user=bloc.users["cell"], role=Role.INSPECTOR, organisation=bloc.places["DSO"])
    assert link(bloc, "officer", "cell").status_code == 403


def test_a_role_elsewhere_is_beyond_an_office(bloc: Bloc) -> None:
    grown(bloc, "lower", Role.OFFICER, "YTE")
    grant_role(actor=SYSTEM, user=bloc.users["cell"], role=Role.MEMBER, organisation=bloc.places["BAO"])
    assert link(bloc, "lower", "cell", place="YTE").status_code == 403


def test_an_administrator_lets_nobody_in_who_reads_records(bloc: Bloc) -> None:
    grown(bloc, "admin", Role.ADMIN, "DUK")
    assert link(bloc, "admin", "member").status_code == 403
    grown(bloc, "second", Role.ADMIN, "YTE")
    assert link(bloc, "admin", "second").status_code == 200


def test_nobody_helps_themselves(bloc: Bloc) -> None:
    assert link(bloc, "officer", "officer").status_code == 403


@pytest.mark.parametrize("name", ["sessions", "disable"])
def test_shutting_out_asks_first_and_ends_what_is_open(bloc: Bloc, name: str) -> None:
    give_password(bloc, "cell")
    client = Client()
    sign_in(client, bloc.users["cell"].email)
    asked = bloc.client("officer").get(page(bloc, "officer", "cell", name))
    assert asked.status_code == 200
    assert is_in(client)
    bloc.client("officer").post(page(bloc, "officer", "cell", name))
    assert not is_in(client)


def test_a_disabled_account_is_let_in_again(bloc: Bloc) -> None:
    bloc.client("officer").post(page(bloc, "officer", "cell", "disable"))
    assert link(bloc, "officer", "cell").status_code == 422
    bloc.client("officer").post(page(bloc, "officer", "cell", "enable"))
    assert link(bloc, "officer", "cell").status_code == 200


def test_an_administrator_may_shut_out_anybody_there(bloc: Bloc) -> None:
    grown(bloc, "admin", Role.ADMIN, "DUK")
    assert bloc.client("admin").post(page(bloc, "admin", "inspector", "sessions")).status_code == 302
    assert bloc.client("officer").post(page(bloc, "officer", "inspector", "sessions")).status_code == 403
    grown(bloc, "lower", Role.ADMIN, "YTE")
    assert bloc.client("lower").post(page(bloc, "lower", "inspector", "sessions")).status_code == 404


def test_lost_factors_are_taken_away_by_the_office(bloc: Bloc) -> None:
    give_app(bloc.users["cell"])
    shown = bloc.client("officer").get(page(bloc, "officer", "cell")).content.decode()
    assert "Gỡ lớp xác thực thứ hai" in shown
    bloc.client("officer").post(page(bloc, "officer", "cell", "factors"))
    assert not has_factor(bloc.users["cell"])
    assert Entry.objects.filter(event="user.factors_dropped", actor_id=bloc.users["officer"].pk).exists()


def test_what_is_not_offered_does_not_exist(bloc: Bloc) -> None:
    assert bloc.client("officer").get(page(bloc, "officer", "cell", "promote")).status_code == 404


def test_an_account_without_a_role_belongs_to_the_top(bloc: Bloc) -> None:
    lonely = create_user(actor=SYSTEM, email="lonely@example.org")
    grown(bloc, "lower", Role.OFFICER, "YTE")
    assert helping.can_let_in(actor_for(bloc.users["officer"]), lonely)
    assert not helping.can_let_in(actor_for(bloc.users["lower"]), lonely)


def test_a_sheet_of_invitations_for_all_who_were_never_in(bloc: Bloc) -> None:
    grown(bloc, "auditor", Role.INSPECTOR, "DUK")
    give_password(bloc, "cell")
    sign_in(Client(), bloc.users["cell"].email)
    address = at("DUK", "2023", "portal:account_invitations")
    asked = bloc.client("officer").get(address).content.decode()
    assert "Có 4 người chưa vào lần nào." in asked
    assert not Entry.objects.filter(event="user.link_issued").exists()
    sheet = bloc.client("officer").post(address)
    shown = sheet.content.decode()
    assert bloc.users["member"].email in shown
    assert bloc.users["auditor"].email not in shown
    assert bloc.users["cell"].email not in shown
    assert "no-store" in sheet["Cache-Control"]
    links = re.findall(r"/link/[\w-]{20,}/", shown)
    assert len(links) == Entry.objects.filter(event="user.link_issued").count() > 1
    client = Client()
    client.post(links[0], CHOSEN)
    assert is_in(client)


def test_a_sheet_of_invitations_is_not_for_others(bloc: Bloc) -> None:
    for name in ("secretary", "member", "inspector"):
        place = "DUK" if name == "inspector" else {"secretary": "YTE", "member": "DSO"}[name]
        assert bloc.client(name).post(at(place, "2023", "portal:account_invitations")).status_code == 403
    assert not Entry.objects.filter(event="user.link_issued").exists()


def test_an_office_is_told_no_role_beyond_its_part(bloc: Bloc) -> None:
    grown(bloc, "lower", Role.OFFICER, "YTE")
    grant_role(actor=SYSTEM, user=bloc.users["cell"], role=Role.MEMBER, organisation=bloc.places["BAO"])
    read_notice(actor=SYSTEM, user=bloc.users["lower"])
    shown = bloc.open("lower", "portal:account_list", place="YTE").content.decode()
    shown += bloc.open("lower", "portal:account", bloc.users["cell"].pk, place="YTE").content.decode()
    assert "Chi bộ Chi cục Dân số" in shown
    assert "Báo tỉnh" not in shown
    assert not helping.can_let_in(bloc.actor("lower"), bloc.users["cell"])
    assert "Báo tỉnh" in bloc.open("officer", "portal:account_list", place="YTE").content.decode()
