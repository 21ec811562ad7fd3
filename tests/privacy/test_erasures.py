"""Erasing takes two people, shows first what goes and what the law keeps, changes no figure and leaves no name."""

import json
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import CharField, JSONField, TextField
from django.urls import reverse

from neuguong.accounts.actions import create_user
from neuguong.audit.models import Entry, Key
from neuguong.audit.queries import faults
from neuguong.campaigns.indicators import Question
from neuguong.campaigns.periods import parse
from neuguong.campaigns.queries import figures
from neuguong.commendations.models import Award, Nomination
from neuguong.core.actor import SYSTEM
from neuguong.core.errors import Forbidden, Refusal
from neuguong.core.personal import ERASED
from neuguong.initiatives.models import Exemplar
from neuguong.organisations.actions import grant_role, merge_people
from neuguong.organisations.models import Person, Role
from neuguong.privacy import actions
from neuguong.privacy.models import DataRequest, Ground, Removal, RequestStatus, Tombstone
from neuguong.privacy.queries import outcomes
from tests.privacy.known import NAME, SECRET, Known


@pytest.fixture
def second(known: Known) -> str:
    """Let a second officer in and return their name."""
    user = create_user(actor=SYSTEM, email="second@example.org", name="Second")
    grant_role(actor=SYSTEM, user=user, role=Role.OFFICER, organisation=known.bloc.places["DUK"])
    known.bloc.users["second"] = user
    return "second"


def proposed(known: Known) -> Removal:
    """Ask for erasure as the person, propose it as the office."""
    known.bloc.client("known").post(reverse("privacy:ask", args=["erase"]), {"wish": f"Xóa hết về {NAME}"})
    request = DataRequest.objects.latest("pk")
    assert known.bloc.send("officer", "privacy:propose", request.pk, said={}).status_code == 302
    return Removal.objects.latest("pk")


def erased(known: Known, second: str) -> Removal:
    removal = proposed(known)
    assert known.bloc.send(second, "privacy:confirm", removal.pk, said={}).status_code == 302
    removal.refresh_from_db()
    return removal


def stored_words() -> dict[str, str]:
    """Return all texts of every table but the log, by table."""
    found: dict[str, str] = {}
    for model in apps.get_models():
        texts = [
            one.attname for one in model._meta.concrete_fields if isinstance(one, CharField | TextField | JSONField)
        ]
        if texts and not model._meta.db_table.startswith("audit_"):
            found[model._meta.label] = json.dumps(list(model._default_manager.values_list(*texts)), ensure_ascii=False)
    return found


def test_a_proposal_shows_what_goes_and_what_the_law_keeps_and_removes_nothing(known: Known) -> None:
    removal = proposed(known)
    page = known.bloc.open("officer", "privacy:removal", removal.pk).content.decode()
    assert "Luật Lưu trữ số 33/2024/QH15" in page
    assert "Cam kết, kế hoạch cá nhân: 1" in page
    assert {one.fate.value for one in outcomes(known.subject)} == {"removed", "unnamed", "kept"}
    assert all(one.count > 0 and str(one.reason) for one in outcomes(known.subject))
    assert Person.objects.get(pk=known.person.pk).full_name == NAME


def test_who_proposed_does_not_confirm(known: Known, second: str) -> None:
    removal = proposed(known)
    answer = known.bloc.send("officer", "privacy:confirm", removal.pk, said={})
    assert answer.status_code == 422
    assert "phải khác người đề nghị" in answer.content.decode()
    asked = known.bloc.open("officer", "privacy:confirm", removal.pk)
    assert (asked.status_code, "<form" in asked.content.decode().partition("<main")[2]) == (422, False)
    page = known.bloc.open("officer", "privacy:removal", removal.pk)
    assert "Một đồng chí khác của Văn phòng phải xem" in page.content.decode()
    assert [str(link.text) for link in page.context["actions"]] == ["Bỏ đề nghị"]
    assert "Một đồng chí khác" not in known.bloc.open(second, "privacy:removal", removal.pk).content.decode()
    assert Person.objects.get(pk=known.person.pk).full_name == NAME
    with pytest.raises(IntegrityError), transaction.atomic():
        Removal.objects.update(confirmed_by=removal.proposed_by)
    with pytest.raises(Refusal):
        actions.confirm_removal(actor=SYSTEM, removal=removal)


@pytest.mark.parametrize(("name", "status"), [("cell", 404), ("secretary", 404), ("known", 404), ("inspector", 403)])
def test_nobody_but_an_office_confirms(known: Known, name: str, status: int) -> None:
    removal = proposed(known)
    assert known.bloc.send(name, "privacy:confirm", removal.pk, said={}).status_code == status
    with pytest.raises((Forbidden, Refusal)):
        actions.confirm_removal(actor=known.bloc.actor(name), removal=removal)
    assert not Tombstone.objects.exists()


