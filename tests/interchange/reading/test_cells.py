"""Each sort of cell is read as people write it, and what can't be understood says why."""

import datetime as dt
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neuguong.interchange.reading import cells, lists
from neuguong.interchange.reading.choices import folded, nearest
from neuguong.interchange.reading.protocol import NO_VALUE
from neuguong.interchange.reading.values import Cell, CellError, ErrorMark, shown

DAY = dt.date(2023, 6, 5)
STATUS = {"Chính thức": "full", "Dự bị": "probationary", "Không": "none"}
PARSERS: list[cells.Parse[object]] = [
    cells.text(), cells.text(10), cells.code(), cells.date(), cells.whole(), cells.decimal(), cells.mark(),
    cells.choice(STATUS), cells.years(), lists.period_text(), lists.email(), lists.year(), lists.several(STATUS),
]  # fmt: skip


def failed(value: object) -> CellError:
    assert isinstance(value, CellError), value
    return value


@pytest.mark.parametrize("parse", PARSERS)
def test_what_every_sort_of_cell_has_in_common(parse: cells.Parse[object]) -> None:
    for blank in (None, "", " \u00a0\n"):
        assert parse(blank) is None
    for clear in ("(xóa)", "(Xoá)", " (XOA) ", unicodedata.normalize("NFD", "(xóa)")):
        assert parse(clear) is cells.CLEAR
    assert failed(parse(ErrorMark("#N/A"))).found == "#N/A"
    assert "lỗi #N/A; hãy sửa công thức" in failed(parse(ErrorMark("#N/A"))).message
    assert "công thức chưa được tính" in failed(parse(ErrorMark(NO_VALUE))).message


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes()))
def test_no_cell_is_too_strange(cell: Cell) -> None:
    for parse in PARSERS:
        value = parse(cell)
        if isinstance(value, CellError):
            assert value.expected
            assert value.message.endswith((".", "?"))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("  Lê  Thị\u00a0Mây ", "Lê Thị Mây"),
        (unicodedata.normalize("NFD", "Đặng Thị Huệ"), "Đặng Thị Huệ"),
        ("Lê\u200b Mây\ufeff", "Lê Mây"),
        ("Lê\nMây", "Lê Mây"),
        (2023, "2023"),
        (7.5, "7.5"),
        (DAY, "05/06/2023"),
        ("007", "007"),
    ],
)
def test_text(cell: Cell, value: str) -> None:
    assert cells.text(40)(cell) == value


def test_long_text_keeps_its_lines() -> None:
    assert cells.text()("Một.\r\n  Hai \n\nBa.\n") == "Một.\nHai\n\nBa."


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x85", "\u202e", "\u2066"])
def test_control_characters_are_refused(sign: str) -> None:
    error = failed(cells.text()(f"Lê{sign}Mây"))
    assert error.found == f"U+{ord(sign):04X}"
    assert "gõ lại" in error.message


def test_text_that_is_too_long() -> None:
    assert cells.text(5)("Lê Ma") == "Lê Ma"
    assert failed(cells.text(5)("Lê Mây")).expected == "không quá 5 ký tự"


@pytest.mark.parametrize(
    ("cell", "value"), [("007", "007"), (" 007 ", "007"), ("'007", "007"), (7, "7"), ("A-01/b", "A-01/b")]
)
def test_codes(cell: Cell, value: str) -> None:
    assert cells.code()(cell) == value


@pytest.mark.parametrize("cell", [DAY, 7.5, 10**15])
def test_codes_that_excel_has_spoilt(cell: Cell) -> None:
    assert "định dạng cột là Text" in failed(cells.code()(cell)).message


def test_zeros_that_excel_ate_are_found_again() -> None:
    assert cells.padded("7", ["007", "008", "A7"]) == "007"
    assert cells.padded("7", ["007", "07"]) is None
    assert cells.padded("7", ["7"]) is None
    assert cells.padded("A7", ["0A7"]) is None


