"""The list of imports and the templates to download."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from neuguong.core import clock
from neuguong.initiatives.models import Initiative
from neuguong.interchange.kinds import KINDS
from neuguong.interchange.models import Batch
from tests.bloc import DAY, Bloc, found_bloc
from tests.conftest import MOMENT
from tests.interchange.sending import HEADINGS, body_of, send, token_of

MINE = {"cell": "DSO", "sibling": "KBN", "officer": "DUK"}


@pytest.fixture
def bloc(db: None, settings: Any, tmp_path: Path) -> Iterator[Bloc]:
    settings.HOME = tmp_path
    with clock.freeze(MOMENT):
        yield found_bloc()


def written(bloc: Bloc, name: str, **other: Any) -> Batch:
    """Write what the list shows of an import by `name`."""
    return Batch.objects.create(file_name=f"{name}.xlsx", actor_id=bloc.users[name].pk, actor_label=name, **other)


def opened(bloc: Bloc, name: str, page: str, *args: Any, **query: Any) -> Any:
    """Open a page where `name` is at home."""
    return bloc.open(name, f"interchange:{page}", *args, place=MINE[name], **query)


def model(bloc: Bloc, code: str, place: str) -> Initiative:
    """Write a model."""
    return Initiative.objects.create(
        organisation=bloc.places[place], code=code, name=f"Mô hình {code}", registered_on=DAY
    )


def sheets(answer: Any) -> CalamineWorkbook:
    """Return the workbook that was downloaded."""
    assert answer.status_code == 200
    return CalamineWorkbook.from_filelike(body_of(answer))


def test_everyone_lists_their_own_imports(bloc: Bloc) -> None:
    batches = {name: written(bloc, name) for name in MINE}
    for name, own in batches.items():
        assert [line.pk for line in opened(bloc, name, "list").context["lines"]] == [own.pk]
        for other, batch in batches.items():
            status = 200 if other == name else 404
            assert opened(bloc, name, "detail", batch.pk).status_code == status
            assert opened(bloc, name, "undo", batch.pk).status_code == status
            if other != name:
                answer = bloc.send(name, "interchange:undo", batch.pk, said={}, place=MINE[name])
                assert answer.status_code == 404
    assert not Batch.objects.filter(undone_at__isnull=False).exists()


def test_an_empty_list_says_what_it_is_for(bloc: Bloc) -> None:
    page = opened(bloc, "cell", "list")
    assert "Trước khi ghi có bản xem trước" in page.content.decode()
    assert page.context["create"].href.endswith("/imports/new/")


def test_imports_are_told_from_those_taken_back(bloc: Bloc) -> None:
    kept, undone = written(bloc, "cell"), written(bloc, "cell", undone_at=MOMENT)
    for asked, batch in (("kept", kept), ("undone", undone)):
        assert [line.pk for line in opened(bloc, "cell", "list", standing=asked).context["lines"]] == [batch.pk]


def test_what_cannot_be_taken_back_says_why(bloc: Bloc) -> None:
    batch = written(bloc, "cell", undone_at=MOMENT)
    answer = bloc.send("cell", "interchange:undo", batch.pk, said={})
    assert answer.status_code == 422
    assert "đã được hoàn tác" in answer.content.decode()


@pytest.mark.parametrize("rows", [1, 3, pytest.param(1000, marks=pytest.mark.slow)])
def test_the_list_takes_few_queries(bloc: Bloc, rows: int) -> None:
    for _index in range(rows):
        written(bloc, "cell")
    assert bloc.queries("cell", "interchange:list") <= 12


def test_an_empty_template_has_the_headings(bloc: Bloc) -> None:
    answer = opened(bloc, "cell", "template", "models")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="models.xlsx"'
    rows = sheets(answer).get_sheet_by_name("Mô hình").to_python()
    assert len(rows) == 1
    assert set(HEADINGS) <= set(rows[0])


def test_a_filled_template_holds_the_place_and_comes_back_unchanged(bloc: Bloc) -> None:
    model(bloc, "MH1", "DSO")
    model(bloc, "MH2", "BAO")
    answer = opened(bloc, "cell", "template", "models", filled=1)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="models-dso.xlsx"'
    rows = sheets(answer).get_sheet_by_name("Mô hình").to_python()
    assert [row[0] for row in rows[1:]] == ["MH1"]
    token = token_of(send(bloc, answer.getvalue()))
    (sheet,) = bloc.open("cell", "interchange:preview", token).context["preview"].sheets
    assert (sheet.created, sheet.updated, sheet.unchanged, sheet.wrong) == (0, 0, 1, 0)


def test_a_template_of_all_has_a_sheet_for_each_kind(bloc: Bloc) -> None:
    found = sheets(opened(bloc, "officer", "template", "all")).sheet_names
    assert set(found) >= {kind.sheet for kind in KINDS.values()}


def test_the_sheet_of_roles_is_for_those_who_grant_them(bloc: Bloc) -> None:
    assert opened(bloc, "cell", "template", "grants").status_code == 404
    assert opened(bloc, "officer", "template", "grants").status_code == 200
    for name, offered in (("cell", False), ("officer", True)):
        codes = [code for code, _sheet, _wanted in opened(bloc, name, "templates").context["kinds"]]
        assert ("grants" in codes) is offered
        assert len(codes) >= len(KINDS) - 1
    assert "Phân quyền" not in sheets(opened(bloc, "cell", "template", "all")).sheet_names


def test_a_kind_that_is_none_does_not_exist(bloc: Bloc) -> None:
    assert opened(bloc, "cell", "template", "passwords").status_code == 404


def test_what_others_have_is_not_given(bloc: Bloc) -> None:
    model(bloc, "MH2", "BAO")
    assert bloc.open("cell", "interchange:template", "models", place="BAO", filled=1).status_code == 404
