"""What was published is in the demonstration's workbooks, counted here in plain Python."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests.demo.conftest import Book, Row

BLOC = "DUK"
BLOC_NAMES = {
    "Ban Thường vụ Đảng ủy Khối Cơ quan và Doanh nghiệp tỉnh Yên Bái",
    "Đảng ủy Khối Cơ quan và Doanh nghiệp tỉnh Yên Bái",
    "Đảng bộ Khối Cơ quan và Doanh nghiệp tỉnh Yên Bái",
    BLOC,
}
REVIEW = (dt.date(2021, 5, 1), dt.date(2023, 6, 30))
STAGE = (dt.date(2021, 1, 1), dt.date(2023, 12, 31))
BASE_KINDS = ("Đảng bộ cơ sở", "Chi bộ cơ sở")
PEOPLE_WORDS = ("Tập thể", "Cá nhân")


def names_of(organisation: Row) -> set[str]:
    """Return what an organisation may be called as a body that commends."""
    name: str = organisation["Tên tổ chức"]
    found = {name, organisation["Mã tổ chức"]}
    for kind, words in (("Đảng bộ ", ("Đảng ủy ", "Ban Thường vụ Đảng ủy ")), ("Chi bộ ", ("Chi ủy ",))):
        if name.startswith(kind):
            found |= {word + name.removeprefix(kind) for word in words}
    return found


def stage_of(book: Book, row: Row, date: str) -> dt.date:
    """Return the day on which a row counts: drawn into the span of its round, where it has one."""
    spans: dict[str, tuple[dt.date, dt.date]]
    spans = {item["Đợt"]: (item["Từ ngày"], item["Đến ngày"]) for item in book["Đợt"]}
    day: dt.date = row[date]
    first, last = spans.get(row["Đợt"], (day, day))
    return min(max(day, first), last)


def in_stage(book: Book, title: str, date: str) -> list[Row]:
    """Return the rows of a sheet that count in the stage 2021–2023."""
    return [row for row in book[title] if STAGE[0] <= stage_of(book, row, date) <= STAGE[1]]


def both(rows: list[Row]) -> tuple[int, int]:
    """Return how many collectives and how many people."""
    collectives, people = (sum(row["Đối tượng"] == word for row in rows) for word in PEOPLE_WORDS)
    return collectives, people


def below_bloc(book: Book) -> set[str]:
    """Return the names of all bodies of the bloc but its own."""
    return {name for row in book["Tổ chức"] if row["Mã tổ chức"] != BLOC for name in names_of(row)}


def registered(book: Book, title: str) -> list[Row]:
    """Return the models or exemplars registered in the two years reviewed."""
    return [row for row in book[title] if REVIEW[0] <= row["Ngày đăng ký"] <= REVIEW[1]]


def bases(book: Book) -> set[str]:
    """Return the codes of the grassroots organisations."""
    return {row["Mã tổ chức"] for row in book["Tổ chức"] if row["Loại"] in BASE_KINDS}


def base_above(book: Book) -> Callable[[str], str]:
    """Return what finds the grassroots organisation above a code."""
    parents = {row["Mã tổ chức"]: row["Mã cấp trên"] for row in book["Tổ chức"]}
    found = bases(book)

    def above(code: str) -> str:
        while code and code not in found:
            code = parents[code]
        return code

    return above


def belonging(book: Book, day: dt.date) -> dict[str, str]:
    """Return the organisation of everyone who belongs on a day, by code."""
    return {
        row["Mã người"]: row["Mã tổ chức"]
        for row in book["Người"]
        if (row["Từ ngày"] is None or row["Từ ngày"] <= day) and (row["Đến ngày"] is None or row["Đến ngày"] >= day)
    }


def signed(book: Book, year: int | str) -> set[str]:
    """Return the codes of those who signed for a year, or the plan of the term."""
    return {row["Mã người"] for row in book["Cam kết"] if row["Năm"] == year and row["Ngày ký"]}


def test_commended_below_the_bloc(book: Book) -> None:
    bodies = below_bloc(book)
    rows = [row for row in in_stage(book, "Khen thưởng", "Ngày quyết định") if row["Cơ quan khen"] in bodies]
    assert both(rows) == (54, 69)
    assert len({(row["Mã tổ chức"], row["Tên"], row["Mã người"]) for row in rows}) == 54 + 69


def test_awarded_by_the_bloc(book: Book) -> None:
    rows = [row for row in in_stage(book, "Khen thưởng", "Ngày quyết định") if row["Cơ quan khen"] in BLOC_NAMES]
    assert both(rows) == (20, 20)
    assert {row["Số quyết định"] for row in rows} == {"127-QĐ/ĐUK", "128-QĐ/ĐUK", "139-QĐ/ĐUK"}


@pytest.mark.parametrize(("level", "expected"), [("Cấp trên", (23, 29)), ("Tỉnh", (2, 4)), ("Trung ương", (1, 0))])
def test_put_forward(book: Book, level: str, expected: tuple[int, int]) -> None:
    rows = [row for row in in_stage(book, "Đề nghị", "Ngày đề nghị") if row["Cấp đề nghị"] == level]
    assert both(rows) == expected


def test_outcomes_of_nominations_agree_with_the_awards(book: Book) -> None:
    rows = [row for row in in_stage(book, "Đề nghị", "Ngày đề nghị") if row["Cấp đề nghị"] == "Cấp trên"]
    granted = [row for row in rows if row["Kết quả"] == "Đạt"]
    assert both(granted) == (20, 20)
    assert both([row for row in rows if row["Kết quả"] == "Không đạt"]) == (3, 9)
    awards = in_stage(book, "Khen thưởng", "Ngày quyết định")
    awarded = {(row["Tên"], row["Mã người"]) for row in awards if row["Cơ quan khen"] in BLOC_NAMES}
    assert {(row["Tên"], row["Mã người"]) for row in granted} == awarded


def test_some_decisions_of_2024_count_in_the_stage(book: Book) -> None:
    late = [row for row in in_stage(book, "Khen thưởng", "Ngày quyết định") if row["Ngày quyết định"] > STAGE[1]]
    assert {row["Ngày quyết định"] for row in late} >= {dt.date(2024, 1, 10), dt.date(2024, 2, 5)}


def test_each_grassroots_organisation_has_a_plan(book: Book) -> None:
    registered_at_bloc = {row["Số ký hiệu"] for row in book["Văn bản"] if row["Mã tổ chức"] == BLOC}
    plans = {
        row["Mã tổ chức"]
        for row in book["Văn bản"]
        if row["Loại"] == "Kế hoạch"
        and row["Cụ thể hóa văn bản"] in registered_at_bloc
        and REVIEW[0] <= row["Ngày"] <= REVIEW[1]
    }
    assert len(bases(book)) == 71
    assert plans & bases(book) == bases(book)


def test_personal_plans(book: Book) -> None:
    due = belonging(book, REVIEW[1])
    assert len(due) == 5051
    by_june = {
        row["Mã người"]
        for row in book["Cam kết"]
        if row["Năm"] == "2021-2025" and row["Ngày ký"] and row["Ngày ký"] <= REVIEW[1]
    }
    assert len(by_june & set(due)) == 5041
    assert signed(book, "2021-2025") & set(due) == by_june & set(due)


@pytest.mark.parametrize("year", [2021, 2022, 2023])
def test_commitments_of_a_year(book: Book, year: int) -> None:
    due, above = belonging(book, dt.date(year, 12, 31)), base_above(book)
    made = signed(book, year)
    assert made <= set(due), "someone signed who does not belong at the end of the year"
    assert {above(due[code]) for code in made} == bases(book)
    assert 0.97 <= len(made) / len(due) <= 0.999


def test_some_organisations_are_behind_in_2023(book: Book) -> None:
    due, above, made = belonging(book, dt.date(2023, 12, 31)), base_above(book), signed(book, 2023)
    rates = {base: [code in made for code, place in due.items() if above(place) == base] for base in bases(book)}
    behind = {base for base, found in rates.items() if sum(found) / len(found) < 0.9}
    assert 3 <= len(behind) <= 8


@pytest.mark.parametrize(("title", "count", "province"), [("Mô hình", 324, 26), ("Điển hình", 597, 12)])
def test_registered_in_two_years(book: Book, title: str, count: int, province: int) -> None:
    rows = registered(book, title)
    assert len(rows) == count
    assert sum(row["Cấp đăng ký"] == "Tỉnh" for row in rows) == province
    assert len(book[title]) > count, "nothing registered after June 2023"


@pytest.mark.parametrize("year", [2021, 2022, 2023])
def test_at_most_a_fifth_is_ranked_first(book: Book, year: int) -> None:
    ranks = [row["Mức quyết định"] for row in book["Xếp loại"] if row["Năm"] == year and not row["Mã người"]]
    assert 67 <= len(ranks) < 71
    assert 0 < ranks.count("Hoàn thành xuất sắc nhiệm vụ") / len(ranks) <= 0.2
    assert len(set(ranks)) == 4


def test_declared_only_where_no_list_is_kept(book: Book) -> None:
    listed = {row["Mã tổ chức"] for row in book["Điểm danh"]} - {BLOC}
    declared = {row["Mã tổ chức"] for row in book["Số liệu"]}
    assert declared
    assert declared & listed == set()
    assert declared | listed >= bases(book)
