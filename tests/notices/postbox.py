"""A mail server on this machine, and a worker that is killed while it hands letters over."""

import asyncio
import os
import signal
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from aiosmtpd.controller import Controller
from django.conf import settings
from django.db import connection

from tests.portal.cli.running import PROGRAM

HOST = "127.0.0.1"


@dataclass
class Postbox:
    """Takes every mail on, after `delay` seconds, or answers as `says` tells by address."""

    delay: float = 0.0
    says: dict[str, list[str]] = field(default_factory=dict)
    mails: list[tuple[str, Message]] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - the name is the library's
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        """Answer to a recipient."""
        if answers := self.says.get(address):
            return answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Keep a mail, and take time over the answer."""
        if answers := self.says.get("DATA"):
            return answers.pop(0)
        self.mails += [(address, message_from_bytes(envelope.content)) for address in envelope.rcpt_tos]
        await asyncio.sleep(self.delay)
        return "250 OK"

    @property
    def counted(self) -> Counter[str]:
        """How many mails came to each address under each Message-ID."""
        return Counter(f"{address} {mail['Message-ID']}" for address, mail in self.mails)


@contextmanager
def listening(box: Postbox, port: int = 0) -> Iterator[int]:
    """Listen for the block, and give the port."""
    controller = Controller(box, hostname=HOST, port=port or _free_port(), ready_timeout=30)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


def environment(home: Path, port: int) -> dict[str, str]:
    """Return what a process needs to work on this test's database with that mail server."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "DJANGO_"))}
    told = {**kept, "NEUGUONG_HOME": str(home), "NEUGUONG_MAIL": f"smtp://{HOST}:{port}"}
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "postgresql":
        address = urlsplit(settings.DATABASE_URL)
        told["DATABASE_URL"] = address._replace(path=f"/{quote(name)}").geturl()
    else:
        (home / "neuguong.sqlite3").symlink_to(name)
    return told


@contextmanager
def worker(told: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a worker for the block; ended politely where it has not been killed."""
    log = Path(told["NEUGUONG_HOME"]) / "worker.log"
    with log.open("ab") as stream:
        process = subprocess.Popen([PROGRAM, "worker"], env=told, stdout=stream, stderr=subprocess.STDOUT)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=60)


def kill(process: "subprocess.Popen[bytes]", *, carrier_too: bool) -> None:
    """Kill a worker, and the process that carries its letters, at once and without asking."""
    victims = [process.pid, *(_children(process.pid) if carrier_too else [])]
    for pid in victims:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()


def _children(pid: int) -> list[int]:
    words = Path(f"/proc/{pid}/task/{pid}/children").read_text().split() if Path(f"/proc/{pid}").exists() else []
    return [int(word) for word in words]


def until(true: Any, seconds: float = 60.0) -> bool:
    """Wait until `true()`, and tell whether it came."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.005)
    return False
