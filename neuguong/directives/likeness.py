"""Which of a plan's items most likely carries out which item above, told by the words that both have."""

from collections.abc import Mapping

from neuguong.core.text import fold

# Plans repeat the words of the item that they carry out, and add who and when: of two items with less than this
# share of words in common one rarely carried out the other.
_ENOUGH = 0.5


def alike(uppers: Mapping[int, str], lowers: Mapping[int, str]) -> dict[int, int]:
    """Return for the keys of `uppers` the key of the likest text of `lowers`, where one is like enough."""
    words = {key: frozenset(fold(text).split()) for key, text in lowers.items()}
    found: dict[int, int] = {}
    for upper, text in uppers.items():
        own = frozenset(fold(text).split())
        share, key = max(
            ((len(own & theirs) / (len(own) or 1), -lower) for lower, theirs in words.items()), default=(0, 0)
        )
        if share >= _ENOUGH:
            found[upper] = -key
    return found
