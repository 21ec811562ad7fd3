"""The served demonstration, screens of two sizes and two schemes, axe, and pictures."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, Page

from tests.architecture.tree import ROOT
from tests.gathering import gathered

PICTURES = ROOT / "out/screens"
NEUGUONG = Path(sys.executable).parent / "neuguong"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@dataclass(frozen=True)
class Screen:
    """What somebody looks at: its size in CSS pixels and the colours that they chose."""

    name: str
    width: int
    height: int
    scheme: Literal["light", "dark"]

    def __str__(self) -> str:
        return f"{self.name}-{self.scheme}"


DESKTOP = Screen("desktop", 1440, 900, "light")
PHONE = Screen("phone", 390, 844, "light")
SCREENS = (DESKTOP, PHONE, Screen("desktop", 1440, 900, "dark"), Screen("phone", 390, 844, "dark"))


def chromium() -> str:
    """Return the path of the system's browser."""
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if path := shutil.which(name):
            return path
    raise RuntimeError("No Chromium is here: run tools/need chromium")


@dataclass(frozen=True)
class Site:
    """An installation that is being served; `cast` is what `neuguong demo --json` said."""

    url: str
    environment: dict[str, str]
    cast: Any

    def run(self, *words: str) -> str:
        """Return what a `neuguong` command prints on this installation."""
        return neuguong(self.environment, *words)

    def email(self, role: str) -> str:
        """Return the account of the first of the cast with `role`, in the words of the interface."""
        return next(str(one["email"]) for one in self.cast["cast"] if one["role"] == role)

    def signin_link(self, email: str) -> str:
        """Return a one-time address that signs `email` in."""
        found = re.search(r"https?://[^\s\"]+", self.run("signin-link", email))
        assert found, f"no link for {email}"
        return found[0]


def neuguong(environment: dict[str, str], *words: str) -> str:
    """Run the command line and return what it prints; a failure shows both streams."""
    done = subprocess.run([NEUGUONG, *words], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"neuguong {' '.join(words)}: {done.stdout}\n{done.stderr}"
    return done.stdout


def free_port() -> int:
    """Return a port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def served(home: Path) -> Iterator[Site]:
    """Load the demonstration into `home`, serve it as a person would, and stop it again."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "DJANGO_"))}
    environment = {**kept, "NEUGUONG_HOME": str(home), "NEUGUONG_URL": url}
    cast = json.loads(neuguong(environment, "demo", "--json") or "null")
    gathered(home)
    log = home / "serve.log"
    with log.open("w") as stream:
        command = [str(NEUGUONG), "serve", "--host", "127.0.0.1", "--port", str(port)]
        process = subprocess.Popen(
            command, env=environment, stdout=stream, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            wait_for(url, process, log)
            yield Site(url, environment, cast)
        finally:
            stop(process)


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return once the site answers; fail with its log when it ends or never does."""
    for _attempt in range(300):
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(url, timeout=10).close()  # noqa: S310
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"the site did not come up:\n{log.read_text()[-4000:]}")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the server politely, and what is left of its process tree otherwise."""
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@dataclass
class Visits:
    """Opens pages of the site, signed in or not, and writes down what the browser complains about."""

    browser: Browser
    site: Site
    states: dict[str, Any]
    complaints: list[str]

    def __call__(self, path: str, screen: Screen = DESKTOP, email: str | None = None) -> Page:
        """Return the page at `path` as `email` (nobody, when None) sees it on `screen`."""
        page = self._context_page(screen, self._state(email) if email else None)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("request", lambda request: self._note_foreign(request.url))
        page.goto(self.site.url + path)
        return page

    def _context_page(self, screen: Screen, state: Any) -> Page:
        return self.browser.new_context(
            viewport={"width": screen.width, "height": screen.height},
            color_scheme=screen.scheme,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            reduced_motion="reduce",
            storage_state=state,
        ).new_page()

    def _state(self, email: str) -> Any:
        """Return the cookies of a session of `email`, signed in once per run."""
        if email not in self.states:
            page = self._context_page(DESKTOP, None)
            page.goto(self.site.signin_link(email))
            if confirm := page.query_selector("main form [type=submit]"):
                confirm.click()
            if notice := page.query_selector("main form[data-notice] button"):
                notice.click()
            self.states[email] = page.context.storage_state()
            page.context.close()
        return self.states[email]

    def _note_foreign(self, address: str) -> None:
        if not address.startswith((self.site.url, "data:", "blob:")):
            self.complaints.append(f"asks another host: {address}")


@cache
def axe_source() -> str:
    """Return axe-core as npm brought it."""
    return (ROOT / "node_modules/axe-core/axe.min.js").read_text()


def axe_findings(page: Page) -> list[str]:
    """Return what axe finds serious or critical on the page as it stands.

    The debugger runs axe, not the page, so the content policy stays as it is and does not stop it.
    """
    page.evaluate(axe_source())
    answer = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{found['id']} ({found['impact']}): {found['help']}: {node['target']}"
        for found in answer["violations"]
        if found["impact"] in {"serious", "critical"}
        for node in found["nodes"]
    ]


def axe(page: Page) -> None:
    """Fail when axe finds something serious."""
    found = axe_findings(page)
    assert not found, f"{page.url}\n" + "\n".join(found)


def shoot(page: Page, name: str, screen: Screen) -> Path:
    """Save the whole page as out/screens/NAME-SCREEN.png and return where."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"{name}-{screen}.png"
    page.evaluate("() => document.fonts.ready.then(() => null)")
    page.screenshot(path=path, full_page=True)
    return path


def fits(page: Page) -> None:
    """Fail when the page must be scrolled sideways."""
    wide, room = page.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= room, f"{page.url} is {wide} pixels wide on a screen of {room}"
