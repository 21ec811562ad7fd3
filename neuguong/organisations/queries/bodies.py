"""From a body's name as written in documents to the organisation that it is.

Đảng ủy X and Ban Thường vụ Đảng ủy X are Đảng bộ X; Chi ủy X is Chi bộ X.
"""

from collections import defaultdict

from neuguong.core import trees
from neuguong.core.text import fold
from neuguong.organisations.models import Organisation

_ALIASES = (
    ("ban thuong vu dang uy ", "dang bo "),
    ("btv dang uy ", "dang bo "),
    ("ban chap hanh dang bo ", "dang bo "),
    ("dang uy ", "dang bo "),
    ("chi uy ", "chi bo "),
    ("ban chap hanh ", ""),
)


class AmbiguousBody(Exception):
    """Several organisations at the same distance bear the name; `codes` lists them."""

    def __init__(self, codes: list[str]) -> None:
        super().__init__(", ".join(codes))
        self.codes = codes


def canonical(name: str) -> str:
    """Return the folded name with the executive body replaced by the organisation itself."""
    folded = fold(name)
    for alias, meant in _ALIASES:
        if folded.startswith(alias):
            return meant + folded.removeprefix(alias)
    return folded


class BodyNames:
    """All organisations by code and by name, loaded once for a batch of rows."""

    def __init__(self) -> None:
        self.by_code: dict[str, tuple[int, str]] = {}
        self._by_name: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        for pk, code, name, path in Organisation.objects.filter(folded_into=None).values_list(
            "pk", "code", "name", "path"
        ):
            self.add(pk, code, name, path)
        # Who still writes the code of a duplicate means the real one.
        duplicates = Organisation.objects.exclude(folded_into=None)
        for code, pk, path in duplicates.values_list("code", "folded_into_id", "folded_into__path"):
            self.by_code[code] = (pk, path)

    def add(self, pk: int, code: str, name: str, path: str) -> None:
        """Make one more organisation known."""
        self.by_code[code] = (pk, path)
        self._by_name[canonical(name)].append((pk, code, path))

    def find(self, written: str, near: str) -> int | None:
        """Return the id of the body `written`, seen from the path `near`; None for an outside body.

        A code wins; of equal names the nearest ancestor of `near` does. Raises AmbiguousBody.
        """
        if written in self.by_code:
            return self.by_code[written][0]
        found = self._by_name.get(canonical(written), [])
        if len(found) == 1:
            return found[0][0]
        for path in reversed(trees.ancestors(near)):
            for pk, _code, own in found:
                if own == path:
                    return pk
        if found:
            raise AmbiguousBody([code for _pk, code, _path in found])
        return None
