"""A problem says where, what was expected, what was found and how to mend it."""

from neuguong.core.errors import Refusal
from neuguong.interchange.reading.problems import Problem, place, problem, unreadable


def test_a_problem_of_a_cell() -> None:
    found = problem(
        "ngày 31/02 không có trong lịch; hãy kiểm tra lại ngày.",
        expected="ngày dạng dd/mm/yyyy",
        found="31/02/2023",
        sheet="Người",
        row=12,
        column="Ngày sinh",
    )
    assert found.as_json() == {
        "sheet": "Người",
        "row": 12,
        "column": "Ngày sinh",
        "expected": "ngày dạng dd/mm/yyyy",
        "found": "31/02/2023",
        "message": "Trang “Người”, dòng 12, cột “Ngày sinh”: ngày 31/02 không có trong lịch; hãy kiểm tra lại ngày.",
    }
    assert Problem(**found.as_json()) == found  # type: ignore[arg-type]


def test_places() -> None:
    assert place("Người") == "Trang “Người”"
    assert place(None, 3) == "Dòng 3"
    assert place(None) == ""


def test_what_was_found_is_cut_to_one_line() -> None:
    found = problem("sai.", expected="ngắn", found="một\n" + "dài " * 50).found
    assert len(found) == 80
    assert found.startswith("một dài dài")
    assert found.endswith("…")


def test_a_refusal_of_the_whole_file_is_a_refusal_with_a_problem() -> None:
    refusal = unreadable("tệp rỗng; hãy lưu lại.", expected="sổ làm việc", found="0 byte")
    assert isinstance(refusal, Refusal)
    assert refusal.message == refusal.problem.message == "Tệp rỗng; hãy lưu lại."
    assert refusal.problem.as_json()["sheet"] is None
