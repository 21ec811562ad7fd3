"""Accounts by the roles that they hold: whom an office looks after, and which names surround somebody."""

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from neuguong.accounts.models import User
from neuguong.audit.models import Entry
from neuguong.audit.sealing import contents
from neuguong.core import clock
from neuguong.core.spans import lasting_from
from neuguong.organisations.models import Grant, Organisation


def unended() -> QuerySet[Grant]:
    """Return the grants that hold or will hold, each with its organisation."""
    return (
        Grant.objects.filter(lasting_from(clock.today()))
        .select_related("organisation")
        .order_by("organisation__path", "pk")
    )


def accounts_at(organisation: Organisation) -> QuerySet[User]:
    """Return the accounts with a role at or below `organisation`, each with its grants in `held`."""
    here = unended().filter(user_id=OuterRef("pk"), organisation__path__under=organisation.path)
    return User.objects.filter(Exists(here.order_by())).prefetch_related(Prefetch("grants", unended(), to_attr="held"))


def grants_held(user: User) -> list[Grant]:
    """Return the grants of `user` that hold or will hold."""
    return list(unended().filter(user=user))


def was_held(role: str, organisation: Organisation, before: int) -> bool:
    """Tell whether the log knows `role` on `organisation` from an entry before the one numbered `before`."""
    told = Entry.objects.filter(subject_kind=Grant._meta.label_lower, organisation_id=organisation.pk, pk__lt=before)
    return any(
        values is not None and values.get("role") == role
        for entry in told.iterator(chunk_size=500)
        for values in contents(entry)
    )


def names_about(user: User) -> list[str]:
    """Return the names and codes of the organisations that `user` serves."""
    pairs = Grant.objects.filter(user=user).values_list("organisation__name", "organisation__code")
    return [text for pair in pairs for text in pair]
