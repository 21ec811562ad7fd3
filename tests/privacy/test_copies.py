"""Everything about me as a file: what is in it, who gets it, that the log tells it."""

import io
import json
import re
import zipfile
from typing import Any

import pytest
from django.apps import apps
from django.db.models import ForeignKey, OneToOneField
from django.urls import reverse

from neuguong.accounts.models import User
from neuguong.audit.models import Entry
from neuguong.core import clock
from neuguong.files.models import StoredFile
from neuguong.interchange.models import Batch
from neuguong.organisations.models import Person
from neuguong.privacy import registry
from tests.architecture.tree import ROOT
from tests.documents.reading import pdf_text
from tests.privacy.known import NAME, SECRET, Known


def opened(known: Known, name: str = "known") -> tuple[dict[str, Any], str]:
    """Return the JSON and the text of the PDF of one's own copy."""
    answer = known.bloc.client(name).post(reverse("portal:my_copy"))
    assert answer.status_code == 200
    assert re.fullmatch(r'attachment; filename="du-lieu-ca-nhan-\d{8}-\d{4}\.zip"', answer["Content-Disposition"])
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert sorted(archive.namelist()) == ["ban-doc.pdf", "du-lieu.json"]
        return json.loads(archive.read("du-lieu.json")), pdf_text(archive.read("ban-doc.pdf"))


def test_a_copy_holds_what_every_register_holds(known: Known) -> None:
    data, text = opened(known)
    filled = {code for code, section in data["sections"].items() if section["rows"]}
    empty_here = {"factors", "identities", "sessions", "devices", "notices", "readings", "requests", "restrictions"}
    empty_here |= {"pauses", "transfers", "merges", "files", "imports", "deeds", "told", "mails"}
    assert filled == {holding.code for holding in registry.holdings()} - empty_here
    assert data["sections"]["person"]["rows"][0]["birth_date"] == "1980-02-03"
    assert data["sections"]["commitments"]["rows"] == [
        {
            "first_year": 2023,
            "last_year": 2023,
            "organisation": "Chi bộ Chi cục Dân số",
            "signed_on": "2023-03-10",
            "content": SECRET,
            "result": "met",
        }
    ]
    words = " ".join(text.split())
    for told in (NAME, "03/02/1980", SECRET, "Đạt", "Giấy khen", "my@example.org", "Bí thư chi bộ"):
        assert told in words


def test_a_copy_says_who_took_it_when_and_why_and_so_does_the_log(known: Known) -> None:
    data, text = opened(known)
    assert data["about"] == {
        "whose": NAME,
        "taken_by": NAME,
        "taken_at": "2026-01-12T09:00:00+07:00",
        "why": "Người có dữ liệu tự lấy bản sao",
    }
    assert "09:00 12/01/2026" in text
    entry = Entry.objects.get(event="person.copied")
    assert (entry.actor_id, entry.subject_id) == (known.user.pk, known.person.pk)
    assert SECRET not in (entry.after or "")


def test_a_copy_is_made_at_any_moment_and_told_as_people_read_it(known: Known) -> None:
    """No clock of an office stands at a whole second."""
    with clock.freeze(clock.now().replace(microsecond=123_456)):
        data, text = opened(known)
    words = " ".join(text.split())
    assert "2.023" not in words
    assert "person.updated" not in words
    assert "Không lưu gì ở các mục: " in words
    assert data["about"]["taken_at"].startswith("2026-01-12T09:00:00.123456")


def test_a_copy_holds_files_and_workbooks_that_the_person_sent_and_what_they_did(known: Known) -> None:
    facts = {"name": "anh.png", "media_type": "image/png", "size": 5, "digest": "d", "location": "aa/b"}
    sent = {"subject_kind": "directives.task", "subject_id": 7, "sender_id": known.user.pk, "sender_label": NAME}
    StoredFile.objects.create(**facts, **sent)
    Batch.objects.create(file_name="quy-1.xlsx", digest="d", actor_id=known.user.pk, actor_label=NAME, created=3)
    known.bloc.client("known").post(reverse("portal:my_copy"))
    data, text = opened(known)
    rows = {code: data["sections"][code]["rows"] for code in ("files", "imports", "deeds")}
    assert (rows["files"][0]["name"], rows["imports"][0]["created"]) == ("anh.png", 3)
    assert rows["deeds"][-1]["event"] == "person.copied"
    words = " ".join(text.split())
    assert "quy-1.xlsx" in words
    assert "Lấy bản sao dữ liệu" in words


