"""Writes of provisions."""

from collections.abc import Sequence
from typing import TypeVar

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from neuguong.audit import actions as audit
from neuguong.audit.actions import Change
from neuguong.audit.queries import snapshot
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.directives import rules
from neuguong.directives.models import Concretisation, Directive, Inapplicable, Provision
from neuguong.directives.numbering import Numbered
from neuguong.organisations import rules as organisations

R = TypeVar("R", Provision, Concretisation)


@transaction.atomic
def list_provisions(
    *, actor: Actor, directive: Directive, items: Sequence[Numbered], version: int | None = None
) -> Directive:
    """Have a document hold these provisions, in this order; those of before are known by their numbers.

    Raises Refusal where one would go that organisations below have answered already.
    """
    organisations.require(rules.directives.can_write(actor, directive))
    audit.save(actor=actor, event="directive.corrected", subject=directive, version=version)
    stored = {row.number: row for row in Provision.objects.filter(directive=directive)}
    gone = stored.keys() - {item.number for item in items}
    take_out(actor=actor, rows=[row for number, row in stored.items() if number in gone])
    fresh = []
    for place, item in enumerate(items, 1):
        said = {"text": item.text, "performer": item.performer, "due": item.due, "place": place}
        row = stored.get(item.number)
        if row is None:
            fresh.append(Provision(directive=directive, number=item.number, **said))
        elif any(getattr(row, name) != value for name, value in said.items()):
            for name, value in said.items():
                setattr(row, name, value)
            audit.save(actor=actor, event="provision.corrected", subject=row)
    write_many(actor=actor, event="provision.entered", rows=fresh)
    return directive


def take_out(*, actor: Actor, rows: Sequence[Provision]) -> None:
    """Take provisions out with what they carry out; raises Refusal where others have answered to one of them."""
    keys = [row.pk for row in rows]
    held = Concretisation.objects.filter(upper__in=keys).values_list("upper", flat=True)
    said = Inapplicable.objects.filter(upper__in=keys).values_list("upper", flat=True)
    answered = Provision.objects.filter(Q(pk__in=held) | Q(pk__in=said)).order_by("place").first()
    if answered is not None:
        raise Refusal(
            _("Nội dung %(number)s đã được cấp dưới cụ thể hóa nên chưa bỏ được. Giữ số này, sửa chữ nếu cần.")
            % {"number": answered.number}
        )
    for link in Concretisation.objects.filter(lower__in=keys).select_related("lower__directive"):
        audit.remove(actor=actor, event="concretisation.removed", subject=link)
    for row in rows:
        audit.remove(actor=actor, event="provision.removed", subject=row)


def write_many(*, actor: Actor, event: str, rows: Sequence[R]) -> None:
    """Write new rows of one kind and their entries of the log; each is checked by itself before any is written.

    The pointers are known to be there, and what has to be unique is held by the database alone.
    """
    for row in rows:
        row.clean_fields(exclude={"lower", "upper", "directive"})
        row.clean()
    made: Sequence[R] = type(rows[0])._default_manager.bulk_create(rows) if rows else ()
    told = [Change(event, row._meta.label_lower, row.pk, row.log_place, None, snapshot(row)) for row in made]
    audit.record_many(actor=actor, changes=told)
