"""Accounts by the roles that they hold: whom an office looks after, and which names surround somebody."""

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext as _

from neuguong.accounts.models import User
from neuguong.audit.models import Entry
from neuguong.audit.sealing import contents
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.core.spans import lasting_from
from neuguong.core.text import fold
from neuguong.organisations.models import Grant, Organisation
from neuguong.organisations.rules import PEOPLE_READERS, grants_visible_to

SHOWN = 5


def unended() -> QuerySet[Grant]:
    """Return the grants that hold or will hold, each with its organisation."""
    return (
        Grant.objects.filter(lasting_from(clock.today()))
        .select_related("organisation")
        .order_by("organisation__path", "pk")
    )


def accounts_at(actor: Actor, organisation: Organisation) -> QuerySet[User]:
    """Return the accounts with a role at or below `organisation`, each with its grants in `held`.

    Of these `actor` is told the ones that are marked `is_told`: a role beyond their part is for the rules alone.
    """
    here = unended().filter(user_id=OuterRef("pk"), organisation__path__under=organisation.path)
    held = unended().annotate(is_told=Exists(grants_visible_to(actor).filter(pk=OuterRef("pk"))))
    return User.objects.filter(Exists(here.order_by())).prefetch_related(Prefetch("grants", held, to_attr="held"))


def told(user: User) -> list[Grant]:
    """Return the roles of an account that whoever it was looked up for may be told."""
    return [grant for grant in user.held if grant.is_told]  # type: ignore[attr-defined]


def account_named(actor: Actor, organisation: Organisation, text: str, *, besides: int) -> User:
    """Return the one account at or below `organisation`, not `besides`, that `text` names by name, place or address.

    Raises Refusal that names those who may be meant, or says that there is nobody. An address counts as a whole
    alone, so that none can be guessed piece by piece; and so does a name for whoever does not read the lists there.
    """
    rows = accounts_at(actor, organisation).filter(is_active=True).exclude(pk=besides)
    said, reads = fold(text), actor.reaches(organisation.path, *PEOPLE_READERS)
    exact = [one for one in rows if said in (fold(one.email), fold(one.name))]
    found = exact or [one for one in rows if reads and _bears(one, said)]
    if not found:
        raise Refusal(
            _("Không có ai khác mang tên hay địa chỉ «%(text)s» ở tổ chức này hoặc bên dưới.") % {"text": text}
        )
    if len(found) > 1:
        names = "; ".join(map(_called, found[:SHOWN])) + ("…" if len(found) > SHOWN else "")
        raise Refusal(
            _("«%(text)s» có thể là: %(names)s. Ghi rõ hơn, hoặc ghi thư điện tử.") % {"text": text, "names": names}
        )
    return found[0]


def _called(user: User) -> str:
    places = _places(user)
    return f"{user} ({places})" if places else str(user)


def _places(user: User) -> str:
    return ", ".join(dict.fromkeys(grant.organisation.name for grant in told(user)))


def _bears(user: User, said: str) -> bool:
    known = fold(f"{user.name} {_places(user)}")
    return all(word in known for word in said.split())


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
