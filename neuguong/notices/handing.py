"""Handing one letter to a mail server, so that whoever comes after a killed process knows how far it got.

A server takes a mail on with its answer to the line that ends it (RFC 5321, 4.1.1.4 and 6.1); what was begun and not
ended it throws away. So all but that last line is sent first, then it is written down that the line comes now, and
only then it goes out.
"""

import re
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import sanitize_address

_DOTS = re.compile(rb"^\.", re.MULTILINE)
# Servers may store for long before they answer; leaving early would make two letters of one (RFC 1047).
_LAST_ANSWER = 300


class Away(Exception):
    """No mail server to be had, or it wants nothing at all now: the letter waits, and so do all others."""


class Later(Exception):
    """The server does not take this letter now."""


class Refused(Exception):
    """The server will never take this letter."""


class Lost(Exception):
    """The letter is no longer ours to send."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is written down before the last line goes out, and right around it: `begin` may raise Lost."""

    begin: Callable[[], None]
    ended: Callable[[], None]
    answered: Callable[[], None]


def hand_over(post: BaseEmailBackend, mail: EmailMultiAlternatives, marks: Marks) -> None:
    """Hand a mail over; returns once the server has taken it on, else raises one of the above.

    With a backend other than SMTP, as in tests and while developing, its own `send_messages` stands for the line.
    """
    smtp: Any = getattr(post, "connection", None)
    if isinstance(smtp, smtplib.SMTP):
        try:
            _speak(smtp, mail, marks)
        except (smtplib.SMTPException, OSError) as error:
            raise Away(_words(error)) from error
        return
    marks.begin()
    marks.ended()
    post.send_messages([mail])
    marks.answered()


def _speak(smtp: smtplib.SMTP, mail: EmailMultiAlternatives, marks: Marks) -> None:
    message: Any = mail.message()
    content = _DOTS.sub(b"..", message.as_bytes(linesep="\r\n"))
    smtp.ehlo_or_helo_if_needed()
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    _expect(smtp, smtp.mail(sanitize_address(sender, "utf-8")), 250)
    _expect(smtp, smtp.rcpt(sanitize_address(mail.to[0], "utf-8")), 250, 251)
    _expect(smtp, smtp.docmd("DATA"), 354)
    smtp.send(content if content.endswith(b"\r\n") else content + b"\r\n")
    try:
        marks.begin()
    except BaseException:
        smtp.close()
        raise
    _end(smtp, marks)


def _end(smtp: smtplib.SMTP, marks: Marks) -> None:
    """Send the last line; nothing may come between its mark and itself."""
    sock: Any = smtp.sock
    sock.settimeout(_LAST_ANSWER)
    marks.ended()
    sock.sendall(b".\r\n")
    answer = smtp.getreply()
    if answer[0] == 250:
        marks.answered()
    sock.settimeout(settings.EMAIL_TIMEOUT)
    _expect(smtp, answer, 250)


def _expect(smtp: smtplib.SMTP, answer: tuple[int, bytes], *good: int) -> None:
    code, said = answer
    if code in good:
        return
    words = f"{code} {said.decode('utf-8', 'replace')}"
    if code == 421 or code < 0:
        smtp.close()
        raise smtplib.SMTPServerDisconnected(words)
    smtp.rset()
    raise (Later if 400 <= code < 500 else Refused)(words)


def _words(error: Exception) -> str:
    return str(error) or type(error).__name__
