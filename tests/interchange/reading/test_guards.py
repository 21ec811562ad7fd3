"""A file that is no sound workbook is refused before it is unpacked, with a sentence of its own."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from neuguong.interchange.reading.guards import check_file
from neuguong.interchange.reading.limits import Limits
from neuguong.interchange.reading.problems import Problem, UnreadableWorkbook
from tests.interchange.reading.files import pack, parts, table

SOUND = parts(table([["Mã người"], ["007"]]))


def refused(path: Path, limits: Limits | None = None) -> Problem:
    with pytest.raises(UnreadableWorkbook) as refusal:
        check_file(path, limits)
    return refusal.value.problem


def compound_file(*streams: str) -> bytes:
    """Return a minimal OLE compound file: a header and a directory sector with entries of these names."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    directory = b""
    for name in ("Root Entry", *streams):
        encoded = f"{name}\0".encode("utf-16-le")
        directory += encoded.ljust(64, b"\0") + struct.pack("<H", len(encoded)) + bytes(62)
    return header.ljust(512, b"\0") + directory.ljust(512, b"\0")


def test_a_sound_workbook_passes(tmp_path: Path) -> None:
    check_file(pack(tmp_path / "a.xlsx", SOUND))


@pytest.mark.parametrize(
    ("content", "found", "mend"),
    [
        ("Mã người,Họ và tên\n007,Lê A\n".encode(), "tệp văn bản thuần (.csv hoặc .txt)", "Save As"),
        ("Mã người;Họ và tên\r\n".encode("utf-16"), "tệp văn bản thuần (.csv hoặc .txt)", "Save As"),
        (b"M\xb7 ng\xad\xeai\tH\xe4 v\xb5 t\xaan\n", "tệp văn bản thuần (.csv hoặc .txt)", "Save As"),
        (b"\xef\xbb\xbf <html><table><tr><td>1</td></tr></table>", "trang web (HTML) mang đuôi của Excel", "Save As"),
        (b'<?xml version="1.0"?><Workbook xmlns="x"/>', "tệp XML, không phải sổ làm việc Excel", "Save As"),
        (compound_file("Workbook"), "tệp Excel cũ (.xls)", "Save As"),
        (compound_file("EncryptionInfo", "EncryptedPackage"), "tệp Excel có mật khẩu", "xóa mật khẩu"),
        (compound_file("WordDocument"), "tệp Word cũ (.doc)", "chép bảng sang Excel"),
        (compound_file(), "tệp Office cũ", "Save As"),
        (b"%PDF-1.7\n", "tệp PDF", "tệp Excel gốc"),
        (b"\x89PNG\r\n\x1a\n", "tệp ảnh PNG", "tệp Excel gốc"),
        (b"Rar!\x1a\x07", "tệp nén RAR", "giải nén"),
        (b"\x01\x02\0\x03", "tệp không rõ loại", "kiểm tra lại tệp"),
    ],
)
def test_what_is_no_workbook_is_named(tmp_path: Path, content: bytes, found: str, mend: str) -> None:
    path = tmp_path / "danh-sach.xlsx"
    path.write_bytes(content)
    problem = refused(path)
    assert problem.found == found
    assert problem.expected == "sổ làm việc Excel (.xlsx)"
    assert mend in problem.message


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.touch()
    assert "Tệp rỗng" in refused(path).message


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["[Content_Types].xml", "word/document.xml"], "tệp Word (.docx)"),
        (["[Content_Types].xml", "ppt/presentation.xml"], "tệp PowerPoint (.pptx)"),
        (["mimetype", "content.xml"], "bảng tính OpenDocument (.ods)"),
        (["ảnh/1.jpg"], "tệp nén .zip"),
    ],
)
def test_other_archives_are_named(tmp_path: Path, names: list[str], found: str) -> None:
    assert refused(pack(tmp_path / "a.xlsx", dict.fromkeys(names, "<a/>"))).found == found


@pytest.mark.parametrize(
    "more",
    [
        {"xl/vbaProject.bin": "x"},
        {"xl/macrosheets/sheet1.xml": "<a/>"},
        {"[Content_Types].xml": SOUND["[Content_Types].xml"].replace(".sheet.main", ".sheet.macroEnabled.main")},
    ],
)
def test_macros_are_refused(tmp_path: Path, more: dict[str, str]) -> None:
    assert "macro" in refused(pack(tmp_path / "a.xlsx", {**SOUND, **more})).message


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "xl\\..\\a", "C:/a"])
def test_names_that_lead_outside_are_refused(tmp_path: Path, name: str) -> None:
    assert "đường dẫn" in refused(pack(tmp_path / "a.xlsx", {**SOUND, name: "x"})).message


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.xlsx", {**SOUND, "xl/Workbook.xml": "<a/>"})
    assert "trùng tên" in refused(path).message


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.xlsx", {**SOUND, "xl/media/image1.xml": "0" * (8 << 20)})
    assert path.stat().st_size < 20_000
    problem = refused(path)
    assert "bom nén" in problem.message
    assert problem.found.startswith("xl/media/image1.xml")


def test_entries_that_overlap_are_refused(tmp_path: Path) -> None:
    """The same stored bytes are claimed by many entries: none has a high ratio, all together are a bomb."""
    kernel = b"0" * 50_000
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in SOUND.items():
            archive.writestr(name, content)
        archive.writestr("a", kernel)
        first = archive.getinfo("a")
        for number in range(40):
            again = zipfile.ZipInfo(f"a{number}")
            again.header_offset, again.CRC = first.header_offset, first.CRC
            again.file_size = again.compress_size = first.file_size
            archive.filelist.append(again)
            archive.NameToInfo[again.filename] = again
    path = tmp_path / "a.xlsx"
    path.write_bytes(packed.getvalue())
    assert refused(path).found == "các thành phần chồng lên nhau"


def test_sizes_and_counts_are_bounded(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.xlsx", {**SOUND, **{f"xl/media/{n}.png": "x" for n in range(60)}})
    size = path.stat().st_size
    check_file(path, Limits(file_size=size, entries=70))
    assert "quá mức" in refused(path, Limits(file_size=size - 1)).message
    assert "thành phần" in refused(path, Limits(entries=50)).message
    assert "giải nén" in refused(path, Limits(unpacked=1_000)).message


def test_a_long_directory_behind_zip64_is_refused(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.xlsx", SOUND)
    content = path.read_bytes()
    place = content.rindex(b"PK\x05\x06")
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 10**6, 10**6, 10**8, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, place, 1)
    path.write_bytes(content[:place] + record + locator + content[place:])
    assert refused(path).found == "1000000 thành phần"


@pytest.mark.parametrize("keep", [0.3, 0.9])
def test_half_a_file_is_refused(tmp_path: Path, keep: float) -> None:
    path = pack(tmp_path / "a.xlsx", SOUND)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])
    assert "hỏng" in refused(path).message


def test_a_locked_archive_is_refused(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.xlsx", SOUND)
    content = bytearray(path.read_bytes())
    place = content.index(b"PK\x01\x02")
    content[place + 8] |= 1
    path.write_bytes(content)
    assert refused(path).found == "tệp nén có mật khẩu"


def test_the_content_types_have_to_be_those_of_a_workbook(tmp_path: Path) -> None:
    changed = {**SOUND, "[Content_Types].xml": "<Types/>"}
    assert refused(pack(tmp_path / "a.xlsx", changed)).found == "không có workbook"
