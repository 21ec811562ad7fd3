"""Assets ask for nothing that is not beside them."""

from pathlib import Path

import pytest

from tests.architecture.tree import PACKAGE
from tools.assets import check, local_faces

VENDOR = PACKAGE / "ui/static/vendor"
FACE = """/* vietnamese */
@font-face {
  font-family: 'X';
  src: url(./files/x-400.woff2) format('woff2'), url(./files/x-400.woff) format('woff');
  unicode-range: U+0102-0103;
}
"""


def test_a_face_reads_the_file_beside_it() -> None:
    css, names = local_faces(FACE)
    assert names == ["x-400.woff2"]
    assert "src: url(fonts/x-400.woff2) format('woff2');" in css
    assert "./files" not in css
    assert "unicode-range: U+0102-0103;" in css


def test_a_face_without_range_is_refused() -> None:
    with pytest.raises(SystemExit, match="unicode-range"):
        local_faces(FACE.replace("unicode-range", "other"))


def test_a_sheet_that_asks_for_a_missing_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a{background:url(data:x)} b{background:url('b.png')}")
    with pytest.raises(SystemExit, match=r"b\.png"):
        check(tmp_path)


def test_maps_are_not_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a{color:red}\n/*# sourceMappingURL=a.css.map */")
    (tmp_path / "a.js").write_text("go()\n//# sourceMappingURL=a.js.map")
    check(tmp_path)
    assert (tmp_path / "a.css").read_text() == "a{color:red}"
    assert (tmp_path / "a.js").read_text() == "go()"


def test_what_was_built_is_whole() -> None:
    sheet = (VENDOR / "be-vietnam-pro.css").read_text()
    assert sheet.count("@font-face") == 4 * 3
    assert {path.name for path in (VENDOR / "fonts").glob("*.ttf")} == {
        "BeVietnamPro-Regular.ttf",
        "BeVietnamPro-SemiBold.ttf",
        "BeVietnamPro-Bold.ttf",
        "Tinos-Regular.ttf",
        "Tinos-Italic.ttf",
        "Tinos-Bold.ttf",
        "Tinos-BoldItalic.ttf",
    }
    assert "htmx" in (VENDOR / "htmx.min.js").read_text()[:200]
    check(VENDOR)
