"""The history tells who changed what; of hidden fields only that they changed."""

import datetime as dt

from django.utils import translation

from neuguong.audit.queries import history
from neuguong.core.actor import SYSTEM
from neuguong.initiatives.actions import register_initiative
from neuguong.initiatives.models import Initiative
from neuguong.ui.history import told
from tests.bloc import DAY, found_bloc


def changed() -> Initiative:
    place = found_bloc().places["DSO"]
    initiative = Initiative(organisation=place, code="MH1", name="Hồ sơ trước hẹn", registered_on=DAY, result="kín")
    register_initiative(actor=SYSTEM, initiative=initiative)
    initiative.level, initiative.result = "province", "hở"
    initiative.recognised_on = dt.date(2023, 9, 2)
    return register_initiative(actor=SYSTEM, initiative=initiative)


def test_changes_are_told_in_words(db: None) -> None:
    with translation.override("vi"):
        latest, first = told(history(changed()), Initiative, frozenset())
    assert (latest.what, first.what) == ("Sửa", "Ghi vào sổ")
    assert set(latest.fields) == {
        ("Cấp đăng ký", "Cơ sở", "Tỉnh"),
        ("Kết quả", "kín", "hở"),
        ("Ngày công nhận", "–", "02/09/2023"),
    }


def test_a_hidden_field_tells_only_that_it_changed(db: None) -> None:
    latest, _first = told(history(changed()), Initiative, frozenset({"result"}))
    assert ("Kết quả", "", "") in latest.fields
    assert not any("hở" in text for field in latest.fields for text in field)
