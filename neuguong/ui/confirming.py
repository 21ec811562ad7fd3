"""A question before what can't be taken back by a second click."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from neuguong.core.errors import Forbidden, Refusal
from neuguong.ui.http import OfficeRequest
from neuguong.ui.values import Words


def page(
    request: OfficeRequest,
    *,
    title: Words,
    question: Words,
    button: Words,
    act: Callable[[], object],
    done: str,
    cancel: str,
    told: Words = "",
    template: str = "ui/confirm.html",
    **more: Any,
) -> HttpResponse:
    """Ask; on POST do `act` and go to `done`, saying `told`. What is refused is told on the page.

    A room's own `template`, which shows what would happen, extends "ui/confirm.html" and gets `more`.
    """
    trouble = ""
    if request.method == "POST":
        try:
            act()
        except Forbidden:
            raise
        except Refusal as refusal:
            trouble = refusal.message
        else:
            messages.success(request, str(told or _("Đã thực hiện.")))
            return HttpResponseRedirect(done)
    context = {"title": title, "question": question, "button": button, "cancel": cancel, "trouble": trouble}
    return render(request, template, {**context, **more}, status=422 if trouble else 200)
