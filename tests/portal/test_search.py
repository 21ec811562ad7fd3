"""Search: words with marks or without, and never a thing of someone else."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from neuguong.core import clock
from neuguong.directives.models import Directive
from neuguong.initiatives.models import Exemplar, Initiative
from tests.bloc import DAY, Bloc, found_bloc
from tests.conftest import MOMENT


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        yield found_bloc()


def titles(bloc: Bloc, name: str, text: str) -> list[str]:
    groups = bloc.client(name).get("/search/", {"q": text}).context["groups"]
    return [hit.title for group in groups for hit in group.hits]


def keep(record: Initiative | Exemplar | Directive) -> None:
    record.full_clean(exclude=["issued_by"])
    record.save()


@pytest.mark.parametrize("text", ["Lê Thị Mai", "le thi mai", "LE MAI", "mai lê", "DV1"])
def test_a_person_is_found(bloc: Bloc, text: str) -> None:
    bloc.person("Lê Thị Mai", "DV1")
    bloc.person("Lê Văn Mài", "DV2")
    assert "Lê Thị Mai" in titles(bloc, "secretary", text)


def test_people_are_found_by_those_who_keep_their_lists(bloc: Bloc) -> None:
    bloc.person("Lê Thị Mai", "DV1")
    found = {name: titles(bloc, name, "le thi mai") for name in ("officer", "secretary", "cell", "inspector")}
    assert all(hits == ["Lê Thị Mai"] for hits in found.values())
    for name in ("sibling", "foreign", "member"):
        assert titles(bloc, name, "le thi mai") == []


def test_records_are_found_in_all_registers_and_only_the_visible_ones(bloc: Bloc) -> None:
    place = bloc.places["DSO"]
    keep(Initiative(organisation=place, code="M1", name="Ánh sáng vùng cao", registered_on=DAY))
    keep(Exemplar(organisation=place, subject="collective", name="Tổ Ánh sáng", registered_on=DAY))
    number = {"number": "7-KH/CB", "date": DAY, "issuer": "Chi bộ", "kind": "Kế hoạch", "abstract": "Ánh sáng"}
    keep(Directive(organisation=place, **number))
    assert set(titles(bloc, "cell", "anh sang")) == {"Ánh sáng vùng cao", "Tổ Ánh sáng", "Kế hoạch 7-KH/CB"}
    assert len(titles(bloc, "officer", "anh sang")) == 3
    for name in ("sibling", "foreign"):
        assert titles(bloc, name, "anh sang") == []


def test_the_higher_organisation_comes_first(bloc: Bloc) -> None:
    assert titles(bloc, "officer", "chi bo")[0] == "Chi bộ Báo tỉnh"


def test_htmx_gets_the_hits_alone(bloc: Bloc) -> None:
    answer = bloc.client("officer").get("/search/", {"q": "y te"}, headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()
    assert "Đảng bộ Sở Y tế" in answer.content.decode()


@pytest.mark.parametrize("text", ["", "   ", "%", "_", "'; drop table"])
def test_odd_words_find_nothing(bloc: Bloc, text: str) -> None:
    assert titles(bloc, "officer", text) == []


def test_more_hits_lead_to_the_register(bloc: Bloc) -> None:
    for index in range(8):
        keep(Initiative(organisation=bloc.places["DSO"], code=f"M{index}", name=f"Mô hình {index}", registered_on=DAY))
    [group] = bloc.client("officer").get("/search/", {"q": "mo hinh"}).context["groups"]
    assert len(group.hits) == 6
    more = bloc.client("officer").get(group.more)
    assert len(more.context["lines"]) == 8


@pytest.mark.parametrize("rows", [1, 3, pytest.param(1000, marks=pytest.mark.slow)])
def test_it_takes_few_queries(bloc: Bloc, rows: int) -> None:
    with transaction.atomic():
        for index in range(rows):
            keep(Initiative(organisation=bloc.places["DSO"], code=f"M{index}", name=f"Y tế {index}", registered_on=DAY))
            bloc.person(f"Y Tế {index}", f"DV{index}")
    bloc.open("officer", "portal:today", place="DUK")
    assert queries(bloc, "/search/?q=y+te") <= 12


def queries(bloc: Bloc, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert bloc.client("officer").get(path).status_code == 200
    return len(captured)
