"""Reminding organisations that are late: the same words to paste into a message, and as a notice to who serves them."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from neuguong.audit import actions as audit
from neuguong.campaigns.standpoint import Standpoint
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.languages import official
from neuguong.core.telling import Said
from neuguong.notices.actions import News, tell, untold
from neuguong.organisations.models import Organisation
from neuguong.organisations.queries.serving import serving
from neuguong.organisations.rules import can_found, require
from neuguong.portal.progress import Matrix, Row
from neuguong.portal.telling import REMINDER, reminder_text
from neuguong.ui.http import at


@dataclass(frozen=True, slots=True)
class Reminded:
    """Whom a reminder reached: how many accounts, and the organisations where nobody has one."""

    accounts: int
    unreached: list[str]


def late(matrix: Matrix, codes: Collection[str]) -> list[Row]:
    """Return the rows with these codes where something is missing past its day."""
    return [row for row in matrix.rows if row.organisation.code in codes and row.is_late]


def reminder(rows: list[Row], sender: str) -> str:
    """Return one text for each of the organisations, an empty line between two."""
    return "\n\n".join(reminder_text(_said(row, sender)) for row in rows)


@transaction.atomic
def remind(*, actor: Actor, place: Standpoint, rows: list[Row]) -> Reminded:
    """Tell those who serve each organisation what it is late with; once a day, whoever clicks how often."""
    require(can_found(actor, place.organisation))
    who = serving([row.organisation.pk for row in rows])
    told = {row.organisation.pk: _news(row, place, who.get(row.organisation.pk, [])) for row in rows}
    news = untold([one for of_one in told.values() for one in of_one])
    tell(news)
    new = {one.key for one in news}
    reached = [pk for pk, of_one in told.items() if any(one.key in new for one in of_one)]
    for organisation in Organisation.objects.filter(pk__in=reached):
        audit.record(actor=actor, event="organisation.reminded", subject=organisation)
    unreached = [row.organisation.name for row in rows if not who.get(row.organisation.pk)]
    return Reminded(len({one.to for one in news}), unreached)


def _news(row: Row, place: Standpoint, accounts: Collection[int]) -> list[News]:
    # What others read has one language: the cells' words are those of now and here.
    with official():
        said = _said(row, place.organisation.name)
    link = at(row.organisation.code, place.period.code, "portal:today")
    key = f"reminder:{place.organisation.pk}:{row.organisation.pk}:{clock.today():%Y%m%d}"
    return [News(one, REMINDER.code, f"{key}:{one}", said, link) for one in accounts]


def _said(row: Row, sender: str) -> Said:
    missing = [f"- {column.group} {column.label}: {cell.words}" for column, cell in row.pairs if cell.late]
    return {"to": row.organisation.name, "day": clock.today().isoformat(), "missing": missing, "from": sender}
