"""An import is taken back whole, or refused with a sentence that says what stands in the way."""

import datetime as dt
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Model

from neuguong.accounts.models import User
from neuguong.audit.models import Entry, Head, Key
from neuguong.audit.queries import faults
from neuguong.commendations.models import Round
from neuguong.core.actor import SYSTEM
from neuguong.core.errors import Refusal
from neuguong.interchange.models import Batch
from neuguong.interchange.undoing import undo_batch
from neuguong.organisations.actions import found_root, move_organisation
from neuguong.organisations.models import Group, Membership, Organisation, Person
from neuguong.organisations.queries import installation
from tests.interchange.books import ORGANISATIONS, PEOPLE, TREE, Sheets, officer, taken
from tests.interchange.test_registers import DIRECTIVE, MODEL, PLAN, SESSION

pytestmark = pytest.mark.django_db
DAY = dt.date(2023, 1, 1)
GONE = {"Thao tác": "Xóa"}
ROOMS = settings.ROOMS
_PASSING = {"version", "updated_at", "created_at"}
_PARTS = {
    "organisations.LifePart",
    "organisations.Placement",
    "organisations.Post",
    "organisations.PersonGroup",
}


def state() -> dict[str, Any]:
    """Return all records but the log and the batches, without what tells how often they were written.

    Parts of a record that nothing else points at may come back with other numbers.
    """
    models = [model for model in apps.get_models() if model not in (Entry, Head, Key, Batch)]
    return {model._meta.label: rows(model) for model in models if model._meta.app_label in ROOMS}


def rows(model: type[Model]) -> list[Any]:
    unseen = _PASSING | ({"id"} if model._meta.label in _PARTS else set())
    found = model._default_manager.values()
    return sorted(
        (sorted((name, value) for name, value in row.items() if name not in unseen) for row in found), key=str
    )


def undone(sheets: Sheets) -> None:
    """Import, take back, and see that all is as it was."""
    before = state()
    report = taken(sheets)
    assert report.batch is not None
    assert state() != before
    undo_batch(actor=SYSTEM, number=report.batch)
    assert state() == before
    connection.check_constraints()
    assert list(faults()) == []


def refusal(number: int | None) -> str:
    before = state()
    with pytest.raises(Refusal) as told:
        undo_batch(actor=SYSTEM, number=number or 0)
    assert state() == before
    return told.value.message


def test_a_whole_tree_is_taken_back() -> None:
    found_root(actor=SYSTEM, code="DUK", name="Đảng bộ Khối")
    installation()
    grouped = [{**row, "Nhóm": "Khối 1"} for row in ORGANISATIONS]
    undone({"Tổ chức": grouped, "Người": PEOPLE})
    assert (Organisation.objects.count(), Group.objects.count()) == (1, 0)


def test_records_of_every_register_are_taken_back(tree: None) -> None:
    follower = {**MODEL, "Mã mô hình": "M02", "Mã tổ chức": "002", "Nhân rộng từ": "M01"}
    person = {"Mã người": "0001", "Mã tổ chức": "002"}
    nomination = {"Đợt": "Đợt 1", "Mã tổ chức": "001", "Đối tượng": "Tập thể", "Tên": "A", "Ngày đề nghị": DAY}
    undone(
        {
            "Văn bản": [PLAN, DIRECTIVE],
            "Nhiệm vụ": [{"Mã tổ chức": "001", "Nhiệm vụ": "A", "Hạn": DAY, "Văn bản": "12-KH/ĐU"}],
            "Sinh hoạt": [SESSION],
            "Điểm danh": [{**SESSION, "Mã người": "0001", "Có mặt": "Có"}],
            "Mô hình": [follower, MODEL],
            "Cam kết": [{"Mã người": "0001", "Năm": 2023, "Kết quả": "Đạt"}],
            "Đề nghị": [{**nomination, "Cấp đề nghị": "Tỉnh"}],
            "Nơi sinh hoạt": [{**person, "Từ ngày": DAY}],
            "Số liệu": [{"Mã tổ chức": "001", "Kỳ": "2023", "Mã chỉ tiêu": "study_visits", "Giá trị": 3}],
            "Phân quyền": [{**person, "E-mail": "a@example.vn", "Vai trò": "Bí thư"}],
        }
    )
    assert (Round.objects.count(), User.objects.count()) == (0, 0)


def test_changes_and_withdrawals_are_taken_back(tree: None) -> None:
    taken({"Văn bản": [PLAN, DIRECTIVE], "Sinh hoạt": [{**SESSION, "Có mặt": 3}], "Mô hình": [MODEL]})
    undone({"Sinh hoạt": [{**SESSION, "Có mặt": "(xóa)", "Phải dự": 5}], "Mô hình": [{**MODEL, **GONE}]})
    undone({"Văn bản": [{**PLAN, **GONE}, {**DIRECTIVE, **GONE}]})


def test_changed_and_withdrawn_people_are_taken_back(tree: None) -> None:
    posts = {"Chức vụ Đảng": "Bí thư", "Nhóm": "Cán bộ", "Người đứng đầu": "x", "Ngày sinh": dt.date(1985, 3, 5)}
    taken({"Người": [{**PEOPLE[0], **posts}]})
    cleared = {"Chức vụ Đảng": "(xóa)", "Nhóm": "Công chức", "Ngày sinh": "(xóa)"}
    undone({"Người": [{**PEOPLE[0], "Họ và tên": "X", **cleared}]})
    undone({"Người": [{**PEOPLE[0], "Mã tổ chức": "002", "Từ ngày": DAY, "Chức vụ đoàn thể": "Y"}]})
    taken({"Nơi sinh hoạt": [{"Mã người": "0001", "Mã tổ chức": "002", "Từ ngày": DAY}]})
    undone({"Người": [{**PEOPLE[0], **GONE}]})


