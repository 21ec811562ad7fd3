"""The page about mail, for who runs the machine: what is in the way is told, what is stuck goes out again."""

import re

import pytest
from django.conf import settings
from django.core import mail

from neuguong.accounts.actions import create_user
from neuguong.core import clock
from neuguong.core.actor import SYSTEM
from neuguong.notices.actions import beat, carry, write_letter
from neuguong.notices.models import Letter
from neuguong.organisations.actions import grant_role
from neuguong.organisations.models import Role
from neuguong.privacy.actions import read_notice
from tests.bloc import Bloc, found_bloc
from tests.conftest import MOMENT

PAGE = "portal:outbox"


@pytest.fixture
def bloc(db: None) -> Bloc:
    found = found_bloc()
    for name, code in (("admin", "DUK"), ("lower", "YTE")):
        user = create_user(actor=SYSTEM, email=f"{name}@example.org", name=name)
        grant_role(actor=SYSTEM, user=user, role=Role.ADMIN, organisation=found.places[code])
        read_notice(actor=SYSTEM, user=user)
        found.users[name] = user
    return found


def shown(bloc: Bloc, name: str = "admin", place: str = "DUK") -> str:
    return re.sub(r"\s+", " ", bloc.open(name, PAGE, place=place).content.decode())


def test_it_says_whether_letters_are_carried_and_what_is_in_the_way(bloc: Bloc) -> None:
    with clock.freeze(MOMENT):
        assert "không có tiến trình gửi thư" in shown(bloc)
        beat(place="may-1 (12)", trouble="Connection refused")
        assert "Connection refused" in shown(bloc)
        assert "đang gửi thư" in shown(bloc)


def test_what_is_stuck_goes_out_again_and_the_log_says_who_said_so(bloc: Bloc) -> None:
    write_letter(to=bloc.users["cell"].pk, key="a", sort="digest", subject="zq nội dung", lines=["zq"])
    Letter.objects.update(status="unsure", trouble="250 quên")
    page = shown(bloc)
    assert "cell@example.org" in page
    assert "zq" not in page
    assert bloc.send("admin", PAGE, said={"letter": Letter.objects.get().pk}, place="DUK").status_code == 302
    assert bloc.send("admin", PAGE, said={"letter": "x"}, place="DUK").status_code == 404
    assert carry().sent == 1
    assert [one.to for one in mail.outbox] == [["cell@example.org"]]
    assert settings.PUBLIC_URL


@pytest.mark.parametrize(("name", "place"), [("officer", "DUK"), ("inspector", "DUK"), ("lower", "YTE")])
def test_nobody_else_sees_it(bloc: Bloc, name: str, place: str) -> None:
    answer = bloc.open(name, PAGE, place=place)
    assert answer.status_code == 403
    assert "Thư gửi đi" not in bloc.open(name, "organisations:list", place=place).content.decode()


@pytest.mark.parametrize("rows", [1, 3, 60])
def test_it_takes_few_statements(bloc: Bloc, rows: int) -> None:
    for number in range(rows):
        write_letter(to=number, key=f"k{number}", sort="digest", subject="S", lines=[])
    Letter.objects.update(status="failed")
    assert bloc.queries("admin", PAGE, place="DUK") <= 12
