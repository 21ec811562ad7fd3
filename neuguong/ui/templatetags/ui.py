"""Tags and filters of all pages; they are built in, no template loads them."""

from decimal import Decimal
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from neuguong.ui import figures, http, icons, values

register = template.Library()


@register.simple_tag(takes_context=True)
def to(context: Context, name: str, *args: object, **query: object) -> str:
    """Give the address of a scoped page: {% to 'room:page' pk page=2 %}."""
    return http.to(context["request"], name, *args, **query)


@register.simple_tag(takes_context=True)
def changed(context: Context, **query: object) -> str:
    """Give this page's address with a part of its query replaced: {% changed page=2 %}."""
    return http.changed(context["request"], **query)


@register.simple_tag(takes_context=True)
def figure(
    context: Context,
    value: float | Decimal | None,
    indicator: str,
    organisation: str = "",
    period: str = "",
    **query: object,
) -> str:
    """Give a number that opens: {% figure 54 'awarded_people' %}, at this place or at another's codes."""
    return figures.opening(context["request"], value, indicator, organisation, period, **query)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Give an icon: {% icon 'search' %}."""
    return icons.icon(name)


@register.simple_tag
def state(word: str, tone: values.Tone = "grey") -> str:
    """Give a state as a word on a pale ground: {% state 'đạt' 'green' %}."""
    return values.shown(values.State(word, tone))


@register.filter
def shown(value: Any) -> str:
    """Give any value in the form that all pages share: {{ record.date|shown }}."""
    return values.shown(value)


@register.filter
def number(value: float | Decimal) -> str:
    """Give a number with groups of three: {{ 5041|number }}."""
    return values.number(value)
