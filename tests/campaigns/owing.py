"""What tests of duties share: rules, records, and what a survey says of an organisation."""

import datetime as dt
from typing import Any

from neuguong.activities.models import Session
from neuguong.campaigns.actions import set_rule
from neuguong.campaigns.duties import Duty, survey, title
from neuguong.campaigns.models import DutyRule, Per
from neuguong.campaigns.periods import parse
from neuguong.commitments.models import Commitment
from neuguong.core.actor import SYSTEM
from neuguong.directives.models import Directive
from neuguong.organisations.models import GRASSROOTS, Person
from tests.bloc import Bloc

BASE = [str(kind) for kind in GRASSROOTS]


def day(text: str) -> dt.date:
    return dt.datetime.strptime(text, "%d/%m/%Y").date()


def rule(bloc: Bloc, kind: str, per: Per = Per.QUARTER, place: str = "DUK", **said: Any) -> DutyRule:
    said = {"org_kinds": BASE, **said}
    return set_rule(actor=SYSTEM, rule=DutyRule(organisation=bloc.places[place], kind=kind, per=per, **said))


def session(bloc: Bloc, code: str, on: str, kind: str = "thematic", about: str = "Tự soi", **said: Any) -> Session:
    return Session.objects.create(
        organisation=bloc.places[code], date=day(on), kind=kind, content=f"{about} {code} {on}", **said
    )


def plan(bloc: Bloc, code: str, number: str, on: str, asked: Directive | None = None) -> Directive:
    place = bloc.places[code]
    return Directive.objects.create(
        organisation=place,
        number=number,
        date=day(on),
        issuer=place.name,
        issued_by=place,
        kind="Kế hoạch",
        abstract="Thực hiện",
        concretises=asked,
    )


def signed(bloc: Bloc, person: Person, code: str, years: tuple[int, int], on: str | None) -> Commitment:
    return Commitment.objects.create(
        person=person,
        organisation=bloc.places[code],
        first_year=years[0],
        last_year=years[1],
        signed_on=day(on) if on else None,
    )


def duties(bloc: Bloc, place: str = "DUK", period: str = "2023", as_of: str = "15/01/2024") -> list[Duty]:
    return survey(bloc.places[place], parse(period), day(as_of)).duties


def states(
    bloc: Bloc, code: str, place: str = "DUK", period: str = "2023", as_of: str = "15/01/2024"
) -> dict[str, str]:
    """Return title -> state of what one organisation itself owes."""
    pk = bloc.places[code].pk
    found = duties(bloc, place, period, as_of)
    return {title(one.occasion): one.state.value for one in found if one.organisation == pk and one.person is None}
