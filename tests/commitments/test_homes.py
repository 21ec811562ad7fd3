"""Where a signed commitment counts: with the body that owes it, through mergers and transfers."""

import datetime as dt

import pytest

from neuguong.campaigns.indicators import Question
from neuguong.campaigns.periods import parse
from neuguong.campaigns.queries import figures, records
from neuguong.commitments.models import Commitment
from neuguong.core.actor import SYSTEM
from neuguong.organisations.actions import merge_organisations
from neuguong.organisations.models import Membership, Organisation
from neuguong.organisations.queries import Structure
from tests.bloc import Bloc, found_bloc

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
DAY, SIGNED = dt.date(2023, 7, 1), dt.date(2023, 1, 10)
CODES = ["commitments_due", "commitments_signed", "commitments_signed_of_due", "commitment_units"]


@pytest.fixture
def bloc() -> Bloc:
    """BAO has three who signed, one of whom died in spring."""
    found = found_bloc()
    for code in ("P1", "P2", "P3"):
        person = found.person(f"Người {code}", code, "BAO")
        Commitment.objects.create(
            person=person, organisation=found.places["BAO"], first_year=2023, last_year=2023, signed_on=SIGNED
        )
    Membership.objects.filter(person__code="P3").update(until=dt.date(2023, 4, 5))
    return found


def told(code: str, period: str = "2023", structure: Structure = Structure.THEN) -> list[float | int | None]:
    one = Organisation.objects.get(code=code)
    return [figure.value for figure in figures(Question(one, parse(period), structure), CODES)]


def test_the_successor_owes_and_has_them_and_the_merged_body_neither(bloc: Bloc) -> None:
    assert (told("BAO"), told("YTE")) == ([2, 3, 2, 1], [0, 0, 0, 0])
    before = told("BAO", "2023-H1")
    merge_organisations(
        actor=SYSTEM, organisations=[Organisation.objects.get(code="BAO")], into=bloc.places["YTE"], date=DAY
    )
    assert told("BAO", "2023-H1") == before
    # What nobody took along counts where it was written, which stands below the successor by then.
    assert (told("BAO"), told("YTE")) == ([0, 1, 0, 0], [2, 3, 2, 1])
    assert told("YTE", structure=Structure.NOW) == [2, 3, 2, 1]
    assert told("DUK")[:3] == [2, 3, 2]


def test_each_commitment_stands_behind_the_figure_with_its_place(bloc: Bloc) -> None:
    asked = Question(bloc.places["DUK"], parse("2023"))
    lines = list(records(asked, "commitments_signed", actor=SYSTEM))
    assert {(line.pk, line.kind) for line in lines} == {
        (one.pk, "commitments.commitment") for one in Commitment.objects.all()
    }
    assert {(line.organisation, line.date) for line in lines} == {("BAO", SIGNED)}
