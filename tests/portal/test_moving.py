"""Going to another organisation or period, suggestions, and how pages look."""

from collections.abc import Iterator

import pytest

from neuguong.core import clock
from neuguong.ui.http import at
from tests.bloc import Bloc, found_bloc
from tests.conftest import MOMENT


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        yield found_bloc()


def test_the_switcher_keeps_the_page_in_another_period(bloc: Bloc) -> None:
    answer = bloc.open("officer", "initiatives:list", place="DUK", when="2022", q="hẹn")
    shell = answer.context["shell"]
    assert shell.earlier == at("DUK", "2021", "initiatives:list", q="hẹn")
    assert shell.later == at("DUK", "2023", "initiatives:list", q="hẹn")
    offered = {period.code for _label, choices in shell.periods for period, _href in choices}
    assert {"2022-Q1", "2022-H2", "2023", "2024"} <= offered


def test_a_form_at_another_place_becomes_the_register_there(bloc: Bloc) -> None:
    answer = bloc.open("officer", "initiatives:create", place="YTE")
    assert {one.code: href for one, href in answer.context["shell"].served} == {
        "DUK": at("DUK", "2023", "initiatives:create")
    }
    record = bloc.client("officer").get("/places/", {"q": "bao", "back": "/o/DUK/2023/initiatives/7/"})
    assert [href for _one, href in record.context["found"]] == [at("BAO", "2023", "initiatives:list")]


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [("2021", "2023", "2021..2023"), ("2023", "", "2023"), ("2023-Q2", "2023-Q2", "2023-Q2")],
)
def test_a_typed_range_opens_the_same_page(bloc: Bloc, first: str, last: str, code: str) -> None:
    bloc.open("officer", "portal:today", place="DUK")
    asked = {"from": first, "until": last, "back": "/o/DUK/2022/initiatives/?q=a&page=3"}
    answer = bloc.client("officer").get("/go/", asked)
    assert answer["Location"] == at("DUK", code, "initiatives:list", q="a")


def test_a_range_that_cannot_be_read_is_told(bloc: Bloc) -> None:
    answer = bloc.client("officer").get("/go/", {"from": "năm ngoái", "until": ""})
    assert answer.status_code == 422
    assert "Viết như 2023" in answer.content.decode()


def test_only_visible_places_are_found(bloc: Bloc) -> None:
    def codes(name: str, text: str) -> set[str]:
        answer = bloc.client(name).get("/places/", {"q": text})
        return {organisation.code for organisation, _href in answer.context["found"]}

    assert codes("officer", "chi bo") == {"DSO", "KBN", "BAO"}
    assert codes("secretary", "chi bo") == {"DSO", "KBN"}
    assert codes("cell", "chi bo") == {"DSO"}
    assert codes("officer", "") == set()


@pytest.mark.parametrize(
    ("name", "source", "expected"),
    [
        ("officer", "organisation", 3),
        ("member", "organisation", 1),
        ("member", "writable", 0),
        ("cell", "writable", 1),
        ("cell", "foundable", 0),
        ("officer", "foundable", 3),
    ],
)
def test_suggestions_are_of_what_may_be_chosen(bloc: Bloc, name: str, source: str, expected: int) -> None:
    answer = bloc.client(name).get(f"/suggest/{source}/", {"organisation": "chi bộ"})
    assert answer.content.decode().count("<option") == expected


def test_people_are_suggested_to_those_who_keep_their_list(bloc: Bloc) -> None:
    bloc.person("Lò Thị Mây", "DV1")
    for name, count in (("cell", 1), ("secretary", 1), ("sibling", 0), ("foreign", 0), ("member", 0)):
        answer = bloc.client(name).get("/suggest/person/", {"person": "lo thi may"})
        assert answer.content.decode().count("<option") == count


def test_an_unknown_source_does_not_exist(bloc: Bloc) -> None:
    assert bloc.client("officer").get("/suggest/users/", {"q": "a"}).status_code == 404


def test_a_scheme_is_kept_in_a_cookie(bloc: Bloc) -> None:
    client = bloc.client("cell")
    answer = client.post("/prefer/", {"theme": "dark", "back": "/o/DSO/2023/"})
    assert answer["Location"] == "/o/DSO/2023/"
    assert 'data-bs-theme="dark"' in bloc.open("cell", "portal:today").content.decode()
    client.post("/prefer/", {"theme": '"><script>'})
    assert 'data-bs-theme="dark"' in bloc.open("cell", "portal:today").content.decode()


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:go()", "x"])
def test_a_form_leads_to_no_other_host(bloc: Bloc, back: str) -> None:
    assert bloc.client("cell").post("/prefer/", {"theme": "light", "back": back})["Location"] == "/"
