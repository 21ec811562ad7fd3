"""Vietnamese text: composed form, keys for searching and for sorting."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Keys are digits and small letters only, which every collation of every database puts into the same order.
_PLACES = dict(zip("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", "3456789abcdefghijklmnopqrstuvwxyz", strict=True))
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_DIGITS = frozenset("0123456789")


def compose(text: str) -> str:
    """Return `text` in NFC with runs of white space made one space and none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold(text: str) -> str:
    """Return `text` in lower case without marks: "Lê Thị Mây" becomes "le thi may"."""
    if text.isascii():
        return text.lower() if text.isalnum() else " ".join(text.lower().split())
    return " ".join(map(_fold_word, text.split()))


@lru_cache(maxsize=20_000)
def _fold_word(word: str) -> str:
    """Return a word without marks; names and titles repeat few words, hence the cache."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).replace("đ", "d")


def _letter_key(char: str) -> tuple[str, str]:
    tone = "0"
    marks = ""
    for part in unicodedata.normalize("NFD", char):
        if part in _TONES:
            tone = _TONES[part]
        else:
            marks += part
    letter = unicodedata.normalize("NFC", marks)
    place = _PLACES.get(letter)
    if place is None:
        place = f"1{letter}" if letter in _DIGITS else f"2{ord(letter[:1] or char):06x}"
    return place, tone


@lru_cache(maxsize=20_000)
def _word_key(word: str) -> tuple[str, str]:
    """Return the letters' key and the tones' key of a word; names repeat few words, hence the cache."""
    pairs = [_letter_key(char) for char in word]
    return "".join(pair[0] for pair in pairs), "".join(pair[1] for pair in pairs)


def sort_key(text: str) -> str:
    """Return a key whose order is the Vietnamese alphabet's, tones after letters, in any collation.

    Tones rank ngang, huyền, hỏi, ngã, sắc, nặng and count only where all letters agree. Other signs come
    before letters, digits first.
    """
    return _key(compose(text).lower().split(" "))


def _key(words: Iterable[str]) -> str:
    letters, tones = zip(*map(_word_key, words), strict=True)
    return f"{'0'.join(letters)}00{''.join(tones)}"


def name_sort_key(name: str) -> str:
    """Return the key of a person's name: given name first, then middle names, then family name."""
    parts = compose(name).lower().split(" ")
    return _key([parts[-1], *parts[1:-1], parts[0]] if len(parts) > 1 else parts)
