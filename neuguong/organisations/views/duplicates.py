"""People who may have been entered twice: the pairs, a look at both with what a merger would do, undoing."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from neuguong.core.errors import NotVisible
from neuguong.organisations import actions, rules
from neuguong.organisations.models import Person, PersonMerge
from neuguong.organisations.queries.duplicates import merge_of, merges_at, pairs_at, portrait
from neuguong.organisations.views.place import here
from neuguong.ui import confirming
from neuguong.ui.http import OfficeRequest, to

SHOWN = 50
_both = require_http_methods(["GET", "POST"])


@require_safe
def duplicate_list(request: OfficeRequest) -> HttpResponse:
    """Show pairs of one name and birth date, and what was merged."""
    rules.require(rules.can_write_people(request.actor, here(request)))
    pairs = pairs_at(request.actor, here(request))
    context = {"pairs": pairs[:SHOWN], "count": len(pairs), "merges": merges_at(request.actor, here(request))[:SHOWN]}
    return render(request, "organisations/duplicates.html", {"title": _("Người có thể trùng"), **context})


@_both
def duplicate(request: OfficeRequest, kept: int, gone: int) -> HttpResponse:
    """Show both side by side and what would move; then merge."""
    one, other = _both_of(request, kept, gone)
    return confirming.page(
        request,
        title=_("Gộp hai bản ghi của một người"),
        question=_question(one, other),
        button=_("Gộp"),
        act=lambda: actions.merge_people(actor=request.actor, gone=other, kept=one),
        done=to(request, "portal:person", one.pk),
        cancel=to(request, "organisations:duplicate_list"),
        template="organisations/duplicate.html",
        **_seen(request, one, other),
    )


def _question(one: Person, other: Person) -> str:
    asked = _("Mọi bản ghi của %(gone)s (%(code)s) sẽ là của %(kept)s (%(kept_code)s). Việc này hoàn tác được.")
    return asked % {"gone": other.full_name, "code": other.code, "kept": one.full_name, "kept_code": one.code}


def _seen(request: OfficeRequest, one: Person, other: Person) -> dict[str, Any]:
    """Return both sides, and what a merger would do, which is not asked for once it is done."""
    asking = request.method == "GET"
    return {
        "sides": [portrait(request.actor, one), portrait(request.actor, other)] if asking else [],
        "preview": actions.preview_merge(actor=request.actor, gone=other, kept=one) if asking else None,
        "both": (one, other),
        "swap": to(request, "organisations:duplicate", other.pk, one.pk),
        "apart": to(request, "organisations:duplicate_apart", one.pk, other.pk),
    }


@_both
def duplicate_apart(request: OfficeRequest, kept: int, gone: int) -> HttpResponse:
    """Note that they are two."""
    one, other = _both_of(request, kept, gone)
    page = to(request, "organisations:duplicate_list")
    words = {"first": f"{one} ({one.code})", "second": f"{other} ({other.code})"}
    return confirming.page(
        request,
        title=_("Không phải một người"),
        question=_("%(first)s và %(second)s là hai người khác nhau? Cặp này sẽ không được nêu ra nữa.") % words,
        button=_("Là hai người"),
        act=lambda: actions.note_not_same(actor=request.actor, one=one, other=other),
        done=page,
        cancel=page,
    )


def _both_of(request: OfficeRequest, kept: int, gone: int) -> tuple[Person, Person]:
    one, other = rules.get_person(request.actor, kept), rules.get_person(request.actor, gone)
    rules.require(all(rules.can_write_person(request.actor, person) for person in (one, other)))
    return one, other


def _undoable(request: OfficeRequest, pk: int) -> PersonMerge:
    merge = merge_of(request.actor, pk)
    if merge is None:
        raise NotVisible
    rules.require(rules.can_write_person(request.actor, merge.kept))
    return merge


@_both
def merge_undo(request: OfficeRequest, pk: int) -> HttpResponse:
    """Ask, then make two people of one again."""
    merge = _undoable(request, pk)
    return confirming.page(
        request,
        title=_("Hoàn tác lần gộp"),
        question=_("Tách %(gone)s khỏi %(kept)s? Mọi bản ghi trở lại đúng như trước khi gộp.")
        % {"gone": merge, "kept": merge.kept.full_name},
        button=_("Hoàn tác"),
        act=lambda: actions.undo_merge(actor=request.actor, merge=merge),
        done=to(request, "portal:person", merge.kept_id),
        cancel=to(request, "organisations:duplicate_list"),
    )
