"""Writing letters into the outbox."""

from collections.abc import Sequence
from email.utils import make_msgid, parseaddr

from django.conf import settings
from django.utils.translation import get_language

from neuguong.notices.models import Letter


def write_letter(
    *, to: int, key: str, sort: str, subject: str, lines: Sequence[str], link: str = "", button: str = ""
) -> tuple[Letter, bool]:
    """Put a letter to the account `to` into the outbox, in the running transaction: it goes out if that is kept.

    Written again under its key it stays as it is; tells whether it is new. Never for what lets somebody in, as it
    lies here readable.
    """
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    values = {
        "recipient_id": to,
        "sort": sort,
        "subject": subject[:200],
        "said": {"lines": list(lines), "link": link, "button": button},
        "language": get_language() or settings.LANGUAGE_CODE,
        "message_id": make_msgid(domain=host),
    }
    return Letter.objects.get_or_create(key=key, defaults=values)
