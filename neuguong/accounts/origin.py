"""Where a request comes from: its address, shortened for reading, and the browser in words."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

_UNKNOWN = "0.0.0.0"  # noqa: S104 (no address is bound)
# The first that fits counts: others pretend to be Chrome, and Chrome to be Safari.
_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc_browser", "Cốc Cốc"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def address(request: HttpRequest) -> str:
    """Return the client's address: the one that the outermost of our own proxies saw.

    What stands further left in X-Forwarded-For was written by anybody and is not believed.
    """
    direct = str(request.META.get("REMOTE_ADDR") or "")
    passed = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    trusted = settings.TRUSTED_PROXIES
    found = passed[-trusted] if trusted and len(passed) >= trusted else direct
    return found if _is_address(found) else _UNKNOWN


def shortened(text: str) -> str:
    """Return an address without its last part, as in "10.2.3.x": enough to know an office by."""
    if not _is_address(text):
        return ""
    found = ipaddress.ip_address(text)
    if isinstance(found, ipaddress.IPv4Address):
        return f"{text.rpartition('.')[0]}.x"
    return f"{':'.join(found.exploded.split(':')[:3])}:x"


def browser(user_agent: str) -> str:
    """Return a browser and its system in words, as in "Firefox, Windows"."""
    parts = [_first(user_agent, names) for names in (_BROWSERS, _SYSTEMS)]
    return ", ".join(part for part in parts if part) or "Trình duyệt khác"


def _first(text: str, names: tuple[tuple[str, str], ...]) -> str:
    return next((name for mark, name in names if mark in text), "")


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
