"""Text typed before Unicode (TCVN3, VNI-Windows) or with loose marks, turned into composed Unicode.

A cell is converted only when it reads as Vietnamese in one old encoding and not as it stands. Where both
readings are possible ("Chi bé" is "Chi bộ" in TCVN3), the other cells of its row decide, then its sheet.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from enum import Enum, StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from neuguong.interchange.reading.charts import TCVN3, VNI
from neuguong.interchange.reading.syllables import is_syllable
from neuguong.interchange.reading.values import Cell


class Encoding(StrEnum):
    """How a text was encoded before it was converted."""

    TCVN3 = "TCVN3"
    VNI = "VNI-Windows"
    DECOMPOSED = "Unicode tổ hợp"


OLD = (Encoding.TCVN3, Encoding.VNI)
_CACHED = 50_000
_ENOUGH_OF_TOKENS = 0.75
_ENOUGH_OF_ROWS = 3
_TOKEN = re.compile("[A-Za-z\u00a1-\u00ff]*[\u00a1-\u00ff][A-Za-z\u00a1-\u00ff]*")
_BEYOND_LATIN_1 = re.compile("[\u0100-\u1fff\u2c00-\uffff]")
_VNI_CODE = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))
_TCVN3_TABLE = str.maketrans(TCVN3)
_TCVN3_SIGNS = "".join(code for code in TCVN3 if not code.isalpha()) + "µª"
# A sign inside a word, or a capital after a small letter, is written in no language.
_TELLING = {
    Encoding.TCVN3: re.compile(f"[{re.escape(_TCVN3_SIGNS)}]|[a-z][\u00c0-\u00de]"),
    Encoding.VNI: re.compile("|".join(code for code in VNI if len(code) == 2)),
}
_OTHERWISE_MEANT = {"µm", "où", "Où"}
_LETTER = "[A-Za-z\u00a1-\u00ff]"
_TWO_CAPITALS = re.compile("[A-Z][\u00a1-\u00ff]*[A-Z]")
_CAPITALS_ONLY = re.compile(f"(?<!{_LETTER})[A-Z\u00a1-\u00ff]*{_TWO_CAPITALS.pattern}[A-Z\u00a1-\u00ff]*(?!{_LETTER})")
_SMALL = re.compile("[a-z]")


class Verdict(NamedTuple):
    """What a text says of itself: `certain` is its encoding; else its neighbours choose among `possible`.

    `likely` holds where the neighbours choose nothing.
    """

    certain: Encoding | None
    possible: frozenset[Encoding]
    likely: Encoding | None
    is_unicode: bool


class Decoded(NamedTuple):
    """A row after conversion; `before` holds the text as it was by the index of each converted cell."""

    cells: list[Cell]
    before: dict[int, str]


def decode(text: str, lean: Encoding | None = None) -> tuple[str, Encoding | None]:
    """Return `text` in composed Unicode (NFC), and what it was encoded in if it was changed.

    `lean` is the encoding of the text's neighbours; it decides only where the text itself can't.
    """
    if text.isascii():
        return text, None
    verdict = judge(text)
    encoding = verdict.certain or (lean if lean in verdict.possible else verdict.likely)
    if encoding in _DECODERS:
        return _DECODERS[encoding](text), encoding
    return unicodedata.normalize("NFC", text), encoding


@lru_cache(maxsize=_CACHED)
def judge(text: str) -> Verdict:
    """Return what can be known of the encoding of `text` from itself alone."""
    composed = unicodedata.normalize("NFC", text)
    if composed != text or _BEYOND_LATIN_1.search(composed):
        certain = None if composed == text else Encoding.DECOMPOSED
        return Verdict(certain, frozenset(), None, is_unicode=True)
    tokens = [token for token in _TOKEN.findall(text) if token not in _OTHERWISE_MEANT]
    weights = {encoding: _weight(tokens, encoding) for encoding in OLD}
    ranked = sorted(((weight, encoding) for encoding, weight in weights.items() if weight is not None), reverse=True)
    best, likely = ranked[0] if ranked else (0, None)
    if best <= 1 or best in (weight for weight, _ in ranked[1:]):
        likely = None
    certain = likely if len(ranked) == 1 else None
    return Verdict(certain, frozenset(encoding for _, encoding in ranked), likely, is_unicode=False)


def _weight(tokens: Sequence[str], encoding: Encoding) -> int | None:
    """Return how strongly the tokens speak for `encoding` (above 1: certain), or None if against it."""
    readable = weight = 0
    for token in tokens:
        read = _read(token, encoding)
        if read is None:
            continue
        readable += 1
        if len(token) > 1 and not is_syllable(token):
            weight += 2 if _TELLING[encoding].search(token) else 1
    return weight if tokens and readable >= _ENOUGH_OF_TOKENS * len(tokens) else None


def _read(token: str, encoding: Encoding) -> str | None:
    """Return the token read in `encoding` if each code of it is known and it is a syllable then."""
    if encoding is Encoding.VNI:
        if not _VNI_CODE.sub("", token).isascii():
            return None
        read = _from_vni(token)
    else:
        read = token.translate(_TCVN3_TABLE)
        if any(char not in TCVN3 and not char.isascii() for char in token):
            return None
    return read if is_syllable(read) else None


def _from_vni(text: str) -> str:
    return _VNI_CODE.sub(lambda code: VNI[code[0]], text)


def _from_tcvn3(text: str) -> str:
    """Return the text read as TCVN3; words in a capital font get their capitals back."""
    if _TWO_CAPITALS.search(text) and not _SMALL.search(text):
        return text.translate(_TCVN3_TABLE).upper()
    raised = _CAPITALS_ONLY.sub(lambda word: word[0].translate(_TCVN3_TABLE).upper(), text)
    return raised.translate(_TCVN3_TABLE)


_DECODERS: dict[Encoding | None, Callable[[str], str]] = {
    Encoding.TCVN3: _from_tcvn3,
    Encoding.VNI: _from_vni,
}


class Standing(Enum):
    """What a text alone says to whoever reads many: it is Unicode, it stays as it is, or its row decides.

    A wavering text is changed by a row in an old encoding only, so that beside Unicode it stays too.
    """

    UNICODE = "unicode"
    STAYS = "stays"
    WAVERING = "wavering"
    DOUBTFUL = "doubtful"


class Standings(dict[Any, Standing]):
    """The standing of texts beyond ASCII; texts repeat, so each is judged once, as far as memory allows."""

    def __missing__(self, text: Any) -> Standing:
        verdict = judge(text)
        if verdict.certain is not None or verdict.likely is not None:
            found = Standing.DOUBTFUL
        elif verdict.possible:
            found = Standing.WAVERING
        else:
            found = Standing.UNICODE if verdict.is_unicode else Standing.STAYS
        if len(self) < _CACHED:
            self[text] = found
        return found


class RowDecoder:
    """Converts the rows of one sheet; what earlier rows were is the last ground for a doubtful cell."""

    def __init__(self) -> None:
        self._rows: Counter[Encoding | None] = Counter()

    def decode(self, cells: Sequence[Cell]) -> Decoded:
        """Return the row in composed Unicode; the texts of one row are taken to be typed alike."""
        texts = {index: cell for index, cell in enumerate(cells) if isinstance(cell, str) and not cell.isascii()}
        after, before = list(cells), {}
        lean = self._lean([judge(text) for text in texts.values()])
        for index, text in texts.items():
            decoded, encoding = decode(text, lean)
            if encoding is not None:
                after[index] = decoded
                before[index] = text
        return Decoded(after, before)

    def saw_unicode(self, rows: int) -> None:
        """Remember that as many rows were in Unicode beyond doubt."""
        if rows:
            self._rows[None] += rows

    def _lean(self, verdicts: Sequence[Verdict]) -> Encoding | None:
        said: set[Encoding | None] = {verdict.certain for verdict in verdicts if verdict.certain in OLD}
        said |= {None for verdict in verdicts if verdict.is_unicode}
        self._rows.update(said)
        if not said and len(self._rows) == 1 and self._rows.total() >= _ENOUGH_OF_ROWS:
            said = set(self._rows)
        return next(iter(said)) if len(said) == 1 else None
