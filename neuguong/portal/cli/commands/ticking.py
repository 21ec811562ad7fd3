"""`neuguong tick`: scheduled work, once; `serve` calls it every quarter of an hour."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import click
from django.db import DatabaseError

from neuguong.core.errors import Refusal
from neuguong.core.schedule import works
from neuguong.portal.cli.options import as_json, say

_EVERY = 900
_ENDING = 30


@click.command()
@as_json
def tick_command(in_json: bool) -> None:
    """Làm các việc định kỳ đến hạn, một lần; gọi lại không làm gì hai lần."""
    done, failed = {}, {}
    for work in works():
        try:
            done[work.code] = work.run()
        except (OSError, DatabaseError, Refusal) as error:
            failed[work.code] = str(error)
    if in_json:
        say({"done": done, "failed": failed})
    else:
        for words in filter(None, done.values()):
            click.echo(words)
        for code, words in failed.items():
            click.echo(f"{code}: chưa làm được: {words}", err=True)
    raise click.exceptions.Exit(1 if failed else 0)


@contextmanager
def ticking() -> Iterator[None]:
    """Do scheduled work at once and each quarter of an hour, each time in its own process, until the block ends."""
    ended = threading.Event()

    def repeat() -> None:
        while True:
            subprocess.run([sys.executable, "-m", "neuguong.portal.cli", "tick"], check=False)
            if ended.wait(_EVERY):
                return

    thread = threading.Thread(target=repeat, name="tick", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(_ENDING)
