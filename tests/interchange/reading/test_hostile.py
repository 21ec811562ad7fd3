"""Workbooks that would take the machine down are refused with a clear sentence, and this process lives."""

import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from neuguong.interchange.reading.limits import MEGABYTE, Limits
from neuguong.interchange.reading.problems import Problem, UnreadableWorkbook
from neuguong.interchange.reading.protocol import CHILD
from neuguong.interchange.reading.reader import open_workbook
from tests.interchange.reading.files import MAIN, cells_of, pack, parts, read, refusal_of, table, text_cell

TABLE = table([["Mã người", "Họ và tên"], ["007", "Lê A"]])


def strings(attributes: str, items: str = "<si><t>a</t></si>") -> dict[str, str]:
    return {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" {attributes}>{items}</sst>'}


def refused(path: Path, limits: Limits) -> Problem:
    try:
        with open_workbook(path, limits) as sheets:
            rows = [list(sheet.rows()) for sheet in sheets]
    except UnreadableWorkbook as refusal:
        return refusal.problem
    raise AssertionError(f"{len(rows)} sheets were read")


def test_a_false_count_of_strings(tmp_path: Path) -> None:
    row = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    path = pack(tmp_path / "a.xlsx", {**parts(row), **strings('count="1" uniqueCount="4000000000000"')})
    problem = refusal_of(path)
    assert problem.found == "uniqueCount=4000000000000"
    assert "lưu lại" in problem.message
    sound = pack(tmp_path / "b.xlsx", {**parts(row), **strings('count="4000000000000" uniqueCount="3"')})
    assert cells_of(sound) == [["a"]]


def test_a_lone_cell_at_the_end_of_the_grid(tmp_path: Path) -> None:
    far = f'<row r="1048576">{text_cell("XFD1048576", "x")}</row>'
    problem = refusal_of(pack(tmp_path / "a.xlsx", parts(TABLE + far)))
    assert (problem.sheet, problem.found) == ("Người", "ô XFD1048576")
    assert problem.message.startswith("Trang “Người”: có giá trị nằm quá xa bảng (ô XFD1048576); hãy bấm Ctrl+End")


def test_a_far_cell_hidden_before_the_last_row(tmp_path: Path) -> None:
    """The parser aborts on it; the parent outlives that and says which sheet it was."""
    far = f'<row r="1048576">{text_cell("XFD1048576", "x")}</row>'
    problem = refusal_of(pack(tmp_path / "a.xlsx", parts(far + TABLE)))
    assert (problem.sheet, problem.found) == ("Người", "quá giới hạn bộ nhớ")
    assert "có ô nằm rất xa bảng" in problem.message


def test_a_far_cell_without_a_value_does_no_harm(tmp_path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert cells_of(pack(tmp_path / "a.xlsx", parts(TABLE + far))) == [["Mã người", "Họ và tên"], ["007", "Lê A"]]


def test_one_long_string_shared_by_many_cells(tmp_path: Path) -> None:
    row = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 3_001))
    long = strings('count="3000" uniqueCount="1"', f"<si><t>{'x' * MEGABYTE}</t></si>")
    assert refusal_of(pack(tmp_path / "a.xlsx", {**parts(row), **long})).found == "quá giới hạn bộ nhớ"


def test_memory_is_bounded(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="ALL{n}"><v>1</v></c></row>' for n in range(1, 2_001))
    path = pack(tmp_path / "a.xlsx", parts(rows))
    assert len(read(path)["Người"]) == 2_000
    problem = refused(path, Limits(memory=64 * MEGABYTE))
    assert problem.sheet == "Người"


def test_time_is_bounded(tmp_path: Path) -> None:
    """A small file whose forty sheets are all the same large part."""
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="CV{n}"><v>1</v></c></row>' for n in range(1, 40_000))
    contents = parts(rows)
    sheets = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(2, 41))
    contents["xl/workbook.xml"] = contents["xl/workbook.xml"].replace("</sheets>", f"{sheets}</sheets>")
    problem = refused(pack(tmp_path / "a.xlsx", contents), Limits(cpu_seconds=1))
    assert problem.found == "quá giới hạn thời gian"
    assert "chia thành nhiều tệp" in problem.message


def test_silence_is_bounded(tmp_path: Path) -> None:
    problem = refused(pack(tmp_path / "a.xlsx", parts(TABLE)), Limits(silence_seconds=0))
    assert problem.found == "quá giới hạn thời gian"


def test_what_is_said_at_once_is_bounded(tmp_path: Path) -> None:
    letters = random.Random(7)
    path = pack(tmp_path / "a.xlsx", parts(table([[letters.randbytes(15_000).hex()] for _ in range(200)])))
    assert refused(path, Limits(frame_size=MEGABYTE)).found == "quá giới hạn bộ nhớ"
    assert len(read(path)["Người"]) == 200


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"]
)
def test_declarations_in_xml_are_refused(tmp_path: Path, part: str) -> None:
    contents = {**parts(TABLE), **strings("")}
    secret = tmp_path / "secret"
    secret.write_text("bí mật")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'
    problem = refusal_of(pack(tmp_path / "a.xlsx", {**contents, part: entity + contents[part]}))
    assert problem.found == f"DTD hoặc mã lạ trong {part}"


def test_a_declaration_far_down_and_in_utf_16(tmp_path: Path) -> None:
    contents = parts(TABLE)
    late = contents["xl/worksheets/sheet1.xml"] + " " * (3 * MEGABYTE // 2) + "<!DOCTYPE x>"
    assert "DTD" in refusal_of(pack(tmp_path / "a.xlsx", {**contents, "xl/worksheets/sheet1.xml": late})).found
    wide = {name: content.encode("utf-16") for name, content in contents.items() if "sheet1" in name}
    rest = {name: content.encode() for name, content in contents.items() if "sheet1" not in name}
    assert "mã lạ" in refusal_of(pack(tmp_path / "b.xlsx", rest | wide)).found


@pytest.mark.parametrize(
    "sheet",
    [
        "<row",
        '<row r="1"><c r="A1"',
        '<row r="1"><c r="" t="s"><v>7</v></c></row>',
        '<row r="99999999999999999999"><c r="AAAAAAAA99999999999999"><v>7</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>12</v></c></row>',
    ],
)
def test_broken_sheets_are_refused(tmp_path: Path, sheet: str) -> None:
    problem = refusal_of(pack(tmp_path / "a.xlsx", parts(sheet)))
    assert "hãy" in problem.message
    assert "Traceback" not in problem.message


def test_damaged_content_is_refused(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.xlsx", parts(table([[f"{n}", "Lê A"] for n in range(200)])))
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("xl/worksheets/sheet1.xml").header_offset
    content = bytearray(path.read_bytes())
    content[start + 200 : start + 260] = bytes(60)
    path.write_bytes(content)
    assert "hỏng" in refusal_of(path).message


def test_the_child_cannot_write_files(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from neuguong.interchange.reading.limits import Limits\n"
        f"from {CHILD} import limit_process\n"
        "limit_process(Limits()); Path(sys.argv[1]).write_text('x')"
    )
    target = tmp_path / "written"
    ran = subprocess.run(
        [sys.executable, "-c", script, str(target)], capture_output=True, check=False, cwd=Path(__file__).parents[3]
    )
    assert ran.returncode != 0
    assert not target.exists() or target.read_text() == ""
