"""A PostgreSQL of one's own: empty, reachable, and gone afterwards."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.architecture.tree import ROOT
from tools.postgres import binaries

ASK = """
import os, psycopg
address = os.environ["DATABASE_URL"]
print(address)
with psycopg.connect(address) as connection:
    print(connection.execute("SELECT current_database(), (SELECT count(*) FROM pg_stat_user_tables)").fetchone())
    print(connection.execute("SHOW server_encoding").fetchone()[0])
"""


def run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run `command` under tools/postgres.py."""
    whole = [sys.executable, str(ROOT / "tools/postgres.py"), *command]
    return subprocess.run(whole, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def environment() -> dict[str, str]:
    """Return this process's environment without a database, or skip where no server is installed."""
    try:
        binaries()
    except SystemExit as missing:
        pytest.skip(str(missing))
    return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}


def test_a_command_gets_a_database_of_its_own(environment: dict[str, str]) -> None:
    answer = run([sys.executable, "-c", ASK], environment)
    assert answer.returncode == 0, answer.stderr
    address, rows, encoding = answer.stdout.splitlines()
    assert rows == "('neuguong', 0)"
    assert encoding == "UTF8"
    place = Path(parse_qs(urlsplit(address).query)["host"][0])
    assert not place.exists()


def test_the_command_decides_the_status(environment: dict[str, str]) -> None:
    assert run([sys.executable, "-c", "raise SystemExit(3)"], environment).returncode == 3


def test_a_given_database_is_used_as_it_is() -> None:
    environment = {**os.environ, "DATABASE_URL": "postgresql://somewhere/else"}
    answer = run([sys.executable, "-c", "import os; print(os.environ['DATABASE_URL'])"], environment)
    assert answer.stdout == "postgresql://somewhere/else\n"
