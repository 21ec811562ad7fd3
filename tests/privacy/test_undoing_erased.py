"""An import is not undone over what was erased: nothing brings a name back."""

import datetime as dt

import pytest

from neuguong.accounts.actions import create_user
from neuguong.commitments.models import Commitment
from neuguong.core.actor import SYSTEM, Actor
from neuguong.core.errors import Refusal
from neuguong.initiatives.models import Exemplar
from neuguong.interchange.models import Batch
from neuguong.interchange.undoing import undo_batch
from neuguong.organisations.actions import grant_role
from neuguong.organisations.models import Organisation, Person, Role
from neuguong.organisations.queries import actor_for
from neuguong.privacy import actions
from tests.interchange.books import TREE, taken

NAME = "Lê Thị Mây"
FIRST = {"Mã người": "0001", "Năm": 2023, "Ngày ký": dt.date(2023, 1, 5), "Nội dung": "Đọc sách mỗi tuần"}
SECOND = {**FIRST, "Nội dung": "Đọc sách mỗi ngày"}
EXEMPLAR = {
    "Mã tổ chức": "0011",
    "Đối tượng": "Cá nhân",
    "Tên": NAME,
    "Ngày đăng ký": dt.date(2023, 3, 5),
    "Mã người": "0001",
}


def officer(email: str) -> Actor:
    user = create_user(actor=SYSTEM, email=email)
    grant_role(actor=SYSTEM, user=user, role=Role.OFFICER, organisation=Organisation.objects.get(code="DUK"))
    return actor_for(user)


@pytest.mark.django_db
def test_no_batch_that_touched_the_person_can_be_undone() -> None:
    taken({**TREE, "Cam kết": [FIRST], "Điển hình": [EXEMPLAR]})
    taken({"Cam kết": [SECOND]})
    removal = actions.propose_baseless(actor=officer("a@example.org"), person=Person.objects.get(code="0001"))
    actions.confirm_removal(actor=officer("b@example.org"), removal=removal)
    for batch in Batch.objects.order_by("-pk"):
        with pytest.raises(Refusal):
            undo_batch(actor=SYSTEM, number=batch.pk)
    assert Commitment.objects.get().content == ""
    assert NAME not in Exemplar.objects.get().name
    assert not Person.objects.filter(full_name=NAME).exists()
