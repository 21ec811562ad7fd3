"""Suggestions while a name is typed: each source offers what the actor may see, or may write to."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from neuguong.commendations import rules as commendations
from neuguong.core.actor import Actor
from neuguong.core.errors import NotVisible
from neuguong.directives import rules as directives
from neuguong.initiatives import rules as initiatives
from neuguong.organisations import rules as organisations
from neuguong.ui.picking import Choosable

LIMIT = 12


# Name of the source: what it offers, and the field in brackets after the name, if any.
SOURCES: dict[str, tuple[Callable[[Actor], QuerySet[Any]], str]] = {
    "organisation": (organisations.visible_to, "code"),
    "writable": (organisations.writable_by, "code"),
    "inspected": (directives.inspected_by, "code"),
    "receiving": (organisations.receiving, "code"),
    "foundable": (organisations.foundable_by, "code"),
    "person": (organisations.people_visible_to, "code"),
    "directive": (directives.directives.visible_to, "pk"),
    "initiative": (initiatives.initiatives.visible_to, "code"),
    "round": (commendations.rounds_visible_to, ""),
}


def suggestions(actor: Actor, source: str, text: str) -> list[str]:
    """Return what a box may be filled with for `text`; raises NotVisible for an unknown source."""
    if source not in SOURCES:
        raise NotVisible
    rows, key = SOURCES[source]
    choosable = Choosable(rows(actor), key)
    return [choosable.text(record) for record in choosable.matching(text, LIMIT)]
