"""What an import refuses because it would break a figure or another's right, each with its row."""

from pathlib import Path

import pytest
import xlsxwriter

from neuguong.core.actor import SYSTEM
from neuguong.directives.actions import Answer, concretise_provisions, list_provisions, split
from neuguong.directives.models import Directive
from neuguong.interchange.actions import import_workbook
from neuguong.organisations.models import Membership

pytestmark = pytest.mark.django_db

TREE = (
    ("Mã tổ chức", "Tên tổ chức", "Loại", "Mã cấp trên"),
    ("KT", "Đảng bộ Khối", "Đảng bộ khối", ""),
    ("01", "Chi bộ Một", "Chi bộ cơ sở", "KT"),
    ("02", "Chi bộ Hai", "Chi bộ cơ sở", "KT"),
)
PEOPLE = (("Mã người", "Họ và tên", "Mã tổ chức"), ("001", "Lò Thị Mây", "02"))
MODELS = ("Mã mô hình", "Mã tổ chức", "Tên mô hình", "Ngày đăng ký", "Nhân rộng từ")


def sent(folder: Path, title: str, rows: tuple[tuple[object, ...], ...]) -> list[str]:
    """Import one sheet and return the messages of its errors."""
    path = folder / "sheet.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(title)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return [error.message for error in import_workbook(actor=SYSTEM, path=path).errors]


@pytest.fixture(autouse=True)
def bloc(tmp_path: Path) -> None:
    assert sent(tmp_path, "Tổ chức", TREE) == []
    assert sent(tmp_path, "Người", PEOPLE) == []


def test_models_do_not_follow_each_other_in_a_ring(tmp_path: Path) -> None:
    first = ("M1", "01", "Một cửa", "01/02/2023", "M2")
    errors = sent(tmp_path, "Mô hình", (MODELS, first, ("M2", "02", "Một cửa", "01/03/2023", "M1")))
    assert len(errors) == 2
    assert all("thành vòng" in error for error in errors)


def test_a_ring_is_seen_over_two_files(tmp_path: Path) -> None:
    assert sent(tmp_path, "Mô hình", (MODELS, ("M2", "02", "Một cửa", "01/03/2023", ""))) == []
    assert sent(tmp_path, "Mô hình", (MODELS, ("M1", "01", "Một cửa", "01/04/2023", "M2"))) == []
    errors = sent(tmp_path, "Mô hình", (MODELS, ("M2", "02", "Một cửa", "01/03/2023", "M1")))
    assert len(errors) == 1
    assert "dòng 2" in errors[0]
    assert "thành vòng" in errors[0]


@pytest.mark.parametrize(
    ("indicator", "value"), [("issues_raised", 1e300), ("issues_raised", 1e12), ("plans_rate", 150)]
)
def test_a_declared_value_has_a_bound(tmp_path: Path, indicator: str, value: float) -> None:
    heads = ("Mã tổ chức", "Kỳ", "Mã chỉ tiêu", "Giá trị")
    errors = sent(tmp_path, "Số liệu", (heads, ("01", "2023", indicator, value)))
    assert len(errors) == 1
    assert "Giá trị" in errors[0]


def test_nobody_is_drawn_to_a_second_main_place(tmp_path: Path) -> None:
    heads = ("Mã người", "Mã tổ chức", "Từ ngày", "Nơi sinh hoạt chính")
    errors = sent(tmp_path, "Nơi sinh hoạt", (heads, ("001", "01", "01/01/2022", "x")))
    assert len(errors) == 1
    assert "Chi bộ Hai" in errors[0]
    assert Membership.objects.get().organisation.code == "02"
    assert sent(tmp_path, "Nơi sinh hoạt", (heads, ("001", "01", "01/01/2022", ""))) == []


def test_a_plan_that_answers_provisions_keeps_the_document_above(tmp_path: Path) -> None:
    heads = ("Số ký hiệu", "Ngày", "Cơ quan ban hành", "Loại", "Trích yếu", "Mã tổ chức", "Cụ thể hóa văn bản")
    above = [(f"{number}-KH/ĐUK", "10/03/2023", "Đảng bộ Khối", "Kế hoạch", "Học", "KT", "") for number in (1, 2)]
    plan = ("3-KH/CB", "20/03/2023", "Chi bộ Một", "Kế hoạch", "Học", "01")
    assert sent(tmp_path, "Văn bản", (heads, *above, (*plan, "1-KH/ĐUK"))) == []
    upper, lower = (Directive.objects.get(number=number) for number in ("1-KH/ĐUK", "3-KH/CB"))
    list_provisions(actor=SYSTEM, directive=upper, items=split("1. Học tập"))
    list_provisions(actor=SYSTEM, directive=lower, items=split("1. Chi bộ học tập"))
    answers = {upper.provisions.get().pk: Answer(frozenset({lower.provisions.get().pk}))}
    concretise_provisions(actor=SYSTEM, plan=lower, answers=answers)
    errors = sent(tmp_path, "Văn bản", (heads, (*plan, "2-KH/ĐUK")))
    assert len(errors) == 1
    assert "gỡ đối chiếu trước" in errors[0]
    assert sent(tmp_path, "Văn bản", (heads, (*plan, "1-KH/ĐUK"))) == []
