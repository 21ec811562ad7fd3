"""Which database: SQLite inside NEUGUONG_HOME, or PostgreSQL where DATABASE_URL says so."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def sqlite(home: Path) -> dict[str, Any]:
    """Return the embedded database: write-ahead log, full sync, one writer at a time."""
    return {
        "ENGINE": "neuguong.core.databases.sqlite",
        "NAME": home / "neuguong.sqlite3",
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; "
            # Or REPLACE would take a row away behind the back of the triggers that guard the log.
            "PRAGMA recursive_triggers=ON;",
        },
    }


def postgresql(url: str) -> dict[str, Any]:
    """Return the connection that `url` describes; query parameters become options of the driver."""
    parts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or parts.hostname or ""
    return {
        "ENGINE": "neuguong.core.databases.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