def test_moved_and_withdrawn_organisations_are_taken_back(tree: None) -> None:
    undone({"Tổ chức": [{**ORGANISATIONS[2], "Mã cấp trên": "002", "Từ ngày": DAY, "Tên tổ chức": "X"}]})
    leaf = {**ORGANISATIONS[2], "Mã tổ chức": "L", "Tên tổ chức": "Lá"}
    taken({"Tổ chức": [leaf]})
    taken({"Tổ chức": [{**leaf, "Mã cấp trên": "002", "Từ ngày": DAY}]})
    undone({"Tổ chức": [{**leaf, "Mã cấp trên": None, **GONE}]})
    new = {**leaf, "Mã tổ chức": "NEW", "Mã cấp trên": "002"}
    undone({"Tổ chức": [{**ORGANISATIONS[2], "Mã cấp trên": "NEW", "Từ ngày": DAY}, new]})


def test_what_was_changed_since_stays() -> None:
    first = taken(TREE)
    later = taken({"Người": [{**PEOPLE[0], "Họ và tên": "Lê Thị Mai"}]})
    assert "person.changed" in refusal(first.batch)
    undo_batch(actor=SYSTEM, number=later.batch or 0)
    undo_batch(actor=SYSTEM, number=first.batch or 0)
    assert not Person.objects.exists()


def test_what_others_depend_on_stays() -> None:
    first = taken(TREE)
    later = taken({"Cam kết": [{"Mã người": "0001", "Năm": 2023}]})
    assert "bản cam kết" in refusal(first.batch)
    undo_batch(actor=SYSTEM, number=later.batch or 0)
    further = taken({"Nơi sinh hoạt": [{"Mã người": "0001", "Mã tổ chức": "002", "Từ ngày": DAY}]})
    assert "nơi sinh hoạt" in refusal(first.batch)
    undo_batch(actor=SYSTEM, number=further.batch or 0)
    undo_batch(actor=SYSTEM, number=first.batch or 0)


def test_only_what_was_changed_is_restored(tree: None) -> None:
    renamed = taken({"Người": [{**PEOPLE[0], "Họ và tên": "X"}]})
    taken({"Nơi sinh hoạt": [{"Mã người": "0001", "Mã tổ chức": "002", "Từ ngày": DAY}]})
    undo_batch(actor=SYSTEM, number=renamed.batch or 0)
    assert Membership.objects.filter(person__code="0001").count() == 2
    assert Person.objects.get(code="0001").full_name == "Lê Thị Mây"


def test_a_move_is_taken_back_with_what_was_put_below_since(tree: None) -> None:
    moved = taken({"Tổ chức": [{**ORGANISATIONS[2], "Mã cấp trên": "002", "Từ ngày": DAY}]})
    taken({"Tổ chức": [{**ORGANISATIONS[2], "Mã tổ chức": "N", "Mã cấp trên": "0011"}]})
    undo_batch(actor=SYSTEM, number=moved.batch or 0)
    below, above = (Organisation.objects.get(code=code) for code in ("N", "0011"))
    assert below.path == f"{above.path}{below.pk}."
    assert list(below.placements.values_list("path", "since", "until")) == [(below.path, None, None)]


def test_a_move_is_kept_when_the_organisation_has_moved_on(tree: None) -> None:
    moved = taken({"Tổ chức": [{**ORGANISATIONS[2], "Mã cấp trên": "002", "Từ ngày": DAY}]})
    one, root = (Organisation.objects.get(code=code) for code in ("0011", ORGANISATIONS[0]["Mã tổ chức"]))
    move_organisation(actor=SYSTEM, organisation=one, parent=root, since=DAY + dt.timedelta(days=9))
    assert "Hoàn tác" in refusal(moved.batch)


def test_a_code_that_was_given_to_another_stays_theirs(tree: None) -> None:
    gone = taken({"Người": [{**PEOPLE[0], **GONE}]})
    taken({"Người": [{**PEOPLE[0], "Họ và tên": "Người khác"}]})
    assert "đã được dùng" in refusal(gone.batch)


def test_what_a_withdrawn_record_stood_on_must_be_there(tree: None) -> None:
    commitment = {"Mã người": "0001", "Năm": 2023}
    taken({"Cam kết": [commitment]})
    gone = taken({"Cam kết": [{**commitment, **GONE}]})
    taken({"Người": [{**PEOPLE[0], **GONE}]})
    assert "không còn" in refusal(gone.batch)


def test_a_batch_is_taken_back_once_and_by_whom_it_is_theirs(tree: None) -> None:
    secretary, other = officer("001"), officer("002", email="b@example.vn")
    own = taken({"Sinh hoạt": [SESSION]}, secretary)
    with pytest.raises(Refusal, match="Không có lần nhập"):
        undo_batch(actor=other, number=own.batch or 0)
    undo_batch(actor=secretary, number=own.batch or 0)
    assert "đã được hoàn tác" in refusal(own.batch)
    assert "Không có lần nhập" in refusal(999)
    told = Entry.objects.filter(event="session.taken_back").get()
    assert (told.actor_id, told.after) == (secretary.user_id, None)
