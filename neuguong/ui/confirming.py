"""A question before what can't be taken back by a second click."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from neuguong.core.errors import Forbidden, NotVisible, Refusal, Stale
from neuguong.ui import comparing
from neuguong.ui import history as log
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
    record: Model | None = None,
    history: Callable[[Any], Iterable[log.Entry]] = lambda _record: (),
    **more: Any,
) -> HttpResponse:
    """Ask; on POST do `act` and go to `done`, saying `told`. What is refused is told on the page.

    With `record`, the page knows which version of it the user saw: where someone changed it before the answer,
    nothing is done, what changed is shown from its `history`, and the question is asked once more (409).
    A room's own `template`, which shows what would happen, extends "ui/confirm.html" and gets `more`.
    """
    refused = _refused(request, record, act) if request.method == "POST" else None
    if request.method == "POST" and refused is None:
        messages.success(request, str(told or _("Đã thực hiện.")))
        return HttpResponseRedirect(done)
    context: dict[str, Any] = {"title": title, "question": question, "button": button, "cancel": cancel}
    context |= {"trouble": refused.message if refused else "", "version": getattr(record, "version", "")}
    context["changes"] = _changes(request, record, history) if isinstance(refused, Stale) else []
    status = 409 if isinstance(refused, Stale) else 422 if refused else 200
    return render(request, template, {**context, **more}, status=status)


def _refused(request: OfficeRequest, record: Model | None, act: Callable[[], object]) -> Refusal | None:
    """Do what was confirmed, or return why not."""
    try:
        _require_seen(request, record)
        act()
    except (Forbidden, NotVisible):
        raise
    except Refusal as refusal:
        return refusal
    return None


def _require_seen(request: OfficeRequest, record: Model | None) -> None:
    """Refuse an answer to a page that showed another version of the record."""
    seen = comparing.first_version(request.POST)
    if record is not None and seen is not None and seen != getattr(record, "version", seen):
        raise Stale(_("Bản ghi đã được người khác sửa sau khi đồng chí mở trang này. Xem lại rồi hãy quyết định."))


def _changes(
    request: OfficeRequest, record: Model | None, history: Callable[[Any], Iterable[log.Entry]]
) -> list[log.Change]:
    if record is None:
        return []
    return log.told(comparing.newer(history(record), comparing.first_version(request.POST)), type(record), frozenset())
