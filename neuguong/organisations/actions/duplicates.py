"""Someone who was entered twice becomes one again: previewed, in one transaction, undone exactly."""

from collections import Counter
from dataclasses import dataclass, field

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import Q

from neuguong.audit import actions as audit
from neuguong.audit.actions import Change, record_many
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations import rules
from neuguong.organisations.actions.life.journal import UNTOLD, Journal, whole
from neuguong.organisations.actions.life.undoing import changed_since, taken_back
from neuguong.organisations.actions.uniting import unite_memberships
from neuguong.organisations.models import NotSame, Person, PersonMerge
from neuguong.organisations.queries.duplicates import registers

_FILLED = ("birth_date", "gender", "party_status")


@dataclass(frozen=True, slots=True)
class Consequence:
    """How many records of one register go along, and how many are left out since the other has the same."""

    label: str
    moved: int
    equal: int


@dataclass(slots=True)
class Consequences:
    """What a merger would do, or why it can't be done."""

    registers: list[Consequence] = field(default_factory=list)
    trouble: str = ""


@transaction.atomic
def merge_people(*, actor: Actor, gone: Person, kept: Person) -> PersonMerge:
    """Have all that names `gone` in any room name `kept`, and take `gone` out of the list.

    Raises Refusal that names the record where both have one of which there can be one only.
    """
    for person in (gone, kept):
        rules.require(rules.can_write_person(actor, person))
    _refuse_own(actor, gone, kept)
    return _merged(actor, gone, kept)[0]


def preview_merge(*, actor: Actor, gone: Person, kept: Person) -> Consequences:
    """Return what a merger would do; nothing is kept."""
    try:
        with transaction.atomic():
            _refuse_own(actor, gone, kept)
            journal = _merged(actor, gone, kept)[1]
            transaction.set_rollback(True)
    except Refusal as refusal:
        return Consequences(trouble=refusal.message)
    finally:
        gone.refresh_from_db()
        kept.refresh_from_db()
    moved, equal = Counter[type[models.Model]](), Counter[type[models.Model]]()
    for label, _column, numbers, _old, _new in journal.pointed:
        moved[_model(label)] += len(numbers)
    for label, _pk, _fields in journal.removed:
        equal[_model(label)] += _model(label) not in (Person, NotSame)
    names = {model: str(model._meta.verbose_name_plural) for model in (*moved, *equal)}
    found = [Consequence(name, moved[model], equal[model]) for model, name in names.items()]
    return Consequences([one for one in found if one.moved or one.equal])


@transaction.atomic
def undo_merge(*, actor: Actor, merge: PersonMerge) -> None:
    """Make two people of one again; raises Refusal that names what has come to depend on the merger."""
    stored = PersonMerge.objects.select_for_update().select_related("kept").filter(pk=merge.pk).first()
    if stored is None:
        raise Refusal("Lần gộp này đã được hoàn tác.")
    rules.require(rules.can_write_person(actor, stored.kept))
    journal = Journal.of_text(stored.changes)
    what = changed_since(journal)
    if what:
        raise Refusal(f"Chưa hoàn tác được: {what} đã có thay đổi sau khi gộp. Hoàn tác thay đổi đó trước.")
    label, number, told = stored._meta.label_lower, stored.pk, _told(stored)
    stored.delete()
    undone = Change("person.merge_undone", label, number, stored.log_place, told, None, stored.kept_id)
    record_many(actor=actor, changes=[*taken_back(journal), undone])


@transaction.atomic
def note_not_same(*, actor: Actor, one: Person, other: Person) -> NotSame:
    """Note that two people of one name and birth date are two, so that they are not proposed again."""
    for person in (one, other):
        rules.require(rules.can_write_person(actor, person))
    first, second = sorted((one, other), key=lambda person: person.pk)
    known = NotSame.objects.filter(first=first, second=second).first()
    return known or audit.save(actor=actor, event="not_same.noted", subject=NotSame(first=first, second=second))


