"""Gộp bản trùng: an organisation that was entered twice becomes one again."""

from collections.abc import Iterator
from dataclasses import replace

from django.db import IntegrityError, transaction

from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations import rules
from neuguong.organisations.actions.life.fitting import require_below
from neuguong.organisations.actions.life.happening import Decision, Happening, Role
from neuguong.organisations.actions.life.transferring import withdraw_within
from neuguong.organisations.models import EventKind, Grant, LifeEvent, Membership, Organisation, Placement
from neuguong.organisations.models.plausible import meet
from neuguong.organisations.models.standing import taking_fault
from neuguong.organisations.queries.consequences import registers
from neuguong.organisations.queries.outlasting import outlasting, said
from neuguong.organisations.queries.turns import Turn, turns_of


@transaction.atomic
def fold_duplicate(
    *, actor: Actor, duplicate: Organisation, real: Organisation, decision: Decision | None = None
) -> LifeEvent:
    """Have all records, people, roles and children of `duplicate` be those of `real`, for all time.

    The duplicate keeps its code, so that it is found, and counts nowhere any more.
    """
    happening = Happening(actor, EventKind.FOLDED, clock.today(), decision)
    happening.lock(duplicate, real)
    _check(happening, duplicate, real)
    happening.takes_part(duplicate, Role.FROM)
    happening.takes_part(real, Role.INTO)
    _drop_equal_grants(happening, duplicate, real)
    for model, column in registers():
        numbers = list(
            model._default_manager.filter(**{column: duplicate.pk}).order_by("pk").values_list("pk", flat=True)
        )
        try:
            with transaction.atomic():
                happening.journal.point(model, column, numbers, duplicate.pk, real.pk)
        except IntegrityError as error:
            raise Refusal(
                f"{duplicate.name} và {real.name} cùng có một bản ghi giống nhau ở sổ «{model._meta.verbose_name}». "
                "Bỏ bản ghi thừa trước, rồi gộp lại."
            ) from error
    withdraw_within(happening, real)
    _take_children(happening, duplicate, real)
    happening.journal.place({duplicate.pk: [Turn(None, real.pk)]})
    happening.journal.change(duplicate, "organisation.folded", parent_id=real.pk, folded_into_id=real.pk)
    return happening.done()


def _check(happening: Happening, duplicate: Organisation, real: Organisation) -> None:
    actor = happening.actor
    rules.require(rules.can_reshape(actor, duplicate) and rules.can_reshape(actor, real))
    if duplicate.pk == real.pk:
        raise Refusal(f"{duplicate.name} không thể gộp vào chính nó. Chọn tổ chức thật.")
    if duplicate.parent is None:
        raise Refusal(f"{duplicate.name} là tổ chức gốc của hệ thống, không thể là bản trùng.")
    for one in (duplicate, real):
        if one.folded_into_id is not None:
            raise Refusal(f"{one.name} là bản trùng, đã gộp vào {one.folded_into}. Chọn tổ chức thật.")
    if real.path.startswith(duplicate.path):
        raise Refusal(f"{real.name} nằm trong {duplicate.name}, không phải là bản trùng của nó. Kiểm tra lại.")
    _refuse_later(duplicate, real)
    if any(real.placements.filter(path__under=path).exists() for path in _stood(duplicate)):
        raise Refusal(f"{real.name} từng thuộc {duplicate.name}, không phải là bản trùng của nó. Kiểm tra lại.")
    _check_kinds(duplicate, real)
    _refuse_wider_roles(happening, duplicate, real)
    people = set(_overlapping(duplicate, real))
    if people:
        raise Refusal(
            f"{'; '.join(sorted(people)[:5])} đang sinh hoạt ở cả hai nơi trong cùng thời gian. "
            "Kết thúc một trong hai nơi trước, rồi gộp lại."
        )


def _refuse_later(duplicate: Organisation, real: Organisation) -> None:
    """Refuse records that would come to be of a body which had ended before their days."""
    left = said(outlasting([duplicate], real.until), real.until) if real.until else ""
    if left and real.until:
        raise Refusal(
            f"{real.name} đã kết thúc ngày {real.until:%d/%m/%Y}, nhưng {duplicate.name} còn {left}. "
            "Kiểm tra lại các ngày, hoặc chọn tổ chức thật khác."
        )


def _check_kinds(duplicate: Organisation, real: Organisation) -> None:
    """What differs so much can't be one body entered twice; nor can a body and what it stands below."""
    fault = taking_fault(duplicate, real)
    if fault:
        raise Refusal(fault)
    if duplicate.path.startswith(real.path):
        raise Refusal(
            f"{real.name} là cấp trên của {duplicate.name}, không phải là cùng một tổ chức. Nếu đúng là bản trùng bị "
            "nhập nhầm chỗ thì chuyển nó ra ngoài trước."
        )
    require_below(duplicate.children.filter(folded_into=None).exclude(pk=real.pk).order_by("pk"), real)


def _refuse_wider_roles(happening: Happening, duplicate: Organisation, real: Organisation) -> None:
    """Nobody comes by a role at the real body that `actor` could not give them there."""
    actor = happening.actor
    above = [one for one in happening.held if one.reaches(real.path)]
    own = {one.pk for one in happening.held if any(role.covers(one) for role in above)}
    for grant in Grant.objects.filter(organisation=duplicate).select_related("user").order_by("pk"):
        ended = grant.until is not None and grant.until < clock.today()
        if not (ended or grant.pk in own or rules.may_grant(actor, grant.role, real.path, grant.user_id)):
            raise Refusal(
                f"{grant.user} là {grant.get_role_display()} của {duplicate.name}; đồng chí không được phân quyền này "
                f"ở {real.name}. Đề nghị người phân quyền này kết thúc vai trò đó trước, rồi gộp lại."
            )


def _stood(organisation: Organisation) -> set[str]:
    return set(organisation.placements.values_list("path", flat=True))


def _overlapping(duplicate: Organisation, real: Organisation) -> Iterator[str]:
    own: dict[int, list[Membership]] = {}
    for one in Membership.objects.filter(organisation=real):
        own.setdefault(one.person_id, []).append(one)
    for one in Membership.objects.filter(organisation=duplicate).select_related("person"):
        if any(meet(one.since, one.until, other.since, other.until) for other in own.get(one.person_id, [])):
            yield one.person.full_name


def _drop_equal_grants(happening: Happening, duplicate: Organisation, real: Organisation) -> None:
    """Take out the roles that someone holds on both from the same day on."""
    key = ("user_id", "role", "since")
    held = set(Grant.objects.filter(organisation=real).values_list(*key))
    for grant in Grant.objects.filter(organisation=duplicate).order_by("pk"):
        if tuple(getattr(grant, name) for name in key) in held:
            happening.journal.remove(grant, "role.ended")


def _take_children(happening: Happening, duplicate: Organisation, real: Organisation) -> None:
    """Have whatever stood under the duplicate at any time stand under the real one then."""
    numbers = set(Placement.objects.filter(parent=duplicate).values_list("organisation_id", flat=True))
    changed: dict[int, list[Turn]] = {}
    for pk, own in turns_of(numbers).items():
        changed[pk] = [replace(turn, parent_id=real.pk) if turn.parent_id == duplicate.pk else turn for turn in own]
    happening.journal.place(changed)
    for child in Organisation.objects.filter(parent=duplicate).order_by("pk"):
        happening.takes_part(child, Role.ALONG)
        happening.journal.change(child, "organisation.moved", parent_id=real.pk)
