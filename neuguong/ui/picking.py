"""From what someone typed to the record that they mean: by code, by name, by a part of the name."""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from neuguong.core.errors import Refusal
from neuguong.core.text import fold

_KEY = re.compile(r"\((?P<key>[^()]+)\)\s*$")
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Choosable:
    """Records to choose from; `key` is the field of what stands in brackets after the name.

    Without a `key` the name alone says which, and the records are few.
    """

    rows: QuerySet[Any]
    key: str = "code"

    def text(self, record: Model) -> str:
        """Return how a record is written in the box: "Chi bộ Báo tỉnh (BAO)"."""
        return f"{record} ({getattr(record, self.key)})" if self.key else str(record)

    def matching(self, text: str, limit: int) -> list[Any]:
        """Return the records whose search key holds every word of `text`."""
        condition = Q()
        for word in fold(_KEY.sub("", text)).split():
            condition &= Q(search_key__contains=word)
        return list(self.rows.filter(condition)[:limit])


def read(text: str, among: Choosable) -> Any | None:
    """Return the record that `text` names, or None; raises Refusal where several match equally well.

    A code that is not among them is nobody else's: neither of one whose code is longer, nor of a namesake.
    """
    if not among.key:
        return next((record for record in among.rows if fold(str(record)) == fold(text)), None)
    bracketed = _KEY.search(text)
    for key in [bracketed["key"].strip(), text] if bracketed else [text]:
        found = _by_key(key, among.rows, among.key)
        if found is not None or _by_key(key, among.rows.model._default_manager, among.key) is not None:
            return found
    matches = among.matching(text, SHOWN + 1)
    same = [record for record in matches if fold(str(record)) == fold(text)]
    matches = [] if bracketed else [record for record in matches if _is_meant(text, record, among.key)]
    if len(same or matches) > 1:
        names = "; ".join(among.text(record) for record in (same or matches)[:SHOWN])
        more = "…" if len(matches) > SHOWN else ""
        raise Refusal(
            _("«%(text)s» có thể là: %(names)s%(more)s. Ghi rõ hơn hoặc ghi mã.")
            % {"text": text, "names": names, "more": more}
        )
    return (same or matches or [None])[0]


def _is_meant(text: str, record: Any, key: str) -> bool:
    """Tell whether the words stand in the name: a part of a code is another record's code as likely as not."""
    name = fold(str(record))
    return fold(str(getattr(record, key))) == fold(text) or all(word in name for word in fold(text).split())


def _by_key(key: str, rows: Any, field: str) -> Any | None:
    if field == "pk" and not (key.isascii() and key.isdigit()):
        return None
    return rows.filter(**{field: key}).first()
