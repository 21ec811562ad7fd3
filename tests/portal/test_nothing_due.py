"""Hôm nay where nothing comes due: of a body that was not founded yet, and of one that owes nothing."""

import datetime as dt

import pytest

from neuguong.core.actor import SYSTEM
from neuguong.organisations.actions import found_organisation
from neuguong.organisations.models import Kind, Organisation
from tests.bloc import found_bloc


@pytest.mark.django_db
@pytest.mark.usefixtures("frozen")
@pytest.mark.parametrize("kind", [Kind.UPPER, Kind.BASE_CELL])
def test_nothing_due_is_not_told_as_done(kind: Kind) -> None:
    bloc = found_bloc()
    new = Organisation(code="NEW", name="Mới", kind=kind, parent=bloc.places["DUK"], since=dt.date(2023, 1, 1))
    found_organisation(actor=SYSTEM, organisation=new)
    for when, words in (("2022", "tổ chức chưa thành lập"), ("2023", "không có việc nào đến hạn")):
        page = bloc.open("officer", "portal:today", place="NEW", when=when).content.decode()
        assert words in page
        assert "đã làm đủ" not in page
        assert "0 trên 0" not in page