@pytest.mark.parametrize(
    "cell",
    [
        DAY, dt.datetime(2023, 6, 5, 14, 30), "05/06/2023", "5/6/2023", "5-6-2023", "05.06.2023", " 05 / 06 / 2023 ",
        "2023-06-05", "2023/6/5", "2023-06-05 14:30", "2023-06-05T00:00:00", "05/06/2023 00:00:00",
        "ngày 5 tháng 6 năm 2023", "Ngày 05 tháng 06 năm 2023", 45082, 45082.6,
    ],
)  # fmt: skip
def test_dates(cell: Cell) -> None:
    assert cells.date()(cell) == DAY


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("31/02/2023", "ngày 31/02 không có trong lịch"),
        ("29/02/2023", "ngày 29/02/2023 không có trong lịch"),
        ("31/4/2023", "ngày 31/04 không có trong lịch"),
        ("00/01/2023", "không có trong lịch"),
        ("06/25/2023", "không có tháng 25; hãy viết ngày trước, tháng sau"),
        ("5/6/23", "không rõ thế kỷ"),
        ("6/2023", "còn thiếu ngày"),
        ("tháng 6 năm 2023", "còn thiếu ngày"),
        ("1975", "mới có năm 1975"),
        (1975, "mới có năm 1975"),
        ("05/06/0203", "năm 203 nằm ngoài khoảng 1900–2100"),
        (dt.date(1899, 1, 1), "ngoài khoảng"),
        ("hôm qua", "không phải ngày"),
        (12, "không phải ngày"),
        (45082000, "không phải ngày"),
        ("45082", "không phải ngày"),
        (True, "không phải ngày"),
    ],
)
def test_what_is_no_date(cell: Cell, why: str) -> None:
    error = failed(cells.date()(cell))
    assert (error.expected, error.found) == ("ngày dạng dd/mm/yyyy", shown(cell))
    assert why in error.message


def test_a_year_alone_where_it_is_allowed() -> None:
    for cell in (1975, "1975", "năm 1975"):
        assert cells.date(year_alone=True)(cell) == dt.date(1975, 1, 1)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_every_date_comes_back(date: dt.date) -> None:
    for written in (date, f"{date:%d/%m/%Y}", date.isoformat(), f"{date.day}.{date.month}.{date.year}"):
        assert cells.date()(written) == date


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (12, 12),
        (12.0, 12),
        ("12", 12),
        (" 1 234 ", 1234),
        ("1.234", 1234),
        ("1,234,567", 1234567),
        ("12,0", 12),
        (0, 0),
    ],
)
def test_whole_numbers(cell: Cell, value: int) -> None:
    assert cells.whole()(cell) == value


@pytest.mark.parametrize(
    ("cell", "why"),
    [("mười hai", "không phải số"), ("12 người", "không phải số"), (12.5, "số lẻ"), ("12,5", "số lẻ"),
     (-1, "nhỏ hơn 0"),
     (True, "không phải số"), (DAY, "không phải số"), ("1.23.456", "không phải số"), ("١٢", "không phải số")],
)  # fmt: skip
def test_what_is_no_whole_number(cell: Cell, why: str) -> None:
    error = failed(cells.whole()(cell))
    assert error.expected == "số nguyên không âm"
    assert why in error.message
    assert failed(cells.whole(least=2)(1)).expected == "số nguyên từ 2"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("99,8", "99.8"), ("99.8 %", "99.8"), ("0,125", "0.125"),
        ("0.125", "0.125"), ("1.234.567", "1234567"), ("-1,5", "-1.5"), ("1234,567", "1234.567"), (99.8, "99.8"),
        (5, "5"), ("1 234,5", "1234.5"),
    ],
)  # fmt: skip
def test_decimals(cell: Cell, value: str) -> None:
    assert cells.decimal()(cell) == Decimal(value)


