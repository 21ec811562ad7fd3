"""Roles that do not hold today, roles in other hands, people who move and bodies that end: who is told what then."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from neuguong.accounts.actions import create_user
from neuguong.accounts.models import User
from neuguong.commitments.models import Commitment
from neuguong.core.actor import SYSTEM
from neuguong.organisations.actions import (
    accept_transfer,
    dissolve_organisation,
    fold_duplicate,
    found_organisation,
    grant_role,
    request_transfer,
)
from neuguong.organisations.models import Grant, Membership, Organisation, Role
from neuguong.organisations.queries import actor_for
from neuguong.privacy.actions import read_notice
from neuguong.ui.http import at
from tests.access.asking import text_of
from tests.access.world import CODES, YEAR, World, mark, markers
from tests.bloc import BACKEND
from tests.undoing import undone

pytestmark = pytest.mark.django_db
TODAY = dt.date(2024, 1, 15)
BEFORE, AFTER = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)
# A list, a record, a search, an export, a figure's drawer, a look-up, a form, the log.
CHANNELS: dict[str, Callable[[World], str]] = {
    "list": lambda world: at("YTE", YEAR, "directives:task_list"),
    "detail": lambda world: at("YTE", YEAR, "commitments:detail", world.thing("own", "commitment").pk),
    "person": lambda world: at("YTE", YEAR, "portal:person", world.thing("own", "person").pk),
    "search": lambda world: "/search/?q=zq",
    "export": lambda world: at("YTE", YEAR, "interchange:export", "people"),
    "figure": lambda world: at("YTE", YEAR, "reporting:figure", "commitments_signed"),
    "look-up": lambda world: "/suggest/person/?person=zq",
    "form": lambda world: at("YTE", YEAR, "directives:task_edit", world.thing("own", "task").pk),
    "log": lambda world: at("YTE", YEAR, "portal:log"),
    "home": lambda world: "/",
}


@pytest.fixture(autouse=True)
def alone(world: World) -> Any:
    """Take back what a test does to the world."""
    with undone():
        yield


def somebody(email: str = "ai@example.org") -> User:
    """Return an account without a role, which has read the notice."""
    user = create_user(actor=SYSTEM, email=email, name="Đồng chí Mới")
    read_notice(actor=SYSTEM, user=user)
    return user


def signed_in(user: User) -> Client:
    """Return a browser in which the user has signed in."""
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def told(world: World, user: User, names: Any = CHANNELS) -> dict[str, tuple[int, set[tuple[str, str]]]]:
    """Return, by channel, the status and what an account is told; that it was read is taken back from the log."""
    client, found = signed_in(user), {}
    for name in names:
        with undone():
            answer: Any = client.get(CHANNELS[name](world))
            found[name] = (answer.status_code, markers(text_of(answer)))
    return found


def words_of(world: World, user: User) -> set[tuple[str, str]]:
    """Return what an account is told through all channels together."""
    return {pair for _status, words in told(world, user).values() for pair in words}


def is_told_nothing(world: World, user: User) -> bool:
    """Tell whether an account learns nothing through any channel."""
    return not words_of(world, user)


def held(world: World, user: User, role: str = Role.SECRETARY, **days: Any) -> Grant:
    """Grant a role at the own place."""
    return Grant.objects.create(user=user, role=role, organisation=world.places["own"], **days)


def test_a_role_that_holds_today_tells_what_it_tells(world: World) -> None:
    user = somebody()
    held(world, user, since=TODAY, until=TODAY)
    assert not is_told_nothing(world, user)
    assert told(world, user) == told(world, world.users["secretary"])


@pytest.mark.parametrize("days", [{"until": BEFORE}, {"since": AFTER}, {"since": BEFORE, "until": BEFORE}])
def test_a_role_that_is_over_or_to_come_tells_nothing(world: World, days: dict[str, Any]) -> None:
    user = somebody()
    held(world, user, **days)
    assert is_told_nothing(world, user)


def test_a_deputy_is_told_what_the_holder_is_and_only_so_long(world: World) -> None:
    user, own = somebody(), world.users["secretary"].grants.get()
    lent = held(world, user, deputises=own, since=TODAY, until=AFTER)
    assert told(world, user) == told(world, world.users["secretary"])
    Grant.objects.filter(pk=lent.pk).update(since=AFTER)
    assert is_told_nothing(world, user)
    Grant.objects.filter(pk=lent.pk).update(since=TODAY)
    Grant.objects.filter(pk=own.pk).update(until=BEFORE)
    assert is_told_nothing(world, user)


def test_a_deputy_of_an_account_that_is_disabled_is_told_nothing(world: World) -> None:
    user = somebody()
    held(world, user, deputises=world.users["secretary"].grants.get(), since=TODAY, until=AFTER)
    User.objects.filter(pk=world.users["secretary"].pk).update(is_active=False)
    assert is_told_nothing(world, user)


def test_a_session_of_an_account_that_is_disabled_tells_nothing(world: World) -> None:
    client = world.client("secretary")
    User.objects.filter(pk=world.users["secretary"].pk).update(is_active=False)
    answers: list[Any] = [client.get(make(world)) for make in CHANNELS.values()]
    assert {answer.status_code for answer in answers} == {302}
    assert not any(markers(text_of(answer)) for answer in answers)


def read(world: World, user: User, commitment: Commitment) -> tuple[int, bool]:
    """Return the status of a commitment's page, and whether it tells what the commitment says."""
    answer: Any = signed_in(user).get(at(place_of(user), YEAR, "commitments:detail", commitment.pk))
    return answer.status_code, commitment.content in text_of(answer)


