"""How long the office has for each kind of request."""

import datetime as dt
import itertools

import pytest

from neuguong.core.workdays import Workdays
from neuguong.privacy.deadlines import DEADLINES, due
from neuguong.privacy.models import RequestKind

PLAIN = Workdays({})


def day(text: str) -> dt.date:
    return dt.datetime.strptime(text, "%d/%m/%Y").date()


@pytest.mark.parametrize(
    ("kind", "done"),
    [("see", "22/01/2026"), ("correct", "22/01/2026"), ("export", "22/01/2026"),
     ("restrict", "27/01/2026"), ("object", "27/01/2026"), ("erase", "02/02/2026")],
)  # fmt: skip
def test_each_kind_has_its_days_and_the_last_one_is_worked(kind: str, done: str) -> None:
    # 20 days after 12 January is Sunday 1 February.
    assert due(kind, day("12/01/2026"), PLAIN) == (day("14/01/2026"), day(done))


def test_the_table_names_every_kind_once_on_each_day_with_its_source() -> None:
    for kind in RequestKind:
        spans = sorted((one.since, one.until) for one in DEADLINES if one.kind == kind)
        assert spans[-1][1] is None
        assert all(end is not None and end < start for (_since, end), (start, _until) in itertools.pairwise(spans))
    assert all("NĐ 356/2025/NĐ-CP" in one.source for one in DEADLINES)
    assert all(one.answer == 2 and 10 <= one.done <= 20 for one in DEADLINES)