def test_of_a_long_section_the_newest_rows_are_printed_and_all_are_in_the_file(known: Known) -> None:
    Batch.objects.bulk_create(
        Batch(file_name=f"so-{number}.xlsx", digest="d", actor_id=known.user.pk, actor_label=NAME)
        for number in range(503)
    )
    data, text = opened(known)
    words = " ".join(text.split())
    assert len(data["sections"]["imports"]["rows"]) == 503
    assert ("so-502.xlsx" in words, "so-3.xlsx" in words, "so-2.xlsx" in words) == (True, True, False)
    assert "In 500 dòng mới nhất trong 503 dòng" in words


def test_a_copy_holds_nothing_of_others(known: Known) -> None:
    known.bloc.person("Lò Văn Khác", "K99")
    data, _text = opened(known, "officer")
    assert data["sections"]["person"]["rows"] == []
    assert data["sections"]["account"]["rows"][0]["email"] == "officer@example.org"
    assert NAME not in json.dumps(data, ensure_ascii=False)


def test_a_copy_is_asked_for_by_a_button_and_by_nobody_who_has_not_signed_in(known: Known) -> None:
    assert known.bloc.client("known").get(reverse("portal:my_copy")).status_code == 405
    assert known.bloc.client("known").__class__().post(reverse("portal:my_copy")).status_code == 302
    assert not Entry.objects.filter(event="person.copied").exists()


def test_the_page_counts_what_is_held(known: Known) -> None:
    answer = known.bloc.client("known").get(reverse("privacy:mine"))
    counts = {section.holding.code: len(section.rows) for section in answer.context["sections"]}
    assert counts["commitments"] == 1
    assert "Cam kết, kế hoạch cá nhân" in answer.content.decode()
    assert SECRET not in answer.content.decode()


def test_every_row_that_points_at_a_person_is_in_a_copy() -> None:
    """A new register that holds people has to say so in its personal_data, and be named here."""
    told = {
        "organisations.Membership": "memberships",
        "organisations.PersonGroup": "groups",
        "organisations.Grant": "grants",
        "organisations.Pause": "pauses",
        "organisations.Transfer": "transfers",
        "organisations.PersonMerge": "merges",
        # That two people are not one says nothing of either.
        "organisations.NotSame": "person",
        "organisations.Person": "person",
        "commitments.Commitment": "commitments",
        "activities.Attendance": "attendances",
        "initiatives.Exemplar": "exemplars",
        "commendations.Award": "awards",
        "commendations.Nomination": "nominations",
        "classification.Classification": "ranks",
        "accounts.SignInLink": "signin_links",
        "privacy.DataRequest": "requests",
        "privacy.NoticeRead": "notices",
        "privacy.Restriction": "restrictions",
        # A step on the way of an erasure; it points at what is nameless afterwards.
        "privacy.Removal": "requests",
        "accounts.Device": "devices",
        "usersessions.UserSession": "sessions",
        "socialaccount.SocialAccount": "identities",
        "mfa.Authenticator": "factors",
        "account.EmailAddress": "account",
    }
    pointing = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | OneToOneField) and field.related_model in (Person, User)
    }
    assert pointing - set(told) == set()
    assert set(told.values()) <= {holding.code for holding in registry.holdings()}


def test_the_documents_name_every_section_and_field() -> None:
    page = (ROOT / "docs/personal-data.md").read_text()
    for holding in registry.holdings():
        line = next(line for line in page.splitlines() if line.startswith(f"| `{holding.code}` |"))
        assert [f"`{name}`" for name in holding.fields if f"`{name}`" not in line] == []


def test_two_holdings_of_one_name_are_refused() -> None:
    first, second, *_rest = registry.holdings()
    with pytest.raises(ValueError, match="person"):
        registry.join([type(first)(**{name: getattr(second, name) for name in first.__slots__} | {"code": "person"})])
