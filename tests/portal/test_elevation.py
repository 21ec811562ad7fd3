"""Nobody comes by more than they were given: each door, tried by each role that must not get through it.

An attempt fails when nothing at all has changed: no role, account, link, tie to a person, membership or entry.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import transaction
from django.db.models import Model

from neuguong.accounts.actions import create_user, disable_user
from neuguong.accounts.models import SignInLink, User
from neuguong.audit.models import Entry
from neuguong.core import clock
from neuguong.core.actor import SYSTEM
from neuguong.core.errors import Forbidden, NotVisible, Refusal
from neuguong.organisations import actions
from neuguong.organisations.models import Grant, Membership, Person, Role, Transfer
from neuguong.organisations.queries import installation
from neuguong.portal.cli.main import cli
from neuguong.privacy.actions import read_notice
from tests.bloc import Bloc, found_bloc
from tests.conftest import MOMENT
from tests.interchange.books import book, take

pytestmark = pytest.mark.django_db
TODAY = MOMENT.date()
# Beside those of the bloc; "sub" stands in for the officer of the root.
MORE = {
    "standing": (Role.STANDING, "YTE"),
    "council": (Role.COUNCIL, "DUK"),
    "admin": (Role.ADMIN, "DUK"),
    "lower": (Role.OFFICER, "YTE"),
    "sub": (Role.MEMBER, "DUK"),
    "second": (Role.OFFICER, "DUK"),
    "chair": (Role.STANDING, "DUK"),
}
HOMES = {"member": "DSO", "cell": "DSO", "secretary": "YTE", "lower": "YTE", "standing": "YTE", "foreign": "BAO"}
WHO = ("member", "cell", "secretary", "foreign", "inspector", "council", "admin", "standing", "lower", "sub")
SHEET = "Phân quyền"


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        found = found_bloc()
        for name, (role, code) in MORE.items():
            found.users[name] = create_user(actor=SYSTEM, email=f"{name}@example.org", name=name.title())
            actions.grant_role(actor=SYSTEM, user=found.users[name], role=role, organisation=found.places[code])
            read_notice(actor=SYSTEM, user=found.users[name])
        held, sub = found.users["officer"].grants.get(), found.users["sub"]
        actions.name_deputy(actor=found.actor("officer"), grant=held, user=sub, since=TODAY, until=TODAY)
        for name in WHO:
            person = found.person(f"Người {name}", f"P-{name}", HOMES.get(name, "DUK"))
            Person.objects.filter(pk=person.pk).update(account=found.users[name])
        found.person("Lò Thị Mây", "P-may", "BAO")
        yield found


def state() -> list[Any]:
    """Return all that an attempt must leave as it was."""
    told = Entry.objects.exclude(event__endswith="_read").count()
    kept: tuple[type[Model], ...] = (Grant, User, Person, Membership, Transfer, SignInLink)
    unsaid = {"updated_at", "last_login"}
    rows = [
        [{name: row[name] for name in row.keys() - unsaid} for row in model._default_manager.order_by("pk").values()]
        for model in kept
    ]
    return [told, *rows]


def grant_of(bloc: Bloc, name: str) -> Grant:
    return Grant.objects.get(user=bloc.users[name], deputises=None)


def posted(bloc: Bloc, who: str, page: str, *args: object, **said: Any) -> None:
    """Send a form at the root and at one's own place."""
    for place in ("DUK", HOMES.get(who, "DUK")):
        bloc.send(who, page, *args, said=said, place=place)


def gives(role: Role, code: str, email: str = "moi@example.org") -> Callable[[Bloc, str], None]:
    """Return the attempt to give a role, by page and by action."""

    def attempt(bloc: Bloc, who: str) -> None:
        place = bloc.places[code]
        extra = {"organisation": place.pk, "user": bloc.users[who].pk, "is_active": "1", "is_superuser": "1"}
        bloc.send(who, "organisations:grant_create", said={"email": email, "role": role, **extra}, place=code)
        with suppress(Forbidden):
            actions.grant_role(actor=bloc.actor(who), user=bloc.users["member"], role=role, organisation=place)

    return attempt


def gives_oneself(bloc: Bloc, who: str) -> None:
    for role in Role:
        posted(bloc, who, "organisations:grant_create", email=f"{who}@example.org", role=role)


def ends_the_chair(bloc: Bloc, who: str) -> None:
    posted(bloc, who, "organisations:grant_end", grant_of(bloc, "chair").pk)


