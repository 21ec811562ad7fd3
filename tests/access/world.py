"""An installation in which everything says where it belongs: five places, one of each record, nine accounts.

Each text holds a marker, "zq" + place + noun, so that any answer tells by itself what it gives away. The tree:
DUK (parent) has YTE (own) and GDU (sibling); YTE has DSO (below), GDU has MAM (foreign). Roles are held at YTE;
"office" is the officer of DUK. Each role's account belongs to a person; the member's own is what "mine" is about.
"""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.test import Client

from neuguong.accounts.actions import create_user
from neuguong.accounts.models import User
from neuguong.core.actor import SYSTEM
from neuguong.organisations.actions import enrol_person, found_organisation, found_root, grant_role
from neuguong.organisations.models import Kind, Membership, Organisation, Person, Role
from neuguong.privacy.actions import read_notice
from tests.bloc import BACKEND

SCOPES = ("own", "below", "parent", "sibling", "foreign")
CODES = dict(zip(SCOPES, ("YTE", "DSO", "DUK", "GDU", "MAM"), strict=True))
KINDS = (Kind.BASE_COMMITTEE, Kind.CELL, Kind.BLOC, Kind.BASE_COMMITTEE, Kind.CELL)
ROLES = ("visitor", "member", "secretary", "officer", "standing", "council", "inspector", "admin", "office")
YEAR, DAY = "2023", dt.date(2023, 3, 10)
_MARKER = re.compile(r"zq(own|below|parent|sibling|foreign|mine|all)([a-z]+)", re.IGNORECASE)
# Birth dates give someone away as a page, a file or a workbook writes them; addresses say whose they are.
BIRTHS = {scope: dt.date(1941 + at, 7, 11 + at) for at, scope in enumerate((*SCOPES, "mine"))}
_BIRTH = re.compile(r"\b(?:\d\d/\d\d/)?(194[1-6])(?:-\d\d-\d\d)?\b|<v>(1\d{4})</v>")
_YEARS = {str(day.year): scope for scope, day in BIRTHS.items()}
_SERIALS = {str((day - dt.date(1899, 12, 30)).days): scope for scope, day in BIRTHS.items()}
_EMAIL = re.compile(r"\b(own|below|parent|sibling|foreign)@example\.org")


def mark(scope: str, noun: str) -> str:
    """Return the word that gives a record away."""
    return f"zq{scope}{noun}"


def markers(text: str) -> set[tuple[str, str]]:
    """Return the place and noun of each record that `text` gives away."""
    found = {(scope.lower(), noun.lower()) for scope, noun in _MARKER.findall(text)}
    found |= {(_YEARS.get(year) or _SERIALS.get(serial, ""), "birth") for year, serial in _BIRTH.findall(text)}
    return {pair for pair in found if pair[0]} | {(scope, "email") for scope in _EMAIL.findall(text)}


@dataclass
class World:
    """Places, accounts and records by name; `things[scope][noun]` is a record."""

    places: dict[str, Organisation] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    things: dict[str, dict[str, Model]] = field(default_factory=dict)
    _sessions: dict[str, str] = field(default_factory=dict)
    _asked: Client = field(default_factory=Client)

    def sign_in(self) -> None:
        """Begin a session for each account, which all tests use: what a test does to it is taken back."""
        for role, user in self.users.items():
            client = Client()
            client.force_login(user, backend=BACKEND)
            self._sessions[role] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def client(self, role: str) -> Client:
        """Return a browser of a role, as it was right after signing in."""
        client = Client()
        # One installation answers all of them: the middleware is loaded once, as where it is served.
        client.handler = self._asked.handler
        if role in self._sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self._sessions[role]
        return client

    def thing(self, scope: str, noun: str) -> Any:
        """Return the record of that place."""
        return self.things[scope][noun]

    def person(self, code: str, name: str, place: Organisation, scope: str = "") -> Person:
        """Enrol somebody at a place; of one with a `scope` more is known, which gives them away too."""
        person = Person(code=code, full_name=name, birth_date=BIRTHS.get(scope))
        posts = {"party": mark(scope, "post")} if scope else {}
        return enrol_person(actor=SYSTEM, person=person, membership=Membership(organisation=place), posts=posts)


def founded() -> World:
    """Found the places and let the accounts in, without a record yet."""
    world = World()
    for scope, kind in sorted(zip(SCOPES, KINDS, strict=True), key=lambda pair: pair[1] != Kind.BLOC):
        world.places[scope] = _place(world, scope, kind)
    for role in ROLES[1:]:
        _account(world, role)
    return world


def _place(world: World, scope: str, kind: Kind) -> Organisation:
    name = f"Đảng bộ {mark(scope, 'place')}"
    if scope == "parent":
        return found_root(actor=SYSTEM, code=CODES[scope], name=name, kind=kind)
    above = world.places[{"below": "own", "foreign": "sibling"}.get(scope, "parent")]
    place = Organisation(code=CODES[scope], name=name, kind=kind, parent=above)
    return found_organisation(actor=SYSTEM, organisation=place)


def _account(world: World, role: str) -> None:
    """Let someone in whose own person stands at the place; the member's is marked as "mine"."""
    place = world.places["parent" if role == "office" else "own"]
    held = Role.OFFICER if role == "office" else Role(role)
    user = create_user(actor=SYSTEM, email=f"{role}@example.org", name=f"Tài khoản {role}")
    grant_role(actor=SYSTEM, user=user, role=held, organisation=place)
    read_notice(actor=SYSTEM, user=user)
    name = mark("mine", "person") if role == "member" else mark({"office": "parent"}.get(role, "own"), "colleague")
    person = world.person(f"P-{role}", name, place, "mine" if role == "member" else "")
    Person.objects.filter(pk=person.pk).update(account=user)
    world.users[role], world.people[role] = user, person
