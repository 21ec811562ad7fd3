"""Reading the tree: by code, upward, at a date."""

import datetime as dt

from django.db.models import QuerySet

from neuguong.core import trees
from neuguong.core.errors import Refusal
from neuguong.core.spans import existing_on
from neuguong.organisations.models import GRASSROOTS, Organisation, Placement
from neuguong.organisations.queries.scope import Scope


def root() -> Organisation | None:
    """Return the installation's top organisation, or None before `init`."""
    return Organisation.objects.filter(parent__isnull=True).order_by("pk").first()


def by_code(code: str) -> Organisation:
    """Return the organisation with `code`; raises Refusal that names the code."""
    found = Organisation.objects.filter(code=code).first()
    if found is None:
        raise Refusal(
            f"Không có tổ chức nào mang mã {code}. Xem mã tại trang Tổ chức.",
            code="not_found",
        )
    return found


def line_above(organisation: Organisation) -> QuerySet[Organisation]:
    """Return the organisation and all above it, the root first."""
    return Organisation.objects.filter(path__in=trees.ancestors(organisation.path)).order_by("path")


def placement_on(organisation: Organisation, date: dt.date) -> Placement | None:
    """Return where the organisation stood on `date`."""
    return organisation.placements.filter(existing_on(date)).first()


def grassroots_on(scope: Scope, date: dt.date) -> QuerySet[Organisation]:
    """Return the organisations at the base that exist on `date` within `scope`."""
    of_kind = scope.of_kind("pk", date, GRASSROOTS)
    return Organisation.objects.filter(existing_on(date), scope.at("pk", date), of_kind, folded_into__isnull=True)
