"""Django itself finds nothing wrong, and each model is as its migrations make it."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import override_settings


def test_system_checks_are_silent() -> None:
    call_command("check", fail_level="WARNING", stdout=io.StringIO())


@override_settings(ROOT_URLCONF="tests.architecture.nowhere")
def test_a_wrong_setting_is_found() -> None:
    with pytest.raises((SystemCheckError, ModuleNotFoundError)):
        call_command("check", fail_level="WARNING", stdout=io.StringIO())


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    told = io.StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=told)
    except SystemExit:
        pytest.fail(told.getvalue())
