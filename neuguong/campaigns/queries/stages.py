"""Reading stages."""

from django.db.models import QuerySet

from neuguong.campaigns.models import Stage


def stages() -> QuerySet[Stage]:
    """Return the stages, the latest first."""
    return Stage.objects.order_by("-end", "-start", "pk")
