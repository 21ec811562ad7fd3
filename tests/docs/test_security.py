"""The page on security tells the numbers that the code has."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from neuguong.accounts.actions import links
from neuguong.accounts.queries import guessing
from neuguong.audit import keys
from neuguong.config import logs
from neuguong.config.env import OPTIONS
from neuguong.core import archives, confined, years
from neuguong.files.examining.media import MEDIA, PDF, PNG
from neuguong.interchange import uploads
from neuguong.interchange.reading.limits import Limits
from neuguong.organisations.models import Organisation
from neuguong.ui import listing
from tests.architecture.tree import ROOT

PAGE = " ".join((ROOT / "docs/security.md").read_text().split())
MEGABYTE = 1 << 20
_FIRST: Any = settings.AUTH_PASSWORD_VALIDATORS[0]
SHORTEST = _FIRST["OPTIONS"]["min_length"]
BOOK, BOUNDS = Limits(), confined.Bounds()


SAID = (
    f"| {settings.LARGEST_BODY // MEGABYTE} MB announced, else 413",
    f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE // MEGABYTE} MB, {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS} fields",
    f"| {uploads.LARGEST // MEGABYTE} MB sent, {BOOK.unpacked // MEGABYTE} MB unpacked, {BOOK.entries} parts,",
    f"{BOOK.rows} rows,",
    f"{BOOK.columns} columns; {BOOK.memory // MEGABYTE} MB and {BOOK.cpu_seconds} s of CPU to read it",
    f"| {MEDIA[PDF].largest // MEGABYTE} MB, pictures {MEDIA[PNG].largest // MEGABYTE} MB and 50 million pixels",
    f"; {archives.Limits().unpacked // MEGABYTE} MB unpacked;",
    f"{BOUNDS.memory // MEGABYTE} MB and {BOUNDS.cpu_seconds} s",
    f"| {settings.AXES_FAILURE_LIMIT} for a name from an address, {guessing.EVERYWHERE} for a name, ",
    f", {guessing.FROM_ONE_ADDRESS} from an address, in {int(settings.AXES_COOLOFF_TIME * 60)} minutes",
    f"| {OPTIONS['NEUGUONG_IDLE_MINUTES'].default} minutes idle (`NEUGUONG_IDLE_MINUTES`),",
    f"{settings.SESSION_HOURS} hours",
    f"a web process with {settings.WEB_THREADS} threads",
    f"| reset by mail | {settings.PASSWORD_RESET_TIMEOUT // 60} minutes |",
    f"| {listing.SIZE} rows |",
    f"| {links.LINK_LIFE.seconds // 60} minutes to sign in,",
    f"{links.RECOVERY_LIFE.days * 24} hours to get an account back",
    f", {OPTIONS['NEUGUONG_INVITATION_DAYS'].default} days for an invitation",
    f"between {years.FIRST_YEAR} and {years.LAST_YEAR}",
    f"up to {Organisation._meta.get_field('code').max_length} signs",
    f"Passwords have {SHORTEST} characters or more",
)


@pytest.mark.parametrize("words", SAID)
def test_a_number_is_the_codes(words: str) -> None:
    assert words in PAGE


def test_keys_and_logs_that_it_names_are_the_codes(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    assert keys.path().relative_to(tmp_path).as_posix() == "secrets/log-key"
    assert logs.configuration(tmp_path)["handlers"]["file"]["filename"].name == "program.log"
    for name in ("`secret-key`", "`secrets/log-key`", "`program.log`", "`errors.log`", "`heads`", "tables `audit_`"):
        assert name in PAGE, name


def test_times_to_mend_kinds_of_data_and_ways_in_are_told() -> None:
    assert [int(days) for days in re.findall(r"within (\d+) days", PAGE)] == [3, 14, 90]
    for kind in ("personal", "sensitive", "secret", "state secrets"):
        assert f"| {kind} |" in PAGE
    for way in ("password", "passkey", "one-time link from the office", "OpenID Connect", "reset by mail"):
        assert f"| {way} |" in PAGE
    assert "`SECOND_FACTOR_ROLES`" in PAGE


def test_settings_that_it_names_are_there() -> None:
    named = set(re.findall(r"`(NEUGUONG_[A-Z_]+|DATABASE_URL)", PAGE))
    assert len(named) >= 5
    assert named <= OPTIONS.keys()