def test_no_name_and_no_word_of_the_person_stays_but_where_the_law_keeps_it(known: Known, second: str) -> None:
    assert NAME in stored_words()["organisations.Person"]
    erased(known, second)
    words = stored_words()
    holding = {label for label, text in words.items() if NAME in text or "my@example.org" in text or SECRET in text}
    assert holding == {"commendations.Award", "commendations.Nomination"}
    assert not Nomination.objects.filter(name=NAME).exclude(outcome="granted").exists()
    assert Award.objects.get(name=NAME).person is None
    assert not Nomination.objects.filter(name=NAME, person__isnull=False).exists()


def test_a_nameless_row_stays_where_figures_need_it(known: Known, second: str) -> None:
    removal = erased(known, second)
    person = Person.objects.get(pk=known.person.pk)
    tombstone = Tombstone.objects.get()
    assert (person.full_name, person.code, person.birth_date, person.gender) == (ERASED, tombstone.mark, None, "")
    assert Exemplar.objects.get().name.startswith(ERASED)
    assert removal.status == "done"
    assert removal.request is not None
    assert removal.request.status == RequestStatus.DONE


def test_no_figure_changes(known: Known, second: str) -> None:
    def counted() -> list[Any]:
        return [one.value for one in figures(Question(known.bloc.places["DUK"], parse("2023")))]

    before = counted()
    erased(known, second)
    assert counted() == before
    assert any(before)


def test_a_tombstone_says_when_by_whom_and_why_and_nothing_of_whom(known: Known, second: str) -> None:
    erased(known, second)
    stone = Tombstone.objects.get()
    assert (stone.ground, stone.proposed_by_label, stone.confirmed_by_label) == (Ground.REQUEST, "Officer", "Second")
    assert {field.name for field in Tombstone._meta.concrete_fields} == {
        "id", "mark", "sort", "removed_at", "ground", "proposed_by_label", "confirmed_by_label",
    }  # fmt: skip
    page = known.bloc.open("officer", "privacy:retention").content.decode()
    assert stone.mark in page
    assert NAME not in page


def test_the_account_is_shut(known: Known, second: str) -> None:
    known.bloc.client("known")
    erased(known, second)
    known.user.refresh_from_db()
    assert (known.user.is_active, known.user.name, known.user.has_usable_password()) == (False, ERASED, False)
    assert known.bloc.client("known").get(reverse("privacy:mine")).status_code == 302


def test_the_log_tells_that_it_was_done_and_its_chain_holds(known: Known, second: str) -> None:
    erased(known, second)
    entry = Entry.objects.get(event="person.erased")
    assert NAME not in str(entry.after)
    assert list(faults()) == []
    told = set(Entry.objects.filter(event__endswith=".unnamed").values_list("subject_kind", flat=True))
    assert told >= {"commitments.commitment", "initiatives.exemplar", "commendations.award", "organisations.membership"}


def test_erased_is_erased_once(known: Known, second: str) -> None:
    removal = erased(known, second)
    with pytest.raises(Refusal, match="đã xóa"):
        actions.confirm_removal(actor=known.bloc.actor("officer"), removal=removal)
    with pytest.raises(Refusal, match="đã xóa"):
        actions.propose_baseless(actor=known.bloc.actor("officer"), person=Person.objects.get(pk=known.person.pk))


def test_a_person_is_proposed_once_at_a_time_and_a_proposal_can_be_dropped(known: Known, second: str) -> None:
    removal = proposed(known)
    said = {"person": f"{NAME} (M01)"}
    again = known.bloc.send("officer", "privacy:removal_create", said=said)
    assert again.status_code == 422
    assert "đang chờ người thứ hai" in again.content.decode()
    assert known.bloc.send(second, "privacy:cancel", removal.pk, said={}).status_code == 302
    assert known.bloc.send("officer", "privacy:removal_create", said=said).status_code == 302
    assert Removal.objects.latest("pk").ground == Ground.BASELESS
    assert NAME in stored_words()["organisations.Person"]


def test_all_or_nothing(known: Known, second: str, monkeypatch: pytest.MonkeyPatch) -> None:
    removal = proposed(known)
    # Someone has the address that the shut account would get: accounts, the last of the registers, fails.
    monkeypatch.setattr("secrets.choice", lambda letters: letters[0])
    create_user(actor=SYSTEM, email="xoa-2222222222@xoa.invalid")
    before = stored_words()
    with pytest.raises(IntegrityError):
        actions.confirm_removal(actor=known.bloc.actor(second), removal=removal)
    assert stored_words() == before


def test_namesakes_who_were_commended_alike_stay_apart(known: Known, second: str) -> None:
    award = Award.objects.get()
    award.pk, award.person = None, None
    award.save()
    erased(known, second)
    assert sorted(Award.objects.filter(name=NAME).values_list("person_id", flat=True), key=str) == [
        known.person.pk,
        None,
    ]


def test_what_was_sealed_of_a_duplicate_is_forgotten_too(known: Known, second: str) -> None:
    twin = known.bloc.person(NAME, "M01B")
    Key.objects.create(owner_id=twin.pk, locked=b"x")
    merge_people(actor=known.bloc.actor("officer"), kept=known.person, gone=twin)
    assert Key.objects.filter(pk=twin.pk).exists()
    erased(known, second)
    assert not Key.objects.filter(pk__in=[known.person.pk, twin.pk]).exists()
    assert list(faults()) == []
