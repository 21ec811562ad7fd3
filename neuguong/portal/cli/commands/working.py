"""`neuguong worker`: what is done beside the pages, for as long as it runs.

Letters are carried by a process of their own, in a session of its own: whoever ends the worker, however roughly, does
not end a letter in the middle. It goes once the worker is gone and the letter in hand is settled.
"""

import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import click
from django.db import DatabaseError, close_old_connections

from neuguong.notices.actions import Round, beat, carry

_IDLE, _LONGEST, _ENDING, _BEAT = 1.0, 60.0, 330, 30.0
_said: dict[str, Any] = {"at": -_BEAT}


@click.command()
@click.option("--carrier", is_flag=True, hidden=True)
def worker_command(carrier: bool) -> None:
    """Gửi thư và làm các việc nền, cho đến khi dừng."""
    if carrier:
        _carry_on()
        return
    ended = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        ended.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    click.echo("Nêu Gương đang gửi thư và làm các việc nền (Ctrl+C để dừng).")
    with working():
        ended.wait()


@contextmanager
def working() -> Iterator[None]:
    """Keep a carrier running until the block ends, and let it settle what it has in hand."""
    ended = threading.Event()
    thread = threading.Thread(target=_keep_one, args=(ended,), name="worker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(_ENDING)


def _keep_one(ended: threading.Event) -> None:
    """Start a carrier, and another whenever one ends by itself."""
    words = [sys.executable, "-m", "neuguong.portal.cli", "worker", "--carrier"]
    pause = _IDLE
    while not ended.is_set():
        with subprocess.Popen(words, stdin=subprocess.PIPE, start_new_session=True) as process:
            while process.poll() is None and not ended.wait(0.2):
                pass
        pause = min(2 * pause, _LONGEST)
        ended.wait(pause)


def _carry_on() -> None:
    """Carry letters until the worker that holds the other end of our input is gone."""
    pause = _IDLE
    while not _is_alone(0):
        pause = _carried(pause)
        close_old_connections()
        if _is_alone(pause):
            return


def _carried(pause: float) -> float:
    """Do a round, and return how long to wait for the next: longer each time while something is in the way."""
    try:
        done = carry(lambda: not _is_alone(0))
        _beat(done)
    except (DatabaseError, OSError) as error:
        trouble = str(error)
    else:
        trouble = done.trouble
    if not trouble:
        return _IDLE
    if pause == _IDLE:
        click.echo(f"Chưa gửi được thư, sẽ thử lại: {trouble}", err=True)
    return min(2 * pause, _LONGEST)


def _beat(done: Round) -> None:
    """Say that letters are carried here: twice a minute, and whenever what is in the way changes."""
    if not done.busy and (done.trouble != _said.get("trouble") or time.monotonic() - _said["at"] > _BEAT):
        beat(place=f"{socket.gethostname()} ({os.getpid()})", trouble=done.trouble)
        _said.update(trouble=done.trouble, at=time.monotonic())


def _is_alone(wait: float) -> bool:
    """Tell whether the worker is gone, waiting for that up to so many seconds."""
    ready, _, _ = select.select([sys.stdin], [], [], wait)
    return bool(ready) and not os.read(sys.stdin.fileno(), 1)
