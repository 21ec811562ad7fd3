"""The sheet of roles: nothing beyond one's own by any row, and somebody keeps the root whatever rows do together."""

import datetime as dt
from typing import Any

import pytest

from neuguong.accounts.actions import create_user, disable_user
from neuguong.accounts.models import User
from neuguong.core import clock
from neuguong.core.actor import SYSTEM, Actor
from neuguong.core.errors import Forbidden, Refusal
from neuguong.interchange.undoing import undo_batch
from neuguong.organisations.actions import end_grant, grant_role, name_deputy
from neuguong.organisations.models import Grant, Organisation, Person, Role
from neuguong.organisations.queries import actor_for, installation
from tests.interchange.books import counts, officer, refused, take, taken

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]
NEEDED = [(Role.OFFICER, "Chuyên viên"), (Role.ADMIN, "Quản trị kỹ thuật")]
SHEET = "Phân quyền"


def held(role: Role, email: str, code: str = "DUK") -> Grant:
    """Give a role, for ever and since ever."""
    user = User.objects.filter(email=email).first() or create_user(actor=SYSTEM, email=email)
    return grant_role(actor=SYSTEM, user=user, role=role, organisation=Organisation.objects.get(code=code))


def line(grant: Grant, **more: Any) -> dict[str, Any]:
    """Return a grant's row of a workbook."""
    place = grant.organisation.code
    return {"E-mail": grant.user.email, "Vai trò": grant.get_role_display(), "Mã tổ chức": place, **more}


def number(grant: Grant) -> str:
    return f"{installation().mark}-{grant.pk}"


def ended(grant: Grant) -> list[dict[str, Any]]:
    """Return the rows by which somebody would no longer hold a role of the root."""
    past, coming = clock.today() - dt.timedelta(days=1), clock.today() + dt.timedelta(days=400)
    own = {"Mã bản ghi": number(grant)}
    return [
        line(grant, **{"Thao tác": "Xóa"}),
        line(grant, **{"Đến ngày": past}),
        line(grant, **{"Đến ngày": coming}),
        line(grant, **{**own, "Từ ngày": coming}),
        line(grant, **{**own, "Vai trò": "Thành viên"}),
        line(grant, **{**own, "Mã tổ chức": "001"}),
    ]


@pytest.mark.parametrize(("role", "words"), NEEDED)
@pytest.mark.parametrize("way", range(6))
def test_no_row_ends_the_last_of_the_root(role: Role, words: str, way: int) -> None:
    grant = held(role, "cuoi@example.vn")
    told = refused({SHEET: [ended(grant)[way]]})
    assert f"{words} cuối cùng" in told.message
    assert told.column
    assert (told.sheet, told.row) == (SHEET, 2)
    assert Grant.objects.get(pk=grant.pk).until is None
    held(role, "khac@example.vn")
    taken({SHEET: [ended(grant)[way]]})


@pytest.mark.parametrize(("role", "words"), NEEDED)
def test_nor_do_several_together(role: Role, words: str) -> None:
    first, second = held(role, "mot@example.vn"), held(role, "hai@example.vn")
    rows = [ended(first)[0], ended(second)[1]]
    told = refused({SHEET: rows})
    assert (told.row, told.sheet) == (3, SHEET)
    report = take({SHEET: rows}, partial=True)
    assert (report.updated, len(report.errors)) == (1, 1)
    assert [grant.user.email for grant in Grant.objects.filter(role=role)] == ["hai@example.vn"]


def test_who_follows_may_stand_anywhere_in_the_file() -> None:
    first = held(Role.OFFICER, "mot@example.vn")
    following = {"E-mail": "moi@example.vn", "Vai trò": "Chuyên viên", "Mã tổ chức": "DUK"}
    later = {**following, "E-mail": "sau@example.vn", "Từ ngày": clock.today() + dt.timedelta(days=9)}
    assert "cuối cùng" in refused({SHEET: [ended(first)[0], later]}).message
    taken({SHEET: [ended(first)[0], following]})


