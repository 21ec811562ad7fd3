"""Marks of secret documents: MẬT, TỐI MẬT, TUYỆT MẬT. Such a document has no place in this software.

One rule for forms, workbooks and whatever else lets documents in. What counts is the mark as a mark, not the word:
"bí mật", "mật độ", "mật ong" and a plan to protect secrets are ordinary text.
"""

import re
import unicodedata

from neuguong.core.text import compose, fold

MARKS = {"mat": "MẬT", "toi mat": "TỐI MẬT", "tuyet mat": "TUYỆT MẬT"}
# A stamp alone on its line: nothing but the mark, perhaps between stars, brackets, quotes or dots, or after "Độ mật".
_LEVEL = r"(?P<mark>tuyet mat|toi mat|mat)"
_EDGE = r"[\s*\"'“”«»\[\](){}<>.,:;!_–—-]*"
_ALONE = re.compile(rf"^{_EDGE}(?:(?:muc )?do mat\s*[:–-]?\s*)?{_EDGE}{_LEVEL}{_EDGE}$")
# The mark named as what it is, anywhere: "Độ mật: Tối mật".
_NAMED = re.compile(rf"\b(?:muc )?do mat\s*[:–=-]\s*{_EDGE}{_LEVEL}\b")
# The mark set off at the beginning or the end: "[MẬT] Báo cáo …", "TỐI MẬT: …", "… (Mật)".
_BRACKETED = re.compile(rf"[\[({{«“\"*]\s*{_LEVEL}\s*[\])}}»”\"*]")
_LEADING = re.compile(rf"^\s*{_LEVEL}\s*[:–—|/-]\s")
# A sign of number that ends in the mark: "05-BC/TU-M", "12/KH-ĐU (TM)", "07-CV/ĐU/MẬT".
_SIGN = re.compile(r"(?:[-/]|\s*[(\[])(?P<mark>m|mật|mat|tối mật|toi mat|tuyệt mật|tuyet mat)[)\]]?\s*$", re.IGNORECASE)
_SIGN_SHORT = re.compile(r"\s*[(\[](?P<mark>tm|tum)[)\]]\s*$", re.IGNORECASE)
_SHORT = {"m": "MẬT", "tm": "TỐI MẬT", "tum": "TUYỆT MẬT"}
# In text of mixed letters a higher mark in capitals stands out: "Báo cáo TỐI MẬT về …"; MẬT alone may end a word.
_CAPITALS = re.compile(r"(?<!\w)(?P<mark>TUYỆT MẬT|TỐI MẬT)(?!\w)")
# Letters set apart, as on a stamp: "M Ậ T", "T Ố I  M Ậ T".
_SPACED = re.compile(r"(?<!\w)(?P<mark>(?:T\s+U\s+Y\s+Ệ\s+T\s+|T\s+Ố\s+I\s+)?M\s+Ậ\s+T)(?!\w)")


def mark_in_sign(sign: str) -> str:
    """Return the mark that the number and sign of a document carry, or nothing."""
    text = compose(sign)
    found = _SIGN_SHORT.search(text) or _SIGN.search(text)
    if found is None:
        return mark_in(text)
    word = found["mark"].lower()
    return _SHORT.get(word) or MARKS[fold(word)]


def mark_in(text: str) -> str:
    """Return the mark that a title or the type of a document carries, or nothing."""
    for line in text.splitlines() or [text]:
        mark = mark_alone(line) or _set_off(compose(line))
        if mark:
            return mark
    return ""


def mark_alone(line: str) -> str:
    """Return the mark that stands alone on a line, as a stamp or as "Độ mật: …" does, or nothing."""
    text = compose(line)
    plain = _plain(text)
    found = _ALONE.match(plain) or _NAMED.search(plain)
    return MARKS[found["mark"]] if found and _means_it(text, found) else ""


def mark_on_page(text: str) -> str:
    """Return the mark on the readable text of a document's first page, or nothing.

    A page is full of ordinary words, so only a stamp on a line of its own counts, or one named by "Độ mật".
    """
    return next((mark for line in text.splitlines() if (mark := mark_alone(line))), "")


def refusal(mark: str) -> str:
    """Return the sentence that refuses: what was found, what to do."""
    return (
        f"Có dấu mật «{mark}». Phần mềm không lưu tài liệu mật: quản lý văn bản này theo chế độ bảo mật, "
        "không nhập ở đây."
    )


def _set_off(text: str) -> str:
    plain = _plain(text)
    if spaced := _SPACED.search(text):
        letters = "".join(spaced["mark"].split())
        return next(mark for mark in sorted(MARKS.values(), key=len, reverse=True) if letters == mark.replace(" ", ""))
    found = _BRACKETED.search(plain) or _LEADING.match(plain)
    if found and _means_it(text, found):
        return MARKS[found["mark"]]
    # Where all of it is in capitals, capitals mark nothing.
    shouted = None if text.isupper() else _CAPITALS.search(text)
    return shouted["mark"] if shouted else ""


def _plain(text: str) -> str:
    """Return the text in small letters without marks, letter for letter, so that places agree."""
    return "".join(_bare(char) for char in text.lower())


def _bare(char: str) -> str:
    return "d" if char == "đ" else unicodedata.normalize("NFD", char)[0]


def _means_it(text: str, found: "re.Match[str]") -> bool:
    """Tell the mark from words that look like it without their marks: "mắt", "mặt", "mất" are none.

    Written with marks it must be just so; without marks it counts where the whole text has none.
    """
    written = text[found.start("mark") : found.end("mark")].lower()
    return written == MARKS[found["mark"]].lower() or (written.isascii() and text.isascii())
