"""One record out of those that an actor may see."""

from typing import TypeVar

from django.db.models import Model, QuerySet

from neuguong.core.errors import NotVisible

M = TypeVar("M", bound=Model)


def one_of(rows: QuerySet[M]) -> M:
    """Return the first of `rows`; raises NotVisible where there is none: what isn't for this actor does not exist."""
    found = rows.first()
    if found is None:
        raise NotVisible
    return found
