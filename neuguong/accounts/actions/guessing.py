"""Counting wrong tries that are not a password's; those django-axes counts by itself."""

import logging

from axes.handlers.proxy import AxesProxyHandler
from django.http import HttpRequest

log = logging.getLogger(__name__)


def count_wrong(request: HttpRequest, name: str) -> None:
    """Count a wrong try for `name` from here."""
    log.warning("A wrong code or link", extra={"request": request})
    AxesProxyHandler.user_login_failed(__name__, {"login": name}, request)


def forget_wrong(request: HttpRequest, name: str) -> None:
    """Forget the wrong tries of `name` from here."""
    AxesProxyHandler.update_request(request)
    AxesProxyHandler.get_implementation().reset_user_attempts(request, {"login": name})
