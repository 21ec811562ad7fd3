"""How values look on a page: dates, numbers, states and links in one form everywhere."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.translation import gettext as _

Words = str | Promise
Tone = Literal["green", "amber", "red", "grey"]
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class State:
    """A word on a pale ground: green done, amber needs a look, red late, grey not yet."""

    word: Words
    tone: Tone = "grey"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    text: Words
    href: str


def number(value: float | Decimal) -> str:
    """Return a number with groups of three: 1.234,5 in Vietnamese."""
    return formats.number_format(value, use_l10n=True, force_grouping=True)


def date(value: dt.date) -> str:
    """Return a date as dd/mm/yyyy, a moment with its hour in the installation's time zone."""
    if isinstance(value, dt.datetime):
        moment = timezone.localtime(value) if timezone.is_aware(value) else value
        return moment.strftime("%H:%M %d/%m/%Y")
    return value.strftime("%d/%m/%Y")


def shown(value: object) -> str:
    """Return any value as safe HTML; a year is text (`str(year)`), as a number would be grouped."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, State):
        return format_html('<span class="state state-{}">{}</span>', value.tone, value.word)
    if isinstance(value, Link):
        return format_html('<a href="{}">{}</a>', value.href, value.text)
    return conditional_escape(plain(value))


def plain(value: object) -> str:
    """Return any value as text, for a printed list or a file."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    if isinstance(value, dt.date):
        return date(value)
    if isinstance(value, int | float | Decimal):
        return number(value)
    if isinstance(value, State):
        return str(value.word)
    return str(value.text) if isinstance(value, Link) else str(value)
