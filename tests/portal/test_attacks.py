"""What strangers and colleagues try: odd addresses, parameters, hosts and returns; none of it is a fault."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client, override_settings

from neuguong.accounts.actions import create_user
from neuguong.core.actor import SYSTEM
from neuguong.initiatives.models import Initiative
from neuguong.organisations.models import Person
from neuguong.organisations.queries import installation
from neuguong.ui.http import at
from tests.bloc import Bloc, found_bloc
from tests.portal.addresses import filled, routes
from tests.portal.hostile import Seen, hostile

ROUTES = sorted(set(routes()))
NUL, SPLIT, MARKUP = "\0", "a\r\nSet-Cookie: x=1", "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
SQL = "' OR 1=1; DROP TABLE organisations_person; --"
TEMPLATE = "{{7*7}}{% debug %}${7*7}#{7*7}"
ODD = (NUL, SPLIT, MARKUP, SQL, TEMPLATE, "../../../../etc/passwd", "٣", "9" * 40, "-1", "%s%n", "é" * 2000, "\ud800")
# What pages and filters read, and words that could be mistaken for parameters of functions.
KEYS = "q page sort cols when within open name organisation period request show group code kind from until back next"


@pytest.fixture
def bloc(db: None) -> Bloc:
    found = found_bloc()
    found.person("Nguyễn Văn An", "NVA")
    return found


def encoded(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def spread(names: str, turn: int) -> dict[str, str]:
    """Give each name another odd value; other turns, other pairs."""
    return {name: ODD[(place * 5 + turn) % len(ODD)] for place, name in enumerate(names.split())}


@pytest.mark.slow
@pytest.mark.parametrize("turn", [0, 4, 9])
def test_no_value_in_a_query_is_a_fault_or_markup(bloc: Bloc, turn: int) -> None:
    for number, route in enumerate(ROUTES):
        query = "&".join(f"{key}={encoded(value)}" for key, value in spread(KEYS, turn + number).items())
        path = filled(route, {"organisation": "DSO", "period": "2023", "pk": "1", "code": "models_registered"})
        answer = bloc.client("officer").get(f"{path}?{query}")
        assert answer.status_code < 500, f"{path}?{query}"
        assert "Set-Cookie: x" not in str(answer.headers), path
        assert answer.streaming or Seen(answer.content.decode(errors="replace")).found == [], path


@pytest.mark.slow
def test_no_value_in_a_path_is_a_fault(bloc: Bloc) -> None:
    paths = set()
    for route in ROUTES:
        paths |= {filled(route, {"organisation": "DSO", "period": "2023"}, encoded(value)) for value in ODD}
    for route in ("o/<code:organisation>/<str:period>/", "o/<code:organisation>/<str:period>/initiatives/"):
        paths |= {filled(route, given, encoded(value)) for value in ODD for given in ({}, {"organisation": "DSO"})}
    for path in sorted(paths):
        answer = bloc.client("officer").get(path)
        assert answer.status_code < 500, path
        assert "root:" not in str(getattr(answer, "content", ""))
    assert Person.objects.count() == 1


@pytest.mark.slow
@pytest.mark.parametrize("turn", [0, 6])
def test_no_value_in_a_form_is_a_fault(bloc: Bloc, turn: int) -> None:
    names = "organisation name full_name code email text reason version status person year back theme language kind"
    for number, route in enumerate(ROUTES):
        if "logout" in route:
            continue
        told = spread(names, turn + number)
        said = {name: value.encode("utf-8", "replace").decode() for name, value in told.items()}
        path = filled(route, {"organisation": "DSO", "period": "2023", "pk": "1", "code": "models_registered"})
        answer = bloc.client("officer").post(path, said)
        assert answer.status_code < 500, (path, said)
        assert Seen(getattr(answer, "content", b"").decode(errors="replace")).found == [], path


ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "http:evil.example",
    "https:///evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "/%09/evil.example",
    "\t//evil.example",
    " https://evil.example",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
)


@override_settings(ACCOUNT_RATE_LIMITS=False)
@pytest.mark.parametrize("address", ELSEWHERE)
def test_no_way_back_leads_elsewhere(bloc: Bloc, address: str) -> None:
    client = bloc.client("cell")
    answers = [
        client.post("/prefer/", {"theme": "dark", "back": address}),
        client.get("/go/", {"from": "2023", "back": address}),
        client.get("/accounts/login/", {"next": address}),
        client.post("/accounts/logout/", {"next": address}),
    ]
    for answer in answers:
        assert not re.match(r"\s*(?:[a-z]+:|[/\\]{2}|/\\)", answer.get("Location", ""), re.IGNORECASE), answer
    user = bloc.users["cell"]
    user.set_password("mat-khau-de-thu-1")
    user.save()
    said = {"login": user.email, "password": "mat-khau-de-thu-1", "next": address}
    answer = Client().post("/accounts/login/", said)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/")
    assert not re.match(r"/[/\\]", answer["Location"])


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost:80@evil.example", "a b", ""])
def test_a_host_that_is_not_ours_is_refused(bloc: Bloc, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["localhost"])
    answer = Client().get("/accounts/password/reset/", headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.content.decode()
    passed_on = {"Host": "localhost", "X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    assert "evil" not in Client().get("/accounts/login/?next=/", headers=passed_on).content.decode()


def test_a_field_that_comes_twice_is_read_once_and_alike(bloc: Bloc) -> None:
    """The last one counts, in checks and in what is saved; the address and the body are never mixed."""
    page = at("DSO", "2023", "initiatives:create")
    said = {"organisation": ["DSO", "Chi bộ Kiểm soát bệnh tật (KBN)"], "name": ["Mô hình", "Mô hình khác"]}
    answer = bloc.client("cell").post(f"{page}?organisation=DSO&name=x", said)
    assert answer.status_code == 422
    assert "Mô hình khác" in answer.content.decode()


def test_a_field_that_a_form_does_not_have_is_not_taken(bloc: Bloc) -> None:
    said = {
        "organisation": "Chi bộ Chi cục Dân số (DSO)",
        "code": "M1",
        "name": "Mô hình",
        "registered_on": "10/03/2023",
    }
    other = {"id": "77", "pk": "77", "version": "9", "search_key": "x", "created_at": "2001-01-01", "batch": "9"}
    answer = bloc.send("cell", "initiatives:create", said={**_kept(bloc), **said, **other})
    assert answer.status_code == 302, answer.context["form"].errors
    made = Initiative.objects.get()
    assert (made.pk != 77, made.version, made.organisation.code) == (True, 1, "DSO")
    assert made.search_key != "x"
    assert made.created_at.year > 2001


def _kept(bloc: Bloc) -> dict[str, str]:
    """Return what the form for a new record holds at first."""
    form = bloc.open("cell", "initiatives:create").context["form"]
    return {field.name: str(field.value() or "") for field in form}


@pytest.mark.parametrize("address", ["a@x.vn\nBcc: b@x.vn", "a@x.vn\r\n\r\nxin", "a@x.vn,b@x.vn"])
def test_no_address_brings_a_second_header_or_reader(bloc: Bloc, address: str) -> None:
    with pytest.raises(ValidationError):
        create_user(actor=SYSTEM, email=address)
    Client().post("/accounts/password/reset/", {"email": address})
    assert mail.outbox == []


@pytest.mark.slow
def test_asking_for_a_page_changes_nothing(bloc: Bloc) -> None:
    """What changes is sent, with a token; an address in a mail or a picture changes nothing."""
    records = hostile(bloc)
    # The first sign-in and the first file make rows of their own.
    bloc.open("officer", "portal:today")
    installation()
    before = _stored()
    for route in ROUTES:
        for pk in sorted({str(record.pk) for record in records}) if "<int:pk>" in route else ["1"]:
            path = filled(route, {"organisation": "DSO", "period": "2023", "pk": pk, "code": "models_registered"})
            bloc.client("officer").get(path)
    after = _stored()
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}


def _stored() -> dict[str, list[dict[str, Any]]]:
    """Return all rows but sessions, the log, and counts of guesses."""
    rooms = [model for model in apps.get_models() if model.__module__.startswith("neuguong.")]
    kept = [model for model in rooms if model._meta.app_label not in ("audit",)]
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in kept}
