"""What someone typed is shown as typed, wherever it comes out; nothing of it runs."""

import io
import re
from typing import Any

import openpyxl
import pytest
from django.db import models

from neuguong.portal.navigation import SECTIONS
from neuguong.ui.http import at
from tests.bloc import Bloc, found_bloc
from tests.portal.addresses import filled, routes
from tests.portal.hostile import MARK, PAYLOAD, Seen, hostile


@pytest.fixture
def bloc(db: None) -> Bloc:
    found = found_bloc()
    found.person("Nguyễn Văn An", "NVA")
    return found


@pytest.fixture
def records(bloc: Bloc) -> list[models.Model]:
    return hostile(bloc)


def unguarded(answer: Any) -> list[str]:
    """Return what any answer has to carry and this one does not."""
    policy, kind = answer.get("Content-Security-Policy", ""), answer.get("Content-Type", "")
    carries = {
        "a policy": "default-src 'none'" in policy and "base-uri 'none'" in policy,
        "a frame": "frame-ancestors 'none'" in policy,
        "a type": answer.get("X-Content-Type-Options") == "nosniff",
        "a charset": not kind.startswith(("text/", "image/svg")) or "charset=utf-8" in kind,
        "no cache": "no-store" in answer.get("Cache-Control", ""),
        "a name": kind.startswith(("text/", "image/")) or "filename" in answer.get("Content-Disposition", "filename"),
    }
    return [what for what, is_there in carries.items() if not is_there]


def test_it_would_be_found() -> None:
    for bad in (PAYLOAD, "<a onclick=x>", "<a href='javascript:x'>", "<script>x</script>"):
        assert Seen(f"<p>{bad}</p>").found
    assert Seen("<script src='/x.js'></script><a href='/x'>=1+1</a>").found == []


@pytest.mark.parametrize("name", ["officer", "cell"])
def test_no_page_runs_what_is_stored(bloc: Bloc, records: list[models.Model], name: str) -> None:
    shown, keys = set(), sorted({str(record.pk) for record in records})
    for route in sorted(set(routes())):
        for pk in keys if "<int:pk>" in route else keys[:1]:
            known = {"organisation": "DSO", "period": "2023", "pk": pk, "code": "models_registered"}
            answer = bloc.client(name).get(filled(route, known), {"when": "all"})
            assert unguarded(answer) == [], route
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                text = answer.content.decode()
                assert Seen(text).found == [], route
                shown |= {route} if f"&lt;{MARK}" in text else set()
    assert len(shown) >= 45, shown


@pytest.mark.parametrize("page", ["portal:search", "reporting:figures", "portal:progress"])
def test_nor_what_is_asked(bloc: Bloc, page: str) -> None:
    path = "/search/" if page == "portal:search" else at("DUK", "2023", page)
    answer = bloc.client("officer").get(path, {"q": PAYLOAD, "group": PAYLOAD})
    assert answer.status_code == 200
    assert Seen(answer.content.decode()).found == []


def test_nothing_becomes_a_formula(bloc: Bloc, records: list[models.Model]) -> None:
    sheets = ("directives", "tasks", "sessions", "issues", "models", "exemplars", "awards", "nominations", "people")
    found = 0
    for sheet in sheets:
        answer = bloc.client("officer").get(at("DUK", "2023", "interchange:export", sheet), {"when": "all"})
        assert answer.status_code == 200, sheet
        for row in openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0].iter_rows():
            attacks = [cell for cell in row if str(cell.value or "").startswith("=")]
            assert {cell.data_type for cell in attacks} <= {"s"}
            assert all(cell.quotePrefix for cell in attacks)
            found += len(attacks)
    assert found >= len(sheets)


def test_a_reviews_paper_and_files_show_it_as_text(bloc: Bloc, records: list[models.Model]) -> None:
    client = bloc.client("officer")
    client.post(at("DUK", "2023", "reporting:prepare"))
    page = client.get(at("DUK", "2023", "reporting:review"), {"annexes": "1"}).content.decode()
    assert f"&lt;{MARK}" in page
    assert Seen(page).found == []
    assert SECTIONS


@pytest.mark.parametrize("kind", ["docx", "pdf", "charts"])
def test_files_of_a_review_are_guarded(bloc: Bloc, kind: str) -> None:
    client = bloc.client("officer")
    client.post(at("DUK", "2023", "reporting:prepare"))
    page = client.get(at("DUK", "2023", "reporting:review"), {"annexes": "1"}).content.decode()
    found = re.findall(r'src="([^"]+\.svg)"', page)
    paths = found if kind == "charts" else [at("DUK", "2023", "reporting:download", kind)]
    assert paths
    for path in paths:
        answer = client.get(path)
        assert (answer.status_code, unguarded(answer)) == (200, [])
        assert kind == "charts" or answer["Content-Disposition"].startswith("attachment; filename=")
