"""From a body's name as written in documents to the organisation that it is.

Đảng ủy X and Ban Thường vụ Đảng ủy X are Đảng bộ X; Chi ủy X is Chi bộ X.
"""

from collections import defaultdict

from django.utils.translation import gettext as _

from neuguong.core import trees
from neuguong.core.actor import Actor
from neuguong.core.text import fold
from neuguong.organisations.models import Organisation
from neuguong.organisations.rules import knows_of

_ALIASES = (
    ("ban thuong vu dang uy ", "dang bo "),
    ("btv dang uy ", "dang bo "),
    ("ban chap hanh dang bo ", "dang bo "),
    ("dang uy ", "dang bo "),
    ("chi uy ", "chi bo "),
    ("ban chap hanh ", ""),
)


class AmbiguousBody(Exception):
    """Several organisations at the same distance bear the name; `found` holds their codes and tree paths."""

    def __init__(self, found: list[tuple[str, str]]) -> None:
        super().__init__(", ".join(code for code, _path in found))
        self._found = found

    def told_to(self, actor: Actor) -> list[str]:
        """Return the codes of those of which `actor` may be told."""
        return [code for code, path in self._found if knows_of(actor, path)]

    def words(self, actor: Actor, name: str) -> str:
        """Return the sentence that asks for a code, with the codes of which `actor` may be told."""
        codes = ", ".join(self.told_to(actor))
        if not codes:
            return _("«%(name)s» là tên của nhiều tổ chức. Ghi mã thay cho tên.") % {"name": name}
        said = _("«%(name)s» là tên của nhiều tổ chức, trong đó có %(codes)s. Ghi mã thay cho tên.")
        return said % {"name": name, "codes": codes}


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
            raise AmbiguousBody([(code, path) for _pk, code, path in found])
        return None
