"""Vietnamese and English: nothing is left in one of them, and what outlives a page is Vietnamese."""

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import translation

from neuguong.organisations.queries import Structure
from neuguong.reporting.actions import prepare_review
from neuguong.reporting.document import abstract
from neuguong.reporting.exporting import to_json
from neuguong.ui.http import at
from tests.reporting.office import YEAR, Office, found_office
from tools.messages import ENGLISH

ROOT = Path(__file__).resolve().parents[2]
VIETNAMESE = ENGLISH.parents[2] / "vi/LC_MESSAGES/django.po"
# What a translation has to take over as it stands: placeholders, tokens of figures, marks of HTML.
KEPT = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w*}|\[\[\w+:\w+\]\]|</?[a-z]+|&\w+;")
LETTERS = re.compile(r"[ăâđêôơưáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵ]|[\u1ea0-\u1ef9]", re.IGNORECASE)
# The product, forms of awards, and a heading of the workbook, which English keeps.
NAMES = re.compile(r"Nêu Gương|giấy khen|bằng khen|biểu dương|Lý do lỗi", re.IGNORECASE)


def entries(path: Path) -> Iterator[tuple[Message, list[str], list[str]]]:
    """Give each entry of a catalogue with its texts and their translations."""
    for message in read_po(io.BytesIO(path.read_bytes())):
        if message.id:
            yield message, _listed(message.id), _listed(message.string)


def _listed(texts: object) -> list[str]:
    return [str(text) for text in texts] if isinstance(texts, list | tuple) else [str(texts or "")]


@pytest.fixture
def office(db: None) -> Office:
    """Give a bloc with its records of 2023."""
    return found_office()


@pytest.fixture
def english() -> Client:
    """Give a browser that asks for English."""
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def test_no_entry_lacks_english() -> None:
    checked = subprocess.run(
        [sys.executable, "tools/messages.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("path", [ENGLISH, VIETNAMESE], ids=["en", "vi"])
def test_translations_keep_placeholders(path: Path) -> None:
    wrong = []
    for message, texts, translations in entries(path):
        # The first form of a plural may say "one" where the last one counts.
        wanted, least = set(KEPT.findall(texts[-1])), set(KEPT.findall(texts[0]))
        for text in translations:
            kept = set(KEPT.findall(text))
            if not least <= kept <= wanted | least or message.fuzzy or not text:
                wrong.append((message.id, text))
    assert wrong == []


def test_the_english_is_no_vietnamese() -> None:
    left = [
        text
        for _message, _texts, translations in entries(ENGLISH)
        for text in translations
        if LETTERS.search(NAMES.sub("", text))
    ]
    assert left == []


@pytest.mark.django_db
def test_pages_are_served_in_the_language_of_the_cookie(english: Client) -> None:
    usual, other = (client.get("/accounts/login/") for client in (Client(), english))
    assert ('<html lang="vi"' in usual.content.decode(), usual["Content-Language"]) == (True, "vi")
    assert ('<html lang="en"' in other.content.decode(), other["Content-Language"]) == (True, "en")
    assert ("Đăng nhập" in usual.content.decode(), "Sign in" in usual.content.decode()) == (True, False)
    assert ("Đăng nhập" in other.content.decode(), "Sign in" in other.content.decode()) == (False, True)


def test_what_is_counted_is_told_in_the_plural() -> None:
    tables = (ROOT / "neuguong").rglob("tables.py")
    singular = [str(path) for path in tables if re.search(r"\bnoun=(?!pgettext_lazy)", path.read_text())]
    assert singular == [], 'the noun of a table: pgettext_lazy("đếm", …)'


def test_the_registers_are_served_in_english(office: Office, english: Client) -> None:
    english.force_login(office.users["officer"])
    page = english.get(at("DUK", "2023", "initiatives:list")).content.decode()
    assert "Models of studying and following the example" in page
    assert "models: 2" in page
    assert "Đăng ký mô hình" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["ngan", "1q2w3e4r5t6y"])
def test_refused_passwords_are_told_in_vietnamese(office: Office, password: str) -> None:
    client = Client()
    client.post("/accounts/password/reset/", {"email": office.users["officer"].email})
    found = re.search(r"/accounts/password/reset/key/\S+", str(mail.outbox[0].body))
    assert found is not None
    page = client.get(found[0], follow=True)
    refused = client.post(page.redirect_chain[-1][0], {"password1": password, "password2": password})
    told = re.findall(r'class="error"[^>]*>([^<]+)<', refused.content.decode())
    assert told
    assert all(LETTERS.search(line) for line in told)


def test_a_review_is_vietnamese_whoever_makes_it(office: Office) -> None:
    content = {}
    for language in ("vi", "en"):
        with translation.override(language):
            made = prepare_review(
                actor=office.actor("officer"), organisation=office.root, period=YEAR, structure=Structure.THEN
            )
            content[language] = (abstract(made), made.snapshot, to_json(made)["hash"])
    assert content["en"] == content["vi"]
    assert content["vi"][0].endswith("năm 2023")
    assert {row["level"] for row in content["vi"][1]["models"]} == {"Tỉnh", "Cơ sở"}
