"""What accounts are told: once, theirs alone, counted at the bell, in the reader's language."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from neuguong.accounts.models import User
from neuguong.core import clock
from neuguong.core.telling import kind_of
from neuguong.notices.actions import News, tell
from neuguong.notices.models import Notice
from neuguong.privacy.queries import gather
from neuguong.privacy.queries import subject_of_actor as subject_of
from neuguong.ui.http import at
from tests.bloc import Bloc, found_bloc
from tests.conftest import MOMENT

LIST = "/notices/"


@pytest.fixture
def bloc(db: None) -> Bloc:
    return found_bloc()


def reminded(user: User, index: int = 0, link: str = "/search/") -> News:
    said = {"to": "Chi bộ A", "from": f"Đảng bộ {index}", "day": "2024-01-15", "missing": ["- Kế hoạch: chưa có"]}
    return News(user.pk, "reminder", f"test:{index}:{user.pk}", said, link)


def page(bloc: Bloc, name: str = "cell", query: str = "") -> Any:
    return bloc.client(name).get(f"{LIST}{query}")


def test_what_is_told_again_is_there_once(bloc: Bloc) -> None:
    for _again in range(2):
        tell([reminded(bloc.users["cell"]), reminded(bloc.users["sibling"])])
    assert Notice.objects.count() == 2
    assert [line.told.title for line in page(bloc).context["lines"]] == ["Đảng bộ 0 nhắc việc quá hạn"]


def test_the_bell_counts_what_is_new_and_opening_goes_to_what_it_is_about(bloc: Bloc) -> None:
    tell(reminded(bloc.users["cell"], index) for index in range(2))
    assert 'class="bell-count" aria-hidden="true">2<' in page(bloc).content.decode()
    first = page(bloc).context["lines"][0]
    answer = bloc.client("cell").post(f"{LIST}{first.pk}/open/")
    assert (answer.status_code, answer["Location"]) == (302, "/search/")
    assert [line.is_new for line in page(bloc).context["lines"]] == [False, True]
    assert len(page(bloc, query="?show=new").context["lines"]) == 1
    bloc.client("cell").post(f"{LIST}read/")
    assert "bell-count" not in page(bloc).content.decode()


def test_nobody_else_can_open_it_or_read_it_away(bloc: Bloc) -> None:
    tell([reminded(bloc.users["cell"])])
    told = Notice.objects.get()
    assert bloc.client("officer").post(f"{LIST}{told.pk}/open/").status_code == 404
    bloc.client("officer").post(f"{LIST}read/")
    told.refresh_from_db()
    assert told.read_at is None
    assert bloc.client("cell").get(f"{LIST}{told.pk}/open/").status_code == 405


def test_words_follow_the_reader_s_language(bloc: Bloc) -> None:
    tell([reminded(bloc.users["cell"])])
    bloc.client("cell").post("/prefer/", {"language": "en"})
    assert "Đảng bộ 0 reminds you of overdue work" in page(bloc).content.decode()


def test_a_list_without_anything_says_what_belongs_there(bloc: Bloc) -> None:
    assert "sẽ hiện ở đây" in page(bloc).content.decode()
    assert "Không có thông báo nào như vậy" in page(bloc, query="?show=new").content.decode()


@pytest.mark.parametrize("rows", [1, 3, 1000])
def test_pages_take_as_many_statements_whatever_there_is(bloc: Bloc, rows: int) -> None:
    tell(reminded(bloc.users["cell"], index) for index in range(rows))
    own = bloc.queries("cell", "initiatives:list")
    assert own == bloc.queries("sibling", "initiatives:list", place="KBN")
    assert len(page(bloc, query="?page=2" if rows > 50 else "").context["lines"]) == min(rows, 50)


@pytest.mark.parametrize("link", ["https://xau.example/", "javascript:alert(1)"])
def test_a_notice_leads_nowhere_else(bloc: Bloc, link: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(recipient_id=1, kind="reminder", key="x", link=link)


def test_a_notice_of_a_kind_that_is_gone_is_still_listed(bloc: Bloc) -> None:
    Notice.objects.create(recipient_id=bloc.users["cell"].pk, kind="gone", key="x")
    assert kind_of("gone") is None
    assert page(bloc).context["lines"][0].told.title == "gone"


def test_a_copy_of_everything_holds_what_was_told(bloc: Bloc) -> None:
    tell([reminded(bloc.users["cell"])])
    sections = gather(subject_of(bloc.actor("cell")), whole=True)
    (told,) = [section for section in sections if section.holding.code == "told"]
    assert "Chi bộ A" in str(list(told.rows))


def test_an_officer_reminds_and_who_serves_there_is_told_once_a_day(bloc: Bloc) -> None:
    with clock.freeze(MOMENT):
        bloc.send("officer", "campaigns:rule_create", said=RULE, place="DUK")
        for _again in range(2):
            answer = bloc.send("officer", "portal:remind", said={"code": ["BAO", "YTE"]}, place="DUK")
        assert answer.status_code == 302
        told = {notice.recipient_id: notice for notice in Notice.objects.all()}
        assert set(told) == {bloc.users["foreign"].pk, bloc.users["secretary"].pk}
        (line,) = page(bloc, "foreign").context["lines"]
        pasted = bloc.client("officer").get(at("DUK", "2023", "portal:remind", code=["BAO"])).context["text"]
        assert line.told.text == pasted
    bloc.clients.clear()
    with clock.freeze(MOMENT + dt.timedelta(days=1)):
        bloc.send("officer", "portal:remind", said={"code": ["BAO"]}, place="DUK")
    assert Notice.objects.filter(recipient_id=bloc.users["foreign"].pk).count() == 2


def test_nobody_below_reminds(bloc: Bloc) -> None:
    for name in ("secretary", "inspector", "member"):
        place = "DUK" if name == "inspector" else "YTE"
        if name != "member":
            assert bloc.send(name, "portal:remind", said={"code": ["DSO"]}, place=place).status_code == 403
    assert not Notice.objects.exists()


RULE = {
    "organisation": "DUK",
    "kind": "meeting_thematic",
    "per": "quarter",
    "times": 1,
    "anchor": "end",
    "days": 0,
    "unit": "calendar",
    "owed_on": "due",
    "who": "everyone",
    "org_kinds": ["base_committee", "base_cell"],
    "since": "01/01/2023",
}
