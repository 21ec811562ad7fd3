"""Rows of organisations, people and what binds them."""

from neuguong.organisations.models.belonging import Membership, PersonGroup, Post
from neuguong.organisations.models.duplicates import NotSame, PersonMerge
from neuguong.organisations.models.events import EventKind, LifeEvent, LifePart
from neuguong.organisations.models.grants import Grant, Role
from neuguong.organisations.models.installation import Installation
from neuguong.organisations.models.pauses import Pause
from neuguong.organisations.models.people import PARTY_MEMBERS, Gender, PartyStatus, Person
from neuguong.organisations.models.transfers import Transfer
from neuguong.organisations.models.tree import (
    BESIDE_THE_PARTY,
    GRASSROOTS,
    OVER_THE_BASE,
    Group,
    Kind,
    Organisation,
    Placement,
)

__all__ = [
    "BESIDE_THE_PARTY",
    "GRASSROOTS",
    "OVER_THE_BASE",
    "PARTY_MEMBERS",
    "EventKind",
    "Gender",
    "Grant",
    "Group",
    "Installation",
    "Kind",
    "LifeEvent",
    "LifePart",
    "Membership",
    "NotSame",
    "Organisation",
    "PartyStatus",
    "Pause",
    "Person",
    "PersonGroup",
    "PersonMerge",
    "Placement",
    "Post",
    "Role",
    "Transfer",
]
