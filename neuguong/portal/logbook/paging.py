"""What the page of the log shows: filters, a page of entries, ways to newer and older ones, the latest imports."""

from dataclasses import replace
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from neuguong.audit.models import Entry
from neuguong.campaigns.standpoint import standpoint
from neuguong.core.errors import Refusal
from neuguong.interchange.models import Batch
from neuguong.portal.logbook import folding, rows, scope
from neuguong.portal.logbook.filters import FILTERS
from neuguong.ui.filters import narrowed
from neuguong.ui.http import OfficeRequest, changed, perhaps, question
from neuguong.ui.values import Link, date, number

_IMPORTS = 5


def entries(request: OfficeRequest) -> QuerySet[Entry]:
    """Return the entries that the filters keep; raises Refusal where one can't be read.

    What an import wrote is as much as its rows, and is shown when that import or one record is asked for.
    """
    found = scope.visible_to(request.actor, standpoint(request).organisation)
    kept: QuerySet[Entry] = narrowed(found, request, FILTERS)
    return kept if scope.is_batch(request.GET) else kept.filter(batch__isnull=True)


def context(request: OfficeRequest) -> dict[str, Any]:
    """Return what the page shows; the same number of queries whatever there is."""
    try:
        found, trouble = _page(request), ""
    except Refusal as refusal:
        found, trouble = folding.Page([], newer=False, older=False), refusal.message
    return {
        "trouble": trouble,
        "lines": rows.TABLE.lines(request, _told(request, found)),  # type: ignore[arg-type]
        "headings": rows.TABLE.headings(request),
        "controls": [item.control(request) for item in FILTERS if item.is_offered or item.value(request)],
        "filtered": any(item.value(request) for item in FILTERS),
        "summary": _("Mới nhất ở trên"),
        "export": _export(request),
        "more_exports": [Link(_("Xuất CSV"), _export(request, form="csv"))],
        **_ways(request, found),
        **_columns(request),
    }


def _page(request: OfficeRequest) -> folding.Page:
    ends = {name: _number(request, name) for name in ("before", "after")}
    return folding.page(entries(request), **ends, folds=not scope.is_batch(request.GET))


def _told(request: OfficeRequest, found: folding.Page) -> list[rows.Told]:
    """Return the lines with their names; that of an act leads to all its entries."""
    named = rows.named(request.actor, found.heads)
    return [_folded(request, act, one) if act.is_folded else one for act, one in zip(found.acts, named, strict=True)]


def _folded(request: OfficeRequest, act: folding.Act, told: rows.Told) -> rows.Told:
    words = {"name": told.subject, "count": number(act.count - 1)}
    more = Link(_("%(name)s và %(count)s dòng khác") % words, changed(request, act=act.head.pk, before="", after=""))
    places = {one.organisation_id for one in act.entries}
    place = told.place if len(places) == 1 else _("nhiều tổ chức")
    return replace(told, more=more, place=place, owner="")


def _ways(request: OfficeRequest, found: folding.Page) -> dict[str, str]:
    ends = found.acts
    newer = changed(request, after=ends[0].newest, before="") if found.newer and ends else ""
    older = changed(request, before=ends[-1].oldest, after="") if found.older and ends else ""
    return {"previous": newer, "next": older}


def _columns(request: OfficeRequest) -> dict[str, Any]:
    chosen = {column.key for column in rows.TABLE.chosen(request)}
    own = {item.name for item in FILTERS} | {"before", "after", "open"}
    kept = [(key, value) for key, values in request.GET.lists() for value in values]
    return {
        "columns": [(column, column.key in chosen) for column in rows.TABLE.columns[1:]],
        "kept": [pair for pair in kept if pair[0] not in own],
        "kept_by_columns": [pair for pair in kept if pair[0] not in {"cols", "before", "after", "open"}],
    }


def _export(request: OfficeRequest, **more: str) -> str:
    names = {item.name for item in FILTERS}
    kept = {key: value for key, value in request.GET.dict().items() if key in names}
    return perhaps(request, "portal:log_export") + question({**kept, **more})


def _number(request: OfficeRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def imports(request: OfficeRequest) -> list[Link]:
    """Return the latest imports, each with its entries: of everyone at the top of the tree, of oneself elsewhere."""
    whole = standpoint(request).organisation.parent_id is None
    mine = Q() if whole else Q(actor_id=request.actor.user_id)
    found = Batch.objects.filter(mine)[:_IMPORTS]
    return [Link(_batch(one), perhaps(request, "portal:log", batch=one.pk)) for one in found]


def _batch(batch: Batch) -> str:
    return _("Lần nhập %(number)s: %(file)s, %(at)s, %(who)s") % {
        "number": batch.pk,
        "file": batch.file_name,
        "at": date(batch.created_at),
        "who": batch.actor_label,
    }
