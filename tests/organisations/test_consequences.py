"""What the look at an event counts: as many statements for many bodies as for few, and shares told as shares."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from neuguong.activities.models import Issue, Session
from neuguong.organisations.models import Organisation
from neuguong.organisations.queries.consequences import Measure, belonging, records
from tests.bloc import Bloc, found_bloc

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
DAY = dt.date(2023, 7, 1)


@pytest.fixture
def bloc() -> Bloc:
    return found_bloc()


def test_many_bodies_are_counted_in_one_statement(bloc: Bloc) -> None:
    """Who belongs below counts once, each role where it is, and each register apart."""
    for code, place in {"P1": "DSO", "P2": "DSO", "P3": "YTE"}.items():
        bloc.person(f"Người {code}", code, place)
    for day in (1, 2):
        Session.objects.create(organisation=bloc.places["DSO"], date=DAY, kind="meeting", content=f"Học {day}")
    Issue.objects.create(organisation=bloc.places["BAO"], title="Trước đó", raised_on=DAY)
    every = list(Organisation.objects.order_by("pk"))
    for few in (every[:2], every):
        with CaptureQueriesContext(connection) as captured:
            list(belonging(few, DAY))
            list(records(few))
        assert len(captured) == 2
    told = {(one.organisation, one.label): one.value for one in belonging(every, DAY)}
    below = "sinh hoạt tại tổ chức và trực thuộc"
    assert told["Đảng bộ Sở Y tế", "sinh hoạt tại chính tổ chức"] == 1
    assert [told[name, below] for name in ("Đảng bộ Khối", "Đảng bộ Sở Y tế", "Chi bộ Báo tỉnh")] == [3, 3, 0]
    assert told["Chi bộ Chi cục Dân số", "vai trò đang có"] == 2
    assert list(records(every)) == [
        Measure("Bản ghi", "buổi sinh hoạt", "Chi bộ Chi cục Dân số", 2),
        Measure("Bản ghi", "vấn đề", "Chi bộ Báo tỉnh", 1),
    ]


def test_the_look_is_a_table_of_indicators_and_bodies(bloc: Bloc) -> None:
    """Of each indicator the bodies where it changes, before and after; a share with its sign."""
    bloc.person("Lê Thị Mây", "P1", "BAO")
    said = {"date": "01/07/2023", "into": "YTE"}
    look = bloc.send("officer", "organisations:event", bloc.places["BAO"].pk, "merged", said=said, place="DUK")
    words, preview = look.content.decode(), look.context["preview"]
    assert words.count("sinh hoạt tại chính tổ chức") == words.count("Sinh hoạt tại chính tổ chức") - 1 == 0
    rows = [(one.organisation, one.before, one.after) for one in preview.changed if "chính" in one.label]
    assert rows == [("Chi bộ Báo tỉnh", 1, 0), ("Đảng bộ Sở Y tế", 0, 1)]
    labels = [(one.group, one.label) for one in preview.changed]
    assert len(set(labels)) == len([one for one, last in zip(labels, [None, *labels], strict=False) if one != last])
    assert {one.unit for one in preview.changed if "Tỷ lệ" in one.label} <= {"%"}
    assert f"{preview.unchanged} chỉ tiêu không đổi" in words
