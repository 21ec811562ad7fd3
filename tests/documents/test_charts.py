"""Specifications of charts, and the real engine that draws them."""

import re
import socket
import subprocess
import sys
import threading
from typing import Any

import pytest

from neuguong.documents.blocks import PNG_SIGNATURE
from neuguong.documents.charting import to_png, to_svg
from neuguong.documents.charts import CategoryRow, OrganisationRow, bars_by_category, bars_by_organisation, funnel
from tests.documents.drawings import COMMITMENTS, FIELDS, SPECS, STEPS, pictures


def words(svg: str) -> list[str]:
    return re.findall(r"<(?:text|tspan)[^>]*>([^<]+)</", svg)


def width_of(svg: str) -> float:
    found = re.search(r'<svg[^>]* width="([\d.]+)"', svg)
    assert found is not None
    return float(found.group(1))


def test_the_funnel_says_each_count_in_the_order_of_its_steps() -> None:
    said = words(to_svg(funnel(STEPS)))
    assert [word for word in said if word.isdigit()] == ["54", "69", "23", "29", "20", "20", "3", "4"]
    assert said.count("Tập thể") == 1
    assert said.index("Cấp ủy đề nghị") < said.index("Đảng ủy Khối khen thưởng")


def test_categories_stand_by_size_with_vietnamese_numbers() -> None:
    said = words(to_svg(bars_by_category(tuple(reversed(FIELDS)))))
    assert [word for word in said if word[0].isdigit()] == ["1.124", "88", "40", "0"]


def test_seventy_organisations_stand_in_two_columns_each_with_its_own_bar() -> None:
    spec = bars_by_organisation(COMMITMENTS)
    first, second = spec["hconcat"]
    assert (len(first["data"]["values"]), len(second["data"]["values"])) == (35, 35)
    shares = [row["share"] for half in (first, second) for row in half["data"]["values"]]
    assert shares == sorted(shares, reverse=True)
    said = words(to_svg(spec))
    assert sum(bool(re.fullmatch(r"[\d.]+/[\d.]+", word)) for word in said) == 70


def test_a_short_list_stands_in_one_column_with_rates() -> None:
    said = words(to_svg(bars_by_organisation(COMMITMENTS[:30])))
    assert sum(bool(re.fullmatch(r"[\d.]+/[\d.]+ \([\d,]+%\)", word)) for word in said) == 30


def test_names_cut_to_the_same_letters_keep_bars_of_their_own() -> None:
    rows = [OrganisationRow("Đảng bộ Công ty cổ phần xây dựng và phát triển nông thôn số " + n, 1, 2) for n in "12"]
    said = words(to_svg(bars_by_organisation(rows)))
    assert said.count("1/2 (50%)") == 2


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS.keys())
def test_charts_are_as_wide_as_the_text_and_speak_with_our_font(spec: dict[str, Any]) -> None:
    svg = to_svg(spec)
    assert width_of(svg) <= 469
    assert set(re.findall(r'font-family="([^",]+)', svg)) == {"Tinos"}
    assert to_png(spec, scale=1).startswith(PNG_SIGNATURE)


@pytest.mark.parametrize("spec", [funnel(()), bars_by_category(()), bars_by_organisation(())])
def test_nothing_to_draw_is_an_empty_picture(spec: dict[str, Any]) -> None:
    assert "<svg" in to_svg(spec)


def test_nothing_due_is_no_share() -> None:
    assert "0/0 (-)" in words(to_svg(bars_by_organisation([OrganisationRow("Chi bộ A", 0, 0)])))


def test_letters_of_markup_are_drawn_as_typed() -> None:
    svg = to_svg(bars_by_category([CategoryRow("<b>&amp; datum['x'] {{7*7}}", 3)]))
    assert "&lt;b&gt;&amp;amp; datum['x'] {{7*7}}" in svg


def test_pictures_hold_both_forms() -> None:
    assert all(picture.png.startswith(PNG_SIGNATURE) and picture.svg.startswith("<svg") for picture in pictures())


def test_a_specification_cannot_make_the_engine_fetch_anything() -> None:
    asked = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(30)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/data.json"

        def listen() -> None:
            connection, _ = server.accept()
            asked.set()
            connection.close()

        watcher = threading.Thread(target=listen, daemon=True)
        watcher.start()
        spec = {"data": {"url": address}, "mark": "bar", "encoding": {"x": {"field": "a", "type": "nominal"}}}
        with pytest.raises(ValueError, match=r"127\.0\.0\.1|not allowed|denied"):
            to_svg(spec)
        assert not asked.is_set()
        with socket.create_connection(server.getsockname(), timeout=5):
            watcher.join(timeout=5)
        assert asked.is_set()  # the watch itself works


def test_renderers_do_not_load_the_drawing_engine() -> None:
    code = (
        "import sys, neuguong.documents.word, neuguong.documents.pdf, neuguong.documents.charts; "
        "print('vl_convert' in sys.modules)"
    )
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "False"
