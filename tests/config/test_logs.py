"""The program's own log: one JSON line an event, who asked from where, and nothing that is secret."""

import json
import logging
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from neuguong.config import logs
from neuguong.ui.http import at
from tests.bloc import Bloc, found_bloc


def file() -> Path:
    """Return where this process writes; other processes of the tests may write there too."""
    return next(Path(one.baseFilename) for one in logging.getLogger().handlers if isinstance(one, logs.PrivateFile))


@pytest.fixture
def bloc(db: None) -> Bloc:
    return found_bloc()


@pytest.fixture
def lines() -> list[dict[str, Any]]:
    """Give a list that holds, once it is looked at, what was logged since."""

    class Since(list[dict[str, Any]]):
        def __iter__(self) -> Iterator[dict[str, Any]]:
            return map(json.loads, file().read_text().splitlines()[seen:])

    seen = len(file().read_text().splitlines()) if file().exists() else 0
    return Since()


def test_what_is_refused_tells_who_asked_what(bloc: Bloc, lines: list[dict[str, Any]]) -> None:
    bloc.open("cell", "portal:today", place="KBN")
    said = {**next(line for line in lines if line.get("path") == at("KBN", "2023", "portal:today"))}
    assert said["timestamp"].endswith("Z")
    told = {name: said[name] for name in ("level", "method", "status_code", "user", "address")}
    expected = {"level": "warning", "method": "GET", "status_code": 404, "user": bloc.users["cell"].pk}
    assert told == {**expected, "address": "127.0.0.1"}


def test_a_forbidden_write_is_told(bloc: Bloc, lines: list[dict[str, Any]]) -> None:
    bloc.send("member", "initiatives:create", said={})
    path = at("DSO", "2023", "initiatives:create")
    assert (path, 403) in [(line.get("path"), line.get("status_code")) for line in lines]


def test_a_form_from_elsewhere_and_a_wrong_host_are_told(bloc: Bloc, lines: list[dict[str, Any]]) -> None:
    Client(enforce_csrf_checks=True).post("/accounts/login/", {})
    Client().get("/accounts/login/", headers={"Host": "evil.example"})
    assert {"django.security.csrf", "django.security.DisallowedHost"} <= {line["logger"] for line in lines}


def test_a_failed_sign_in_is_told_without_what_was_typed(bloc: Bloc, lines: list[dict[str, Any]]) -> None:
    Client().post("/accounts/login/", {"login": "go-nham@example.org", "password": "bi-mat"})
    told = [line for line in lines if "sign in failed" in line["event"]]
    assert (told[-1]["path"], told[-1]["address"]) == ("/accounts/login/", "127.0.0.1")
    assert "go-nham" not in json.dumps(told)


def test_nothing_secret_is_kept(bloc: Bloc, lines: list[dict[str, Any]]) -> None:
    words = {"login": "a@example.org", "password": "bi-mat-cua-toi"}
    Client(enforce_csrf_checks=True).post("/accounts/login/?code=ma-bi-mat", words)
    bloc.client("cell").get("/khong-co/?q=dieu-rieng-tu")
    told = json.dumps(list(lines), ensure_ascii=False)
    key = bloc.client("cell").session.session_key or "none"
    assert "/khong-co/" in told
    assert not [word for word in ("bi-mat", "ma-bi-mat", "rieng-tu", key) if word in told]


def test_what_is_asked_writes_no_line_of_its_own(bloc: Bloc, lines: list[dict[str, Any]]) -> None:
    bloc.client("cell").get("/khong-co/%0A%7B%22level%22:%22forged%22%7D%0D/\u2028")
    assert {line["level"] for line in lines if "forged" in line.get("path", "")} == {"warning"}


def test_a_fault_is_kept_whole_and_told_to_nobody(
    bloc: Bloc, lines: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise ZeroDivisionError("SELECT tất cả")

    client = bloc.client("cell")
    client.raise_request_exception = False
    monkeypatch.setattr("neuguong.portal.views.today.lately", fail)
    answer = client.get("/o/DSO/2023/").content.decode()
    assert not [word for word in ("ZeroDivision", "SELECT", "Traceback", "neuguong/", "Django") if word in answer]
    fault = next(line for line in lines if "SELECT" in line.get("exception", ""))
    assert "ZeroDivisionError: SELECT tất cả" in fault["exception"]


def test_it_is_private(bloc: Bloc) -> None:
    Client().get("/khong-co/")
    logging.getLogger("neuguong").warning("thử")
    assert stat.S_IMODE(file().stat().st_mode) == 0o600


def test_a_line_without_a_request_passes() -> None:
    assert logs.asked(None, "", {"event": "thử"}) == {"event": "thử"}
