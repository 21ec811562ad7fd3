"""Letters: the same words as text and as HTML, without pictures or anything from elsewhere."""

from collections.abc import Sequence

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import get_language


def send(
    *, to: str, subject: str, lines: Sequence[str], link: str = "", button: str = "", after: Sequence[str] = ()
) -> None:
    """Compose a letter and send it at once; OSError without mail."""
    composed(to=to, subject=subject, lines=lines, link=link, button=button, after=after).send()


def composed(
    *, to: str, subject: str, lines: Sequence[str], link: str = "", button: str = "", after: Sequence[str] = ()
) -> EmailMultiAlternatives:
    """Return a letter of paragraphs, `link` (in HTML under the words `button`), and the paragraphs `after`."""
    text = "\n\n".join([*lines, *filter(None, [link]), *after])
    context = {"subject": subject, "lines": lines, "link": link, "button": button or link, "after": after}
    letter = EmailMultiAlternatives(subject, text, None, [to])
    page = render_to_string("ui/letter.html", {**context, "language": get_language()})
    letter.attach_alternative(page, "text/html")
    return letter
