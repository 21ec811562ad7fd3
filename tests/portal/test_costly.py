"""Work that takes long: one piece for each user, and a thread for everybody else's pages."""

from collections.abc import Callable
from threading import Event, Thread
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import resolve, reverse

from neuguong.accounts.models import User
from neuguong.portal import costly
from neuguong.portal.costly import READING, SENDING, CostlyMiddleware
from neuguong.ui.http import at
from tests.bloc import Bloc, found_bloc

EXPORT = at("DSO", "2023", "interchange:export", "models")


def asked(pk: int, path: str = EXPORT, method: str = "GET") -> HttpRequest:
    request = RequestFactory().generic(method, path)
    request.user, request.resolver_match = User(pk=pk), resolve(path)
    return request


class Running:
    """Requests that hold their place until they are let go."""

    def __init__(self) -> None:
        self.let_go, self.threads = Event(), [Thread()][:0]

    def begin(self, request: HttpRequest, then: Callable[[HttpRequest], Any] | None = None) -> None:
        """Begin costly work in a thread of its own, and return once it has its place."""
        inside = Event()

        def work(asked: HttpRequest) -> HttpResponse:
            refused = middleware.process_view(asked, None, (), {})
            inside.set()
            self.let_go.wait(20)
            return refused or (then(asked) if then else HttpResponse("xong"))

        middleware = CostlyMiddleware(work)
        self.threads.append(Thread(target=middleware, args=(request,)))
        self.threads[-1].start()
        assert inside.wait(20)

    def end(self) -> None:
        self.let_go.set()
        for thread in self.threads:
            thread.join()


def refused(request: HttpRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what a request is told, empty where it may begin; it ends at once."""
    monkeypatch.setattr(costly, "told", lambda _request, words, status: HttpResponse(words, status=status))
    middleware = CostlyMiddleware(lambda asked: middleware.process_view(asked, None, (), {}) or HttpResponse())
    answer = middleware(request)
    assert answer.status_code in (200, 429)
    return answer.content.decode()


def test_a_user_does_one_thing_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    running = Running()
    running.begin(asked(1))
    assert "Việc trước của đồng chí" in refused(asked(1), monkeypatch)
    assert refused(asked(1, at("DSO", "2023", "initiatives:list")), monkeypatch) == ""
    assert refused(asked(1, at("DSO", "2023", "interchange:upload")), monkeypatch) == ""
    assert "Việc trước" in refused(asked(1, at("DSO", "2023", "interchange:upload"), "POST"), monkeypatch)
    assert refused(asked(2), monkeypatch) == ""
    running.end()
    assert refused(asked(1), monkeypatch) == ""


def test_a_thread_is_left_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    running = Running()
    for user in range(1, settings.WEB_THREADS):
        running.begin(asked(user))
    assert "Nhiều người đang" in refused(asked(settings.WEB_THREADS), monkeypatch)
    assert refused(asked(settings.WEB_THREADS, at("DSO", "2023", "portal:today")), monkeypatch) == ""
    running.end()
    assert refused(asked(settings.WEB_THREADS), monkeypatch) == ""


def test_work_that_fails_leaves_its_place(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    bloc: Bloc = found_bloc()
    client = bloc.client("cell")
    client.raise_request_exception = False
    monkeypatch.setattr("neuguong.interchange.views.downloads.workbook", lambda *_all: 1 / 0)
    assert client.get(EXPORT).status_code == 500
    monkeypatch.undo()
    assert client.get(EXPORT).status_code == 200


@pytest.mark.parametrize("name", sorted(READING | SENDING))
def test_each_page_of_the_list_is_there(name: str) -> None:
    given: tuple[list[Any], ...] = (
        [],
        [1],
        ["a"],
        ["DSO", "2023"],
        ["DSO", "2023", 1],
        ["DSO", "2023", "a"],
        ["DSO", "2023", "a.b", 1],
    )
    for arguments in given:
        try:
            assert reverse(name, args=arguments)
        except Exception:  # noqa: S112 - other arguments may fit
            continue
        return
    pytest.fail(f"no page is called {name}")
