"""The page of a form: what is sent is saved by an action, what is refused comes back with all that was typed."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from neuguong.core.errors import Forbidden, Refusal
from neuguong.ui.forms import RecordForm
from neuguong.ui.http import OfficeRequest
from neuguong.ui.values import Words

M = TypeVar("M", bound=Model)


def sent(request: OfficeRequest) -> QueryDict | None:
    """Return what the form's `data` has to be: what was posted, or None for a form to fill in."""
    return request.POST if request.method == "POST" else None


def page(
    request: OfficeRequest,
    form: RecordForm[M],
    *,
    title: Words,
    save: Callable[[M, int | None], M],
    done: Callable[[M], str],
    cancel: str,
    button: Words = "",
    lead: Words = "",
) -> HttpResponse:
    """Show a form or take what was sent: `save(record, opened version)`, then go to `done(record)`.

    What the rules or the data refuse comes back on the form, with status 422 and all that was typed;
    409 where someone else changed the record meanwhile.
    """
    status = 200
    if request.method == "POST":
        status = _taken(form, save)
        if status == 200:
            messages.success(request, _("Đã lưu."))
            return HttpResponseRedirect(done(form.instance))
    context = {"form": form, "title": title, "cancel": cancel, "button": button or _("Lưu"), "lead": lead}
    return render(request, "ui/form.html", context, status=status)


def _taken(form: RecordForm[M], save: Callable[[M, int | None], M]) -> int:
    """Save what was sent; return 200, or the status of what is wrong, told on the form."""
    if not form.is_valid():
        return 422
    try:
        save(form.instance, form.opened_version)
    except ValidationError as error:
        _tell(form, error)
    except Forbidden:
        raise
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return 409 if refusal.code == "stale" else 422
    return 422 if form.errors else 200


def _tell(form: RecordForm[M], error: ValidationError) -> None:
    """Put the record's own errors beside the fields that the form has, the rest on top."""
    for name, texts in getattr(error, "message_dict", {NON_FIELD_ERRORS: error.messages}).items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)
