"""Every read of organisations and people."""

from neuguong.organisations.queries.accounts import accounts_at, grants_held, names_about
from neuguong.organisations.queries.actors import NEEDED, actor_for, holding_on, installation, keepers, left_without
from neuguong.organisations.queries.bodies import AmbiguousBody, BodyNames
from neuguong.organisations.queries.people import belonging_on, memberships_of
from neuguong.organisations.queries.scope import Everywhere, Scope, Structure
from neuguong.organisations.queries.tree import (
    by_code,
    grassroots_on,
    line_above,
    placement_on,
    root,
)

__all__ = [
    "NEEDED",
    "AmbiguousBody",
    "BodyNames",
    "Everywhere",
    "Scope",
    "Structure",
    "accounts_at",
    "actor_for",
    "belonging_on",
    "by_code",
    "grants_held",
    "grassroots_on",
    "holding_on",
    "installation",
    "keepers",
    "left_without",
    "line_above",
    "memberships_of",
    "names_about",
    "placement_on",
    "root",
]
