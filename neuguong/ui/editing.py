"""The page of a form: what is sent is saved by an action, what is refused comes back with all that was typed."""

import functools
from collections.abc import Callable, Iterable
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from neuguong.core.errors import Forbidden, NotVisible, Refusal, Stale
from neuguong.core.once import once
from neuguong.core.rows import one_of
from neuguong.ui import comparing
from neuguong.ui.forms import OPENED, RecordForm
from neuguong.ui.history import Entry
from neuguong.ui.http import OfficeRequest
from neuguong.ui.values import Words

M = TypeVar("M", bound=Model)
P = ParamSpec("P")
History = Callable[[Any], Iterable[Entry]]


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
    history: History = lambda _record: (),
    template: str = "ui/form.html",
    **more: Any,
) -> HttpResponse:
    """Show a form or take what was sent: `save(record, opened version)`, then go to `done(record)`.

    What the rules or the data refuse comes back on the form, with status 422 and all that was typed. Where
    someone else changed the record meanwhile, the answer is 409 and a page of both versions to choose from, field by
    field; `history` are the log's entries about the record. The same new record sent twice is made once. A room's own
    `template` extends "ui/form.html" and gets `more`.
    """
    context: dict[str, Any] = {"title": title, "cancel": cancel, "lead": lead, **more}
    status, led_to = _answered(request, form, save, done) if request.method == "POST" else (200, "")
    if status == 409:
        return _both(request, form, history, context)
    if led_to:
        messages.success(request, _("Đã lưu."))
        return HttpResponseRedirect(led_to)
    context["noted"] = [(OPENED + name, comparing.words_of(form, name)) for name in form.beside]
    return render(request, template, {**context, "form": form, "button": button or _("Lưu")}, status=status)


def keeping(
    form: type[RecordForm[Any]],
) -> Callable[
    [Callable[Concatenate[OfficeRequest, P], HttpResponse]], Callable[Concatenate[OfficeRequest, P], HttpResponse]
]:
    """Have a view that changes a record give back what was typed where the record is there no more."""

    def around(
        view: Callable[Concatenate[OfficeRequest, P], HttpResponse],
    ) -> Callable[Concatenate[OfficeRequest, P], HttpResponse]:
        @functools.wraps(view)
        def kept(request: OfficeRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except NotVisible:
                if request.method != "POST":
                    raise
                return gone(request, form)

        return kept

    return around


def gone(request: OfficeRequest, form: type[RecordForm[Any]]) -> HttpResponse:
    """Tell that there is no such record for this user, and give back what they typed, to be copied."""
    fields = ((name, field.label) for name, field in form.base_fields.items() if not field.widget.is_hidden)
    typed = [(label or name, "; ".join(filter(None, request.POST.getlist(name)))) for name, label in fields]
    context = {"title": _("Bản ghi không còn"), "typed": [pair for pair in typed if pair[1]]}
    return render(request, "ui/gone.html", context, status=404)


def _both(request: OfficeRequest, form: RecordForm[M], history: History, context: dict[str, Any]) -> HttpResponse:
    """Show what stands there now beside what was typed, and let the user choose."""
    fresh = one_of(type(form.instance)._default_manager.filter(pk=form.instance.pk))
    typed, entries = request.POST, list(history(fresh))
    mine, missing = type(form)(typed, actor=form.actor, instance=fresh), bool(comparing.undecided(typed))
    both = {
        "differences": comparing.differences(mine, fresh, entries, again=not missing),
        "latest": next(iter(comparing.newer(entries, comparing.first_version(typed))), None),
        "carried": comparing.carried(typed),
        "version": getattr(fresh, "version", ""),
        "base": comparing.first_version(typed) or "",
        "missing": missing,
    }
    return render(request, "ui/both.html", {**context, **both}, status=409)


def _answered(
    request: OfficeRequest, form: RecordForm[M], save: Callable[[M, int | None], M], done: Callable[[M], str]
) -> tuple[int, str]:
    """Take what was sent, each field as chosen; 409 where a choice is due."""
    if comparing.undecided(request.POST):
        return 409, ""
    form.data = comparing.merged(form, request.POST)
    return _taken(request, form, save, done)


def _taken(
    request: OfficeRequest, form: RecordForm[M], save: Callable[[M, int | None], M], done: Callable[[M], str]
) -> tuple[int, str]:
    """Save what was sent; return 200 and where to go, or the status of what is wrong, told on the form."""
    is_there = form.instance.pk is not None

    def act() -> str:
        if not form.is_valid():
            return ""
        _require_version(form)
        save(form.instance, form.opened_version)
        return done(form.instance)

    try:
        led_to = act() if is_there else once(_key(request), act)
        return (200 if led_to else 422), led_to
    except ValidationError as error:
        _tell(form, error)
    except Forbidden:
        raise
    except Stale:
        return 409, ""
    except Refusal as refusal:
        if isinstance(refusal, NotVisible) and is_there and not _exists(form.instance):
            raise
        form.add_error(None, refusal.message)
    return 422, ""


def _require_version(form: RecordForm[Any]) -> None:
    """Refuse a change that does not say which version of the record its sender had seen."""
    if form.instance.pk is not None and form.opened_version is None and hasattr(form.instance, "version"):
        raise Stale


def _exists(record: Model) -> bool:
    return type(record)._default_manager.filter(pk=record.pk).exists()


def _key(request: OfficeRequest) -> list[str]:
    """Return what tells a form sent again from another one, or nothing where the form had no key of its own."""
    if not request.POST.get("once"):
        return []
    said = (f"{name}={value}" for name, values in request.POST.lists() for value in values)
    return [str(request.actor.user_id), request.path, *(one for one in said if not one.startswith("csrf"))]


def _tell(form: RecordForm[M], error: ValidationError) -> None:
    """Put the record's own errors beside the fields that the form has, the rest on top."""
    for name, texts in getattr(error, "message_dict", {NON_FIELD_ERRORS: error.messages}).items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)
