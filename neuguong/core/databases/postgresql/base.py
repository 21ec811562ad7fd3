"""Django's engine of PostgreSQL, with work that is done last; the name of this module is Django's."""

from django.db.backends.postgresql import base

from neuguong.core.databases.last import DoneLast


class DatabaseWrapper(DoneLast, base.DatabaseWrapper):
    """A connection to PostgreSQL."""
