"""Refusing what organisations can't be by their kinds: below what they stand, what takes them up."""

from collections.abc import Iterable

from neuguong.core.errors import Refusal
from neuguong.organisations.models import Organisation
from neuguong.organisations.models.standing import UPWARD, below_fault, taking_fault
from neuguong.organisations.queries import lists


def require_below(organisations: Iterable[Organisation], upper: Organisation) -> None:
    """Refuse a superior of a kind below which one of `organisations` can't stand."""
    for one in organisations:
        _refuse(below_fault(one.name, one.kind, upper.name, upper.kind))


def require_kind(organisation: Organisation, kind: str) -> None:
    """Refuse a kind that can't stand below what `organisation` does, or above what stands below it."""
    name, upper = organisation.name, organisation.parent
    if upper is not None:
        _refuse(below_fault(name, kind, upper.name, upper.kind))
    for one in living_children(organisation):
        _refuse(below_fault(one.name, one.kind, name, kind))


def require_taker(giver: Organisation, taker: Organisation) -> None:
    """Refuse what can't take up `giver` and all right below it: by its kind, or as its own superior."""
    _refuse(taking_fault(giver, taker))
    if taker.pk and giver.path.startswith(taker.path) and (giver.kind, taker.kind) not in UPWARD:
        raise Refusal(
            f"{taker.name} là cấp trên của {giver.name}, không thể là tổ chức nhận. Chọn một tổ chức cùng cấp; nếu "
            f"{giver.name} thôi hoạt động thì ghi «Giải thể»."
        )
    require_below((one for one in living_children(giver) if one.pk != taker.pk), taker)


def living_children(organisation: Organisation) -> list[Organisation]:
    """Return what stands right below an organisation and goes on."""
    return list(lists.living_children(organisation).order_by("pk"))


def _refuse(sentence: str) -> None:
    if sentence:
        raise Refusal(sentence)
