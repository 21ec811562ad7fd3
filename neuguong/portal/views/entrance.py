"""The door: a one-time link from the office, and too many wrong passwords."""

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from neuguong.accounts import actions
from neuguong.core.errors import Refusal
from neuguong.portal.refusals import told


@never_cache
@require_http_methods(["GET", "POST"])
def signin_link(request: HttpRequest, token: str) -> HttpResponse:
    """Ask first, as mail programs open links by themselves; then sign in, the second factor still asked."""
    context = {"title": _("Đăng nhập bằng liên kết"), "trouble": ""}
    if request.method == "POST":
        try:
            answer: HttpResponse = perform_login(request, actions.redeem_link(token=token))
            return answer
        except Refusal as refusal:
            context["trouble"] = refusal.message
    return render(request, "portal/link.html", context, status=422 if context["trouble"] else 200)


def locked(request: HttpRequest, *_response: object, **_credentials: object) -> HttpResponse:
    """Tell whoever typed too many wrong passwords to wait."""
    return told(request, _("Sai mật khẩu quá nhiều lần. Đợi 15 phút rồi đăng nhập lại."), 429)
