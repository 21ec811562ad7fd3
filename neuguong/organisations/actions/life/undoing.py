"""Undoing an event: everything is again what it was, unless something came to depend on it."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from neuguong.audit.actions import Change, record_many
from neuguong.audit.chain import canonical
from neuguong.audit.queries import snapshot
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations import rules
from neuguong.organisations.actions.life.happening import lock_tree
from neuguong.organisations.actions.life.journal import Journal, content, touch
from neuguong.organisations.actions.life.placing import place
from neuguong.organisations.actions.life.reaching import held_by, refuse_wider_reach
from neuguong.organisations.models import EventKind, LifeEvent, LifePart, Organisation, Placement
from neuguong.organisations.queries.turns import Turn, turns_of

Key = tuple[str, int]
_GIVERS = (LifePart.Role.SUBJECT, LifePart.Role.FROM)


@transaction.atomic
def undo_event(*, actor: Actor, event: LifeEvent) -> None:
    """Take an event back; raises Refusal that names what has come to depend on it, or whose reach would widen."""
    lock_tree()
    stored = LifeEvent.objects.select_for_update().filter(pk=event.pk).first()
    if stored is None:
        raise Refusal("Sự kiện này đã được hoàn tác.")
    journal = Journal.of_text(stored.changes)
    rules.require(can_undo(actor, stored) and _can_found_again(actor, journal))
    _refuse_changed(journal, stored)
    told = {name: value for name, value in snapshot(stored).items() if name != "changes"}
    number = stored.pk
    stored.delete()
    entries = _undone(actor, journal)
    gone = Change("life_event.undone", stored._meta.label_lower, number, None, told, None)
    record_many(actor=actor, changes=[*entries, gone])


@transaction.atomic
def take_back_event(*, actor: Actor, number: int) -> None:
    """Undo an event of an import that is taken back, which checks the right and tells the log."""
    stored = LifeEvent.objects.select_for_update().get(pk=number)
    journal = Journal.of_text(stored.changes)
    _refuse_changed(journal, stored)
    stored.delete()
    _undone(actor, journal)


def _undone(actor: Actor, journal: Journal) -> list[Change]:
    """Make all what it was, and give what the log will tell; `actor` reaches no further by it."""
    held = held_by(actor)
    entries = [*_set_back(journal)]
    moved = _stand_back(journal)
    entries += [*_unmake(journal), *_bring_back(journal)]
    _refuse_ended_upper(journal)
    refuse_wider_reach(actor, held, moved)
    return entries


def _refuse_ended_upper(journal: Journal) -> None:
    """Refuse what would live on again below a body that has ended, or was found a duplicate, since then."""
    living = Organisation.objects.filter(pk__in=journal.turns, until=None, folded_into=None)
    ended = living.filter(models.Q(parent__until__isnull=False) | models.Q(parent__folded_into__isnull=False))
    one = ended.select_related("parent__folded_into").order_by("pk").first()
    if one is None or one.parent is None:
        return
    day, real = one.parent.until, one.parent.folded_into
    why = f"đã kết thúc ngày {day:%d/%m/%Y}" if day else f"đã gộp vào {real}"
    raise Refusal(
        f"Chưa hoàn tác được: {one.name} sẽ trở lại trực thuộc {one.parent.name}, nhưng {one.parent.name} {why}. "
        "Hoàn tác sự kiện đó trước, hoặc chuyển cấp trên bằng một sự kiện mới."
    )


def can_undo(actor: Actor, event: LifeEvent) -> bool:
    """Tell whether `actor` may enter such events for all that gave or changed; `event` may bring its parts.

    Undoing itself also asks about the places where they go back to.
    """
    parts = list(event.parts.all())
    if event.kind == EventKind.FOUNDED:
        below = [part.organisation for part in parts if part.role == LifePart.Role.ALONG]
        if below:
            return all(rules.can_found(actor, one) for one in below)
        return rules.can_reshape(actor, parts[0].organisation)
    return all(rules.can_reshape(actor, part.organisation) for part in parts if part.role in _GIVERS)


def _can_found_again(actor: Actor, journal: Journal) -> bool:
    lasts = [before[-1].parent_id for before, _after in journal.turns.values() if before]
    upper = Organisation.objects.filter(pk__in=[number for number in lasts if number is not None])
    return all(rules.can_found(actor, one) for one in upper)


def _refuse_changed(journal: Journal, event: LifeEvent) -> None:
    """Refuse while a row is no longer what the event left."""
    what = changed_since(journal)
    if what:
        raise _depends(what, event)
    _refuse_turned(journal, event)


def changed_since(journal: Journal) -> str:
    """Return in words the first row that is no longer what the journal left, or nothing."""
    for (label, pk), fields in _left(journal).items():
        record = _model(label)._default_manager.filter(pk=pk).first()
        stored = content(record) if record else {}
        if record is None or any(stored.get(name) != value for name, value in fields.items()):
            return str(record or _model(label)._meta.verbose_name)
    for label, column, numbers, _old, new in journal.pointed:
        if _model(label)._default_manager.filter(pk__in=numbers, **{column: new}).count() != len(numbers):
            return str(_model(label)._meta.verbose_name)
    return ""


def taken_back(journal: Journal) -> Iterator[Change]:
    """Make all rows what they were before what the journal tells, and give what the log will tell of it."""
    yield from (*_set_back(journal), *_unmake(journal), *_bring_back(journal))


def _left(journal: Journal) -> dict[Key, dict[str, Any]]:
    """Return what the event left of each row that it made or set: what it set last counts."""
    found: dict[Key, dict[str, Any]] = defaultdict(dict)
    for label, pk, fields in journal.made:
        found[label, pk].update(fields)
    for label, pk, fields in journal.was:
        found[label, pk].update({name: new for name, (_old, new) in fields.items()})
    return {key: _known(fields) for key, fields in found.items()}


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    """Return values as JSON knows them."""
    found: dict[str, Any] = json.loads(canonical(fields))
    return {name: value for name, value in found.items() if name != "path"}


def _refuse_turned(journal: Journal, event: LifeEvent) -> None:
    expected = {number: after for number, (_before, after) in journal.turns.items()}
    for label, pk, fields in journal.made:
        if label == Organisation._meta.label_lower:
            expected.setdefault(pk, [Turn(None, fields["parent_id"])])
    for number, own in turns_of(expected).items():
        if own != expected[number]:
            raise _depends(Organisation.objects.get(pk=number).name, event)


def _depends(what: str, event: LifeEvent) -> Refusal:
    return Refusal(
        f"Chưa hoàn tác được «{event.get_kind_display()}» ngày {event.date:%d/%m/%Y}: {what} đã có thay đổi sau đó. "
        "Hoàn tác thay đổi đó trước."
    )


def _set_back(journal: Journal) -> Iterator[Change]:
    for label, column, numbers, old, new in reversed(journal.pointed):
        model = _model(label)
        model._default_manager.filter(pk__in=numbers).update(**{column: old})
        where = old if column == "organisation_id" else None
        yield from (Change(_verb(label), label, pk, where, {column: new}, {column: old}) for pk in numbers)
    made = {(label, pk) for label, pk, _fields in journal.made}
    for label, pk, fields in reversed(journal.was):
        if (label, pk) not in made:
            yield _restored(label, pk, {name: old for name, (old, _new) in fields.items()})


def _stand_back(journal: Journal) -> dict[int, str]:
    """Have organisations stand where they stood; return the paths that they leave."""
    made = {number for label, number, _fields in journal.made if label == Organisation._meta.label_lower}
    return place({number: before for number, (before, _after) in journal.turns.items() if number not in made})


def _restored(label: str, pk: int, values: dict[str, Any]) -> Change:
    record = _model(label)._default_manager.get(pk=pk)
    before = snapshot(record)
    for name, value in values.items():
        setattr(record, name, _field(type(record), name).to_python(value))
    touch(record)
    names = [*values, *(name for name in ("version", "updated_at", "search_key", "sort_key") if hasattr(record, name))]
    try:
        with transaction.atomic():
            record.save(update_fields=names)
    except IntegrityError as error:
        what = record._meta.verbose_name
        raise Refusal(f"Chưa hoàn tác được: đã có {what} khác thay cho «{record}». Bỏ {what} sau này trước.") from error
    return Change(_verb(label), label, pk, getattr(record, "organisation_id", None), before, snapshot(record))


def _unmake(journal: Journal) -> Iterator[Change]:
    """Delete what the event made, the last first, unless something else refers to it."""
    for label, pk, _fields in reversed(journal.made):
        record = _model(label)._default_manager.get(pk=pk)
        before, where = snapshot(record), getattr(record, "organisation_id", None)
        held = next(_referring(record), None)
        if held is not None:
            raise Refusal(
                f"Chưa hoàn tác được: {held} dựa vào {record}, do sự kiện này lập ra. Bỏ hoặc chuyển đi trước."
            )
        record.delete()
        yield Change(_verb(label), label, pk, where, before, None)


def _referring(record: models.Model) -> Iterator[str]:
    """Yield in words what refers to a record, its places aside."""
    for relation in record._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):
            found: Any = relation.related_model
            if found is Placement and relation.field.name == "organisation":
                continue
            if found._default_manager.filter(**{relation.field.name: record.pk}).exists():
                yield str(found._meta.verbose_name)


def _bring_back(journal: Journal) -> Iterator[Change]:
    for label, pk, fields in reversed(journal.removed):
        model = _model(label)
        values = {name: _field(model, name).to_python(value) for name, value in fields.items()}
        record = model(**values)
        try:
            with transaction.atomic():
                record.save(force_insert=True)
        except IntegrityError as error:
            raise Refusal(f"Chưa hoàn tác được: {record} đã được ghi lại sau sự kiện này.") from error
        yield Change(_verb(label), label, pk, getattr(record, "organisation_id", None), None, snapshot(record))


def _verb(label: str) -> str:
    return f"{label.rpartition('.')[2]}.event_undone"


def _model(label: str) -> type[models.Model]:
    return apps.get_model(label)


def _field(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    found = model._meta.get_field(name)
    assert isinstance(found, models.Field)  # noqa: S101 - tells the type: columns only are kept
    return found
