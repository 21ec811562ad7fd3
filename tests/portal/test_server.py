"""The server as `neuguong serve` runs it: TLS, the edges of a message, what comes before any page."""

import http.client
import json
import socket
import ssl
import warnings
from collections.abc import Iterator

import pytest
import requests
from allauth.socialaccount.adapter import get_adapter
from django.core.mail.backends.smtp import EmailBackend

from tests.portal.cli.running import run
from tests.portal.serving import HOST, Running, serving

pytestmark = pytest.mark.slow
FORM = "Content-Type: application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with serving(tmp_path_factory.mktemp("served")) as running:
        yield running


def message(site: Running, first: str, *lines: str, body: str = "") -> bytes:
    head = "\r\n".join([first, f"Host: {HOST}:{site.port}", *lines])
    return f"{head}\r\n\r\n{body}".encode()


def test_every_answer_is_over_tls_and_says_so(site: Running) -> None:
    for path in ("/accounts/login/", "/static/ui/neuguong.css", "/khong-co/"):
        answer = site.ask("GET", path)
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in (answer.headers["Content-Security-Policy"] or "")
        assert answer.headers["Access-Control-Allow-Origin"] is None


def test_cookies_are_bound_to_this_host_and_to_tls(site: Running) -> None:
    cookies = site.ask("GET", "/accounts/login/").headers.get_all("Set-Cookie") or []
    assert cookies
    for cookie in cookies:
        assert cookie.strip().startswith("__Host-")
        assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
        assert "domain" not in cookie.lower()


@pytest.mark.parametrize(
    ("newest", "speaks"),
    [(ssl.TLSVersion.TLSv1_3, "TLSv1.3"), (ssl.TLSVersion.TLSv1_2, "TLSv1.2"), (ssl.TLSVersion.TLSv1_1, "")],
)
def test_old_versions_of_tls_are_not_spoken(site: Running, newest: ssl.TLSVersion, speaks: str) -> None:
    context = ssl.create_default_context(cafile=str(site.home / "certificate.pem"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, newest
    context.set_ciphers("ALL:@SECLEVEL=0")
    with socket.create_connection((HOST, site.port), timeout=30) as plain:
        if not speaks:
            with pytest.raises(ssl.SSLError):
                context.wrap_socket(plain, server_hostname=HOST)
            return
        with context.wrap_socket(plain, server_hostname=HOST) as line:
            assert line.version() == speaks


@pytest.mark.parametrize("ciphers", ["AES256-SHA:AES128-SHA:@SECLEVEL=0", "AES128-GCM-SHA256", "ECDHE+AES+SHA"])
def test_weak_ciphers_are_not_spoken(site: Running, ciphers: str) -> None:
    context = ssl.create_default_context(cafile=str(site.home / "certificate.pem"))
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(ciphers)
    with socket.create_connection((HOST, site.port), timeout=30) as plain, pytest.raises(ssl.SSLError):
        context.wrap_socket(plain, server_hostname=HOST)


def test_our_own_clients_check_certificates(site: Running) -> None:
    """Of the provider of sign-in, and of the mail server."""
    url, trusted = f"https://{HOST}:{site.port}/health/", str(site.home / "certificate.pem")
    asker = get_adapter().get_requests_session()
    with asker, pytest.raises(requests.exceptions.SSLError):
        asker.get(url)
    with get_adapter().get_requests_session() as asker:
        assert asker.get(url, verify=trusted).text == "ok"
    context = EmailBackend(use_ssl=True).ssl_context
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


def test_nothing_is_answered_without_tls(site: Running) -> None:
    connection = http.client.HTTPConnection(HOST, site.port, timeout=30)
    connection.request("GET", "/health/")
    with pytest.raises((http.client.BadStatusLine, ConnectionError)):
        connection.getresponse()
    connection.close()


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        (("Content-Length: 6", "Transfer-Encoding: chunked"), "0\r\n\r\nG"),
        (("Transfer-Encoding: chunked", "Content-Length: 40"), "0\r\n\r\n"),
        (("Content-Length: 6", "Content-Length: 5"), "abcde"),
        (("Transfer-Encoding: xchunked",), "0\r\n\r\n"),
        (("Transfer-Encoding : chunked",), "0\r\n\r\n"),
        (("Transfer-Encoding: chunked", "Transfer-Encoding: identity"), "0\r\n\r\n"),
        (("Content-Length: +5",), "abcde"),
    ],
)
def test_no_second_message_is_smuggled_in(site: Running, lines: tuple[str, ...], body: str) -> None:
    second = message(site, "GET /health/ HTTP/1.1").decode()
    said = site.say(message(site, "POST /accounts/login/ HTTP/1.1", FORM, *lines, body=body + second))
    assert said.startswith((b"HTTP/1.1 400", b"HTTP/1.1 403"))
    assert b"\r\n\r\nok" not in said


def test_a_body_that_is_announced_too_large_is_not_waited_for(site: Running) -> None:
    said = site.say(message(site, "POST /accounts/login/ HTTP/1.1", FORM, "Content-Length: 900000000", body="login=a"))
    assert said.startswith(b"HTTP/1.1 413")


def test_a_head_that_is_too_large_is_refused(site: Running) -> None:
    assert site.say(message(site, "GET / HTTP/1.1", "X: " + "a" * 600_000)).startswith(b"HTTP/1.1 431")


@pytest.mark.parametrize("first", ["TRACE / HTTP/1.1", "TRACK / HTTP/1.1", "CONNECT evil.example:80 HTTP/1.1"])
def test_nothing_is_echoed_or_passed_on(site: Running, first: str) -> None:
    said = site.say(message(site, first, "Cookie: a=secret-of-mine"))
    assert said.startswith(b"HTTP/1.1 405")
    assert b"secret-of-mine" not in said


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        "/static/ui/",
        "/static/../../../../etc/passwd",
        "/static/%2e%2e/secret-key",
        "/static/..%2f..%2fsecret-key",
        "/secret-key",
        "/neuguong.sqlite3",
        "/program.log",
        "/uploads/",
        "/.git/config",
        "/.git/HEAD",
        "/.env",
    ],
)
def test_folders_and_files_of_the_home_are_not_served(site: Running, path: str) -> None:
    said = site.say(message(site, f"GET {path} HTTP/1.1", "Connection: close"))
    assert said.startswith(b"HTTP/1.1 404")
    secret = (site.home / "secret-key").read_bytes()
    assert not [word for word in (b"root:", b"SQLite", b"[core]", secret) if word in said]


def test_a_foreign_host_gets_no_page(site: Running) -> None:
    said = site.say(b"GET /accounts/login/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
    assert said.startswith(b"HTTP/1.1 400")
    assert b"evil.example" not in said


def test_it_says_what_it_does_before_it_serves(site: Running) -> None:
    first, *rest = (site.home / "serve.log").read_text().splitlines()
    assert first == "Đang kiểm tra cơ sở dữ liệu."
    assert any("đang phục vụ tại" in line for line in rest)


def test_a_certificate_and_its_key_come_together(site: Running) -> None:
    ran = run("serve", "--certificate", site.home / "certificate.pem")
    assert (ran.code, "--key" in ran.err) == (2, True)


def test_what_it_refuses_stands_in_its_own_log(site: Running) -> None:
    site.ask("GET", "/khong-co-o-day/")
    lines = [json.loads(line) for line in (site.home / "program.log").read_text().splitlines()]
    told = [line for line in lines if line.get("path") == "/khong-co-o-day/"]
    assert [(line["status_code"], line["address"], line["user"]) for line in told] == [(404, HOST, None)]
