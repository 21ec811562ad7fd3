"""Lists: words, filters, pages, columns, and the part that htmx replaces."""

from collections.abc import Iterator

import pytest

from neuguong.core import clock
from neuguong.initiatives.models import Initiative
from neuguong.ui.http import at
from tests.bloc import DAY, Bloc, found_bloc
from tests.conftest import MOMENT

PAGE = "initiatives:list"


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        yield found_bloc()


def write(bloc: Bloc, name: str, code: str, index: int, **more: object) -> Initiative:
    initiative = Initiative(organisation=bloc.places[code], code=f"MH{index}", name=name, registered_on=DAY, **more)
    initiative.full_clean()
    initiative.save()
    return initiative


def names(answer: object) -> list[str]:
    return [line.cells[0].html for line in answer.context["lines"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ["hồ sơ trước hẹn", "ho so hen", "HẸN", "hẹn sơ"])
def test_words_are_found_with_marks_or_without(bloc: Bloc, text: str) -> None:
    write(bloc, "Hồ sơ trước hẹn", "DSO", 1)
    write(bloc, "Một cửa thân thiện", "DSO", 2)
    assert names(bloc.open("officer", PAGE, place="DUK", q=text)) == ["Hồ sơ trước hẹn"]


def test_a_place_is_chosen_by_name_or_code(bloc: Bloc) -> None:
    write(bloc, "Ở Dân số", "DSO", 1)
    write(bloc, "Ở Báo", "BAO", 2)
    for text in ("YTE", "so y te", "Đảng bộ Sở Y tế (YTE)"):
        assert names(bloc.open("officer", PAGE, place="DUK", within=text)) == ["Ở Dân số"]


def test_a_place_that_could_be_several_is_asked_back(bloc: Bloc) -> None:
    write(bloc, "Ở Dân số", "DSO", 1)
    answer = bloc.open("officer", PAGE, place="DUK", within="chi bộ")
    assert names(answer) == []
    assert "«chi bộ» có thể là" in answer.content.decode()


def test_a_choice_that_is_not_offered_hides_nothing(bloc: Bloc) -> None:
    write(bloc, "Cấp tỉnh", "DSO", 1, level="province")
    write(bloc, "Cấp cơ sở", "DSO", 2)
    assert names(bloc.open("officer", PAGE, place="DUK", level="province")) == ["Cấp tỉnh"]
    assert len(names(bloc.open("officer", PAGE, place="DUK", level="moon"))) == 2


def test_nothing_found_offers_to_take_the_filters_off(bloc: Bloc) -> None:
    write(bloc, "Hồ sơ trước hẹn", "DSO", 1)
    answer = bloc.open("officer", PAGE, place="DUK", q="không có")
    assert "Không có bản ghi nào khớp với bộ lọc." in answer.content.decode()
    assert f'href="{at("DUK", "2023", PAGE)}"' in answer.content.decode()


def test_fifty_stand_on_a_page_and_the_count_is_of_all(bloc: Bloc) -> None:
    for index in range(51):
        write(bloc, f"Mô hình {index}", "DSO", index)
    first = bloc.open("officer", PAGE, place="DUK")
    assert len(first.context["lines"]) == 50
    assert first.context["summary"] == "1–50 trong 51 mô hình"
    second = bloc.client("officer").get(first.context["next"])
    assert second.context["summary"] == "51–51 trong 51 mô hình"
    beyond = bloc.client("officer").get(at("DUK", "2023", PAGE, page="99"))
    assert len(beyond.context["lines"]) == 1


def test_a_chosen_column_is_shown_and_the_first_always(bloc: Bloc) -> None:
    write(bloc, "Hồ sơ trước hẹn", "DSO", 1, target="15 phút")
    answer = bloc.open("officer", PAGE, place="DUK", cols=["target"])
    assert [heading.label for heading in answer.context["headings"]] == ["Tên mô hình", "Mục tiêu"]
    assert "15 phút" in answer.content.decode()


def test_htmx_gets_the_rows_alone_and_an_address_to_keep(bloc: Bloc) -> None:
    write(bloc, "Hồ sơ trước hẹn", "DSO", 1)
    address = at("DUK", "2023", PAGE, q="ho so", level="")
    answer = bloc.client("officer").get(address, headers={"HX-Request": "true", "HX-Target": "register"})
    assert "<html" not in answer.content.decode()
    assert "Hồ sơ trước hẹn" in answer.content.decode()
    assert answer["HX-Push-Url"] == at("DUK", "2023", PAGE, q="ho so")


def test_a_record_opens_beside_its_list_without_the_shell(bloc: Bloc) -> None:
    record = write(bloc, "Hồ sơ trước hẹn", "DSO", 1)
    address = at("DUK", "2023", "initiatives:detail", record.pk)
    beside = bloc.client("officer").get(address, headers={"HX-Request": "true", "HX-Target": "beside"})
    assert "data-panel" in beside.content.decode()
    assert "<html" not in beside.content.decode()
    assert "<html" in bloc.client("officer").get(address).content.decode()


def test_what_someone_typed_into_a_name_is_never_markup(bloc: Bloc) -> None:
    record = write(bloc, "<script>go()</script>", "DSO", 1)
    for answer in (bloc.open("officer", PAGE, place="DUK"), bloc.open("officer", "initiatives:detail", record.pk)):
        assert "<script>go()" not in answer.content.decode()
        assert "&lt;script&gt;go()" in answer.content.decode()
