"""Conditions on rows that hold from one day to another."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db.models import Q

from neuguong.core.spans import begun_by, existing_on, lasting_from
from neuguong.organisations.models import Organisation

pytestmark = pytest.mark.django_db

DAY = dt.date(2023, 6, 15)
SPANS = {
    "open": (None, None),
    "before": (None, dt.date(2023, 6, 14)),
    "to the day": (None, DAY),
    "that day": (DAY, DAY),
    "from the day": (DAY, None),
    "after": (dt.date(2023, 6, 16), None),
}


@pytest.mark.parametrize(
    ("condition", "missing"),
    [(begun_by, {"after"}), (lasting_from, {"before"}), (existing_on, {"after", "before"})],
)
def test_both_ends_count_and_an_empty_one_is_open(condition: Callable[..., Q], missing: set[str]) -> None:
    top = Organisation.objects.create(code="top", name="top", kind="bloc", path="t.")
    for name, (since, until) in SPANS.items():
        Organisation.objects.create(
            code=name, name=name, kind="cell", parent=top, path=f"t.{name}.", since=since, until=until
        )
    below = Organisation.objects.filter(condition(DAY), parent=top)
    assert set(below.values_list("code", flat=True)) == SPANS.keys() - missing
    assert set(top.children.filter(condition(DAY)).values_list("code", flat=True)) == SPANS.keys() - missing
    above = Organisation.objects.filter(condition(DAY, "children__"), pk=top.pk)
    assert above.count() == len(SPANS) - len(missing)
