"""Styles, scripts and fonts, gathered once: hashed names and compressed copies take seconds to make."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command


def collect(say: Callable[[str], object] = lambda _words: None) -> bool:
    """Gather the static files if any has changed since the last time; tell whether they were gathered.

    `say` is told what takes long before it begins.
    """
    stamp, now = Path(staticfiles_storage.path(".collected")), _fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return False
    say("Đang chuẩn bị kiểu chữ, kiểu trang của trang web; lần đầu mất chừng nửa phút.")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(now)
    return True


def _fingerprint() -> str:
    """Return a digest over name, size and time of every static file."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            about = Path(storage.path(name)).stat()
            seen.update(f"{name}:{about.st_size}:{about.st_mtime_ns}\n".encode())
    return seen.hexdigest()
