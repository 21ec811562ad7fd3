"""No life event gives whoever enters or undoes it rights over a body that they had neither there nor from above."""

import datetime as dt
from collections.abc import Callable

import pytest

from neuguong.core.actor import SYSTEM
from neuguong.core.errors import Refusal
from neuguong.organisations import actions
from neuguong.organisations.actions import Shares
from neuguong.organisations.models import LifeEvent, Organisation, Role
from tests.bloc import Bloc, found_bloc
from tests.interchange.books import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
DAY = dt.date(2023, 7, 1)


@pytest.fixture
def bloc() -> Bloc:
    """The officer of the root is one of the committee of BAO too."""
    found = found_bloc()
    found.places["BAO"].refresh_from_db()
    actions.grant_role(actor=SYSTEM, user=found.users["officer"], role=Role.STANDING, organisation=found.places["BAO"])
    return found


def moves(bloc: Bloc) -> None:
    one, to = bloc.places["DSO"], bloc.places["BAO"]
    actions.move_organisation(actor=bloc.actor("officer"), organisation=one, parent=to, since=DAY)


def merges(bloc: Bloc) -> None:
    one, to = bloc.places["YTE"], bloc.places["BAO"]
    actions.merge_organisations(actor=bloc.actor("officer"), organisations=[one], into=to, date=DAY)


def splits(bloc: Bloc) -> None:
    one, to = bloc.places["YTE"], bloc.places["BAO"]
    officer, shares = bloc.actor("officer"), Shares(rest=0)
    actions.split_organisation(actor=officer, organisation=one, into=[to], shares=shares, date=DAY, ends=False)


def merges_into_a_new_one(bloc: Bloc) -> None:
    new = Organisation(code="M", name="Mới", kind="cell", parent=bloc.places["BAO"])
    one = bloc.places["YTE"]
    actions.merge_organisations(actor=bloc.actor("officer"), organisations=[one], into=new, date=DAY)


def moves_back(bloc: Bloc) -> None:
    one = bloc.places["DSO"]
    actions.move_organisation(actor=SYSTEM, organisation=one, parent=bloc.places["BAO"], since=dt.date(2023, 6, 1))
    actions.move_organisation(actor=SYSTEM, organisation=one, parent=bloc.places["KBN"], since=DAY)
    actions.undo_event(actor=bloc.actor("officer"), event=LifeEvent.objects.latest("pk"))


@pytest.mark.parametrize("act", [moves, merges, splits, merges_into_a_new_one, moves_back])
def test_nobodys_own_reach_widens(bloc: Bloc, act: Callable[[Bloc], None]) -> None:
    with pytest.raises(Refusal, match="Ban Thường vụ của chính đồng chí tại Chi bộ Báo tỉnh"):
        act(bloc)


def test_what_reached_from_above_goes_on(bloc: Bloc) -> None:
    actions.grant_role(actor=SYSTEM, user=bloc.users["officer"], role=Role.STANDING, organisation=bloc.places["DUK"])
    moves(bloc)
    actions.undo_event(actor=bloc.actor("officer"), event=LifeEvent.objects.latest("pk"))
    merges(bloc)


def test_the_page_refuses_in_the_preview(bloc: Bloc) -> None:
    said = {"date": "01/07/2023", "parent": "BAO"}
    for more in ({}, {"confirmed": "1"}):
        page = ("organisations:event", bloc.places["DSO"].pk, "moved")
        answer = bloc.send("officer", *page, said={**said, **more}, place="DUK")
        assert answer.status_code == 422
        assert "vai trò Ban Thường vụ của chính đồng chí" in answer.content.decode()
    assert not LifeEvent.objects.exists()


def test_a_sheet_is_refused(bloc: Bloc) -> None:
    row = {"Mã tổ chức": "DSO", "Tên tổ chức": "Chi bộ Chi cục Dân số", "Loại": "Chi bộ trực thuộc"}
    problem = refused({"Tổ chức": [{**row, "Mã cấp trên": "BAO", "Từ ngày": DAY}]}, bloc.actor("officer"))
    assert "của chính đồng chí" in str(problem)


@pytest.mark.parametrize("day", [dt.date(1, 1, 1), dt.date(1899, 12, 31)])
def test_a_day_of_another_age_is_refused(bloc: Bloc, day: dt.date) -> None:
    with pytest.raises(Refusal, match="trước 01/01/1900"):
        actions.rename_organisation(actor=SYSTEM, organisation=bloc.places["BAO"], name="Khác", date=day)
    actions.rename_organisation(actor=SYSTEM, organisation=bloc.places["BAO"], name="Khác", date=dt.date(1900, 1, 1))
