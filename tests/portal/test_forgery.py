"""What another site has a signed-in browser send does nothing: at no address, in no form of sending."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

from neuguong.activities.models import Issue
from neuguong.ui.http import at
from tests.bloc import BACKEND, Bloc, found_bloc
from tests.portal.addresses import filled, routes

ROUTES = sorted(set(routes(get_resolver().url_patterns)))
SAID = {"organisation": "DSO", "title": "Cấp phép chậm", "raised_on": "05/03/2023"}
TOKEN = "a" * 32


@pytest.fixture
def bloc(db: None) -> Bloc:
    return found_bloc()


def guarded(bloc: Bloc, name: str = "cell") -> Client:
    """Return the browser of somebody who is in, with every check of forgery."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(bloc.users[name], backend=BACKEND)
    return client


def entered(bloc: Bloc, client: Client, said: Any = SAID, **how: Any) -> int:
    """Return the state of the answer to an issue that is sent; it is entered where that is 302 only."""
    answer = client.post(at("DSO", "2023", "activities:issue_create"), said, **how)
    assert Issue.objects.exists() is (answer.status_code == 302)
    return answer.status_code


def test_no_address_takes_a_form_without_its_token(bloc: Bloc) -> None:
    client = guarded(bloc, "officer")
    values = {"organisation": "DSO", "period": "2023", "pk": "1", "code": "models_registered"}
    found = {path: client.post(path).status_code for path in (filled(route, values) for route in ROUTES)}
    assert len(found) > 100
    assert {path: status for path, status in found.items() if status not in {403, 404, 405}} == {}
    assert sum(status == 403 for status in found.values()) > 0.9 * len(found)


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"headers": {"HX-Request": "true", "HX-Target": "content"}},
        {"headers": {"HX-Request": "true", "X-CSRFToken": "x" * 32}},
        {"said": json.dumps(SAID), "content_type": "application/json"},
        {"said": "organisation=DSO&title=X&raised_on=05/03/2023", "content_type": "text/plain"},
        {"said": {**SAID, "csrfmiddlewaretoken": ""}},
    ],
)
def test_neither_htmx_nor_json_goes_around_it(bloc: Bloc, how: dict[str, Any]) -> None:
    client = guarded(bloc)
    client.cookies["csrftoken"] = TOKEN
    assert entered(bloc, client, **how) == 403


@pytest.mark.parametrize(
    "origin",
    ["https://xau.example", "null", "http://testserver.xau.example", "https://testserver", "http://testserver:81"],
)
def test_a_right_token_from_a_wrong_origin_is_refused(bloc: Bloc, origin: str) -> None:
    client = guarded(bloc)
    client.cookies["csrftoken"] = TOKEN
    assert entered(bloc, client, {**SAID, "csrfmiddlewaretoken": TOKEN}, headers={"origin": origin}) == 403


@pytest.mark.parametrize("referer", ["https://xau.example/", "", "https://testserver.xau.example/"])
def test_over_tls_a_page_of_another_site_is_refused(bloc: Bloc, referer: str) -> None:
    client = guarded(bloc)
    client.cookies["csrftoken"] = TOKEN
    said = {**SAID, "csrfmiddlewaretoken": TOKEN}
    assert entered(bloc, client, said, secure=True, headers={"referer": referer}) == 403


def test_the_page_itself_goes_in_as_a_form_and_by_htmx(bloc: Bloc) -> None:
    client = guarded(bloc)
    client.cookies["csrftoken"] = TOKEN
    own = {"origin": "http://testserver"}
    assert entered(bloc, client, {**SAID, "csrfmiddlewaretoken": TOKEN}, headers=own) == 302
    again = client.post(
        at("DSO", "2023", "activities:issue_create"),
        {**SAID, "title": "Việc khác"},
        headers={**own, "HX-Request": "true", "X-CSRFToken": TOKEN},
    )
    assert again.status_code == 302
