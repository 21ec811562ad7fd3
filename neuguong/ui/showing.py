"""The page of one record: its facts, its history, what may be done with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from neuguong.ui import blocks, entering
from neuguong.ui.history import Entry, told
from neuguong.ui.http import OfficeRequest, perhaps, to
from neuguong.ui.tables import attribute
from neuguong.ui.values import Link, Words, shown


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the record: a label and a value of any kind."""

    label: Words
    value: object

    @property
    def html(self) -> str:
        """The value as safe HTML."""
        return shown(self.value)


def facts(record: Model, *names: str) -> list[Fact]:
    """Return the named fields as lines, labelled as the model does."""
    found = []
    for name in names:
        label = getattr(record._meta.get_field(name), "verbose_name", name)
        found.append(Fact(capfirst(str(label)), attribute(record, name)))
    return found


def changing(request: OfficeRequest, pk: int, *, edit: str, remove: str) -> list[Link]:
    """Return the buttons of whoever may change the record, by the names of their pages."""
    return [Link(_("Sửa"), to(request, edit, pk)), Link(_("Đưa ra khỏi sổ"), to(request, remove, pk))]


def page(
    request: OfficeRequest,
    *,
    record: Model,
    title: Words,
    lines: Sequence[Fact],
    lead: Words = "",
    history: Iterable[Entry] = (),
    hidden: Iterable[str] = (),
    actions: Sequence[Link] = (),
    back: Link | None = None,
    template: str = "ui/detail.html",
    **more: Any,
) -> HttpResponse:
    """Show one record; beside its list, in a drawer or as a page, as the request asks.

    `history`: entries of the log, the newest first; `hidden`: fields whose content it must not tell.
    `actions`: what the rules allow the actor, the main one first. A room's own `template` extends
    "ui/detail.html" and gets `more`.
    """
    entries = list(history)
    if entered := entering.of_record(record, entries):
        lines = [*lines, Fact(_("Người nhập"), entered)]
    context = {"record": record, "title": title, "lead": lead, "facts": lines, "actions": actions, "back": back}
    changes = told(entries, type(record), frozenset(hidden), lambda one: perhaps(request, "portal:log_entry", one.pk))
    return render(request, template, {**context, "changes": changes, "blocks": blocks.of(request, record), **more})