def lends_anothers(bloc: Bloc, who: str) -> None:
    said = {"deputy": f"{who}@example.org", "since": "15/01/2024", "until": "20/01/2024"}
    posted(bloc, who, "organisations:grant_deputy", grant_of(bloc, "chair").pk, **said)


def lends_what_was_lent(bloc: Bloc, who: str) -> None:
    for lent in Grant.objects.exclude(deputises=None):
        posted(bloc, who, "organisations:grant_deputy", lent.pk, deputy="member@example.org", until="20/01/2024")


def lets_in(name: str) -> Callable[[Bloc, str], None]:
    """Return the attempt to go in as somebody."""

    def attempt(bloc: Bloc, who: str) -> None:
        for purpose in ("invitation", "recovery", "signin"):
            posted(bloc, who, "portal:account_link", bloc.users[name].pk, way="print", purpose=purpose)
        posted(bloc, who, "portal:account_help", bloc.users[name].pk, "factors")

    return attempt


def sheet(*rows: dict[str, Any], title: str = SHEET) -> Callable[[Bloc, str], None]:
    """Return the attempt to bring rows in, each by itself; {who} is who tries, {n:name} the number of a grant."""

    def attempt(bloc: Bloc, who: str) -> None:
        numbers = {name: f"{installation().mark}-{grant_of(bloc, name).pk}" for name in bloc.users}
        for row in rows:
            said = {
                key: text.format(who=who, **numbers) if isinstance(text, str) else text for key, text in row.items()
            }
            with suppress(Forbidden):
                assert take({title: [said]}, bloc.actor(who)).errors

    return attempt


def commands(bloc: Bloc, who: str) -> None:
    """Try the command line as that account, in a file with one role too many."""
    file = book({SHEET: [{"E-mail": "moi@example.org", "Vai trò": "Quản trị kỹ thuật", "Mã tổ chức": "DUK"}]})
    assert CliRunner().invoke(cli, ["import", str(file), "--as", f"{who}@example.org"]).exit_code
    Path(file).unlink()


def becomes_another(bloc: Bloc, who: str) -> None:
    own, other = bloc.users[who].person, Person.objects.get(code="P-may")
    for gone, kept in ((own, other), (other, own)):
        with suppress(Forbidden, Refusal, NotVisible), transaction.atomic():
            actions.merge_people(actor=bloc.actor(who), gone=gone, kept=kept)


def takes_a_person(bloc: Bloc, who: str) -> None:
    for place in ("DSO", "YTE"):
        with suppress(Forbidden, Refusal):
            actor, person = bloc.actor(who), Person.objects.get(code="P-may")
            made = actions.request_transfer(actor=actor, person=person, target=bloc.places[place], day=TODAY)
            with suppress(Forbidden):
                actions.accept_transfer(actor=actor, transfer=made)
            assert made.state == "asked"
            Transfer.objects.all().delete()


def sends_more_fields(bloc: Bloc, who: str) -> None:
    """Every page of the own account, with fields that it does not have."""
    extra = {"email": "officer@example.org", "is_superuser": "on", "is_staff": "on", "is_active": "on", "role": "admin"}
    extra |= {"user": str(bloc.users["officer"].pk), "account": str(bloc.users["officer"].pk), "person": "1"}
    for path in ("email/", "email/change/", "password/change/", "sessions/", "2fa/", "signup/", "3rdparty/"):
        bloc.client(who).post(f"/accounts/{path}", {**extra, "action_add": "1"})
    bloc.client(who).post("/prefer/", {**extra, "name": "theme", "value": "dark"})


