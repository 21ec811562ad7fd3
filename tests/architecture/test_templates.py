"""Templates lean downwards too, and hold nothing that a closed network or the content policy would block."""

import ast
import re
from collections.abc import Callable, Iterable

import pytest

from tests.architecture.tree import (
    PACKAGE,
    Module,
    Template,
    assert_none,
    findings,
    is_room,
    may_use,
    sample,
    templates,
)

_USED = re.compile(r"{%-?\s*(?:extends|include)\s+[\"']([^\"'{]+)[\"']")
_LINKED = re.compile(r"{%-?\s*url\s+[\"'](\w+):")
_LOADED = re.compile(r"{%-?\s*load\s+([\w\s]+?)\s*(?:from\s+(\w+)\s*)?-?%}")
_BLOCKED = {
    "an inline style": re.compile(r"<[^>]*\sstyle\s*="),
    "an inline handler": re.compile(r"<[^>]*\s(?:on[a-z]+|hx-on[:-][\w:-]+)\s*="),
    "a script without a nonce": re.compile(r"<(?:script|style)\b(?![^>]*\bsrc=)(?![^>]*nonce)"),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "another host": re.compile(r"<(?:script|link|img|source|iframe)\b[^>]*(?:src|href)=[\"']?(?:https?:)?//"),
    "the machine's clock": re.compile(r"{%-?\s*now\b"),
    "an unescaped value": re.compile(r"\|\s*safe\b|{%-?\s*autoescape\s+off"),
}
# The page around everything: any room may lead there.
AROUND = "portal"

Owners = dict[str, str]


def owners() -> Owners:
    """Return which room holds each template, by the template's name."""
    return {template.name: template.room for template in templates()}


def tag_owners() -> Owners:
    """Return which room holds each library of tags."""
    return {path.stem: path.parent.parent.name for path in PACKAGE.glob("*/templatetags/*.py")}


def _upward(template: Template, names: Iterable[str], owner: Callable[[str], str | None]) -> list[str]:
    rooms = {name: room for name in names if (room := owner(name)) and is_room(room)}
    return [
        f"{template.room}: {template.name} uses {name} of {room}, which is not below"
        for name, room in rooms.items()
        if not may_use(template.room, room)
    ]


def leaning_up(template: Template, owner: Owners, tags: Owners) -> list[str]:
    """Return the templates, links and tags of rooms that are not below."""
    loaded = [word for words, library in _LOADED.findall(template.text) for word in (library or words).split()]
    links = [room for room in _LINKED.findall(template.text) if room != AROUND]
    return [
        *_upward(template, _USED.findall(template.text), owner.get),
        *_upward(template, links, str),
        *_upward(template, loaded, tags.get),
    ]


def blocked(template: Template) -> list[str]:
    """Return what the browser would refuse under the content policy, or a closed network would not bring."""
    return [
        f"{template.room}: {template.name} has {what}: {found[0]!r}"
        for what, pattern in _BLOCKED.items()
        if (found := pattern.search(template.text))
    ]


def rendering_up(module: Module, owner: Owners) -> list[str]:
    """Return the templates of higher or neighbouring rooms that Python code names."""
    return [
        module.at(node, f"renders {node.value} of {owner[node.value]}")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in owner
        if not may_use(module.room, owner[node.value])
    ]


def test_templates_lean_down() -> None:
    rooms, tags = owners(), tag_owners()
    assert_none(finding for template in templates() for finding in leaning_up(template, rooms, tags))


def test_views_render_their_own_templates_or_lower_ones() -> None:
    rooms = owners()
    assert_none(findings(lambda module: rendering_up(module, rooms)))


def test_templates_pass_the_content_policy() -> None:
    assert_none(finding for template in templates() for finding in blocked(template))


def test_a_template_stands_in_a_folder_of_its_room() -> None:
    # Names without a room are other packages' templates, replaced here.
    strays = [
        f"{template.room}: {template.name}"
        for template in templates()
        if is_room(template.name.split("/")[0]) and template.name.split("/")[0] != template.room
    ]
    assert_none(strays)


@pytest.mark.parametrize(
    "text",
    [
        '{% extends "reporting/base.html" %}',
        "{%- include 'reporting/part.html' with x=1 %}",
        "{% url 'reporting:list' %}",
        "{% load reporting_tags %}",
        "{% load paragraph from reporting_tags %}",
        "{% load i18n reporting_tags %}",
    ],
)
def test_leaning_up_is_found(text: str) -> None:
    rooms = {"reporting/base.html": "reporting", "reporting/part.html": "reporting"}
    tags = {"reporting_tags": "reporting"}
    assert leaning_up(Template("commitments", "commitments/list.html", text), rooms, tags)
    assert leaning_up(Template("portal", "portal/home.html", text), rooms, tags) == []


def test_leading_to_the_portal_is_free() -> None:
    text = "{% load i18n %}{% url 'portal:home' %}{% url 'account_login' %}"
    assert leaning_up(Template("ui", "ui/base.html", text), {}, {}) == []


def test_rendering_up_is_found() -> None:
    line = 'def show(request):\n    return render(request, "reporting/list.html")\n'
    rooms = {"reporting/list.html": "reporting"}
    assert rendering_up(sample("commitments/views.py", line), rooms)
    assert rendering_up(sample("reporting/views.py", line), rooms) == []


@pytest.mark.parametrize(
    "text",
    [
        '<p style="color: red">',
        '<button\n  onclick="go()">',
        '<div hx-on::after-request="go()">',
        "<script>go()</script>",
        '<a href="javascript:go()">',
        '<link rel="stylesheet" href="https://example.org/a.css">',
        '<img src="//example.org/a.png">',
        '{% now "Y" %}',
        "{{ text|safe }}",
    ],
)
def test_what_would_be_blocked_is_found(text: str) -> None:
    assert blocked(Template("ui", "ui/base.html", text))


@pytest.mark.parametrize(
    "text",
    [
        '<script src="{% static "ui/app.js" %}" defer></script>',
        '<script nonce="{{ request.csp_nonce }}">go()</script>',
        '<a href="https://example.org/">example</a>',
        '<p class="style" data-on="x">one = two</p>',
    ],
)
def test_what_is_allowed_passes(text: str) -> None:
    assert blocked(Template("ui", "ui/base.html", text)) == []
