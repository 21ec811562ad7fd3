"""Search over everything that the actor may see, by words with marks or without, in groups."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from neuguong.commendations import rules as commendations
from neuguong.core.actor import Actor
from neuguong.core.text import fold
from neuguong.directives import rules as directives
from neuguong.initiatives import rules as initiatives
from neuguong.organisations import rules as organisations
from neuguong.organisations.queries.lists import from_the_top
from neuguong.organisations.queries.telling import mark
from neuguong.ui.filters import words
from neuguong.ui.http import OfficeRequest, perhaps
from neuguong.ui.values import Words, date

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Source:
    """A register that is searched; `register` is its list, `page` a record's, `hint` what tells records apart."""

    label: Words
    rows: Callable[[Actor], QuerySet[Any]]
    page: str
    register: str
    hint: Callable[[Any], str]
    joined: tuple[str, ...] = ("organisation",)


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found."""

    title: str
    hint: str
    href: str


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found in one register; `more` leads to the rest, empty where that is all."""

    label: Words
    hits: list[Hit]
    more: str


def _born(person: Any) -> str:
    return f"{person.code} · {person.birth_date.year}" if person.birth_date else str(person.code)


SOURCES = (
    Source(
        pgettext_lazy("mục", "Tổ chức"),
        from_the_top,
        "portal:organisation",
        "organisations:list",
        lambda row: " · ".join(filter(None, (str(row.get_kind_display()), row.code, mark(row)))),
        (),
    ),
    Source(
        _("Người"),
        organisations.people_visible_to,
        "portal:person",
        "organisations:person_list",
        _born,
        (),
    ),
    Source(
        _("Văn bản"),
        directives.directives.visible_to,
        "directives:detail",
        "directives:list",
        lambda row: f"{row.abstract} · {date(row.date)}",
    ),
    Source(
        _("Mô hình"),
        initiatives.initiatives.visible_to,
        "initiatives:detail",
        "initiatives:list",
        lambda row: row.organisation.name,
    ),
    Source(
        _("Điển hình"),
        initiatives.exemplars.visible_to,
        "initiatives:exemplar",
        "initiatives:exemplar_list",
        lambda row: row.organisation.name,
    ),
    Source(
        _("Khen thưởng"),
        commendations.awards.visible_to,
        "commendations:detail",
        "commendations:list",
        lambda row: f"{row.form} · {row.organisation.name}",
    ),
)


def found(request: OfficeRequest, text: str) -> list[Hits]:
    """Return what matches every word of `text`, by register; one query a register, none for nothing."""
    if not fold(text):
        return []
    groups = (_hits(request, source, text) for source in SOURCES)
    return [group for group in groups if group.hits]


def _hits(request: OfficeRequest, source: Source, text: str) -> Hits:
    matching = source.rows(request.actor).filter(words("search_key", text)).select_related(*source.joined)
    rows = list(matching[: SHOWN + 1])
    hits = [Hit(str(row), source.hint(row), perhaps(request, source.page, row.pk)) for row in rows[:SHOWN]]
    more = perhaps(request, source.register, q=text, when="all") if len(rows) > SHOWN else ""
    return Hits(source.label, hits, more)