def test_a_number_with_two_readings_is_refused() -> None:
    for cell in ("1.234", "1,234", "12.500"):
        assert "có thể hiểu là" in failed(cells.decimal()(cell)).message
    assert "không phải số" in failed(cells.decimal()("khoảng 12")).message


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_every_decimal_comes_back(number: Decimal) -> None:
    english = f"{number:,.2f}"
    vietnamese = english.translate(str.maketrans(",.", ".,"))
    for written in (english, vietnamese, f"{number:.2f}"):
        assert cells.decimal()(written) == number


@pytest.mark.parametrize("cell", ["x", "X", "✓", "Có", "CO", "v", True, 1, "1"])
def test_marks(cell: Cell) -> None:
    assert cells.mark()(cell) is True


@pytest.mark.parametrize("cell", ["Không", "-", "0", 0, False])
def test_no_marks(cell: Cell) -> None:
    assert cells.mark()(cell) is False


def test_an_unclear_mark() -> None:
    assert failed(cells.mark()("chắc có")).expected == "x hoặc để trống"


@pytest.mark.parametrize("cell", ["Chính thức", "CHINH THUC", "chính  thức.", "Chínhthức"])
def test_choices(cell: str) -> None:
    assert cells.choice(STATUS)(cell) == "full"


def test_a_choice_that_is_not_listed() -> None:
    error = failed(cells.choice(STATUS)("Chinh thuk"))
    assert error.expected == "một trong: Chính thức, Dự bị, Không"
    assert "Có phải là “Chính thức”?" in error.message
    assert "Có phải" not in failed(cells.choice(STATUS)("zzz")).message


def test_names_of_choices_have_to_differ() -> None:
    with pytest.raises(ValueError, match="dự bị"):
        folded({"Dự bị": 1, "dự bị": 2})
    assert nearest("Mã người", []) is None


@pytest.mark.parametrize(
    ("cell", "value"),
    [(2023, (2023, 2023)), ("2023", (2023, 2023)), ("Năm 2023", (2023, 2023)), ("2021-2025", (2021, 2025)),
     ("2021 – 2025", (2021, 2025))],
)  # fmt: skip
def test_years(cell: Cell, value: tuple[int, int]) -> None:
    assert cells.years()(cell) == value


@pytest.mark.parametrize("cell", ["2025-2021", "23", "2021-25", 1.5, 3000, "2021,2022"])
def test_what_is_no_year(cell: Cell) -> None:
    assert "2021-2025" in failed(cells.years()(cell)).expected


@pytest.mark.parametrize(
    ("cell", "said"),
    [(2023, "2023"), ("2023-q3", "2023-Q3"), (dt.date(2023, 7, 1), "2023-07"), ("2021 … 2023", "2021..2023"),
     ("2023–H1", "2023-H1")],
)  # fmt: skip
def test_periods_are_handed_on(cell: Cell, said: str) -> None:
    assert lists.period_text()(cell) == said


def test_counts_have_a_bound() -> None:
    assert cells.whole(0, 100)(100) == 100
    assert failed(cells.whole(0, 100)("10^12")).expected
    assert failed(cells.whole(0, 100)(10**12)).message == "“1000000000000” lớn hơn 100; hãy kiểm tra lại."


def test_decimals_have_places_and_digits() -> None:
    parse = cells.decimal(1, 3)
    assert parse(0.1 + 0.2) == Decimal("0.3")
    assert parse("99,5") == Decimal("99.5")
    assert "chữ số thập phân" in failed(parse(95.55)).message
    assert "quá 3 chữ số" in failed(parse(1000)).message


def test_addresses_lists_and_years() -> None:
    assert lists.email()(" Bi.Thu@Yenbai.VN ") == "bi.thu@yenbai.vn"
    assert "không phải địa chỉ" in failed(lists.email()("bi thu@yenbai")).message
    assert lists.several(STATUS)("Du bi; chính thức, Dự bị") == ("full", "probationary")
    assert "không có trong danh mục" in failed(lists.several(STATUS)("Dự bị, Mới")).message
    assert lists.year()("Năm 2023") == 2023
    assert "nhiều năm" in failed(lists.year()("2021-2025")).message
