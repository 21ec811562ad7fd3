"""Every code in the demonstration's workbooks exists, every key is unique, every date can be."""

import datetime as dt
import re
import unicodedata
from collections import Counter

import pytest

from tests.demo.conftest import Book, Row, is_day
from tests.demo.test_demo_counts import BLOC_NAMES, below_bloc

KEYS = {
    "Tổ chức": ("Mã tổ chức",),
    "Người": ("Mã người",),
    "Văn bản": ("Mã tổ chức", "Số ký hiệu"),
    "Nhiệm vụ": ("Mã tổ chức", "Nhiệm vụ", "Văn bản"),
    "Sinh hoạt": ("Mã tổ chức", "Ngày", "Nội dung"),
    "Điểm danh": ("Mã tổ chức", "Ngày", "Nội dung", "Mã người"),
    "Vấn đề": ("Mã tổ chức", "Vấn đề", "Ngày nêu"),
    "Cam kết": ("Mã người", "Năm"),
    "Mô hình": ("Mã mô hình",),
    "Điển hình": ("Mã tổ chức", "Đối tượng", "Tên", "Ngày đăng ký"),
    "Đợt": ("Đợt",),
    "Đề nghị": ("Đợt", "Mã tổ chức", "Đối tượng", "Tên", "Cấp đề nghị", "Ngày đề nghị", "Mã người"),
    "Khen thưởng": (
        "Mã tổ chức", "Đối tượng", "Tên", "Cơ quan khen", "Hình thức", "Ngày quyết định", "Mã người",
    ),
    "Xếp loại": ("Mã tổ chức", "Năm", "Mã người"),
    "Số liệu": ("Mã tổ chức", "Kỳ", "Mã chỉ tiêu"),
    "Phân quyền": ("E-mail", "Vai trò", "Mã tổ chức"),
}  # fmt: skip
# Pairs of columns: the second day is never before the first.
ORDERED = {
    "Tổ chức": ("Từ ngày", "Đến ngày"),
    "Người": ("Từ ngày", "Đến ngày"),
    "Vấn đề": ("Ngày nêu", "Ngày giải quyết"),
    "Mô hình": ("Ngày đăng ký", "Ngày công nhận"),
    "Đợt": ("Từ ngày", "Đến ngày"),
}
LAST_DAY = dt.date(2024, 2, 5)
# Planned, not yet happened.
AHEAD_OF_TIME = {"Hạn", "Đến ngày"}
OLD_TONES = re.compile(r"(?<!q)(?:u[ýỳỷỹỵ]|o[áàảãạéèẻẽẹ])(?!\w)", re.IGNORECASE)


def above(book: Book) -> dict[str, str]:
    """Return the parent of each organisation."""
    return {row["Mã tổ chức"]: row["Mã cấp trên"] for row in book["Tổ chức"]}


def chain(parents: dict[str, str], code: str) -> list[str]:
    """Return an organisation and all above it."""
    found = [code]
    while parents[found[-1]]:
        found.append(parents[found[-1]])
    return found


def named(rows: list[Row]) -> list[Row]:
    """Return the rows that name a person by code."""
    return [row for row in rows if row.get("Mã người")]


def test_sheets_are_all_there(book: Book) -> None:
    assert set(book) == set(KEYS)
    assert all(book.values())


