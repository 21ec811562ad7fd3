"""Erasing never shuts out the last officer or administrator of the root, and nobody confirms their own erasure."""

import datetime as dt

import pytest
from django.urls import reverse

from neuguong.accounts.actions import create_user
from neuguong.accounts.models import User
from neuguong.core.actor import SYSTEM
from neuguong.core.errors import Refusal
from neuguong.organisations.actions import grant_role
from neuguong.organisations.models import Grant, Membership, Person, Role
from neuguong.privacy import actions
from neuguong.privacy.models import DataRequest, Removal, Tombstone
from neuguong.privacy.rules import can_confirm
from tests.privacy.known import NAME, Known


@pytest.fixture
def second(known: Known) -> User:
    """Let a second officer in."""
    user = create_user(actor=SYSTEM, email="second@example.org", name="Second")
    grant_role(actor=SYSTEM, user=user, role=Role.OFFICER, organisation=known.bloc.places["DUK"])
    known.bloc.users["second"] = user
    return user


def give(known: Known, role: Role, *, alone: bool) -> None:
    """Give the person a role of the root; `alone`: nobody else keeps it without an end."""
    root = known.bloc.places["DUK"]
    if alone:
        Grant.objects.filter(role=role, organisation=root).update(until=dt.date(2099, 1, 1))
    grant_role(actor=SYSTEM, user=known.user, role=role, organisation=root)


def propose(known: Known) -> Removal:
    return actions.propose_baseless(actor=known.bloc.actor("officer"), person=known.person)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMIN])
def test_the_last_of_a_needed_role_is_not_proposed(known: Known, second: User, role: Role) -> None:
    give(known, role, alone=True)
    with pytest.raises(Refusal, match="cuối cùng"):
        propose(known)
    assert not Removal.objects.exists()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMIN])
def test_the_last_of_a_needed_role_is_not_erased(known: Known, second: User, role: Role) -> None:
    removal = propose(known)
    give(known, role, alone=True)
    page = known.bloc.open("second", "privacy:removal", removal.pk).content.decode()
    assert "cuối cùng" in page
    answer = known.bloc.send("second", "privacy:confirm", removal.pk, said={})
    assert (answer.status_code, "cuối cùng" in answer.content.decode()) == (422, True)
    assert Person.objects.get(pk=known.person.pk).full_name == NAME
    assert not Tombstone.objects.exists()


def test_people_who_left_are_held_back_the_same_way(known: Known, second: User) -> None:
    give(known, Role.ADMIN, alone=True)
    Membership.objects.filter(person=known.person).update(since=dt.date(1990, 1, 1), until=dt.date(2001, 1, 1))
    with pytest.raises(Refusal, match="cuối cùng"):
        actions.propose_expired(actor=known.bloc.actor("officer"), code="left")


def test_whose_data_it_is_does_not_confirm(known: Known, second: User) -> None:
    give(known, Role.OFFICER, alone=False)
    removal = propose(known)
    actor = known.bloc.actor("known")
    assert not can_confirm(actor, removal)
    with pytest.raises(Refusal, match="chính đồng chí"):
        actions.confirm_removal(actor=actor, removal=removal)
    assert not Tombstone.objects.exists()
    assert can_confirm(known.bloc.actor("second"), removal)


def test_the_warning_is_shown_before_the_proposal(known: Known, second: User) -> None:
    give(known, Role.ADMIN, alone=True)
    known.bloc.client("known").post(reverse("privacy:ask", args=["erase"]), {"wish": "Xóa"})
    request = DataRequest.objects.latest("pk")
    assert "cuối cùng" in known.bloc.open("officer", "privacy:propose", request.pk).content.decode()
    assert known.bloc.send("officer", "privacy:propose", request.pk, said={}).status_code == 422
    assert not Removal.objects.exists()
