"""Of someone erased nothing is entered, changed or taken out any more, on any page or by a workbook."""

from pathlib import Path

import pytest

from neuguong.accounts.actions import create_user
from neuguong.core.actor import SYSTEM
from neuguong.core.personal import ERASED
from neuguong.organisations.actions import grant_role
from neuguong.organisations.models import Membership, Person, Role
from neuguong.privacy import actions
from tests.interchange.test_refusals import sent
from tests.privacy.known import Known

OFFERED = (
    "person_edit",
    "membership_create",
    "membership_edit",
    "membership_remove",
    "pause_create",
    "transfer_depart",
)


@pytest.fixture
def gone(known: Known) -> Person:
    """Erase the person."""
    user = create_user(actor=SYSTEM, email="second@example.org", name="Second")
    grant_role(actor=SYSTEM, user=user, role=Role.OFFICER, organisation=known.bloc.places["DUK"])
    known.bloc.users["second"] = user
    removal = actions.propose_baseless(actor=known.bloc.actor("officer"), person=known.person)
    actions.confirm_removal(actor=known.bloc.actor("second"), removal=removal)
    known.person.refresh_from_db()
    return known.person


def test_the_page_offers_nothing(known: Known, gone: Person) -> None:
    page = known.bloc.open("cell", "portal:person", gone.pk).content.decode()
    assert ERASED in page
    assert "nhập thay" not in page.lower()
    for words in (
        "/edit/",
        f"/{gone.pk}/transfer/",
        "/memberships/",
        "/pauses/",
        "Ghi thời gian",
        "Thêm nơi sinh hoạt",
    ):
        assert words not in page


@pytest.mark.parametrize("page", OFFERED)
def test_what_is_sent_all_the_same_is_not_taken(known: Known, gone: Person, page: str) -> None:
    membership = gone.memberships.get()
    subject = membership.pk if page in ("membership_edit", "membership_remove") else gone.pk
    said = {"organisation": "DSO", "full_name": "Lại có tên", "code": gone.code, "version": "1", "sort": "exempt"}
    said |= {"since": "01/02/2023", "code_": "BAO", "day": "01/02/2024", "target": "BAO"}
    for name, place in (("cell", "DSO"), ("officer", "DUK")):
        assert known.bloc.send(name, f"organisations:{page}", subject, said=said, place=place).status_code == 403
        assert known.bloc.open(name, f"organisations:{page}", subject, place=place).status_code == 403
    assert (Person.objects.get(pk=gone.pk).full_name, Membership.objects.get(person=gone)) == (ERASED, membership)
    assert not gone.pauses.exists()


def test_a_workbook_brings_nothing_back(known: Known, gone: Person, tmp_path: Path) -> None:
    people = (("Mã người", "Họ và tên", "Mã tổ chức"), (gone.code, "Lại có tên", "DSO"))
    (error,) = sent(tmp_path, "Người", people)
    assert "dữ liệu của người này đã xóa" in error
    further = (("Mã người", "Mã tổ chức", "Từ ngày"), (gone.code, "YTE", "01/02/2023"))
    (error,) = sent(tmp_path, "Nơi sinh hoạt", further)
    assert "dữ liệu của người này đã xóa" in error
    assert Person.objects.get(pk=gone.pk).full_name == ERASED
