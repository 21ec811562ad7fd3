"""Pages of figures: what each shows to whom, and in how many queries."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from neuguong.core.actor import SYSTEM
from neuguong.initiatives.models import Initiative
from neuguong.organisations.actions import move_organisation
from neuguong.reporting import actions
from tests.reporting.office import YEAR, Office

DAY = dt.date(2023, 9, 2)


def opened(office: Office, code: str, name: str = "officer", place: str = "DUK", **query: str) -> Any:
    return office.open(name, "reporting:figure", code, place=place, **query)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def register(office: Office, count: int) -> None:
    place = office.places["BAO"]
    Initiative.objects.bulk_create(
        Initiative(organisation=place, code=f"X{index:04d}", name=f"Mô hình {index}", registered_on=DAY)
        for index in range(count)
    )


def move(office: Office) -> None:
    """Put the cell under the other organisation at the base from July on."""
    cell, base = office.places["DSO"], office.places["BAO"]
    move_organisation(actor=SYSTEM, organisation=cell, parent=base, since=dt.date(2023, 7, 1))


def statements(office: Office, page: str, arguments: list[str]) -> int:
    """Return how many statements a page takes, from a session that is in use."""
    office.open("officer", page, *arguments, place="DUK")
    with CaptureQueriesContext(connection) as captured:
        answer = office.open("officer", page, *arguments, place="DUK")
    assert answer.status_code == 200
    return len(captured)


def test_all_figures_stand_by_subject_with_the_period_before(office: Office) -> None:
    answer = office.open("officer", "reporting:figures", place="DUK", when="2024")
    rows = {row.figure.indicator: row for group in answer.context["groups"] for row in group.rows}
    assert len(rows) == 41
    assert (rows["models_registered"].figure.value, rows["models_registered"].before.value) == (0, 2)
    assert "tập thể" in text(office.open("officer", "reporting:figures", place="DUK"))


def test_figures_are_found_by_words_without_marks(office: Office) -> None:
    answer = office.open("officer", "reporting:figures", place="DUK", q="mo hinh tinh")
    assert [row.figure.indicator for group in answer.context["groups"] for row in group.rows] == [
        "models_registered_province"
    ]


def test_what_is_declared_says_so(office: Office) -> None:
    actions.send_return(
        actor=office.actor("foreign"),
        organisation=office.places["BAO"],
        period=YEAR,
        values={"meetings_thematic": 7},  # type: ignore[dict-item]
    )
    assert "có 7 kê khai" in text(office.open("officer", "reporting:figures", place="DUK"))
    page = text(opened(office, "meetings_thematic"))
    assert "bản ghi 1" in page
    assert "kê khai 7" in page


def test_a_figure_says_what_it_counts_by_organisation_and_record(office: Office) -> None:
    page = text(opened(office, "models_registered"))
    assert "Mô hình đăng ký: 2" in page
    assert "Số mô hình có ngày đăng ký trong kỳ." in page
    assert page.index("Chi bộ Báo tỉnh") < page.index("Một cửa thân thiện")
    assert 'href="/o/DUK/2023/initiatives/' in page


def test_a_rate_shows_both_sides_and_its_lowest_first(office: Office) -> None:
    answer = opened(office, "commitments_rate")
    assert "3 trên 4" in text(answer)
    assert [(bar.organisation.code, bar.figure.value) for bar in answer.context["bars"]] == [
        ("BAO", 0.0),
        ("YTE", 100.0),
    ]


def test_a_part_opens_as_its_row_says(office: Office) -> None:
    answer = opened(office, "awarded_collectives", within="YTE")
    assert answer.context["figure"].value == 1
    assert opened(office, "awarded_collectives", within="BAO").context["figure"].value == 0
    assert opened(office, "awarded_collectives", place="YTE").context["figure"].value == 0


def test_the_structure_is_asked_for(office: Office) -> None:
    assert "cơ cấu hiện nay" in text(opened(office, "models_registered", structure="now"))
    assert opened(office, "models_registered", structure="later").status_code == 404


def test_an_unknown_figure_and_a_foreign_part_do_not_exist(office: Office) -> None:
    assert opened(office, "no_such_figure").status_code == 422
    assert opened(office, "models_registered", "cell", place="DSO", within="BAO").status_code == 404
    assert opened(office, "models_registered", "cell").status_code == 404


def test_the_drawer_is_a_part_and_the_page_is_whole(office: Office) -> None:
    url = "/o/DUK/2023/figures/models_registered/"
    part = office.client("officer").get(url, headers={"HX-Request": "true", "HX-Target": "drawer"})
    assert "<html" not in text(part)
    assert "Mở danh sách" in text(part)
    assert "<html" in text(office.client("officer").get(url))


def test_records_come_in_pages(office: Office) -> None:
    register(office, 70)
    sizes = {}
    for page in ("", "3", "99", "x"):
        answer = office.client("officer").get(f"/o/DUK/2023/figures/models_registered/?page={page}")
        sizes[page] = len(answer.context["lines"])
    assert sizes == {"": 30, "3": 12, "99": 12, "x": 30}


def test_what_changed_since_the_figures_were_frozen_is_told(office: Office) -> None:
    review = actions.prepare_review(actor=office.actor("officer"), organisation=office.root, period=YEAR)
    actions.freeze_review(actor=office.actor("officer"), review=review)
    register(office, 2)
    assert "từ lần chốt trước: +2" in text(opened(office, "models_registered"))
    assert "từ lần chốt trước: 0" in text(opened(office, "issues_raised"))
    assert "từ lần chốt trước" not in text(opened(office, "models_registered", within="BAO"))


@pytest.mark.parametrize("code", ["commitments_signed", "commitments_rate", "plans_personal_rate", "study_people"])
def test_a_member_sees_counts_and_no_names(office: Office, code: str) -> None:
    page = text(opened(office, code, "member", place="DSO"))
    assert "Lò Thị Mây" not in page
    assert "Đồng chí xem được số, không xem được tên." in page
    assert "Lò Thị Mây" in text(
        opened(office, code.replace("plans_personal_rate", "commitments_due"), "cell", place="DSO")
    )


def test_a_member_reads_what_is_nobodys_in_particular(office: Office) -> None:
    assert "Hồ sơ chậm" in text(opened(office, "issues_raised", "member", place="DSO"))


def test_a_figure_of_a_place_shows_that_place_only(office: Office) -> None:
    page = text(opened(office, "issues_raised", "secretary", place="YTE"))
    assert "Hồ sơ chậm" in page
    assert "Thiếu nhà để xe" not in page


def test_a_record_that_the_reader_may_not_open_has_no_link(office: Office) -> None:
    """The cell moved away in summer: its secretary of today is not the reader of the base where it stood."""
    lines = opened(office, "study_people", "secretary", place="YTE").context["lines"]
    assert {bool(href) for _line, _name, href in lines} == {True}
    move(office)
    lines = opened(office, "study_people", "secretary", place="YTE").context["lines"]
    assert [(line.title.split(" · ")[1], href) for line, _name, href in lines] == [
        ("Lò Thị Mây 1", ""),
        ("Lò Thị Mây 2", ""),
    ]


@pytest.mark.parametrize("moved", [False, True])
@pytest.mark.parametrize(
    ("page", "argument"),
    [
        ("figures", ""),
        ("figure", "models_registered"),
        ("figure", "commitments_rate"),
        ("figure", "plans_issued"),
        ("return_list", ""),
        ("return_send", ""),
    ],
)
@pytest.mark.usefixtures("frozen")
def test_a_page_takes_a_dozen_queries_whatever_the_rows(office: Office, page: str, argument: str, moved: bool) -> None:
    """The clock is held, for a session is written once a minute and that costs statements of its own."""
    if moved:
        move(office)
    statements(office, f"reporting:{page}", [argument] if argument else [])
    counts = []
    for number in (1, 3, 1000):
        Initiative.objects.all().delete()
        register(office, number)
        counts.append(statements(office, f"reporting:{page}", [argument] if argument else []))
    assert counts[0] == counts[1] == counts[2] <= 12