@pytest.mark.parametrize("title", KEYS)
def test_keys_are_unique(book: Book, title: str) -> None:
    counts = Counter(tuple(row[heading] for heading in KEYS[title]) for row in book[title])
    assert [key for key, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("title", [title for title in KEYS if title not in {"Cam kết", "Đợt"}])
def test_organisations_exist(book: Book, title: str) -> None:
    known = set(above(book))
    assert [row for row in book[title] if row["Mã tổ chức"] not in known] == []


def test_people_exist_under_the_name_given(book: Book) -> None:
    names = {row["Mã người"]: row["Họ và tên"] for row in book["Người"]}
    places = {row["Mã người"]: row["Mã tổ chức"] for row in book["Người"]}
    for title, rows in book.items():
        assert [row for row in named(rows) if row["Mã người"] not in names] == [], title
        assert [row for row in named(rows) if row.get("Tên", names[row["Mã người"]]) != names[row["Mã người"]]] == []
    for title in ("Điển hình", "Khen thưởng", "Xếp loại"):
        assert [row for row in named(book[title]) if row["Mã tổ chức"] != places[row["Mã người"]]] == [], title


def test_collectives_are_organisations_under_their_name(book: Book) -> None:
    names = {row["Mã tổ chức"]: row["Tên tổ chức"] for row in book["Tổ chức"]}
    for title in ("Điển hình", "Khen thưởng"):
        rows = [row for row in book[title] if row["Đối tượng"] == "Tập thể"]
        assert [row for row in rows if names[row["Mã tổ chức"]] != row["Tên"]] == [], title
    put_forward = {row["Tên"] for row in book["Đề nghị"] if row["Đối tượng"] == "Tập thể"}
    assert put_forward <= set(names.values())


def test_names_of_organisations_are_unique(book: Book) -> None:
    counts = Counter(row["Tên tổ chức"].lower() for row in book["Tổ chức"])
    assert [name for name, count in counts.items() if count > 1] == []


def test_the_tree_has_one_root(book: Book) -> None:
    parents = above(book)
    assert [code for code, parent in parents.items() if not parent] == ["DUK"]
    assert all(chain(parents, code)[-1] == "DUK" for code in parents)


def test_documents_are_known_to_the_organisation_or_one_above(book: Book) -> None:
    parents = above(book)
    held = {(row["Mã tổ chức"], row["Số ký hiệu"]) for row in book["Văn bản"]}

    def known(row: Row, heading: str) -> bool:
        number = row[heading]
        return not number or any((code, number) in held for code in chain(parents, row["Mã tổ chức"]))

    for title, heading in (("Nhiệm vụ", "Văn bản"), ("Sinh hoạt", "Văn bản"), ("Văn bản", "Cụ thể hóa văn bản")):
        assert [row for row in book[title] if not known(row, heading)] == [], title


def test_plans_follow_what_they_concretise(book: Book) -> None:
    days = {(row["Mã tổ chức"], row["Số ký hiệu"]): row["Ngày"] for row in book["Văn bản"]}
    for row in book["Văn bản"]:
        if row["Cụ thể hóa văn bản"]:
            places = chain(above(book), row["Mã tổ chức"])
            found = next(days[p, row["Cụ thể hóa văn bản"]] for p in places if (p, row["Cụ thể hóa văn bản"]) in days)
            assert found <= row["Ngày"], row


def test_lists_belong_to_sessions_without_counts(book: Book) -> None:
    sessions = {(row["Mã tổ chức"], row["Ngày"], row["Nội dung"]): row for row in book["Sinh hoạt"]}
    keys = {(row["Mã tổ chức"], row["Ngày"], row["Nội dung"]) for row in book["Điểm danh"]}
    assert keys <= set(sessions)
    assert [row for key, row in sessions.items() if (key in keys) == (row["Phải dự"] != "")] == []
    assert [row for row in book["Sinh hoạt"] if row["Phải dự"] != "" and row["Có mặt"] > row["Phải dự"]] == []


def test_who_attended_belonged_that_day(book: Book) -> None:
    spans = {row["Mã người"]: (row["Từ ngày"], row["Đến ngày"]) for row in book["Người"]}
    for row in book["Điểm danh"]:
        since, until = spans[row["Mã người"]]
        assert since is None or since <= row["Ngày"], row
        assert until is None or row["Ngày"] <= until, row


def test_models_are_taken_up_from_others(book: Book) -> None:
    parents = above(book)
    by_code = {row["Mã mô hình"]: row for row in book["Mô hình"]}
    adopted = [row for row in book["Mô hình"] if row["Nhân rộng từ"]]
    assert len(adopted) > 30
    for row in adopted:
        origin = by_code[row["Nhân rộng từ"]]
        assert chain(parents, origin["Mã tổ chức"])[-2] != chain(parents, row["Mã tổ chức"])[-2], row
        assert origin["Ngày đăng ký"] < row["Ngày đăng ký"], row


def test_bodies_are_known_or_outside(book: Book) -> None:
    known = below_bloc(book) | BLOC_NAMES
    outside = {row["Cơ quan khen"] for row in book["Khen thưởng"]} - known
    begins = ("Ủy ban", "Ban Thường vụ Tỉnh ủy", "Bộ ", "Tổng ", "Tập đoàn", "Thủ tướng")
    assert outside
    assert [name for name in outside if not name.startswith(begins)] == []


def test_days_are_possible(book: Book) -> None:
    for title, rows in book.items():
        for row in rows:
            late = {
                heading: day
                for heading, day in row.items()
                if is_day(heading) and heading not in AHEAD_OF_TIME and day and day > LAST_DAY
            }
            assert late == {}, (title, row)


@pytest.mark.parametrize("title", ORDERED)
def test_days_are_in_order(book: Book, title: str) -> None:
    first, last = ORDERED[title]
    assert [row for row in book[title] if row[first] and row[last] and row[first] > row[last]] == []


def test_texts_are_composed_and_spelt_one_way(book: Book) -> None:
    texts = {value for rows in book.values() for row in rows for value in row.values() if isinstance(value, str)}
    assert [text for text in texts if not unicodedata.is_normalized("NFC", text)] == []
    assert [text for text in texts if "{" in text or "  " in text or text != text.strip()] == []
    assert [text for text in texts if OLD_TONES.search(text)] == []


def test_the_cast_has_one_person_per_role(book: Book) -> None:
    roles = [row["Vai trò"] for row in book["Phân quyền"]]
    assert sorted(roles) == sorted(
        ["Quản trị kỹ thuật", "Chuyên viên", "Ban Thường vụ", "Kiểm tra", "Bí thư", "Bí thư", "Thành viên"]
    )
    born = {row["Mã người"]: row["Ngày sinh"] for row in book["Người"]}
    assert born["000006"].year == 1965
    assert all(row["E-mail"].endswith("@neuguong.example") for row in book["Phân quyền"])
