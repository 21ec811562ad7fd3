"""Who acts: a user with grants, or the system itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grant:
    """A role held on the part of the tree at or under `path`; `deputises`: it is another's, who is away."""

    role: str
    organisation_id: int
    path: str
    deputises: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who reads or writes. `reach_all` is the system's: every organisation, no sensitive field.

    `origin` is from where: the address of a browser, nothing for the machine itself. `unread`: how many notices wait.
    """

    user_id: int | None
    label: str
    grants: tuple[Grant, ...] = ()
    person_id: int | None = None
    reach_all: bool = False
    origin: str = ""
    unread: int = 0

    def roots(self, *roles: str) -> tuple[str, ...]:
        """Return the tree paths where one of `roles` (any role, when none is named) is held."""
        return tuple(grant.path for grant in self.grants if not roles or grant.role in roles)

    def reaches(self, path: str, *roles: str) -> bool:
        """Tell whether a grant with one of `roles` covers the organisation at `path`."""
        return self.reach_all or any(path.startswith(root) for root in self.roots(*roles))


SYSTEM = Actor(user_id=None, label="Hệ thống", reach_all=True)


def acting_for(name: str, away: str) -> str:
    """Return what the log calls somebody who acts for those who are `away`."""
    return f"{name} (thay {away})" if away else name


def apart(label: str) -> tuple[str, str]:
    """Return the name and those who were away, nobody mostly, of what the log calls somebody."""
    name, found, away = label.partition(" (thay ")
    return (name, away.removesuffix(")")) if found else (label, "")
