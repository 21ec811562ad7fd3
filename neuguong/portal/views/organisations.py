"""The page of an organisation: what it is, where it stands and stood, what happened there."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from neuguong.campaigns.indicators import Question
from neuguong.campaigns.queries import figures
from neuguong.campaigns.standpoint import standpoint
from neuguong.core import clock
from neuguong.organisations import rules
from neuguong.organisations.models import Organisation
from neuguong.organisations.queries import line_above
from neuguong.organisations.queries.leading import team
from neuguong.organisations.queries.lineage import lineage
from neuguong.organisations.queries.lists import branches
from neuguong.organisations.queries.telling import fate, mark
from neuguong.portal.navigation import registers
from neuguong.portal.timeline import of_organisation
from neuguong.ui import showing
from neuguong.ui.http import OfficeRequest, at, to
from neuguong.ui.values import Link

FIGURES = ("models_registered", "exemplars_registered", "study_sessions", "meetings_thematic", "commitments_signed")


@require_safe
def organisation(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show an organisation."""
    found = rules.get_organisation(request.actor, pk)
    return showing.page(
        request,
        record=found,
        title=found.name,
        lines=_facts(request, found),
        actions=_actions(request, found),
        back=Link(pgettext("mục", "Tổ chức"), to(request, "organisations:list")),
        template="portal/organisation.html",
        lead=fate(found),
        **_around(request, found),
    )


def _around(request: OfficeRequest, found: Organisation) -> dict[str, Any]:
    """Return what stands above and below the organisation, before and after it, and who is there."""
    period = standpoint(request).period
    return {
        "team": team(request.actor, found, min(clock.today(), period.end)),
        "list": at(found.code, period.code, "organisations:person_list"),
        "registers": [Link(words, at(found.code, period.code, page)) for words, page in registers()],
        "above": line_above(found).exclude(pk=found.pk),
        "branches": branches(request.actor, found, clock.today()),
        "lineage": lineage(found),
    }


@require_safe
def story(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show what happened at an organisation: figures of the period, where it stood, its records."""
    found = rules.get_organisation(request.actor, pk)
    question = Question(found, standpoint(request).period)
    context: dict[str, Any] = {
        "title": _("Kết quả và diễn biến"),
        "story_layout": "portal/fragment.html" if request.htmx else "ui/base.html",
        "organisation": found,
        "figures": figures(question, FIGURES),
        "placements": found.placements.select_related("parent").order_by("since", "pk"),
        "events": of_organisation(request, found),
    }
    return render(request, "portal/story.html", context)


def _facts(request: OfficeRequest, found: Organisation) -> list[showing.Fact]:
    head = [showing.Fact(_("Cấp trên"), found.parent.name if found.parent else None)]
    dates = [name for name in ("since", "until") if getattr(found, name)]
    return [*head, *showing.facts(found, "kind", "group", "code", *dates)]


def _actions(request: OfficeRequest, found: Organisation) -> list[Link]:
    period = standpoint(request).period.code
    links = [Link(_("Làm việc tại đây"), at(found.code, period, "portal:today"))]
    if rules.can_write(request.actor, found):
        links.append(Link(_("Sửa"), to(request, "organisations:edit", found.pk)))
    if rules.can_reshape(request.actor, found) and not mark(found):
        links.append(Link(_("Ghi sự kiện tổ chức"), to(request, "organisations:events", found.pk)))
    return links
