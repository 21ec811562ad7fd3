"""Django's engine of SQLite, with work that is done last; the name of this module is Django's."""

from django.db.backends.sqlite3 import base

from neuguong.core.databases.last import DoneLast


class DatabaseWrapper(DoneLast, base.DatabaseWrapper):
    """A connection to SQLite."""
