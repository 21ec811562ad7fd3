"""A restricted person is stored and counted, and used nowhere else."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from neuguong.audit.models import Entry
from neuguong.campaigns.indicators import Question
from neuguong.campaigns.periods import parse
from neuguong.campaigns.queries import figures, records
from neuguong.campaigns.queries.records import slice_of_records
from neuguong.core.errors import Forbidden
from neuguong.interchange.kinds import KINDS
from neuguong.organisations.models import Person
from neuguong.organisations.rules import people_visible_to
from neuguong.portal.suggesting import suggestions
from neuguong.privacy import actions
from neuguong.privacy.models import DataRequest, Restriction
from neuguong.ui.http import at
from tests.privacy.known import NAME, Known


@pytest.fixture
def restricted(known: Known) -> Known:
    """Let the person ask and the office carry it out."""
    known.bloc.client("known").post(reverse("privacy:ask", args=["restrict"]), {"wish": ""})
    request = DataRequest.objects.get()
    actions.fulfil_request(actor=known.bloc.actor("officer"), request=request, answer="Đã hạn chế")
    return known


LISTS = (
    "organisations:person_list",
    "commitments:list",
    "initiatives:exemplar_list",
    "commendations:list",
    "commendations:nomination_list",
    "classification:list",
)


@pytest.mark.parametrize("page", LISTS)
@pytest.mark.parametrize("name", ["cell", "officer"])
def test_others_find_the_person_in_no_list(known: Known, page: str, name: str) -> None:
    here: dict[str, Any] = {"place": "DSO", "when": "2023"}
    seen = known.bloc.open(name, page, **here)
    assert seen.context["lines"], "the list would show it"
    actions.restrict(actor=known.bloc.actor("officer"), person=known.person)
    assert known.bloc.open(name, page, **here).context["lines"] == []


def test_others_find_the_person_by_no_search_and_no_suggestion(restricted: Known) -> None:
    for name in ("cell", "officer"):
        assert suggestions(restricted.bloc.actor(name), "person", "hoang thi my") == []
        found = restricted.bloc.client(name).get(reverse("portal:search"), {"q": "hoang thi my"})
        assert NAME not in found.content.decode()
        assert restricted.bloc.open(name, "portal:person", restricted.person.pk).status_code == 404


def test_the_person_sees_their_own_as_before(restricted: Known) -> None:
    assert people_visible_to(restricted.bloc.actor("known")).get() == restricted.person
    assert restricted.bloc.open("known", "commitments:list").context["lines"]


@pytest.mark.parametrize("code", ["people", "memberships", "commitments", "attendance", "exemplars", "awards"])
def test_the_person_is_in_no_workbook(known: Known, code: str) -> None:
    path = known.bloc.places["DUK"].path
    before = list(KINDS[code].rows_out(path))
    actions.restrict(actor=known.bloc.actor("officer"), person=known.person)
    after = list(KINDS[code].rows_out(path))
    assert NAME not in str(after)
    assert "M01" not in str(after)
    assert code == "memberships" or len(after) < len(before)


def test_nobody_nominates_the_person(restricted: Known) -> None:
    said = {"subject": "person", "person": f"{NAME} (M01)", "organisation": "Chi bộ Chi cục Dân số (DSO)"}
    answer = restricted.bloc.send("cell", "commendations:nomination_create", said=said)
    assert answer.status_code == 422
    assert "person" in answer.context["form"].errors


def test_figures_count_what_stands(known: Known) -> None:
    def counted() -> list[Any]:
        return [one.value for one in figures(Question(known.bloc.places["DUK"], parse("2023")))]

    before = counted()
    actions.restrict(actor=known.bloc.actor("officer"), person=known.person)
    assert counted() == before
    assert any(before)


def test_the_office_lifts_it_and_the_log_tells_both(restricted: Known) -> None:
    record = Restriction.objects.get()
    assert record.since == dt.date(2026, 1, 12)
    assert [line.pk for line in restricted.bloc.open("officer", "privacy:restriction_list").context["lines"]] == [
        record.pk
    ]
    assert restricted.bloc.send("inspector", "privacy:lift", record.pk, said={}).status_code == 403
    assert restricted.bloc.send("cell", "privacy:lift", record.pk, said={}).status_code == 404
    assert restricted.bloc.send("officer", "privacy:lift", record.pk, said={}).status_code == 302
    assert not Restriction.objects.exists()
    told = Entry.objects.filter(subject_id=restricted.person.pk, event__startswith="person.restrict")
    assert [entry.event for entry in told.order_by("pk")] == ["person.restricted", "person.restriction_lifted"]
    assert Person.objects.get(pk=restricted.person.pk) in people_visible_to(restricted.bloc.actor("cell"))


def test_a_secretary_restricts_nobody(known: Known) -> None:
    with pytest.raises(Forbidden):
        actions.restrict(actor=known.bloc.actor("cell"), person=known.person)
    assert at("DSO", "2023", "privacy:restriction_list")


@pytest.mark.parametrize(
    "code", ["commitments_signed_of_due", "exemplars_registered", "awarded_people", "study_people"]
)
def test_behind_a_figure_the_rows_add_up_and_name_nobody(known: Known, code: str) -> None:
    question = Question(known.bloc.places["DUK"], parse("2023"))
    officer, own = known.bloc.actor("officer"), known.bloc.actor("known")
    before = [line.title for line in records(question, code, actor=officer)]
    assert NAME in " ".join(before)
    actions.restrict(actor=officer, person=known.person)
    for lines in (
        list(records(question, code, actor=officer)),
        slice_of_records(question, code, actor=officer, offset=0, limit=50).lines,
    ):
        assert len(lines) == len(before)
        assert NAME not in str(lines)
    assert NAME in " ".join(line.title for line in records(question, code, actor=own))