def _merged(actor: Actor, gone: Person, kept: Person) -> tuple[PersonMerge, Journal]:
    if gone.pk == kept.pk:
        raise Refusal(f"{gone} không thể gộp vào chính mình. Chọn hai bản ghi khác nhau.")
    _refuse_two_accounts(gone, kept)
    journal, place = Journal(), kept.log_place
    for pair in NotSame.objects.filter(Q(first=gone) | Q(second=gone)).order_by("pk"):
        journal.remove(pair, "not_same.merged")
    unite_memberships(journal, gone, kept)
    for model, column in registers():
        for pk in model._default_manager.filter(**{column: gone.pk}).order_by("pk").values_list("pk", flat=True):
            _hand_over(journal, model, column, pk, (gone, kept))
    _take_out(journal, gone, kept)
    named = {"gone": gone.pk, "gone_code": gone.code, "gone_name": gone.full_name}
    merge = PersonMerge.objects.create(kept=kept, **named, changes=journal.as_text())
    done = Change("person.merged", merge._meta.label_lower, merge.pk, place, None, _told(merge), kept.pk)
    record_many(actor=actor, changes=[*journal.entries, done])
    return merge, journal


def _told(merge: PersonMerge) -> dict[str, object]:
    return {"kept_id": merge.kept_id, "gone_code": merge.gone_code, "gone_name": merge.gone_name}


def _refuse_own(actor: Actor, gone: Person, kept: Person) -> None:
    """Nobody makes another's records their own."""
    if actor.person_id in (gone.pk, kept.pk):
        raise Refusal("Một trong hai bản ghi là của chính đồng chí. Đề nghị một đồng chí khác gộp.")


def _refuse_two_accounts(gone: Person, kept: Person) -> None:
    both = [person.account for person in (gone, kept) if person.account is not None and person.account.is_active]
    if len(both) > 1:
        emails = " và ".join(account.email for account in both)
        raise Refusal(f"Cả hai bản ghi đều có tài khoản đang dùng: {emails}. Khóa một tài khoản trước, rồi gộp lại.")


def _hand_over(
    journal: Journal, model: type[models.Model], column: str, pk: int, people: tuple[Person, Person]
) -> None:
    """Have one record name the one who is kept; the very same record of both stays once."""
    gone, kept = people
    try:
        with transaction.atomic():
            journal.point(model, column, [pk], gone.pk, kept.pk)
    except IntegrityError as error:
        record = model._default_manager.get(pk=pk)
        if not _is_held(record) and any(
            _likeness(record, column) == _likeness(other, column)
            for other in model._default_manager.filter(**{column: kept.pk})
        ):
            journal.remove(record, f"{model._meta.model_name}.merged")
            return
        raise Refusal(
            f"Cả hai bản ghi đều có {model._meta.verbose_name} «{record}», mà mỗi người chỉ có một. "
            "Bỏ một trong hai trước, rồi gộp lại."
        ) from error


def _likeness(record: models.Model, column: str) -> dict[str, object]:
    return {name: value for name, value in whole(record).items() if name not in {"id", column, *UNTOLD}}


def _is_held(record: models.Model) -> bool:
    """Tell whether anything refers to a record."""
    relations = record._meta.get_fields(include_hidden=True)
    return any(
        relation.related_model._default_manager.filter(**{relation.field.name: record.pk}).exists()
        for relation in relations
        if isinstance(relation, models.ManyToOneRel)
    )


def _take_out(journal: Journal, gone: Person, kept: Person) -> None:
    """Take the duplicate out of the list; what was empty of the other is filled, the account goes along."""
    filled = {name: getattr(gone, name) for name in _FILLED if getattr(gone, name) and not getattr(kept, name)}
    had, has = gone.account, kept.account
    if had is not None and (has is None or had.is_active):
        filled["account_id"] = had.pk
    journal.remove(gone, "person.removed")
    if filled:
        journal.change(kept, "person.updated", **filled)


def _model(label: str) -> type[models.Model]:
    return apps.get_model(label)
