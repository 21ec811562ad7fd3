"""Who read what is another's."""

from django.db.models import QuerySet

from neuguong.audit.models import Reading


def readings_of(kind: str, subject: int, owner: int) -> QuerySet[Reading]:
    """Return the acts of reading a record of `owner`, the newest first, each with its entry."""
    rows = Reading.objects.filter(subject_id=subject, owner_id=owner, entry__subject_kind=kind)
    return rows.select_related("entry").order_by("-entry_id")
