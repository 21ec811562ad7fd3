"""Who gets in, where they stand, in which language, and what refusals look like."""

from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from neuguong.core import clock
from neuguong.organisations.models import Grant, Organisation
from neuguong.ui.http import at
from tests.bloc import Bloc, found_bloc
from tests.conftest import MOMENT


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        yield found_bloc()


@pytest.mark.parametrize("path", ["/", "/search/?q=a", "/o/DUK/2023/", "/o/DUK/2023/initiatives/", "/places/"])
def test_nobody_is_sent_to_the_door_and_back_afterwards(db: None, client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/?next=")


def test_htmx_is_told_to_go_there(db: None, client: Client) -> None:
    answer = client.get("/o/DUK/2023/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"].startswith("/accounts/login/?next=")


@pytest.mark.parametrize("path", ["/health/", "/accounts/login/"])
def test_some_pages_are_for_everyone(db: None, client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("name", "place", "status"),
    [
        ("cell", "DSO", 200),
        ("cell", "KBN", 404),
        ("cell", "YTE", 404),
        ("cell", "BAO", 404),
        ("cell", "NONE", 404),
        ("secretary", "DSO", 200),
        ("officer", "BAO", 200),
        ("member", "DSO", 200),
    ],
)
def test_a_place_is_seen_by_those_who_reach_it(bloc: Bloc, name: str, place: str, status: int) -> None:
    answer = bloc.open(name, "portal:today", place=place)
    assert answer.status_code == status
    if status == 404:
        assert "Không tìm thấy, hoặc đồng chí không có quyền xem." in answer.content.decode()
        assert str(bloc.places["YTE"]) not in answer.content.decode() or name == "secretary"


@pytest.mark.parametrize("period", ["2023-13", "abc", "2023..2021", "20231"])
def test_a_wrong_period_is_told(bloc: Bloc, period: str) -> None:
    answer = bloc.client("cell").get(f"/o/DSO/{period}/")
    assert answer.status_code == 404
    assert "Kỳ" in answer.content.decode()


def test_the_last_place_is_where_one_comes_back_to(bloc: Bloc) -> None:
    bloc.open("officer", "portal:today", place="YTE", when="2022-Q3")
    assert bloc.client("officer").get("/")["Location"] == at("YTE", "2022-Q3", "portal:today")
    Grant.objects.filter(user=bloc.users["officer"]).update(organisation=bloc.places["BAO"])
    assert bloc.client("officer").get("/")["Location"] == at("BAO", "2022-Q3", "portal:today")


def test_one_without_a_role_is_told_whom_to_ask(bloc: Bloc) -> None:
    Grant.objects.filter(user=bloc.users["cell"]).delete()
    answer = bloc.client("cell").get("/")
    assert answer.status_code == 404
    assert "chưa được phân quyền" in answer.content.decode()


def test_a_code_with_a_slash_has_pages_too(bloc: Bloc) -> None:
    Organisation.objects.filter(code="DSO").update(code="01/CB")
    assert bloc.open("cell", "initiatives:list", place="01/CB").status_code == 200


def test_pages_are_vietnamese_unless_the_user_chose(bloc: Bloc) -> None:
    client = bloc.client("cell")
    address = at("DSO", "2023", "portal:today")
    answer = client.get(address, headers={"Accept-Language": "en"})
    assert 'lang="vi"' in answer.content.decode()
    client.post("/prefer/", {"language": "en"})
    answer = client.get(address)
    assert answer["Content-Language"] == "en"
    assert 'lang="en"' in answer.content.decode()


def test_a_session_is_written_once_a_minute_not_once_a_page(bloc: Bloc) -> None:
    bloc.open("cell", "portal:today")
    with CaptureQueriesContext(connection) as captured:
        bloc.open("cell", "portal:today")
    assert not any("UPDATE" in query["sql"] for query in captured)
    before = Session.objects.get(pk=bloc.client("cell").session.session_key).expire_date
    with clock.freeze(MOMENT.replace(minute=5)):
        bloc.open("cell", "portal:today")
    assert Session.objects.get(pk=bloc.client("cell").session.session_key).expire_date >= before
    assert bloc.client("cell").session["touched"] == int(MOMENT.replace(minute=5).timestamp())


def test_a_refusal_is_a_page_or_a_toast(bloc: Bloc) -> None:
    address = at("DSO", "2023", "initiatives:create")
    page = bloc.client("member").get(address)
    assert page.status_code == 403
    assert "Đồng chí không có quyền làm việc này." in page.content.decode()
    toast = bloc.client("member").get(address, headers={"HX-Request": "true"})
    assert (toast.status_code, toast["HX-Retarget"]) == (403, "#toasts")
    assert "<html" not in toast.content.decode()
