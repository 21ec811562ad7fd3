"""Taking an import back, while nothing depends on what it wrote."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.utils.translation import gettext as _

from neuguong.audit.actions import Change, record_many
from neuguong.audit.models import Entry
from neuguong.audit.queries import changed_since, of_batch
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import Forbidden, Refusal
from neuguong.interchange import restoring
from neuguong.interchange.dependents import Dependents
from neuguong.interchange.models import Batch
from neuguong.interchange.rules import can_take_back
from neuguong.organisations.actions import take_back_event
from neuguong.organisations.models import LifeEvent, Role
from neuguong.organisations.queries import NEEDED, keepers, root
from neuguong.organisations.queries.accounts import was_held
from neuguong.organisations.rules import can_import, require

_MOST_NAMED = 5
# A move brings along what its event changed.
_EVENT = LifeEvent._meta.label_lower


@transaction.atomic
def undo_batch(*, actor: Actor, number: int) -> Batch:
    """Take the import `number` back; raises Refusal that names what stands in the way."""
    require(can_import(actor))
    batch = Batch.objects.select_for_update().filter(pk=number).first()
    if batch is None or not (actor.reach_all or batch.actor_id == actor.user_id):
        words = _("Không có lần nhập số %(number)s. Xem các lần nhập ở trang Nhập từ tệp.")
        raise Refusal(words % {"number": number}, code="not_found")
    if batch.undone_at is not None:
        raise Refusal(_("Lần nhập số %(number)s đã được hoàn tác.") % {"number": number})
    entries = list(of_batch(number).order_by("-pk"))
    if not can_take_back(actor, entries):
        raise Forbidden(_("Lần nhập này có bản ghi mà đồng chí không còn được sửa. Đề nghị người phụ trách hoàn tác."))
    held = [role for role in NEEDED if keepers(role)]
    _refuse_if_changed_since(number, entries)
    _take_back(actor, entries, number)
    _refuse_if_nobody_is_left(held, entries)
    _log(actor, entries, number)
    batch.undone_at = clock.now()
    batch.save(update_fields=["undone_at"])
    return batch


def _by_model(entries: Iterable[Entry]) -> dict[type[models.Model], list[int]]:
    found: dict[type[models.Model], list[int]] = defaultdict(list)
    for entry in entries:
        found[apps.get_model(entry.subject_kind)].append(entry.subject_id)
    return found


def _refuse_if_changed_since(number: int, entries: list[Entry]) -> None:
    """Changes of an import that was itself taken back no longer count."""
    undone = set(Batch.objects.filter(undone_at__isnull=False).values_list("pk", flat=True))
    later = [entry for entry in changed_since(number, entries) if entry.batch not in undone]
    if later:
        named = "; ".join(f"{one.event} lúc {one.at:%H:%M %d/%m/%Y}" for one in later[:_MOST_NAMED])
        raise Refusal(
            _(
                "Chưa hoàn tác được: %(count)s thay đổi đã có sau lần nhập này (%(named)s). "
                "Hoàn tác các thay đổi đó trước."
            )
            % {"count": len(later), "named": named}
        )


def _refuse_if_held(number: int, made: dict[type[models.Model], list[int]]) -> None:
    """Refuse while records that are not of this import refer to what it made."""
    own: dict[str, set[int]] = defaultdict(set)
    held: set[str] = set()
    for model, numbers in made.items():
        own[model._meta.label_lower] |= set(numbers)
        for part, parts in Dependents(model).parts_of(numbers):
            own[part._meta.label_lower] |= set(parts)
    for model, numbers in made.items():
        for _number, label, pk, words in Dependents(model).of(numbers):
            if pk not in own[label]:
                held.add(words)
        held |= set(restoring.strange_parts(model, numbers, number))
    if held:
        raise Refusal(
            _("Chưa hoàn tác được: còn %(what)s dựa vào bản ghi của lần nhập này. Xóa các bản ghi đó trước.")
            % {"what": ", ".join(sorted(held))}
        )


def _take_back(actor: Actor, entries: Sequence[Entry], number: int) -> None:
    """Restore what was changed or withdrawn, delete what was made; what no longer fits is refused."""
    # What events brought along was told to the log with each, before all else that the import wrote.
    last = max((entry.pk for entry in entries if entry.subject_kind == _EVENT), default=0)
    events = [entry.subject_id for entry in entries if entry.subject_kind == _EVENT]
    plain = [entry for entry in entries if entry.pk > last]
    made = _by_model(entry for entry in plain if entry.before is None)
    try:
        with transaction.atomic():
            for entry in plain:
                if entry.before is not None:
                    restoring.restore(entry)
            for event in events:
                take_back_event(actor=actor, number=event)
            _refuse_if_held(number, made)
            for model, numbers in made.items():
                Dependents(model).delete(numbers)
            touched = {apps.get_model(entry.subject_kind)._meta.db_table for entry in entries}
            connection.check_constraints(table_names=sorted(touched))
    except (IntegrityError, ValidationError) as error:
        raise Refusal(
            _(
                "Chưa hoàn tác được: có bản ghi cũ không trả lại được, vì mã của nó đã được dùng cho bản ghi khác, "
                "hoặc thứ mà nó dựa vào không còn. Xem Nhật ký để sửa từng bản ghi."
            )
        ) from error


def _refuse_if_nobody_is_left(held: Iterable[Role], entries: Sequence[Entry]) -> None:
    """Refuse to end the last of a role of the root, unless the import itself was the first to give it."""
    first, top = min((entry.pk for entry in entries), default=0), root()
    for role in held:
        if not keepers(role) and top is not None and was_held(role, top, before=first):
            words = _(
                "Chưa hoàn tác được: %(place)s sẽ không còn %(role)s nào. Phân quyền này cho đồng chí khác trước."
            )
            raise Refusal(words % {"place": top, "role": role.label})


def _log(actor: Actor, entries: Iterable[Entry], number: int) -> None:
    changes = (
        Change(
            entry.event.rsplit(".", 1)[0] + ".taken_back",
            entry.subject_kind,
            entry.subject_id,
            entry.organisation_id,
            entry.after,
            entry.before,
            entry.owner_id,
        )
        for entry in entries
    )
    record_many(actor=actor, changes=changes, batch=number)
