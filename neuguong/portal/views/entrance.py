"""The door: one-time links from the office, and too many wrong tries."""

from typing import Any

from allauth.account.forms import SetPasswordForm
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from neuguong.accounts import actions
from neuguong.accounts.models import SignInLink
from neuguong.accounts.queries import guessing
from neuguong.core import clock
from neuguong.core.errors import Locked, Refusal
from neuguong.portal.helping import usable
from neuguong.portal.refusals import answer


@never_cache
@require_http_methods(["GET", "POST"])
def signin_link(request: HttpRequest, token: str) -> HttpResponse:
    """Ask first, as mail programs open links by themselves; then let in, the second factor still asked."""
    try:
        link = usable(token)
        form = SetPasswordForm(data=request.POST or None, user=link.user) if link.sets_password else None
        if request.method == "POST" and ("passkey" in request.POST or form is None or form.is_valid()):
            return _let_in(request, token, form)
    except Refusal as refusal:
        return render(request, "portal/link.html", {"title": _door(None), "trouble": refusal.message}, status=422)
    return render(request, "portal/link.html", {"title": _door(link), "link": link, "form": form})


def _let_in(request: HttpRequest, token: str, form: SetPasswordForm | None) -> HttpResponse:
    """Use the link up and sign its user in; whoever chose a passkey instead of a password makes it next."""
    password = form.cleaned_data["password1"] if form and "passkey" not in request.POST else ""
    user = actions.redeem_link(token=token, password=password)
    record_authentication(request, user, method="link", reauthenticated=True)
    where = reverse("mfa_add_webauthn") if "passkey" in request.POST else None
    result: HttpResponse = perform_login(request, user, redirect_url=where)
    return result


def _door(link: SignInLink | None) -> str:
    return _("Vào Nêu Gương") if link and link.sets_password else _("Đăng nhập bằng liên kết")


def locked(request: HttpRequest, *_response: object, **_credentials: Any) -> HttpResponse:
    """Tell whoever tried wrongly too often when to come back."""
    name = guessing.counted_name(request).partition("|")[0]
    return answer(request, Locked(guessing.shut_until(request, name) or clock.now() + guessing.SPAN))
