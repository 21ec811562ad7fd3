"""Rounds: who opens them, what they list, and the funnel of figures on their pages."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from neuguong.audit.models import Entry
from neuguong.commendations.models import Award, Nomination, Round
from neuguong.core import clock
from tests.bloc import DAY, Bloc, found_bloc
from tests.conftest import MOMENT

SAID = {"name": "Sơ kết ba năm", "stage": "2021-2023", "since": "", "until": ""}


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        yield found_bloc()


def opened(bloc: Bloc, **other: str) -> Round:
    """Open a round through the form."""
    answer = bloc.send("officer", "commendations:round_create", said={**SAID, **other}, place="DUK")
    assert answer.status_code == 302, answer.context["form"].errors
    return Round.objects.latest("pk")


def awarded(bloc: Bloc, code: str, body: str, round: Round | None = None, subject: str = "person") -> Award:
    """Write an award to somebody of `code` by `body`."""
    return Award.objects.create(
        organisation=bloc.places[code],
        subject=subject,
        name=f"{code} {body} {Award.objects.count()}",
        body=body,
        body_organisation=bloc.places.get(body),
        form="Giấy khen",
        decided_on=DAY,
        counted_on=DAY,
        round=round,
    )


def nominated(bloc: Bloc, code: str, round: Round, target: str = "upper", subject: str = "person") -> Nomination:
    """Write a nomination by `code`."""
    return Nomination.objects.create(
        organisation=bloc.places[code],
        round=round,
        subject=subject,
        name=f"{code} {target} {Nomination.objects.count()}",
        target=target,
        nominated_on=DAY,
        counted_on=DAY,
    )


def test_a_stage_gives_its_days(bloc: Bloc) -> None:
    round = opened(bloc)
    assert (round.stage, round.since, round.until) == ("2021..2023", dt.date(2021, 1, 1), dt.date(2023, 12, 31))
    page = bloc.open("cell", "commendations:round", round.pk).content.decode()
    assert "2021–2023" in page


def test_written_days_stay(bloc: Bloc) -> None:
    round = opened(bloc, since="01/02/2021", until="30/11/2023")
    assert (round.since, round.until) == (dt.date(2021, 2, 1), dt.date(2023, 11, 30))


def test_a_round_needs_no_stage(bloc: Bloc) -> None:
    round = opened(bloc, stage="")
    assert (round.stage, round.since, round.until) == ("", None, None)
    page = bloc.open("officer", "commendations:round", round.pk, place="DUK")
    assert page.context["period"].code == "2023"


def test_days_without_a_stage_make_a_span_of_months(bloc: Bloc) -> None:
    round = opened(bloc, stage="", since="15/02/2022", until="30/04/2022")
    page = bloc.open("officer", "commendations:round", round.pk, place="DUK")
    assert page.context["period"].code == "2022-02..2022-04"


@pytest.mark.parametrize(
    ("other", "field", "words"),
    [
        ({"stage": "ba năm"}, "stage", "không đọc được"),
        ({"name": ""}, "name", "Cần nhập"),
        ({"stage": "", "since": "02/01/2023", "until": "01/01/2023"}, "__all__", "Đến ngày phải bằng hoặc sau"),
    ],
)
def test_what_is_wrong_is_told(bloc: Bloc, other: dict[str, str], field: str, words: str) -> None:
    answer = bloc.send("officer", "commendations:round_create", said={**SAID, **other}, place="DUK")
    assert answer.status_code == 422
    assert words in answer.context["form"].errors[field][0]
    assert not Round.objects.exists()


def test_a_name_is_given_once(bloc: Bloc) -> None:
    opened(bloc)
    answer = bloc.send("officer", "commendations:round_create", said=SAID, place="DUK")
    assert answer.status_code == 422


def test_records_move_with_their_round(bloc: Bloc) -> None:
    round = opened(bloc)
    award = awarded(bloc, "DSO", "DUK", round)
    said = {**SAID, "stage": "2022", "version": round.version}
    assert bloc.send("officer", "commendations:round_edit", round.pk, said=said, place="DUK").status_code == 302
    award.refresh_from_db()
    assert award.counted_on == dt.date(2022, 12, 31)
    events = Entry.objects.filter(subject_kind="commendations.round").order_by("pk").values_list("event", flat=True)
    assert list(events) == ["round.opened", "round.corrected"]
    answer = bloc.send("officer", "commendations:round_edit", round.pk, said=said, place="DUK")
    assert answer.status_code == 409


@pytest.mark.parametrize("name", ["secretary", "cell", "member", "inspector"])
def test_only_officers_open_and_change_rounds(bloc: Bloc, name: str) -> None:
    round = opened(bloc)
    assert bloc.open(name, "commendations:round_list").context["create"] is None
    assert bloc.open(name, "commendations:round", round.pk).context["actions"] == ()
    assert bloc.send(name, "commendations:round_create", said={**SAID, "name": "Khác"}).status_code == 403
    for page in ("round_edit", "round_remove"):
        assert bloc.open(name, f"commendations:{page}", round.pk).status_code == 403
        assert bloc.send(name, f"commendations:{page}", round.pk, said=SAID).status_code == 403
    assert Round.objects.count() == 1


def test_a_round_with_records_stays(bloc: Bloc) -> None:
    round = opened(bloc)
    nomination = nominated(bloc, "DSO", round)
    answer = bloc.send("officer", "commendations:round_remove", round.pk, said={}, place="DUK")
    assert answer.status_code == 422
    assert "Chưa xóa được" in answer.content.decode()
    nomination.delete()
    assert bloc.send("officer", "commendations:round_remove", round.pk, said={}, place="DUK").status_code == 302
    assert not Round.objects.exists()


def test_a_list_counts_what_the_place_sees(bloc: Bloc) -> None:
    round = opened(bloc)
    for code in ("DSO", "KBN", "BAO"):
        nominated(bloc, code, round)
    awarded(bloc, "BAO", "DUK", round)
    opened(bloc, name="Đợt trống")
    for name, place, counts in (("officer", "DUK", (3, 1)), ("secretary", "YTE", (2, 0)), ("foreign", "BAO", (1, 1))):
        page = bloc.open(name, "commendations:round_list", place=place)
        found = {row.pk: (row.nominated, row.awarded) for row in page.context["page"].object_list}
        assert found[round.pk] == counts
        assert set(found.values()) == {counts, (0, 0)}


def test_the_funnel_is_figures_that_open(bloc: Bloc) -> None:
    round = opened(bloc)
    awarded(bloc, "DSO", "YTE", subject="collective")
    for code in ("DSO", "KBN"):
        nominated(bloc, code, round)
    nominated(bloc, "YTE", round, "province", "collective")
    nominated(bloc, "YTE", round, "central")
    awarded(bloc, "DSO", "DUK", round)
    page = bloc.open("officer", "commendations:round", round.pk, place="DUK", when="2020")
    steps = [(step.collectives.value, step.people.value) for step in page.context["steps"]]
    assert steps == [(1, 0), (0, 2), (0, 1), (1, 0), (0, 1)]
    link = '<a class="figure" href="/o/DUK/2021..2023/figures/nominated_people/"'
    assert f"{link} hx-get" in page.content.decode()


def test_a_page_lists_what_the_place_sees(bloc: Bloc) -> None:
    round = opened(bloc)
    near, far = nominated(bloc, "DSO", round), nominated(bloc, "BAO", round)
    own = awarded(bloc, "DSO", "DUK", round)
    awarded(bloc, "BAO", "DUK", round)
    awarded(bloc, "DSO", "DUK")

    def listed(name: str, place: str) -> list[list[Any]]:
        blocks = bloc.open(name, "commendations:round", round.pk, place=place).context["blocks"]
        return [[item.text for item in block.items] for block in blocks]

    assert listed("cell", "DSO") == [[near.name], [own.name]]
    assert [len(names) for names in listed("officer", "DUK")] == [2, 2]
    assert far.name not in str(listed("secretary", "YTE"))


def test_an_empty_list_says_what_belongs_there(bloc: Bloc) -> None:
    page = bloc.open("officer", "commendations:round_list", place="DUK")
    assert "gom các đề nghị và quyết định khen" in page.content.decode()
    assert page.context["create"] is not None


@pytest.mark.parametrize("rows", [1, 3, pytest.param(1000, marks=pytest.mark.slow)])
def test_pages_take_few_queries(bloc: Bloc, rows: int) -> None:
    rounds = [Round.objects.create(name=f"Đợt {index}", stage="2023") for index in range(rows)]
    for round in rounds[:60]:
        nominated(bloc, "DSO", rounds[0])
        awarded(bloc, "DSO", "DUK", rounds[0])
        awarded(bloc, "DSO", "DUK", round)
    assert bloc.queries("officer", "commendations:round_list", place="DUK") <= 12
    bloc.open("officer", "commendations:round", rounds[0].pk, place="DUK")
    with CaptureQueriesContext(connection) as taken:
        bloc.open("officer", "commendations:round", rounds[0].pk, place="DUK")
    assert len(taken) <= 12
