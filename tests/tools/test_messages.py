"""Every text that a person reads has its English, and the English says the same things."""

import io

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tools.messages import ENGLISH, as_python, english, messages, template, wrong

PAGE = """{% extends "a.html" %}{% load i18n %}
  <p title="{% translate "Cam kết" %}">{% translate "Năm" context "kỳ" %} it's 50%
    {% blocktranslate count n=items|length trimmed %}
      {{ n }} việc "gấp"
    {% plural %}
      {{ n }} việc
    {% endblocktranslate %}
{{ x|default:_("Không có") }}{# ghi chú #}
"""


def catalogue(text: str) -> tuple[Catalog, Catalog]:
    """Return an English catalogue written as `text`, and what the sources hold: one message."""
    wanted = Catalog()
    wanted.add("Có %(n)s việc")
    return read_po(io.BytesIO(text.encode()), locale="en"), wanted


def test_messages_of_python() -> None:
    code = 'x = _("Một")\ny = pgettext("kỳ", "Năm")\nz = ngettext("a %(n)s", "b %(n)s", n)\nw = other("không")\n'
    assert list(messages(code)) == [(("Một",), None), (("Năm",), "kỳ"), (("a %(n)s", "b %(n)s"), None)]


def test_messages_of_a_function_imported_under_another_name() -> None:
    code = "from django.utils.translation import gettext as _now, pgettext as _in\n"
    assert list(messages(code + '_now("Một")\n_in("kỳ", "Năm")')) == [(("Một",), None), (("Năm",), "kỳ")]


def test_messages_of_a_template() -> None:
    assert list(messages(as_python(PAGE))) == [
        (("Cam kết",), None),
        (("Năm",), "kỳ"),
        (('%(n)s việc "gấp"', "%(n)s việc"), None),
        (("Không có",), None),
    ]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "no English"),
        ('msgid "Có %(n)s việc"\nmsgstr ""\n', "no English"),
        ('#, fuzzy\nmsgid "Có %(n)s việc"\nmsgstr "There are %(n)s tasks"\n', "no English"),
        ('msgid "Có %(n)s việc"\nmsgstr "There are %(m)s tasks"\n', "expected"),
        ('msgid "Có %(n)s việc"\nmsgstr "%(n)s tasks"\n\nmsgid "Xưa"\nmsgstr "Old"\n', "not in use"),
    ],
)
def test_what_is_wrong_is_found(text: str, complaint: str) -> None:
    assert any(complaint in line for line in wrong(*catalogue(text)))


def test_what_is_right_passes() -> None:
    assert wrong(*catalogue('msgid "Có %(n)s việc"\nmsgstr "There are %(n)s tasks"\n')) == []


@pytest.mark.skipif(not ENGLISH.exists(), reason="there is no English yet: make messages")
def test_the_english_is_complete() -> None:
    assert wrong(english(), template()) == []
