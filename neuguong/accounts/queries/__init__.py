"""Every read of users, their devices, sessions and factors."""

from neuguong.accounts.queries.devices import known_device
from neuguong.accounts.queries.factors import Key, has_factor, keys_of
from neuguong.accounts.queries.links import link_of
from neuguong.accounts.queries.sessions import Seat, sessions_of
from neuguong.accounts.queries.users import addresses_of, by_email

__all__ = ["Key", "Seat", "addresses_of", "by_email", "has_factor", "keys_of", "known_device", "link_of", "sessions_of"]
