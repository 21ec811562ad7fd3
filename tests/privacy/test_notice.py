"""The notice: read once by whoever signs in, again for a new text, reachable always, nothing to be ticked."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from neuguong.audit.models import Entry
from neuguong.privacy import notice
from neuguong.privacy.deadlines import deadline
from neuguong.privacy.models import NoticeRead, RequestKind
from tests.privacy.conftest import MOMENT
from tests.privacy.known import Known

PASSWORD = "cau-thanh-ngu-dai-va-la"
LIST = "/o/DSO/2023/organisations/"


def entered(known: Known) -> Client:
    """Sign in as a person does."""
    known.user.set_password(PASSWORD)
    known.user.save()
    client = Client()
    answer = client.post("/accounts/login/", {"login": known.user.email, "password": PASSWORD})
    assert answer.status_code == 302
    return client


def notice_for(page: str) -> Any:
    return reverse("privacy:notice", query={"next": page})


def test_whoever_signs_in_first_reads_it_and_goes_on_to_where_they_were_going(known: Known) -> None:
    client = entered(known)
    assert client.get(LIST)["Location"] == notice_for(LIST)
    assert client.post(reverse("portal:my_copy"))["Location"].startswith(reverse("privacy:notice"))
    page = client.get(notice_for(LIST)).content.decode()
    assert "Tôi đã đọc" in page
    assert 'type="checkbox"' not in page
    assert client.post(reverse("privacy:notice"), {"next": LIST})["Location"] == LIST
    assert client.get(LIST).status_code == 200
    read = NoticeRead.objects.get(user=known.user)
    assert (read.user, read.version, read.read_at) == (known.user, notice.VERSION, MOMENT)
    assert Entry.objects.filter(event="notice.noted", actor_id=known.user.pk).count() == 1


def test_a_part_of_a_page_leads_there_too(known: Known) -> None:
    answer = entered(known).get(LIST, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == notice_for(LIST)


@pytest.mark.parametrize("page", ["/health/", "/me/notice/", "/accounts/logout/", "/accounts/password/change/"])
def test_what_the_door_itself_needs_stays_open(known: Known, page: str) -> None:
    answer = entered(known).get(page)
    assert answer.status_code == 200 or "notice" not in answer["Location"]


def test_who_has_read_it_is_not_asked_again_until_the_text_changes(
    known: Known, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = entered(known)
    client.post(reverse("privacy:notice"))
    assert entered(known).get(LIST).status_code == 200
    for module in ("actions.notices", "queries.notices"):
        monkeypatch.setattr(f"neuguong.privacy.{module}.VERSION", "2030-01")
    again = entered(known)
    assert again.get(LIST)["Location"] == notice_for(LIST)
    again.post(reverse("privacy:notice"))
    assert list(known.user.notices_read.order_by("pk").values_list("version", flat=True)) == [notice.VERSION, "2030-01"]


def test_it_says_when_it_was_read_and_stands_in_the_menu(known: Known) -> None:
    client = entered(known)
    client.post(reverse("privacy:notice"))
    page = client.get(reverse("privacy:notice")).content.decode()
    assert f"Đồng chí đã đọc phiên bản {notice.VERSION} lúc 09:00 12/01/2026." in page
    assert "Tôi đã đọc</button>" not in page
    menu = client.get(LIST).content.decode()
    assert f'href="{reverse("privacy:notice")}"' in menu
    assert f'href="{reverse("privacy:mine")}"' in menu


def test_it_names_the_office_to_ask(known: Known) -> None:
    page = known.bloc.client("known").get(reverse("privacy:notice")).content.decode()
    assert "officer@example.org" in page
    assert "sibling@example.org" not in page


@pytest.mark.parametrize("where", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_it_leads_to_no_other_site(known: Known, where: str) -> None:
    answer = entered(known).post(reverse("privacy:notice"), {"next": where})
    assert answer["Location"] == reverse("privacy:mine")


def test_a_changed_word_needs_a_new_version() -> None:
    """Who changes the text gives it a new VERSION, and DIGEST what this test tells."""
    assert notice.digest() == notice.DIGEST


def test_every_kind_has_its_ground_and_dated_sources() -> None:
    assert all(str(basis.ground) and any(sign.isdigit() for sign in str(basis.sources)) for basis in notice.BASES)


def test_the_handbook_is_one_step_from_the_notice_and_tells_the_times_of_the_table(known: Known) -> None:
    client, guide = known.bloc.client("known"), reverse("privacy:guide")
    assert guide in client.get(reverse("privacy:notice")).content.decode()
    page = " ".join(client.get(guide).content.decode().split())
    times = {kind: deadline(kind, dt.date(2026, 1, 12)).done for kind in RequestKind}
    assert [times[RequestKind(kind)] for kind in ("see", "correct", "export")] == [10, 10, 10]
    assert [times[RequestKind(kind)] for kind in ("restrict", "object", "erase")] == [15, 15, 20]
    assert "xong trong 10 ngày; hạn chế, phản đối: 15 ngày; xóa: 20 ngày" in page
    assert reverse("privacy:mine") in page
