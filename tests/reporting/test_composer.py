"""The composer: outline, paper, sources; editing words in place; what comes out."""

from typing import Any

import pytest

from neuguong.initiatives.models import Initiative
from neuguong.reporting import actions
from neuguong.reporting.models import Review
from tests.documents.reading import word
from tests.reporting.office import YEAR, Office
from tests.reporting.test_figure_pages import register, statements


@pytest.fixture
def review(office: Office) -> Review:
    return actions.prepare_review(actor=office.actor("officer"), organisation=office.root, period=YEAR)


def opened(office: Office, page: str = "review", *args: str, name: str = "officer", **query: str) -> Any:
    return office.open(name, f"reporting:{page}", *args, place="DUK", **query)


def sent(office: Office, page: str, *args: str, name: str = "officer", **said: Any) -> Any:
    return office.send(name, f"reporting:{page}", *args, said=said, place="DUK")


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_an_empty_place_says_what_belongs_here_and_begins_it(office: Office) -> None:
    assert "Soạn báo cáo" in text(opened(office))
    assert "Soạn báo cáo" not in text(opened(office, name="inspector"))
    assert sent(office, "prepare").status_code == 302
    assert "chưa chốt" in text(opened(office))


def test_the_page_shows_outline_paper_and_sources(office: Office, review: Review) -> None:
    page = text(opened(office))
    assert 'href="#p-II.3"' in page
    assert 'id="p-II.3"' in page
    assert 'id="s-II.3"' in page
    assert 'href="#s-II.6"' in page
    assert "Đã có" in page
    assert 'href="/o/DUK/2023/figures/models_registered/"' in page


def test_annexes_are_shown_when_asked_for(office: Office, review: Review) -> None:
    assert "Phụ lục 1" not in text(opened(office))
    assert "Phụ lục 1" in text(opened(office, annexes="1"))


def test_charts_are_pictures_of_their_own(office: Office, review: Review) -> None:
    opened(office)
    answer = opened(office, "chart", "funnel")
    assert answer["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert text(answer).startswith("<svg")
    assert opened(office, "chart", "nothing").status_code == 404


def test_words_are_edited_and_reset(office: Office, review: Review) -> None:
    assert "định hướng nội dung" in text(opened(office, "section", "VI"))
    answer = sent(office, "section", "VI", text="Không có kiến nghị; [[models_registered]] mô hình.")
    assert answer["Location"].endswith("/review/#p-VI")
    assert "Không có kiến nghị" in text(opened(office))
    sent(office, "section", "VI", text="x", reset="1")
    assert "Không có kiến nghị" not in text(opened(office))


def test_a_section_may_be_emptied(office: Office, review: Review) -> None:
    assert sent(office, "section", "II.5", text="").status_code == 302
    page = text(opened(office))
    assert 'href="#s-II.5"' in page
    assert 'id="p-II.5"' not in page


def test_an_unknown_figure_comes_back_with_what_was_typed(office: Office, review: Review) -> None:
    answer = sent(office, "section", "VI", text="Có [[models_register]] mô hình rất hay.")
    assert answer.status_code == 422
    assert "models_registered" in text(answer)
    assert "mô hình rất hay" in text(answer)
    assert not review.sections.exists()


def test_words_are_shown_as_they_will_stand(office: Office, review: Review) -> None:
    page = text(sent(office, "words", "VI", text="Có [[models_registered]] mô hình.\n<b>x</b>"))
    assert "Có <b>02</b> mô hình." in page
    assert "&lt;b&gt;x" in page
    assert "models_register" in text(sent(office, "words", "VI", text="[[models_register]]"))
    assert not review.sections.exists()


def test_facts_are_corrected(office: Office, review: Review) -> None:
    said = {"issuer": "Đảng ủy Khối", "issuer_code": "ĐUK", "place": "Yên Bái", "number": "7", "date": "14/11/2023"}
    assert sent(office, "facts", recipients="Tỉnh ủy\n\nCác chi bộ", **said).status_code == 302
    page = text(opened(office))
    assert "Số 07-BC/ĐUK" in page
    assert "ngày 14 tháng 11 năm 2023" in page
    assert Review.objects.get().facts["recipients"] == ["Tỉnh ủy", "Các chi bộ"]
    assert sent(office, "facts", **{**said, "date": "31/02/2023"}).status_code == 422


def test_freezing_and_opening_again(office: Office, review: Review) -> None:
    sent(office, "freeze")
    stored = Review.objects.get()
    assert stored.frozen_hash[:12] in text(opened(office))
    assert sent(office, "prepare").status_code == 422
    register(office, 3)
    changes = text(opened(office, "changes"))
    assert "Mô hình đăng ký" in changes
    assert "Vấn đề" not in changes
    assert sent(office, "reopen", reason="").status_code in (200, 422)
    assert Review.objects.get().is_frozen
    assert sent(office, "reopen", reason="Bổ sung").status_code == 302
    assert not Review.objects.get().is_frozen


def test_what_comes_out(office: Office, review: Review) -> None:
    docx, pdf = opened(office, "download", "docx"), opened(office, "download", "pdf")
    assert word(docx.content).tables
    assert pdf.content.startswith(b"%PDF")
    assert 'filename="so-ket-DUK-2023.docx"' in docx["Content-Disposition"]
    assert opened(office, "download", "xls").status_code == 404


@pytest.mark.parametrize("page", ["prepare", "freeze", "reopen", "facts", "section", "words"])
def test_who_only_reads_changes_nothing(office: Office, review: Review, page: str) -> None:
    arguments = ["VI"] if page in ("section", "words") else []
    assert sent(office, page, *arguments, name="inspector", text="x", reason="x").status_code == 403
    assert sent(office, page, *arguments, name="foreign", text="x", reason="x").status_code == 404
    page_of_inspector = text(opened(office, name="inspector"))
    assert "Chốt số liệu" not in page_of_inspector
    assert "Sửa lời" not in page_of_inspector


def test_pages_of_a_review_that_was_not_begun_do_not_exist(office: Office) -> None:
    for page, arguments in (("facts", []), ("section", ["VI"]), ("changes", []), ("download", ["pdf"]), ("freeze", [])):
        assert opened(office, page, *arguments).status_code == 404


@pytest.mark.parametrize(("page", "arguments"), [("review", []), ("section", ["II.3"]), ("changes", [])])
def test_the_composer_reads_the_snapshot_in_a_dozen_queries(office: Office, page: str, arguments: list[str]) -> None:
    counts = []
    for number in (1, 3, 1000):
        Initiative.objects.all().delete()
        register(office, number)
        actions.prepare_review(actor=office.actor("officer"), organisation=office.root, period=YEAR)
        counts.append(statements(office, f"reporting:{page}", arguments))
    assert counts[0] == counts[1] == counts[2] <= 12