@pytest.mark.parametrize("is_shut", [True, False])
def test_a_disabled_account_keeps_nothing(is_shut: bool) -> None:
    first, second = held(Role.OFFICER, "mot@example.vn"), held(Role.OFFICER, "hai@example.vn")
    if is_shut:
        disable_user(actor=SYSTEM, user=second.user)
    assert bool(take({SHEET: [ended(first)[0]]}).errors) == is_shut


def test_an_undone_import_leaves_somebody() -> None:
    """What the import began with may come back; what somebody else has held meanwhile may not go."""
    row = {"E-mail": "moi@example.vn", "Vai trò": "Chuyên viên", "Mã tổ chức": "DUK"}
    alone = taken({SHEET: [row]})
    undo_batch(actor=SYSTEM, number=alone.batch or 0)
    assert not Grant.objects.exists()
    first = held(Role.OFFICER, "mot@example.vn")
    beside = taken({SHEET: [row]})
    end_grant(actor=SYSTEM, grant=first)
    with pytest.raises(Refusal, match="không còn Chuyên viên nào"):
        undo_batch(actor=SYSTEM, number=beside.batch or 0)
    assert Grant.objects.filter(user__email="moi@example.vn", until=None).exists()


def above() -> Actor:
    """Return an officer of 001, beside whom somebody keeps the root."""
    held(Role.OFFICER, "goc@example.vn")
    return officer("001", Role.OFFICER, "cv@example.vn")


@pytest.mark.parametrize(
    "said",
    [
        {"Vai trò": "Quản trị kỹ thuật"},
        {"Vai trò": "Ban Thường vụ"},
        {"Mã tổ chức": "DUK"},
        {"E-mail": "cv@example.vn"},
    ],
)
def test_no_cell_left_empty_hides_what_is_given(said: dict[str, str]) -> None:
    """A row that names a record by its number need not repeat the rest; the whole is judged all the same."""
    actor, grant = above(), held(Role.MEMBER, "tv@example.vn", "0011")
    before = Grant.objects.filter(pk=grant.pk).values().get()
    told = refused(
        {SHEET: [{"E-mail": None, "Vai trò": None, "Mã tổ chức": None, "Mã bản ghi": number(grant), **said}]}, actor
    )
    assert "không được" in told.message
    assert Grant.objects.filter(pk=grant.pk).values().get() == before


def test_an_account_is_tied_to_nobody_of_other_lists() -> None:
    actor = above()
    row = {"E-mail": "moi@example.vn", "Vai trò": "Thành viên", "Mã tổ chức": "0011", "Mã người": "0002"}
    assert "không có ai mang mã" in refused({SHEET: [row]}, actor).message
    taken({SHEET: [{**row, "Mã người": "0001"}]}, actor)
    assert [person.code for person in Person.objects.exclude(account=None)] == ["0001"]


def test_what_was_lent_is_not_made_longer_by_a_workbook() -> None:
    actor, grant, other = (
        above(),
        held(Role.SECRETARY, "bt@example.vn", "0011"),
        held(Role.MEMBER, "p@example.vn", "0011"),
    )
    today = clock.today()
    lent = name_deputy(actor=actor_for(grant.user), grant=grant, user=other.user, since=today, until=today)
    row = line(lent, **{"Từ ngày": today, "Đến ngày": today, "Mã bản ghi": number(lent)})
    assert counts(taken({SHEET: [row]}, actor)) == (0, 0, 1, 0)
    longer = {**row, "Đến ngày": today + dt.timedelta(days=999)}
    assert "làm thay" in refused({SHEET: [longer]}, actor).message


def test_who_no_longer_grants_takes_no_import_of_roles_back() -> None:
    actor, grant = above(), held(Role.SECRETARY, "bt@example.vn", "0011")
    report = taken({SHEET: [line(grant, **{"Thao tác": "Xóa"})]}, actor)
    user = User.objects.get(email="cv@example.vn")
    Grant.objects.filter(user=user).update(role=Role.SECRETARY)
    with pytest.raises(Forbidden):
        undo_batch(actor=actor_for(user), number=report.batch or 0)
    assert not Grant.objects.filter(pk=grant.pk).exists()
