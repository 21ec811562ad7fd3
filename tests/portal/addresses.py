"""Every address of the site, filled in."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def routes(patterns: list[URLPattern | URLResolver] | None = None, before: str = "") -> Iterator[str]:
    """Give each route as it is declared, as in "o/<code:organisation>/<str:period>/initiatives/<int:pk>/"."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def filled(route: str, values: dict[str, str], other: str = "x") -> str:
    """Return the address of a route; `values` by the name of its argument, `other` for the rest."""
    path = "/"
    for part in route.removesuffix("$").split("<")[0:1]:
        path += part
    for part in route.removesuffix("$").split("<")[1:]:
        argument, _, rest = part.partition(">")
        path += values.get(argument.rpartition(":")[2], other) + rest
    return path
