"""The program's own log: one JSON line an event, in UTC, in a private file of the home; faults on stderr too.

What people did to records stands in the room `audit`; here stands what was asked, refused and broken:
each answer from 400 on, with who asked from where, and each exception. No content of forms, no query, no cookie.
"""

import logging
import os
from collections.abc import MutableMapping
from functools import cached_property
from importlib import import_module
from io import TextIOWrapper
from logging.handlers import WatchedFileHandler
from pathlib import Path
from typing import Any

_PRIVATE = 0o600
_LONGEST = 300
Line = MutableMapping[str, Any]


class PrivateFile(WatchedFileHandler):
    """A file that only its owner reads; logrotate may take it away under several processes."""

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, _PRIVATE)
        return os.fdopen(descriptor, "a", encoding="utf-8")


def asked(_logger: object, _name: str, line: Line) -> Line:
    """Put in the place of a request who asked what from where; never its query, its body or its cookies."""
    request = line.pop("request", None)
    meta = getattr(request, "META", None)
    if meta is None:
        return line
    user = getattr(request, "_cached_user", None)
    path = str(getattr(request, "path", ""))[:_LONGEST]
    found = {"method": getattr(request, "method", ""), "path": path, "user": getattr(user, "pk", None)}
    return {**line, **found, "address": meta.get("REMOTE_ADDR", ""), **_forwarded(meta)}


def _forwarded(meta: dict[str, Any]) -> dict[str, str]:
    text = str(meta.get("HTTP_X_FORWARDED_FOR", ""))[:_LONGEST]
    return {"forwarded": text} if text else {}


class Lines(logging.Formatter):
    """Writes a record as a line of JSON, by structlog, which is loaded with the first: most commands write none."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return self._writer.format(record)

    @cached_property
    def _writer(self) -> logging.Formatter:
        structlog = import_module("structlog")
        first = [
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.stdlib.ExtraAdder(allow=["request", "status_code"]),
        ]
        last = [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            asked,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ]
        made: logging.Formatter = structlog.stdlib.ProcessorFormatter(foreign_pre_chain=first, processors=last)
        return made


def configuration(home: Path) -> dict[str, Any]:
    """Return what Django's LOGGING has to be."""
    file = {"()": PrivateFile, "filename": home / "program.log", "delay": True, "formatter": "line"}
    stderr = {"class": "logging.StreamHandler", "level": "ERROR", "formatter": "line"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": Lines}},
        "handlers": {"file": file, "stderr": stderr},
        "root": {"handlers": ["file", "stderr"], "level": "WARNING"},
        # Django's own handlers would tell nobody: there is no one to send mail to.
        "loggers": {"django": {"handlers": [], "propagate": True}, "django.server": {"handlers": []}},
    }
