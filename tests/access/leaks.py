"""What a role may come to know of whom, and what an answer gave away beyond it."""

import tomllib
from functools import cache
from typing import Any

from tests.access.table import FOLDER, matrices
from tests.access.world import ROLES, markers


@cache
def known(role: str) -> frozenset[tuple[str, str]]:
    """Return the places and nouns of which a role may be told."""
    nouns, kept = tomllib.loads((FOLDER / "_nouns.toml").read_text()), matrices()
    column = ROLES.index(role)
    return frozenset(
        (scope, noun) for noun, matrix in nouns.items() for scope, signs in kept[matrix].items() if signs[column] == "+"
    )


def given_away(answer: Any, role: str) -> set[tuple[str, str]]:
    """Return what an answer tells that `role` may not know; one that refuses may tell names of places alone."""
    told = markers(answer.told)
    if answer.status_code in {302, 403, 404, 405}:
        return {pair for pair in told if pair[1] != "place"} | told - known(role)
    return told - known(role)
