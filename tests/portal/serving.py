"""A served installation with a certificate of its own, and raw words to say to it."""

import datetime as dt
import http.client
import ipaddress
import os
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.gathering import gathered
from tests.portal.cli.running import PROGRAM, call

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Running:
    """Where it is served, and what its certificate is trusted by."""

    port: int
    trust: ssl.SSLContext
    home: Path

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> http.client.HTTPResponse:
        """Return the answer, read to its end, to a well-formed request."""
        connection = http.client.HTTPSConnection(HOST, self.port, timeout=30, context=self.trust)
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        answer.body = answer.read()  # type: ignore[attr-defined]
        connection.close()
        return answer

    def say(self, words: bytes, *, wait: float = 1.5) -> bytes:
        """Return what comes back to any bytes, until the server closes or falls silent."""
        found = b""
        with (
            socket.create_connection((HOST, self.port), timeout=30) as plain,
            self.trust.wrap_socket(plain, server_hostname=HOST) as line,
            suppress(TimeoutError, ConnectionError, ssl.SSLError),
        ):
            with suppress(ConnectionError, ssl.SSLError):
                line.sendall(words)
            line.settimeout(wait)
            while piece := line.recv(65536):
                found += piece
        return found


def certify(folder: Path) -> tuple[Path, Path]:
    """Write a certificate for this machine and its key, both for a day."""
    key, now = ec.generate_private_key(ec.SECP256R1()), dt.datetime.now(dt.UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, kind = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    certificate, secret = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(pem))
    secret.write_bytes(key.private_bytes(pem, kind, serialization.NoEncryption()))
    return certificate, secret


@contextmanager
def serving(home: Path) -> Iterator[Running]:
    """Set an installation up in `home` and serve it over TLS, as a person would."""
    certificate, key = certify(home)
    port, log = _free_port(), home / "serve.log"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "DJANGO_"))}
    told = {"NEUGUONG_HOME": str(home), "NEUGUONG_HTTPS": "1", "NEUGUONG_URL": f"https://{HOST}:{port}"}
    made = call(home, "init", "--name", "Đảng bộ Khối", "--code", "DUK", "--admin", "qt@example.vn", **told)
    assert made.code == 0, made
    gathered(home)
    words = ["serve", "--port", str(port), "--certificate", str(certificate), "--key", str(key)]
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [PROGRAM, *words], env={**kept, **told}, stdout=stream, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        _wait(port, process, log)
        yield Running(port, ssl.create_default_context(cafile=str(certificate)), home)
    finally:
        _stop(process)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """End the server politely, and what is left of its process tree otherwise."""
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        port: int = found.getsockname()[1]
        return port


def _wait(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _attempt in range(300):
        if process.poll() is not None:
            break
        try:
            socket.create_connection((HOST, port), timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"the site did not come up:\n{log.read_text()[-4000:]}")
