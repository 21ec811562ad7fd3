"""Which rule set holds when, and what each of them says."""

from dataclasses import fields
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neuguong.documents.document_types import MAY_ISSUE
from neuguong.documents.formats import Family, Format
from neuguong.documents.rule_sets import PARTY_2018, PARTY_2026, RULE_SETS, STATE_2020, format_for


@pytest.mark.parametrize(
    ("family", "day", "name"),
    [
        (Family.PARTY, date(2018, 4, 3), "HD 36-HD/VPTW"),
        (Family.PARTY, date(2023, 11, 14), "HD 36-HD/VPTW"),
        (Family.PARTY, date(2026, 5, 26), "HD 36-HD/VPTW"),
        (Family.PARTY, date(2026, 5, 27), "HD 05-HD/VPTW"),
        (Family.PARTY, date(2031, 1, 1), "HD 05-HD/VPTW"),
        (Family.STATE, date(2020, 3, 5), "NĐ 30/2020/NĐ-CP"),
        ("state", date(2026, 5, 27), "NĐ 30/2020/NĐ-CP"),
    ],
)
def test_format_is_the_one_in_force_on_the_day(family: Family | str, day: date, name: str) -> None:
    assert format_for(family, day).name == name


@pytest.mark.parametrize(
    ("family", "day", "said"),
    [(Family.PARTY, date(2018, 4, 2), "03/04/2018"), (Family.STATE, date(2020, 3, 4), "05/03/2020"),
     ("army", date(2024, 1, 1), "“party” hoặc “state”")],
)  # fmt: skip
def test_no_format_before_the_first_one_says_since_when(family: str, day: date, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        format_for(family, day)


@given(st.dates(date(2018, 4, 3), date(2100, 1, 1)))
def test_exactly_one_party_format_holds_on_each_day(day: date) -> None:
    holding = [r for r in RULE_SETS if r.family == "party" and r.since <= day and (r.until is None or day <= r.until)]
    assert holding == [format_for(Family.PARTY, day)]


def test_one_rule_set_ends_the_day_before_the_next() -> None:
    assert PARTY_2018.until is not None
    assert PARTY_2018.until + timedelta(days=1) == PARTY_2026.since


@pytest.mark.parametrize("rules", RULE_SETS, ids=lambda rules: rules.name)
def test_each_size_stays_within_what_the_rule_allows(rules: Format) -> None:
    for field in fields(rules.styles):
        style = getattr(rules.styles, field.name)
        assert style.low <= style.size <= style.high, field.name
    assert rules.sources
    assert all(kind.source for kind in rules.types.values())


@pytest.mark.parametrize("rules", [PARTY_2018, PARTY_2026], ids=lambda rules: rules.name)
def test_party_numbers_have_no_colon_and_two_digits_under_ten(rules: Format) -> None:
    assert rules.number_line(5, "KH", "ĐUK") == "Số 05-KH/ĐUK"
    assert rules.number_line(127, "QĐ", "ĐUK") == "Số 127-QĐ/ĐUK"
    assert rules.number_line(9, "CV", "ĐUK") == "Số 09-CV/ĐUK"
    assert rules.number_line(None, "BC", "ĐUK").replace("\u00a0", "") == "Số -BC/ĐUK"


def test_state_numbers_have_a_colon_and_letters_no_code() -> None:
    assert STATE_2020.number_line(15, "QĐ", "UBND") == "Số: 15/QĐ-UBND"
    assert STATE_2020.number_line(7, "CV", "UBND", "VX") == "Số: 07/UBND-VX"


def test_unknown_type_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"“XX”.*NQ, QĐ"):
        PARTY_2026.number_line(1, "XX", "ĐU")


def test_place_and_date_of_a_document_without_number_leaves_the_day_blank() -> None:
    assert PARTY_2026.place_date("Yên Bái", date(2024, 2, 5)) == "Yên Bái, ngày 05 tháng 02 năm 2024"
    blank = PARTY_2026.place_date("Yên Bái", date(2024, 2, 5), dated=False)
    assert blank.replace("\u00a0", "_") == "Yên Bái, ngày ______tháng 02 năm 2024"


def test_headings_of_each_family() -> None:
    assert PARTY_2026.heading(1, "I", "Kết quả") == "I- KẾT QUẢ"
    assert STATE_2020.heading(1, "I", "Kết quả") == "I. KẾT QUẢ"
    for rules in RULE_SETS:
        assert rules.heading(2, "1", "Cam kết") == "1. Cam kết"
        assert rules.heading(3, "a", "Cam kết") == "a) Cam kết"
        assert rules.heading(2, "", "Cam kết") == "Cam kết"


def test_authority_is_a_slash_in_the_party_and_a_dot_in_the_state() -> None:
    assert PARTY_2026.authority("on_behalf", "Ban Thường vụ") == "T/M Ban Thường vụ"
    assert STATE_2020.authority("delegated", "Chủ tịch") == "TUQ. Chủ tịch"


def test_a_cell_issues_no_guidance_and_a_standing_committee_does() -> None:
    assert "HD" not in MAY_ISSUE["cell"]
    assert "HD" in MAY_ISSUE["grassroots_standing_committee"]
    assert all(codes <= set(PARTY_2026.types) for codes in MAY_ISSUE.values())
