"""Passkeys in Chromium, whose virtual authenticator does what a phone's would."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, CDPSession, Page, expect

from neuguong.accounts.actions import issue_link
from neuguong.accounts.models import Purpose
from neuguong.accounts.queries import keys_of
from neuguong.core.actor import SYSTEM
from tests.accounts.signing import PASSWORD, give_password
from tests.bloc import Bloc, found_bloc
from tests.browser.harness import DESKTOP, Screen, axe, fits, shoot

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@dataclass
class Desk:
    """A browser with a built-in authenticator, before an installation of its own."""

    page: Page
    url: str
    debugger: CDPSession
    authenticator: str
    bloc: Bloc

    def go(self, path: str) -> None:
        self.page.goto(self.url + path)

    def send(self) -> None:
        """Send the form of the page."""
        self.page.click("main form.card [type=submit]")

    def sign_in(self, name: str) -> None:
        self.go("/accounts/login/")
        self.page.fill("input[name=login]", self.bloc.users[name].email)
        self.page.fill("input[name=password]", PASSWORD)
        self.send()

    def sign_out(self) -> None:
        self.go("/accounts/logout/")
        self.page.click("main form [type=submit]")

    def enrol(self) -> None:
        """Make a passkey on the page that asks for one."""
        self.page.click("#mfa_webauthn_add")
        self.page.wait_for_url("**/recovery-codes/")

    def refuse(self) -> None:
        """Have the owner refuse from now on."""
        said = {"authenticatorId": self.authenticator, "isUserVerified": False}
        self.debugger.send("WebAuthn.setUserVerified", said)


@pytest.fixture
def screen() -> Screen:
    return DESKTOP


@pytest.fixture
def desk(browser: Browser, live_server: Any, screen: Screen) -> Iterator[Desk]:
    size = {"width": screen.width, "height": screen.height}
    context = browser.new_context(viewport=size, color_scheme=screen.scheme, locale="vi-VN")  # type: ignore[arg-type]
    page = context.new_page()
    debugger = context.new_cdp_session(page)
    debugger.send("WebAuthn.enable")
    made = debugger.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    bloc = found_bloc()
    give_password(bloc, "officer", "cell")
    with override_settings(SECOND_FACTOR_ROLES=("officer",)):
        yield Desk(page, live_server.url, debugger, made["authenticatorId"], bloc)
    context.close()


def test_an_invited_officer_enrols_and_needs_no_password(desk: Desk) -> None:
    token = issue_link(actor=SYSTEM, user=desk.bloc.users["officer"], purpose=Purpose.INVITATION)
    desk.go(f"/link/{token}/")
    desk.page.click("button[name=passkey]")
    desk.enrol()
    expect(desk.page.locator(".codes li")).to_have_count(10)
    desk.go("/")
    expect(desk.page.get_by_role("heading", name="Hôm nay")).to_be_visible()
    desk.sign_out()
    desk.go("/accounts/login/?next=/search/")
    desk.page.click("#passkey_login")
    desk.page.wait_for_url(lambda url: "/accounts/" not in url)
    desk.go("/")
    expect(desk.page.get_by_role("heading", name="Hôm nay")).to_be_visible()
    assert keys_of(desk.bloc.users["officer"])[0].last_used is not None


def test_who_must_enrol_is_led_there_and_then_asked_for_it(desk: Desk) -> None:
    desk.sign_in("officer")
    expect(desk.page.get_by_role("heading", name="Lớp xác thực thứ hai")).to_be_visible()
    desk.page.click("text=Thêm khóa truy cập")
    desk.page.fill("input[name=password]", PASSWORD)
    desk.send()
    desk.page.fill("input[name=name]", "Máy ở phòng")
    desk.enrol()
    desk.sign_out()
    desk.sign_in("officer")
    expect(desk.page.get_by_role("heading", name="Lớp xác thực thứ hai")).to_be_visible()
    desk.go("/search/")
    assert "/accounts/2fa/authenticate/" in desk.page.url
    desk.page.click("#mfa_webauthn_authenticate")
    desk.page.wait_for_url(lambda url: "/accounts/" not in url)
    desk.go("/accounts/2fa/")
    expect(desk.page.get_by_text("Máy ở phòng").first).to_be_visible()
    expect(desk.page.get_by_text("dùng gần nhất").first).to_be_visible()


def test_a_refusal_of_the_owner_is_told_and_lets_nobody_in(desk: Desk) -> None:
    desk.sign_in("officer")
    desk.page.click("text=Thêm khóa truy cập")
    desk.page.fill("input[name=password]", PASSWORD)
    desk.send()
    desk.enrol()
    desk.sign_out()
    desk.refuse()
    desk.go("/accounts/login/")
    desk.page.click("#passkey_login")
    expect(desk.page.get_by_text("Chưa dùng được khóa truy cập")).to_be_visible()
    desk.go("/")
    assert "/accounts/login/" in desk.page.url


def test_a_passkey_is_renamed_and_taken_away(desk: Desk) -> None:
    desk.sign_in("cell")
    desk.go("/accounts/2fa/webauthn/add/")
    desk.page.fill("input[name=password]", PASSWORD)
    desk.send()
    desk.enrol()
    desk.go("/accounts/2fa/")
    desk.page.click("text=Đổi tên")
    desk.page.fill("input[name=name]", "Điện thoại cũ")
    desk.send()
    expect(desk.page.get_by_text("Điện thoại cũ").first).to_be_visible()
    desk.page.click("a[href*=remove]")
    desk.send()
    expect(desk.page.get_by_text("Chưa có khóa nào.")).to_be_visible()
    assert keys_of(desk.bloc.users["cell"]) == []


PAGES = (
    ("second-factor", "/accounts/second-factor/"),
    ("factors", "/accounts/2fa/"),
    ("code-app", "/accounts/2fa/totp/activate/"),
    ("passkey-add", "/accounts/2fa/webauthn/add/"),
    ("sessions", "/accounts/sessions/"),
    ("password-change", "/accounts/password/change/"),
    ("accounts", "/o/DUK/2023/organisations/accounts/"),
    ("invitations-ask", "/o/DUK/2023/organisations/accounts/invitations/"),
)


class TestScreens:
    """Every page of one's own account, and of the office's, on each screen."""

    @pytest.fixture(params=[DESKTOP, Screen("phone", 390, 844, "dark")], ids=str)
    def screen(self, request: pytest.FixtureRequest) -> Screen:
        chosen: Screen = request.param
        return chosen

    def test_screens_of_the_account(self, desk: Desk, screen: Screen) -> None:
        with override_settings(SECOND_FACTOR_ROLES=()):
            desk.sign_in("officer")
            desk.go("/accounts/reauthenticate/?next=/accounts/2fa/")
            desk.page.fill("input[name=password]", PASSWORD)
            desk.send()
            for name, path in PAGES:
                desk.go(path)
                assert path in desk.page.url
                shoot(desk.page, name, screen)
                fits(desk.page)
                axe(desk.page)
            desk.page.click("main form.card button")
            expect(desk.page.locator(".invitations li")).not_to_have_count(0)
            shoot(desk.page, "invitations", screen)
            fits(desk.page)
            axe(desk.page)

    def test_screens_of_an_invitation(self, desk: Desk, screen: Screen) -> None:
        token = issue_link(actor=SYSTEM, user=desk.bloc.users["member"], purpose=Purpose.INVITATION)
        desk.go(f"/link/{token}/")
        for password in ("", "ngan"):
            if password:
                desk.page.fill("input[name=password1]", password)
                desk.page.fill("input[name=password2]", password)
                desk.page.click("main form.card button >> nth=0")
            shoot(desk.page, f"invitation{password and '-wrong'}", screen)
            fits(desk.page)
            axe(desk.page)