ATTEMPTS: dict[str, Callable[[Bloc, str], None]] = {
    **{f"gives {role} at the root": gives(role, "DUK") for role in Role if role not in (Role.ADMIN, Role.INSPECTOR)},
    "gives oneself any role": gives_oneself,
    "ends the committee's role": ends_the_chair,
    "lends another's role": lends_anothers,
    "lends what was lent": lends_what_was_lent,
    "goes in as the officer": lets_in("officer"),
    "goes in as the committee": lets_in("chair"),
    "sends a sheet of roles": sheet(
        {"E-mail": "moi@example.org", "Vai trò": "Quản trị kỹ thuật", "Mã tổ chức": "DUK"},
        {"E-mail": "{who}@example.org", "Vai trò": "Chuyên viên", "Mã tổ chức": "DUK"},
        {"E-mail": "moi@example.org", "Vai trò": "Ban Thường vụ", "Mã tổ chức": "DSO"},
        {"Mã bản ghi": "{cell}", "E-mail": None, "Vai trò": "Hội đồng xét khen", "Mã tổ chức": None},
        {"Mã bản ghi": "{member}", "E-mail": None, "Vai trò": None, "Mã tổ chức": "BAO"},
        {"Mã bản ghi": "{foreign}", "E-mail": "{who}@example.org", "Vai trò": None, "Mã tổ chức": None},
        {"E-mail": "chair@example.org", "Vai trò": "Ban Thường vụ", "Mã tổ chức": "DUK", "Thao tác": "Xóa"},
    ),
    "commands as an account": commands,
    "posts fields that are not there": sends_more_fields,
}
# What an officer of the root, and so who stands in for one, may do.
OF_PEOPLE = {
    "moves somebody by a sheet": sheet(
        {"Mã người": "P-may", "Họ và tên": "Lò Thị Mây", "Mã tổ chức": "DSO", "Từ ngày": TODAY}, title="Người"
    ),
    "takes somebody over": takes_a_person,
}


@pytest.mark.parametrize("attempt", [*ATTEMPTS, *OF_PEOPLE])
def test_elevation(bloc: Bloc, attempt: str) -> None:
    reached = []
    act = {**ATTEMPTS, **OF_PEOPLE}[attempt]
    for who in WHO:
        if attempt in OF_PEOPLE and who in ("foreign", "sub"):
            continue
        with transaction.atomic():
            before = state()
            act(bloc, who)
            if state()[1:] != before[1:]:
                reached.append(who)
            transaction.set_rollback(True)
    assert reached == []


@pytest.mark.parametrize("who", WHO)
def test_nobody_makes_anothers_record_their_own(bloc: Bloc, who: str) -> None:
    before = state()
    becomes_another(bloc, who)
    assert state() == before


def test_the_attempts_reach_their_end_where_they_may(bloc: Bloc) -> None:
    """Each is one that works for who has the right; else that it fails would say nothing."""
    able = {
        "gives officer at the root": "officer",
        "gives council at the root": "chair",
    }
    able |= {"goes in as the officer": "second", "ends the committee's role": "chair"}
    for attempt, who in able.items():
        with transaction.atomic():
            before = state()
            with suppress(AssertionError):
                {**ATTEMPTS, **OF_PEOPLE}[attempt](bloc, who)
            assert state()[1:] != before[1:], attempt
            transaction.set_rollback(True)
        bloc.clients.clear()


def test_the_deputy_of_another_role_gets_that_role_alone(bloc: Bloc) -> None:
    held, place = grant_of(bloc, "cell"), bloc.places["DUK"].pk
    said = {"deputy": "member@example.org", "since": "15/01/2024", "until": "20/01/2024"}
    more = {
        "role": "admin",
        "organisation": place,
        "user": bloc.users["cell"].pk,
        "deputises": grant_of(bloc, "chair").pk,
    }
    assert bloc.send("cell", "organisations:grant_deputy", held.pk, said={**said, **more}).status_code == 302
    lent = Grant.objects.get(deputises=held)
    assert (lent.role, lent.organisation, lent.user) == ("secretary", bloc.places["DSO"], bloc.users["member"])


@pytest.mark.parametrize(("since", "until"), [(1, 2), (-3, -1)])
def test_a_deputy_is_nobody_before_and_after(bloc: Bloc, since: int, until: int) -> None:
    lent = Grant.objects.exclude(deputises=None)
    assert bloc.actor("sub").reaches(bloc.places["DUK"].path, Role.OFFICER)
    day = dt.timedelta(days=1)
    lent.update(since=TODAY + since * day, until=TODAY + until * day)
    assert not bloc.actor("sub").reaches(bloc.places["DUK"].path, Role.OFFICER)


@pytest.mark.parametrize("carried", [Role.STANDING, Role.COUNCIL, Role.INSPECTOR, Role.ADMIN, Role.SECRETARY])
def test_a_merger_carries_no_role_that_could_not_be_given_there(bloc: Bloc, carried: Role) -> None:
    Grant.objects.filter(user=bloc.users["foreign"]).update(role=carried)
    one, into = bloc.places["BAO"], bloc.places["YTE"]
    officer = bloc.actor("officer")
    actions.merge_organisations(actor=officer, organisations=[one], into=into, date=TODAY, carry_grants=True)
    went_on = Grant.objects.filter(user=bloc.users["foreign"], organisation=into).exists()
    assert went_on == (carried == Role.SECRETARY)


