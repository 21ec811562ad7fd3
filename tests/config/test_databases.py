"""The engine is the one asked for, set up as the log and the numbers need it."""

import os
from pathlib import Path

import pytest
from django.db import connection

from neuguong.config import databases


@pytest.mark.django_db
@pytest.mark.django_db
def test_the_engine_follows_the_environment() -> None:
    assert connection.vendor == ("postgresql" if os.environ.get("DATABASE_URL") else "sqlite")


@pytest.mark.django_db
@pytest.mark.skipif("bool(os.environ.get('DATABASE_URL'))", reason="of SQLite only")
def test_sqlite_is_durable_and_checks_keys(home: Path) -> None:
    with connection.cursor() as cursor:
        answers = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert answers == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    assert Path(connection.settings_dict["NAME"]).parent == home


@pytest.mark.django_db
@pytest.mark.skipif("not os.environ.get('DATABASE_URL')", reason="of PostgreSQL only")
def test_postgresql_is_recent() -> None:
    connection.ensure_connection()
    assert connection.connection.info.server_version >= 150000


def test_an_address_gives_the_connection() -> None:
    given = databases.postgresql("postgresql://an:m%40t@db.local:5433/neu?sslmode=require")
    assert (given["NAME"], given["USER"], given["PASSWORD"]) == ("neu", "an", "m@t")
    assert (given["HOST"], given["PORT"], given["OPTIONS"]) == ("db.local", "5433", {"sslmode": "require"})


def test_an_address_may_name_a_socket() -> None:
    given = databases.postgresql("postgresql://an@/neu?host=%2Ftmp%2Fpg")
    assert (given["HOST"], given["PORT"], given["OPTIONS"]) == ("/tmp/pg", "", {})
