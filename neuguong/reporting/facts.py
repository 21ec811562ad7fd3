"""What heads and signs a review: guessed from the organisation, corrected by an officer."""

import datetime as dt
from dataclasses import asdict, dataclass, fields
from typing import Any

from neuguong.documents.letterheads import letterhead
from neuguong.organisations.models import Organisation
from neuguong.reporting.models import Review


@dataclass(frozen=True, slots=True)
class Facts:
    """Head and foot of the document; `date` empty means the day of writing, `number` empty not yet numbered."""

    higher: str = ""
    issuer: str = ""
    issuer_code: str = ""
    place: str = ""
    number: int | None = None
    date: str = ""
    authority: str = ""
    position: str = ""
    signer: str = ""
    recipients: tuple[str, ...] = ()
    kept: str = ""

    def day(self, today: dt.date) -> dt.date:
        """Return the document's date."""
        return dt.date.fromisoformat(self.date) if self.date else today

    def as_json(self) -> dict[str, Any]:
        """Return what the review stores."""
        return asdict(self)


def facts_of(review: Review) -> Facts:
    """Return the facts: as an officer left them, else as guessed."""
    guess = guessed(review.organisation)
    names = {field.name for field in fields(Facts)}
    stored = {name: value for name, value in review.facts.items() if name in names and value not in ("", None, [])}
    if "recipients" in stored:
        stored["recipients"] = tuple(stored["recipients"])
    return Facts(**{**guess.as_json(), "recipients": guess.recipients, **stored})


def guessed(organisation: Organisation) -> Facts:
    """Return what can be told from the organisation and the one above it."""
    return Facts(**asdict(letterhead(organisation)))
