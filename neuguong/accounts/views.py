"""To the office's provider and back; recovery codes, which are shown once."""

from typing import Any

from allauth.mfa.recovery_codes.views import view_recovery_codes
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers import registry
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from neuguong.accounts.actions import hash_codes
from neuguong.accounts.models import User
from neuguong.accounts.oidc import FAULTS, PROVIDER, OfficeAdapter, no_sign_in

# Left undone at the start of the program: see accounts.social.
registry.load()


class _Callback(OAuth2CallbackView):  # type: ignore[misc]
    """The way back; the nonce that belongs to the state goes along with it."""

    def _get_state(self, request: HttpRequest, provider: Any) -> Any:
        state, answer = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, answer


def _adapter(request: HttpRequest) -> OfficeAdapter:
    """Return what talks to the provider; there is no such page where none is set."""
    adapter = OfficeAdapter(request, PROVIDER)
    try:
        adapter.get_provider()
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    return adapter


@never_cache
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Go to the provider by a page of our own: the content policy lets no form lead to another host."""
    provider = _adapter(request).get_provider()
    try:
        answer = provider.redirect_from_request(request)
    except FAULTS as error:
        raise no_sign_in() from error
    return render(request, "accounts/leaving.html", {"title": _("Đăng nhập một lần"), "url": answer["Location"]})


@never_cache
@require_safe
def come_back(request: HttpRequest) -> HttpResponse:
    """Take the provider's answer."""
    try:
        answer: HttpResponse = _Callback.adapter_view(_adapter(request))(request)
    except FAULTS as error:
        raise no_sign_in() from error
    return answer


@never_cache
@require_safe
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Show the codes once; what is kept of them afterwards are hashes."""
    answer: HttpResponse = view_recovery_codes(request)
    if isinstance(request.user, User):
        hash_codes(user=request.user)
    return answer
