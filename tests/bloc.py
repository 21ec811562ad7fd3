"""A small bloc without records, and one account for each role that opens its registers."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from neuguong.accounts.actions import create_user
from neuguong.accounts.models import User
from neuguong.core.actor import SYSTEM, Actor
from neuguong.organisations.actions import enrol_person, found_organisation, found_root, grant_role
from neuguong.organisations.models import Kind, Membership, Organisation, Person, Role
from neuguong.organisations.queries import actor_for
from neuguong.privacy.actions import read_notice
from neuguong.ui.http import at

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DAY = dt.date(2023, 3, 10)
YEAR = "2023"
# Code: name, kind, what it stands below.
PLACES = {
    "YTE": ("Đảng bộ Sở Y tế", Kind.BASE_COMMITTEE, "DUK"),
    "DSO": ("Chi bộ Chi cục Dân số", Kind.CELL, "YTE"),
    "KBN": ("Chi bộ Kiểm soát bệnh tật", Kind.CELL, "YTE"),
    "BAO": ("Chi bộ Báo tỉnh", Kind.BASE_CELL, "DUK"),
}
# Who signs in: role and where; "cell" is the one whose records the tests are about.
ACCOUNTS = {
    "officer": (Role.OFFICER, "DUK"),
    "secretary": (Role.SECRETARY, "YTE"),
    "cell": (Role.SECRETARY, "DSO"),
    "sibling": (Role.SECRETARY, "KBN"),
    "foreign": (Role.SECRETARY, "BAO"),
    "member": (Role.MEMBER, "DSO"),
    "inspector": (Role.INSPECTOR, "DUK"),
}


@dataclass
class Bloc:
    """The organisations by code and the accounts by name."""

    places: dict[str, Organisation]
    users: dict[str, User]
    clients: dict[str, Client] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        return actor_for(self.users[name])

    def client(self, name: str) -> Client:
        """Return a browser where `name` has signed in."""
        if name not in self.clients:
            self.clients[name] = Client()
            self.clients[name].force_login(self.users[name], backend=BACKEND)
        return self.clients[name]

    def open(self, name: str, page: str, *args: object, place: str = "DSO", when: str = YEAR, **query: Any) -> Any:
        """Return the answer to `name` asking for a page."""
        return self.client(name).get(at(place, when, page, *args, **query))

    def send(self, name: str, page: str, *args: object, said: dict[str, Any], place: str = "DSO") -> Any:
        """Return the answer to `name` sending a form."""
        return self.client(name).post(at(place, YEAR, page, *args), said)

    def queries(self, name: str, page: str, **query: Any) -> int:
        """Return how many statements a page takes, from a session that is in use."""
        self.open(name, page, **query)
        with CaptureQueriesContext(connection) as captured:
            answer = self.open(name, page, **query)
        assert answer.status_code == 200
        return len(captured)

    def person(self, name: str, code: str, place: str = "DSO") -> Person:
        """Enrol somebody."""
        person, membership = Person(full_name=name, code=code), Membership(organisation=self.places[place])
        return enrol_person(actor=SYSTEM, person=person, membership=membership, posts={})


def found_bloc() -> Bloc:
    """Found the organisations and let the accounts in."""
    places = {"DUK": found_root(actor=SYSTEM, code="DUK", name="Đảng bộ Khối", kind=Kind.BLOC)}
    for code, (name, kind, above) in PLACES.items():
        own = Organisation(code=code, name=name, kind=kind, parent=places[above])
        places[code] = found_organisation(actor=SYSTEM, organisation=own)
    return Bloc(places, {name: _account(name, places) for name in ACCOUNTS})


def _account(name: str, places: dict[str, Organisation]) -> User:
    role, code = ACCOUNTS[name]
    user = create_user(actor=SYSTEM, email=f"{name}@example.org", name=name.title())
    grant_role(actor=SYSTEM, user=user, role=role, organisation=places[code])
    # They have been here before: the notice about personal data does not stand between them and a page.
    read_notice(actor=SYSTEM, user=user)
    return user
