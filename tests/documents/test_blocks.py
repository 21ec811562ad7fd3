"""Blocks are clean as they are made, and refuse what no renderer could show."""

import pytest

from neuguong.documents.blocks import Column, Figure, Heading, Picture, Table, Text, runs


def test_texts_are_composed_as_they_are_made() -> None:
    assert Text("Đa\u0309ng u\u0309y").text == "Đảng ủy"
    assert Heading(1, "I", "Kê\u0301t qua\u0309").text == "Kết quả"


@pytest.mark.parametrize(
    "href", ["https://neuguong.vn/a?b=c&d=é", "http://10.0.0.1:8000/", "/so-lieu/x/?ky=2021..2023"]
)
def test_figures_open_pages_of_the_web_and_of_this_site(href: str) -> None:
    assert Figure("54", href).href == href


@pytest.mark.parametrize(
    "href",
    ["", "javascript:alert(1)", "JaVaScript:alert(1)", "data:text/html,x", "//other.example/x", "/\\other.example",
     "file:///etc/passwd", "so-lieu/x", "https://", "https://a b", "/a\nb", "vbscript:x"],
)  # fmt: skip
def test_figures_refuse_other_addresses(href: str) -> None:
    with pytest.raises(ValueError, match="Liên kết của số liệu “54”"):
        Figure("54", href)


def test_a_table_refuses_a_row_of_other_length() -> None:
    with pytest.raises(ValueError, match="Bảng “Biểu 1”, dòng 2: cần 2 ô, có 1"):
        Table((Column("a", 1), Column("b", 1)), ((runs("1"), runs("2")), (runs("1"),)), "Biểu 1")


def test_a_picture_refuses_what_is_not_png() -> None:
    with pytest.raises(ValueError, match="cần tệp PNG"):
        Picture(png=b"GIF89a" + bytes(40), alt="Ảnh")