def test_a_duplicate_brings_no_role_that_could_not_be_given(bloc: Bloc) -> None:
    Grant.objects.filter(user=bloc.users["foreign"]).update(role=Role.STANDING)
    one, real = bloc.places["BAO"], bloc.places["YTE"]
    with pytest.raises(Refusal, match="không được phân quyền này"):
        actions.fold_duplicate(actor=bloc.actor("officer"), duplicate=one, real=real)
    actions.fold_duplicate(actor=SYSTEM, duplicate=one, real=real)


def test_a_link_dies_when_its_giver_could_not_give_it(bloc: Bloc) -> None:
    answer = bloc.send("officer", "portal:account_link", bloc.users["cell"].pk, said={"way": "print"}, place="DUK")
    address = str(answer.context["url"]).removeprefix("http://127.0.0.1:8000")
    visitor = bloc.client("member")
    assert visitor.get(address).status_code == 200
    actions.grant_role(actor=SYSTEM, user=bloc.users["cell"], role=Role.STANDING, organisation=bloc.places["DUK"])
    assert visitor.get(address).status_code == 422
    Grant.objects.filter(user=bloc.users["cell"], role=Role.STANDING).delete()
    assert visitor.get(address).status_code == 200
    Grant.objects.filter(user=bloc.users["officer"]).update(role=Role.SECRETARY)
    assert (
        visitor.post(address, {"password1": "mot-cau-rat-dai-1", "password2": "mot-cau-rat-dai-1"}).status_code == 422
    )
    assert not User.objects.get(pk=bloc.users["cell"].pk).has_usable_password()


def test_the_last_officer_is_not_shut_out(bloc: Bloc) -> None:
    Grant.objects.filter(user=bloc.users["officer"]).update(organisation=bloc.places["YTE"])
    page = ("portal:account_help", bloc.users["second"].pk, "disable")
    answer = bloc.send("admin", *page, said={}, place="DUK")
    assert answer.status_code == 422
    assert "cuối cùng" in answer.content.decode()
    Grant.objects.filter(user=bloc.users["officer"]).update(organisation=bloc.places["DUK"])
    assert bloc.send("admin", *page, said={}, place="DUK").status_code == 302


def test_a_disabled_account_commands_nothing(bloc: Bloc) -> None:
    disable_user(actor=SYSTEM, user=bloc.users["officer"])
    file = book({"Phân quyền": [{"E-mail": "moi@example.org", "Vai trò": "Bí thư", "Mã tổ chức": "DSO"}]})
    answer = CliRunner().invoke(cli, ["import", str(file), "--as", "officer@example.org"])
    assert answer.exit_code
    assert "Không có tài khoản nào" in answer.output
    assert not User.objects.filter(email="moi@example.org").exists()


def moves(bloc: Bloc) -> None:
    one, to = bloc.places["DSO"], bloc.places["BAO"]
    actions.move_organisation(actor=bloc.actor("officer"), organisation=one, parent=to, since=TODAY)


def merges(bloc: Bloc) -> None:
    one, to = bloc.places["YTE"], bloc.places["BAO"]
    actions.merge_organisations(actor=bloc.actor("officer"), organisations=[one], into=to, date=TODAY)


def splits(bloc: Bloc) -> None:
    one, to, shares = bloc.places["YTE"], bloc.places["BAO"], actions.Shares(rest=0)
    officer = bloc.actor("officer")
    actions.split_organisation(actor=officer, organisation=one, into=[to], shares=shares, date=TODAY, ends=False)


@pytest.mark.parametrize("act", [moves, merges, splits])
def test_no_event_widens_the_own_role(bloc: Bloc, act: Callable[[Bloc], None]) -> None:
    actions.grant_role(actor=SYSTEM, user=bloc.users["officer"], role=Role.STANDING, organisation=bloc.places["BAO"])
    with pytest.raises(Refusal, match="của chính đồng chí"):
        act(bloc)
    for one in (bloc.places[code] for code in ("YTE", "DSO", "KBN")):
        one.refresh_from_db()
        assert not bloc.actor("officer").reaches(one.path, Role.STANDING)
