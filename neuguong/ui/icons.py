"""The few icons of the shell, drawn here with one stroke width; words always stand beside them."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

_PATHS = {
    "today": "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M9 15l2 2 4-4",
    "directives": "M6 3h8l5 5v13H6zM14 3v5h5M9 13h7M9 17h7",
    "activities": "M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6M2 20c0-3 2.5-5 6-5s6 2 6 5M16 5a3 3 0 0 1 0 6M17 15c3 .4 5 2 5 5",
    "commitments": "M4 20c4-1 5-9 8-14 1-2 4-1 3 1-2 4-6 8-6 11 0 2 3 1 4-1 0 2 2 3 3 1 1 1 2 1 4 0",
    "initiatives": "M9 18h6M10 21h4M12 3a6 6 0 0 0-4 10c1 1 1 2 1 2h6s0-1 1-2a6 6 0 0 0-4-10z",
    "commendations": "M12 14a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM9 13l-2 8 5-3 5 3-2-8",
    "classification": "M4 20V10h4v10zM10 20V4h4v16zM16 20v-7h4v7z",
    "reporting": "M4 4h16v16H4zM8 16v-4M12 16V8M16 16v-6",
    "organisations": "M9 3h6v5H9zM3 16h6v5H3zM15 16h6v5h-6zM12 8v4M6 16v-4h12v4",
    "search": "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 21 21",
    "more": "M4 6h16M4 12h16M4 18h16",
    "close": "M6 6l12 12M18 6 6 18",
    "back": "M15 5l-7 7 7 7",
    "forward": "M9 5l7 7-7 7",
    "down": "M6 9l6 6 6-6",
    "bell": "M6 16v-5a6 6 0 0 1 12 0v5l2 2H4zM10 21h4",
    "key": "M8 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 12h9M18 12v4",
    "check": "M5 12l5 5 9-10",
}


def icon(name: str) -> SafeString:
    """Return the icon `name` as inline SVG, hidden from readers of text."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        _PATHS[name],
    )
