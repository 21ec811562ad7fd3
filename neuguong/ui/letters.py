"""Letters: the same words as text and as HTML, without pictures or anything from elsewhere."""

from collections.abc import Sequence

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import get_language


def send(
    *, to: str, subject: str, lines: Sequence[str], link: str = "", button: str = "", after: Sequence[str] = ()
) -> None:
    """Send paragraphs, `link` (in HTML under the words `button`), and the paragraphs `after`; OSError without mail."""
    text = "\n\n".join([*lines, *filter(None, [link]), *after])
    context = {"subject": subject, "lines": lines, "link": link, "button": button or link, "after": after}
    letter = EmailMultiAlternatives(subject, text, None, [to])
    page = render_to_string("ui/letter.html", {**context, "language": get_language()})
    letter.attach_alternative(page, "text/html")
    letter.send()
