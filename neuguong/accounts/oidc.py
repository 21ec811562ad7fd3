"""Sign-in through the office's own provider (OpenID Connect), for accounts that exist; nobody signs up by it.

allauth brings the flow with state and PKCE; what it leaves to the operator is checked here: the issuer of the
discovery document, the token's signature even on a direct answer, its nonce, and one subject for one account.
"""

import secrets
from typing import Any

import jwt
import requests
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from neuguong.accounts.actions import tell
from neuguong.accounts.models import User
from neuguong.core.errors import Refusal

PROVIDER = "sso"
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
FAULTS = (KeyError, TypeError, ValueError, jwt.PyJWTError, requests.RequestException, OAuth2Error)
"""What a wrong, hostile or absent provider may lead to."""


def no_sign_in() -> Refusal:
    """Return one sentence for all that may go wrong: what exactly is of no use to an honest visitor."""
    return Refusal(
        f"Đăng nhập bằng {settings.OIDC_NAME} không thành hoặc đã quá lâu. Bắt đầu lại từ trang đăng nhập.",
        code="sso",
    )


class OfficeAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Talks to the one provider that the settings name, and believes only what it signed for this very sign-in."""

    nonce = ""

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """Return where the provider sends the browser back to; it must be registered there."""
        return str(build_absolute_uri(request, reverse("openid_connect_callback")))

    @property
    def openid_config(self) -> dict[str, Any]:
        """Return the discovery document; it must speak for the very issuer that was set."""
        found: dict[str, Any] = super().openid_config
        if found.get("issuer") != settings.OIDC_ISSUER:
            raise OAuth2Error("discovery names another issuer")
        return found

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """Return the sign-in that the answer stands for; raises OAuth2Error where anything does not fit."""
        try:
            claims = self._decode_id_token(app, kwargs["response"]["id_token"])
            if "email" not in claims:
                claims = {**claims, **self._more(claims["sub"], token.token)}
        except FAULTS as error:
            raise OAuth2Error(f"unusable answer: {type(error).__name__}") from error
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        if jwt.get_unverified_header(id_token).get("alg") not in ALGORITHMS:
            raise OAuth2Error("unsigned, or signed in a way that is not accepted")
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=settings.OIDC_ISSUER,
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        if not self.nonce or not secrets.compare_digest(str(claims.get("nonce", "")), self.nonce):
            raise OAuth2Error("made for another sign-in")
        if claims.get("azp", app.client_id) != app.client_id or "exp" not in claims:
            raise OAuth2Error("made for another client, or for ever")
        return claims

    def _more(self, subject: str, access_token: str) -> dict[str, Any]:
        """Return e-mail and whether it is verified, from a provider that keeps them out of the token."""
        found = self._fetch_user_info(access_token)
        if found["sub"] != subject:
            raise OAuth2Error("user info is about somebody else")
        return {name: found.get(name) for name in ("email", "email_verified")}


class OfficeProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """The provider, asked with a nonce and with nothing that a visitor put into the address."""

    oauth2_adapter_class = OfficeAdapter
    package = "neuguong.accounts"

    def redirect_from_request(self, request: HttpRequest) -> HttpResponse:
        """Send the browser away, to come back to the page that it asked for."""
        nonce = secrets.token_urlsafe(24)
        asked = self.get_redirect_from_request_kwargs(request)
        answer: HttpResponse = self.redirect(
            request, "login", next_url=asked.get("next_url"), auth_params={"nonce": nonce}, nonce=nonce
        )
        return answer

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Keep nothing of what the provider says but who it is."""
        return {"sub": data["id_token"]["sub"]}


class OfficeSocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Finds the account: by the subject known from before, else by a verified e-mail; makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Refuse every sign-up."""
        return False

    def get_requests_session(self) -> requests.Session:
        """Return what asks the provider: nothing of the sign-in follows a redirect to elsewhere."""
        session: requests.Session = super().get_requests_session()
        session.max_redirects = 0
        return session

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Join the sign-in to an account; raises Refusal where there is none for it."""
        if sociallogin.is_existing:
            return
        user = self._found(sociallogin)
        sociallogin.connect(request, user)
        tell("user.sso_joined", user, provider=settings.OIDC_NAME)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **_more: Any) -> None:
        """Tell that it did not work."""
        raise no_sign_in()

    def _found(self, sociallogin: SocialLogin) -> User:
        verified = [one.email.lower() for one in sociallogin.email_addresses if one.verified is True]
        user = User.objects.filter(email__in=verified, is_active=True).first()
        if user is None:
            raise Refusal(
                f"{settings.OIDC_NAME} không đưa địa chỉ thư đã xác minh nào có tài khoản ở đây. "
                "Đề nghị Văn phòng cấp ủy gửi lời mời.",
                code="sso",
            )
        if SocialAccount.objects.filter(user=user).exists():
            # The address went to somebody else over there; over here it has not.
            raise Refusal(
                "Tài khoản ở đây đã gắn với một người khác của nơi phát hành. Báo Văn phòng cấp ủy.", code="sso"
            )
        return user
