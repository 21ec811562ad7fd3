"""Files as people have them, made by the programs that make such files, and some as attackers make them."""

import io
import zipfile
from collections.abc import Mapping

import docx
import openpyxl
import typst
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

WORDS = "Kế hoạch thực hiện Kết luận 01-KL/TW"


def word(text: str = WORDS, *, header: str = "") -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = header
    document.add_paragraph(text)
    return _saved(document.save)


def excel(text: str = WORDS) -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"] = text
    return _saved(book.save)


def pdf(text: str = WORDS) -> bytes:
    return bytes(typst.compile(text.encode()))


def picture(form: str = "JPEG", size: tuple[int, int] = (80, 60), *, mode: str = "RGB", turned: bool = False) -> bytes:
    """Return a picture with what a telephone adds: its maker, the place, which way up it was held."""
    exif = Image.Exif()
    exif[0x010F] = "Telephone-of-somebody"
    exif.get_ifd(0x8825)[1] = "N"
    if turned:
        exif[0x0112] = 6
    return _saved(lambda out: Image.new(mode, size, 1).save(out, form, exif=exif))


def scripted_pdf() -> bytes:
    action = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert(1)")}
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    named = DictionaryObject({NameObject(key): value for key, value in action.items()})
    writer.root_object[NameObject("/OpenAction")] = named
    return _saved(writer.write)


def carrying_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.add_attachment("a.exe", b"MZ")
    return _saved(writer.write)


def locked_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt("mat-khau")
    return _saved(writer.write)


def packed(parts: Mapping[str, bytes], *, into: bytes = b"") -> bytes:
    """Return a zip of `parts`, added to what `into` holds."""
    out = io.BytesIO(into)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _saved(save: "object") -> bytes:
    out = io.BytesIO()
    save(out)  # type: ignore[operator]
    return out.getvalue()
