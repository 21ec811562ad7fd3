"""Life events: what may be entered, one form a kind with a look at its consequences, and undoing."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from neuguong.core.errors import Forbidden, NotVisible, Refusal
from neuguong.organisations import rules
from neuguong.organisations.actions import LeavesBehind, can_undo, preview_event, undo_event
from neuguong.organisations.forms.endings import DissolveForm, MergeForm, SplitForm
from neuguong.organisations.forms.events import EventForm, FoldForm, KindForm, MoveForm, RenameForm, SuperiorForm
from neuguong.organisations.models import EventKind, LifeEvent, LifePart, Organisation
from neuguong.organisations.queries.lineage import event_at, events_of
from neuguong.organisations.queries.telling import paper, told
from neuguong.ui import blocks, confirming, editing
from neuguong.ui.http import OfficeRequest, at, to
from neuguong.ui.values import Link, Words, date


@dataclass(frozen=True, slots=True)
class Sort:
    """One kind of event as it is offered: `of_root`, `of_others`: for which organisations it makes sense."""

    title: Words
    form: type[EventForm]
    of_root: bool = False
    of_others: bool = True

    @property
    def lead(self) -> Words:
        """What the event means, in a sentence."""
        return self.form.lead


SORTS = {
    "renamed": Sort(gettext_lazy("Đổi tên"), RenameForm, of_root=True),
    "kind_changed": Sort(gettext_lazy("Đổi loại hình"), KindForm, of_root=True),
    "moved": Sort(gettext_lazy("Chuyển cấp trên"), MoveForm),
    "merged": Sort(gettext_lazy("Sáp nhập"), MergeForm),
    "split": Sort(gettext_lazy("Chia tách"), SplitForm, of_root=True),
    "dissolved": Sort(gettext_lazy("Giải thể"), DissolveForm),
    "folded": Sort(gettext_lazy("Gộp bản trùng"), FoldForm),
    "superior": Sort(gettext_lazy("Thêm cấp trên"), SuperiorForm, of_root=True, of_others=False),
}


# What the page of the preview adds to what was typed.
_OF_THE_LOOK = ("csrfmiddlewaretoken", "confirmed", "seen")


def _offered(organisation: Organisation) -> dict[str, Sort]:
    root = organisation.parent_id is None
    return {kind: sort for kind, sort in SORTS.items() if (sort.of_root if root else sort.of_others)}


def _found(request: OfficeRequest, pk: int) -> Organisation:
    """Return an organisation whose life events the actor may enter."""
    organisation = rules.get_organisation(request.actor, pk)
    rules.require(rules.can_reshape(request.actor, organisation))
    return organisation


@require_safe
def events(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show which events may be entered."""
    organisation = _found(request, pk)
    sorts = [(to(request, "organisations:event", pk, kind), sort) for kind, sort in _offered(organisation).items()]
    context = {"title": _("Ghi sự kiện tổ chức"), "organisation": organisation, "sorts": sorts}
    return render(request, "organisations/events.html", context)


@require_http_methods(["GET", "POST"])
def event(request: OfficeRequest, pk: int, kind: str) -> HttpResponse:
    """Take an event: the form, then what it would change, then the deed."""
    organisation = _found(request, pk)
    sort = _offered(organisation).get(kind)
    if sort is None:
        raise NotVisible
    form = sort.form(editing.sent(request), actor=request.actor, organisation=organisation)
    return _taken(request, form, sort) or _form(request, form, sort)


