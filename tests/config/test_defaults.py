"""What an installation is before anyone has set anything: closed, without accounts, with a secret of its own."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.hashers import ScryptPasswordHasher

from neuguong.accounts.models import User
from neuguong.config import env
from tests.architecture.tree import ROOT, tracked

_DEBUG = "from neuguong.config import settings as s; print(s.DEBUG, s.SECURE_SSL_REDIRECT, s.ALLOWED_HOSTS)"


@pytest.mark.django_db
def test_no_account_comes_with_the_software() -> None:
    assert User.objects.count() == 0


def test_faults_are_not_shown_unless_asked_for(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEUGUONG_", "DATABASE_"))}
    told = {"NEUGUONG_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", _DEBUG], env={**kept, **told}, capture_output=True, text=True, check=True
    )
    assert done.stdout.split(" ", 2) == ["False", "False", "['127.0.0.1', 'localhost']\n"]


def test_passwords_are_hashed_slowly(tmp_path: Path) -> None:
    """Scrypt as OWASP's cheat sheet has it: N 2^14, r 8, p 5; the tests themselves use a quick hash."""
    from_settings = "from neuguong.config import settings as s; print(s.PASSWORD_HASHERS[0].rpartition('.')[2])"
    told = {**os.environ, "NEUGUONG_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", from_settings], env=told, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ScryptPasswordHasher.__name__
    assert ScryptPasswordHasher.work_factor >= 2**14
    assert (ScryptPasswordHasher.block_size, ScryptPasswordHasher.parallelism) >= (8, 5)


def test_each_installation_makes_its_own_secret(tmp_path: Path) -> None:
    one, other = env.secret_key(tmp_path / "a"), env.secret_key(tmp_path / "b")
    assert one != other
    assert min(len(one), len(other), len(settings.SECRET_KEY)) >= 64
    assert env.secret_key(tmp_path / "a") == one
    assert stat.S_IMODE((tmp_path / "a" / "secret-key").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700


def test_no_secret_is_in_the_repository() -> None:
    kept = [name for name in tracked() if name.endswith((".pem", ".key", ".env", ".sqlite3", "secret-key", "log-key"))]
    assert kept == []


def test_a_password_in_a_setting_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://an:bi-mat@db:5432/neu")
    monkeypatch.setenv("NEUGUONG_OIDC_SECRET", "bi-mat")
    shown = [option.shown() for option in env.OPTIONS.values()]
    assert not [text for text in shown if "bi-mat" in text]


def test_what_serves_does_not_hold_what_tests() -> None:
    """Only the parts of base.txt are on a serving machine."""
    base = (ROOT / "requirements/base.txt").read_text()
    tools = ("pytest", "hypothesis", "playwright", "mypy", "ruff", "debug-toolbar", "ipython", "import-export")
    assert not [tool for tool in tools if f"\n{tool}==" in base]
    assert not [app for app in settings.INSTALLED_APPS if app.startswith(("tests", "debug")) or app.endswith(".admin")]
