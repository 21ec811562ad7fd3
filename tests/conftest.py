"""What every test stands on: a home of its own, DATABASE_URL's engine or SQLite, a clock that can be held."""

import atexit
import datetime as dt
import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

# Settings are read once, at the first import, so the home has to be there before.
HOME = Path(tempfile.mkdtemp(prefix="neuguong-test-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
(HOME / "static").mkdir()
os.environ["NEUGUONG_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "neuguong.config.settings"

from django.conf import settings as django_settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import TransactionTestCase  # noqa: E402

from neuguong.core import clock  # noqa: E402

# A worker begins with the settings of the run that started it, and needs a home of its own.
django_settings.HOME = HOME

# A file, not memory: the same journal, locks and connections as in use, and another process can open it.
if "sqlite" in django_settings.DATABASES["default"]["ENGINE"]:
    django_settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(HOME / "test.sqlite3")

# Slow hashing and hashed names of static files protect an installation, and here only cost time.
django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Those who must have a second factor would see nothing else; tests of sign-in bring the rule back.
django_settings.SECOND_FACTOR_ROLES = ()
django_settings.STORAGES = {
    **django_settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# No shrinking: a quick check says that something fails, not what its smallest example is.
_UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
settings.register_profile("quick", deadline=None, max_examples=5, derandomize=True, phases=_UNSHRUNK)
settings.register_profile("dev", deadline=None, max_examples=25)
settings.register_profile("ci", deadline=None, max_examples=12, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=1000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))

# The log lets nobody empty it; between tests of whole transactions it is emptied as an attacker would, and migrate's
# signal, which Django sends after that, puts the guards up again.
_empty = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]


def _emptied(case: TransactionTestCase) -> None:
    import_module("neuguong.audit.guards").take_down(connection)
    _empty(case)


TransactionTestCase._fixture_teardown = _emptied  # type: ignore[attr-defined]

MOMENT = dt.datetime(2024, 1, 15, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))


ASKING = {"db", "transactional_db", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what `make postgres` says."""
    parser.addoption("--database-only", action="store_true", help="leave out the tests that may not ask a database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, if so asked, what is the same on any database, since pytest-django lets it ask none."""
    if not config.getoption("--database-only"):
        return
    asking = [item for item in items if _asks_database(item) and not _counts_statements(item)]
    kept = set(asking)
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = asking


def _asks_database(item: pytest.Item) -> bool:
    fixtures: list[str] = getattr(item, "fixturenames", [])
    return item.get_closest_marker("django_db") is not None or not ASKING.isdisjoint(fixtures)


def _counts_statements(item: pytest.Item) -> bool:
    """Tell whether a test counts how many statements something takes: as many on any database."""
    return item.name.partition("[")[0].endswith(("few_queries", "dozen_queries", "whatever_the_rows"))


def pytest_collection_finish() -> None:
    """Leave what stays loaded to the end out of the search for garbage, and search for it less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture
def frozen() -> Iterator[dt.datetime]:
    """Hold the clock at 9 o'clock on 15 January 2024 in Việt Nam, after the demonstration's stage."""
    with clock.freeze(MOMENT):
        yield MOMENT


@pytest.fixture
def home() -> Path:
    """Return this run's NEUGUONG_HOME."""
    return HOME
