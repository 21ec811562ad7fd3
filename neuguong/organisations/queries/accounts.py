"""Accounts by the roles that they hold: whom an office looks after, and which names surround somebody."""

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext as _

from neuguong.accounts.models import User
from neuguong.audit.models import Entry
from neuguong.audit.sealing import contents
from neuguong.core import clock
from neuguong.core.errors import Refusal
from neuguong.core.spans import lasting_from
from neuguong.core.text import fold
from neuguong.organisations.models import Grant, Organisation

SHOWN = 5


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


def account_named(organisation: Organisation, text: str, *, besides: int) -> User:
    """Return the one account at or below `organisation`, not `besides`, that `text` names by name, place or address.

    Raises Refusal that names those who may be meant, or says that there is nobody.
    """
    found = [one for one in accounts_at(organisation).filter(is_active=True).exclude(pk=besides) if _bears(one, text)]
    exact = [one for one in found if fold(text) in (fold(one.email), fold(one.name))]
    found = exact or found
    if not found:
        raise Refusal(
            _("Không có ai khác mang tên hay địa chỉ «%(text)s» ở tổ chức này hoặc bên dưới.") % {"text": text}
        )
    if len(found) > 1:
        names = "; ".join(f"{one} ({_places(one)})" for one in found[:SHOWN]) + ("…" if len(found) > SHOWN else "")
        raise Refusal(
            _("«%(text)s» có thể là: %(names)s. Ghi rõ hơn, hoặc ghi thư điện tử.") % {"text": text, "names": names}
        )
    return found[0]


def _places(user: User) -> str:
    return ", ".join(dict.fromkeys(grant.organisation.name for grant in user.held))  # type: ignore[attr-defined]


def _bears(user: User, text: str) -> bool:
    said = fold(f"{user.name} {user.email} {_places(user)}")
    return all(word in said for word in fold(text).split())


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