def place_of(user: User) -> str:
    """Return the code of the place where a user holds a role."""
    return str(user.grants.latest("pk").organisation.code)


@pytest.fixture
def mover(world: World) -> dict[str, Any]:
    """Return someone who moved from the own place to the foreign one, with a commitment at each."""
    person, target = world.things["own"]["person"], world.places["foreign"]
    theirs = somebody("kia@example.org")
    grant_role(actor=SYSTEM, user=theirs, role=Role.SECRETARY, organisation=target)
    receiver = actor_for(theirs)
    sender = actor_for(world.users["secretary"])
    transfer = request_transfer(actor=sender, person=person, target=target, day=dt.date(2023, 7, 1))  # type: ignore[arg-type]
    accept_transfer(actor=receiver, transfer=transfer)
    new = Commitment(person=person, organisation=target, first_year=2024, last_year=2024)  # type: ignore[misc]
    new.content = mark("foreign", "content")
    new.save()
    return {"old": world.things["own"]["commitment"], "new": new, "theirs": theirs, "person": person}


def test_a_commitment_stays_with_the_cell_in_which_it_was_made(world: World, mover: dict[str, Any]) -> None:
    ours, theirs = world.users["secretary"], mover["theirs"]
    assert read(world, ours, mover["old"]) == (200, True)
    assert read(world, ours, mover["new"]) == (404, False)
    assert read(world, theirs, mover["old"]) == (404, False)
    assert read(world, theirs, mover["new"]) == (200, True)


def test_the_place_that_was_left_is_told_nothing_of_later(world: World, mover: dict[str, Any]) -> None:
    later = Membership.objects.filter(person=mover["person"], organisation=world.places["foreign"])
    assert later.exists()
    assert not {pair for pair in told(world, world.users["secretary"], ["person"])["person"][1] if pair[0] == "foreign"}
    client = signed_in(mover["theirs"])
    page: Any = client.get(at("MAM", YEAR, "portal:person", mover["person"].pk))
    # Where someone comes from is told to the place that took them up; what they did there is not.
    assert markers(text_of(page)) >= {("own", "person"), ("own", "place"), ("foreign", "place")}
    assert not markers(text_of(page)) & {("own", "content"), ("own", "award"), ("own", "session")}


def test_who_has_someone_on_a_further_list_is_not_told_of_the_main_place(world: World) -> None:
    person: Any = world.things["foreign"]["person"]
    Membership.objects.create(person=person, organisation=world.places["own"], is_main=False)
    client = world.client("secretary")
    page: Any = client.get(at("YTE", YEAR, "portal:person", person.pk))
    assert page.status_code == 200
    assert ("foreign", "person") in markers(text_of(page))
    assert not markers(text_of(page)) & {("foreign", noun) for noun in ("place", "post", "content", "award")}
    theirs = world.things["foreign"]["commitment"]
    hidden: Any = client.get(at("YTE", YEAR, "commitments:detail", theirs.pk))
    assert hidden.status_code == 404
    listed: Any = client.get(at("YTE", YEAR, "commitments:list"))
    assert ("foreign", "person") not in markers(text_of(listed))


def at_below(world: World) -> User:
    """Return a secretary of the place below, and no more."""
    user = somebody("duoi@example.org")
    grant_role(actor=SYSTEM, user=user, role=Role.SECRETARY, organisation=world.places["below"])
    return user


def test_roles_on_a_body_that_has_ended_tell_nothing_new(world: World) -> None:
    user, place = at_below(world), Organisation.objects.get(code=CODES["below"])
    dissolve_organisation(actor=SYSTEM, organisation=place, date=TODAY, people={}, seen=True)
    assert is_told_nothing(world, user)
    # Whoever stands above still reads what happened there.
    page: Any = world.client("secretary").get(at("YTE", YEAR, "directives:task", world.thing("below", "task").pk))
    assert page.status_code == 200


def test_roles_on_a_duplicate_that_was_folded_reach_no_further(world: World) -> None:
    user, real = somebody(), Organisation.objects.get(code=CODES["sibling"])
    twin = Organisation(code="GDU2", name="Đảng bộ trùng", kind=real.kind, parent=world.places["parent"])
    twin = found_organisation(actor=SYSTEM, organisation=twin)
    grant_role(actor=SYSTEM, user=user, role=Role.SECRETARY, organisation=twin)
    assert ("sibling", "person") not in words_of(world, user)
    fold_duplicate(actor=SYSTEM, duplicate=twin, real=real)
    assert ("sibling", "person") in words_of(world, user)
    # What binds downwards comes from above; nothing else does, nor from beside.
    words = {scope for scope, noun in words_of(world, user) if noun not in {"place", "directive"}}
    assert words <= {"sibling", "foreign", "all"}
