"""What every answer carries, and what is refused before anything else looks at it."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, RequestFactory, override_settings

from neuguong.portal.shielding import ShieldMiddleware
from neuguong.ui.http import at
from tests.bloc import BACKEND, Bloc, found_bloc

PAGES = ("/", "/accounts/login/", "/khong-co/", "/health/", "/o/DSO/2023/", "/o/DSO/2023/initiatives/")
POLICY = {
    "default-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
}


@pytest.fixture
def bloc(db: None) -> Bloc:
    return found_bloc()


def policy(answer: Any) -> set[str]:
    return {part.strip() for part in answer["Content-Security-Policy"].split(";")}


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("name", ["", "cell"])
def test_every_answer_carries_the_headers(bloc: Bloc, path: str, name: str) -> None:
    answer = (bloc.client(name) if name else Client()).get(path)
    assert policy(answer) >= POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in answer
    assert answer.status_code == 302 or "charset=utf-8" in answer["Content-Type"]


def test_nothing_inline_runs(bloc: Bloc) -> None:
    allowed = " ".join(policy(bloc.open("cell", "portal:today")))
    assert not re.search(r"unsafe|https?:|\*|strict-dynamic", allowed)


def test_static_files_carry_them_too(client: Client) -> None:
    assert settings.MIDDLEWARE.index("csp.middleware.CSPMiddleware") < settings.MIDDLEWARE.index(
        "whitenoise.middleware.WhiteNoiseMiddleware"
    )
    assert settings.WHITENOISE_ALLOW_ALL_ORIGINS is False
    answer = client.get("/static/khong-co.css")
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PUT", "DELETE", "PATCH", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/o/DSO/2023/initiatives/"])
def test_no_page_takes_other_methods(bloc: Bloc, method: str, path: str) -> None:
    assert bloc.client("cell").generic(method, path).status_code == 405


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_no_header_makes_one_method_another(bloc: Bloc, header: str) -> None:
    page = at("DSO", "2023", "initiatives:create")
    answer = bloc.client("cell").get(page, {"_method": "POST", "name": "x"}, headers={header: "POST"})
    assert answer.status_code == 200
    assert "Đã lưu" not in answer.content.decode()


@pytest.mark.parametrize("path", ["/accounts/login/", "/o/DSO/2023/imports/new/", "/prefer/"])
def test_a_body_that_is_too_large_is_refused_unread(bloc: Bloc, path: str) -> None:
    class Unread:
        def read(self, *_sizes: int) -> bytes:
            raise AssertionError("the body was read")

    request = RequestFactory().post(path)
    request.META.update({"CONTENT_LENGTH": str(settings.LARGEST_BODY + 1), "wsgi.input": Unread()})
    answer = ShieldMiddleware(lambda _request: pytest.fail("a view was asked"))(request)
    assert answer.status_code == 413
    assert "lớn quá mức" in answer.content.decode()
    assert (
        bloc.client("cell").post(path, {}, headers={"Content-Length": str(settings.LARGEST_BODY + 1)}).status_code
        == 413
    )


def test_a_form_of_too_many_or_too_large_fields_is_refused(bloc: Bloc) -> None:
    page = at("DSO", "2023", "initiatives:create")
    many = {f"f{number}": "x" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    assert bloc.client("cell").post(page, many).status_code == 400
    large = {"name": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}
    assert bloc.client("cell").post(page, large).status_code == 400


@override_settings(SECURE_SSL_REDIRECT=True)
def test_pages_lead_to_tls_and_machines_are_not_led(db: None) -> None:
    answer = Client().get("/accounts/login/?next=/")
    assert (answer.status_code, answer["Location"]) == (301, "https://testserver/accounts/login/?next=/")
    assert Client().get("/health/").status_code == 200


def test_a_session_that_ends_clears_the_browser(bloc: Bloc) -> None:
    client = bloc.client("cell")
    assert "Clear-Site-Data" not in client.get("/o/DSO/2023/")
    answer = client.post("/accounts/logout/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/o/DSO/2023/").status_code == 302


def test_cookies_are_for_the_server_alone(bloc: Bloc) -> None:
    client = Client()
    client.get("/accounts/login/")
    client.force_login(bloc.users["cell"], backend=BACKEND)
    client.post("/prefer/", {"theme": "dark", "language": "en"})
    assert {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, "theme"} <= set(
        client.cookies
    )
    for name, cookie in client.cookies.items():
        assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax"), name


def test_words_for_the_next_page_stay_on_the_server(bloc: Bloc) -> None:
    answer = bloc.client("officer").post(at("DUK", "2023", "reporting:prepare"), follow=True)
    assert "Đã tính số liệu từ bản ghi." in answer.content.decode()
    assert not [name for name in bloc.client("officer").cookies if "message" in name]
