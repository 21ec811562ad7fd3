"""What is found of files, and which are not kept: each opened by the process that opens them in use."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from neuguong.core import confined
from neuguong.files.examining import media
from neuguong.files.examining.examiner import examine
from neuguong.files.examining.findings import Findings, NotKept
from tests.files import making

BOMB = b"0" * (30 << 20)
EXTERNAL = b"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship
Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
Target="http://127.0.0.1/t.dotm" TargetMode="External"/></Relationships>"""
ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


def examined(tmp_path: Path, content: bytes) -> Findings:
    path = tmp_path / "sent"
    path.write_bytes(content)
    return examine(path)


def refused(tmp_path: Path, content: bytes) -> str:
    with pytest.raises(NotKept) as caught:
        examined(tmp_path, content)
    return caught.value.code


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(making.word(), media.DOCX), (making.excel(), media.XLSX), (making.pdf(), media.PDF)],
)
def test_words_are_found_as_they_are_written(tmp_path: Path, content: bytes, media_type: str) -> None:
    found = examined(tmp_path, content)
    assert (found.media_type, found.content) == (media_type, None)
    assert making.WORDS in found.text
    assert making.WORDS in found.first_page


def test_a_header_belongs_to_the_first_page(tmp_path: Path) -> None:
    assert "ĐẢNG BỘ TỈNH" in examined(tmp_path, making.word("thân " * 2_000, header="ĐẢNG BỘ TỈNH")).first_page


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_kept_without_what_its_camera_tells(tmp_path: Path, form: str) -> None:
    sent = making.picture(form, turned=True)
    assert b"Telephone-of-somebody" in sent
    found = examined(tmp_path, sent)
    assert found.content is not None
    assert b"Telephone-of-somebody" not in found.content
    with Image.open(io.BytesIO(found.content)) as kept:
        assert (kept.format, kept.size, dict(kept.getexif())) == (form, (60, 80), {})
    assert (found.width, found.height) == (60, 80)


def test_what_stands_behind_a_picture_goes(tmp_path: Path) -> None:
    found = examined(tmp_path, making.picture() + making.packed({"a.exe": b"MZ-payload"}))
    assert found.content is not None
    assert b"payload" not in found.content


@pytest.mark.parametrize("mode", ["L", "P", "1", "RGBA", "I;16"])
def test_every_mode_of_a_picture_can_be_drawn(tmp_path: Path, mode: str) -> None:
    assert examined(tmp_path, making.picture("PNG", mode=mode)).media_type == media.PNG


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "kind"),
        (b"<html><script>alert(1)</script>", "kind"),
        (b"MZ\x90\x00", "kind"),
        (b"GIF89a", "kind"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "kind"),
        (making.packed({"a.txt": b"a"}), "kind"),
        (making.picture()[:200], "broken"),
        (making.pdf()[:400], "broken"),
        (making.word()[:400], "archive"),
        (making.picture("PNG", (8_000, 7_000), mode="1"), "pixels"),
        (making.scripted_pdf(), "active"),
        (making.carrying_pdf(), "active"),
        (making.locked_pdf(), "encrypted"),
        (making.packed({"a.txt": b"a"}, into=making.pdf()), "polyglot"),
        (making.pdf() + b"<script>" * 2_000, "polyglot"),
        (making.packed({"word/vbaProject.bin": b"a"}, into=making.word()), "active"),
        (making.packed({"word/embeddings/oleObject1.bin": b"a"}, into=making.word()), "active"),
        (making.packed({"word/_rels/settings.xml.rels": EXTERNAL}, into=making.word()), "active"),
        (making.packed({"word/extra.xml": ENTITY}, into=making.word()), "active"),
        (making.packed({"word/extra.xml": ENTITY.decode().encode("utf-16")}, into=making.word()), "active"),
        (making.packed({"../../etc/passwd": b"a"}, into=making.word()), "archive"),
        (making.packed({"word/zeros.bin": BOMB}, into=making.word()), "archive"),
        (making.packed({f"word/{n}": b"" for n in range(2_001)}, into=making.word()), "archive"),
    ],
)
def test_what_must_not_be_kept_is_told(tmp_path: Path, content: bytes, code: str) -> None:
    assert refused(tmp_path, content) == code


def test_a_process_that_takes_too_much_ends_alone(tmp_path: Path) -> None:
    (tmp_path / "greedy.py").write_text(
        "import sys\nfrom neuguong.core.confined import confine\nconfine(sys.argv[1])\nx = bytearray(1 << 30)\n"
    )
    bounds = confined.Bounds(memory=256 << 20, seconds=20)
    with pytest.raises(confined.Died):
        confined.run("runpy", bounds=bounds)
    words = [sys.executable, str(tmp_path / "greedy.py"), '{"memory": 268435456}']
    done = subprocess.run(words, env={"PYTHONPATH": str(Path.cwd())}, capture_output=True, check=False)
    assert b"MemoryError" in done.stderr


def test_an_endless_answer_is_cut_off() -> None:
    # `this` writes its lines and ends well: more than the bound is as bad as a crash.
    with pytest.raises(confined.Died):
        confined.run("this", bounds=confined.Bounds(answer=10))
    assert b"Zen" in confined.run("this")


def test_a_slow_process_is_ended() -> None:
    with pytest.raises(confined.Died):
        confined.run("http.server", bounds=confined.Bounds(seconds=0.5))
