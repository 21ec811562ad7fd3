"""What commitments say goes in by a workbook, stands in the log sealed, and comes back when the import is undone."""

import pytest

from neuguong.audit.actions import forget
from neuguong.audit.models import Entry, Key
from neuguong.audit.queries import faults
from neuguong.commitments.models import Commitment
from neuguong.core.actor import SYSTEM
from neuguong.interchange.undoing import undo_batch
from tests.interchange.books import TREE, taken

pytestmark = pytest.mark.django_db
ROW = {"Mã người": "0001", "Năm": 2023, "Nội dung": "Bớt nóng nảy", "Kết quả": "Đạt một phần"}


@pytest.fixture
def commitment() -> Commitment:
    taken(TREE)
    taken({"Cam kết": [ROW]})
    return Commitment.objects.get()


def told() -> str:
    rows = Entry.objects.filter(subject_kind="commitments.commitment")
    return "".join(f"{entry.before}{entry.after}" for entry in rows)


def test_nothing_stands_in_clear(commitment: Commitment) -> None:
    taken({"Cam kết": [{**ROW, "Nội dung": "Đúng giờ", "Kết quả": "Đạt"}]})
    for word in ("nóng nảy", "Đúng giờ", '"met"', '"partly"'):
        assert word not in told()
    assert list(Key.objects.values_list("pk", flat=True)) == [commitment.person_id]
    assert list(faults()) == []


@pytest.mark.parametrize("change", [{"Nội dung": "Đúng giờ", "Kết quả": "Đạt"}, {"Thao tác": "Xóa"}])
def test_it_comes_back(commitment: Commitment, change: dict[str, str]) -> None:
    report = taken({"Cam kết": [{**ROW, **change}]})
    undo_batch(actor=SYSTEM, number=report.batch or 0)
    again = Commitment.objects.get()
    assert (again.pk, again.content, again.result) == (commitment.pk, "Bớt nóng nảy", "partly")
    assert "nóng nảy" not in told()
    assert list(faults()) == []


def test_what_was_erased_does_not_come_back(commitment: Commitment) -> None:
    report = taken({"Cam kết": [{**ROW, "Thao tác": "Xóa"}]})
    forget(actor=SYSTEM, owner=commitment.person_id)
    undo_batch(actor=SYSTEM, number=report.batch or 0)
    again = Commitment.objects.get()
    assert (again.pk, again.content, again.result) == (commitment.pk, "", "")
    assert list(faults()) == []


def test_a_dry_run_leaves_no_key(commitment: Commitment) -> None:
    taken({"Cam kết": [{**ROW, "Mã người": "0002"}]}, dry_run=True)
    assert Key.objects.count() == 1
