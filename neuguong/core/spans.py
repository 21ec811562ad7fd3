"""Conditions on rows that hold from `since` to `until`, both days included; an empty end is open."""

from typing import Any

from django.db.models import Q


def begun_by(day: Any, row: str = "") -> Q:
    """Return the condition that the row at the lookup path `row` ("row__" or none) has begun on `day`.

    `day` is a date, or an expression that gives one.
    """
    return Q(**{f"{row}since__isnull": True}) | Q(**{f"{row}since__lte": day})


def lasting_from(day: Any, row: str = "") -> Q:
    """Return the condition that the row at the lookup path `row` holds on `day` or later."""
    return Q(**{f"{row}until__isnull": True}) | Q(**{f"{row}until__gte": day})


def existing_on(day: Any, row: str = "") -> Q:
    """Return the condition that the row at the lookup path `row` holds on `day`."""
    return begun_by(day, row) & lasting_from(day, row)