def move(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put an organisation under another parent from a day on."""
    return event(request, pk, "moved")


def _form(request: OfficeRequest, form: EventForm, sort: Sort) -> HttpResponse:
    pk = form.organisation.pk
    context = {
        "form": form,
        "title": sort.title,
        "lead": form.organisation.name,
        "button": _("Xem trước hệ quả"),
        "cancel": to(request, "portal:organisation", pk),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "organisations/event.html", context, status=status)


def _taken(request: OfficeRequest, form: EventForm, sort: Sort) -> HttpResponse | None:
    """Do what was confirmed, or show what it would change; None where the form has to be shown again."""
    if request.method != "POST" or "edit" in request.POST or not form.is_valid():
        return None
    deed = _done if "confirmed" in request.POST else _previewed
    try:
        return deed(request, form, sort)
    except ValidationError as error:
        for text in error.messages:
            form.add_error(None, text)
    except Forbidden:
        raise
    except Refusal as refusal:
        form.add_error(None, refusal.message)
    return None


def _done(request: OfficeRequest, form: EventForm, sort: Sort) -> HttpResponse:
    form.seen = "seen" in request.POST
    try:
        form.act()()
    except LeavesBehind as refusal:
        form.seen = True
        form.add_error(None, refusal.message)
        return _previewed(request, form, sort)
    messages.success(request, _("Đã ghi sự kiện."))
    return HttpResponseRedirect(to(request, "portal:organisation", form.organisation.pk))


def _previewed(request: OfficeRequest, form: EventForm, sort: Sort) -> HttpResponse:
    preview = preview_event(form.act(), about=form.about(), day=form.day)
    context = {
        "title": _("Xem trước: %(what)s") % {"what": sort.title},
        "lead": form.organisation.name,
        "form": form,
        "preview": preview,
        "paper": paper(preview.event),
        "said": list(_said_again(request)),
        "cancel": to(request, "portal:organisation", form.organisation.pk),
    }
    return render(request, "organisations/preview.html", context, status=422 if form.errors else 200)


def _said_again(request: OfficeRequest) -> Iterator[tuple[str, str]]:
    """Yield what was typed, as the page of the preview sends it again; a field may come several times."""
    for name, values in request.POST.lists():
        if name not in _OF_THE_LOOK:
            yield from ((name, str(value)) for value in values)


def _page_left(request: OfficeRequest, found: LifeEvent) -> str:
    """Return the page of an organisation that is there when the event is undone."""
    parts = found.parts.all()
    kept = parts[0].organisation
    if found.kind == EventKind.FOUNDED:
        # Of a superior entered above the top, the top is left.
        below = [part.organisation for part in parts if part.role == LifePart.Role.ALONG]
        kept = below[0] if below else kept.parent or kept
    return at(kept.code, request.place.period.code, "portal:organisation", kept.pk)


@blocks.about("organisations.organisation")
def happened(request: OfficeRequest, organisation: Organisation) -> blocks.Block | None:
    """List the events of an organisation's life, the latest first; who may can undo them."""
    items = []
    for found in reversed(events_of(organisation)):
        words = [told(found, organisation), paper(found)]
        undone = Link(_("Hoàn tác"), to(request, "organisations:undo", found.pk))
        items.append(
            blocks.Item(
                f"{date(found.date)} · {found.label}",
                hint=". ".join(filter(None, words)),
                value=undone if can_undo(request.actor, found) else "",
            )
        )
    return blocks.Block(_("Sự kiện tổ chức"), items, len(items)) if items else None


@require_http_methods(["GET", "POST"])
def undo(request: OfficeRequest, pk: int) -> HttpResponse:
    """Ask, then undo an event."""
    found = _undoable(request, pk)
    page = _page_left(request, found)
    return confirming.page(
        request,
        title=_("Hoàn tác sự kiện"),
        question=_question(found),
        button=_("Hoàn tác"),
        act=lambda: undo_event(actor=request.actor, event=found),
        done=page,
        cancel=page,
        template="organisations/undo.html",
        event=found,
    )


def _undoable(request: OfficeRequest, pk: int) -> LifeEvent:
    found = event_at(rules.visible_to(request.actor), pk)
    if found is None:
        raise NotVisible
    rules.require(can_undo(request.actor, found))
    return found


def _question(found: LifeEvent) -> str:
    own = [part.name for part in found.parts.all() if part.role in (LifePart.Role.FROM, LifePart.Role.SUBJECT)]
    names = own or [part.name for part in found.parts.all()][:1]
    asked = {"what": found.label, "day": date(found.date), "who": "; ".join(names)}
    return (
        _(
            "Hoàn tác «%(what)s» ngày %(day)s của %(who)s? Tên, cấp trên, người, chức vụ, phân quyền và quy định việc "
            "trở lại đúng như trước sự kiện; tổ chức do sự kiện lập ra không còn."
        )
        % asked
    )
