"""The memberships of two who are one: the same place in one time is one membership, two main places are refused."""

from neuguong.core.errors import Refusal
from neuguong.organisations.actions.life.journal import Journal, copied
from neuguong.organisations.models import Membership, Person
from neuguong.organisations.models.plausible import meet, span


def unite_memberships(journal: Journal, gone: Person, kept: Person) -> None:
    """Have `kept` belong where both belonged; raises Refusal that names the place where that can't be."""
    own = list(kept.memberships.select_related("organisation").order_by("pk"))
    for row in gone.memberships.select_related("organisation").order_by("pk"):
        twin = next((one for one in own if _is_twin(one, row)), None)
        if twin is None:
            _refuse_clash(kept, row, own)
            journal.point(Membership, "person_id", [row.pk], gone.pk, kept.pk)
            own.append(row)
        else:
            _unite(journal, twin, row)
            _refuse_clash(kept, twin, [one for one in own if one is not twin])


def _is_twin(one: Membership, other: Membership) -> bool:
    return (
        one.organisation_id == other.organisation_id
        and one.is_main == other.is_main
        and meet(one.since, one.until, other.since, other.until)
    )


def _refuse_clash(kept: Person, row: Membership, others: list[Membership]) -> None:
    for other in others:
        same = row.organisation_id == other.organisation_id or (row.is_main and other.is_main)
        if same and meet(row.since, row.until, other.since, other.until):
            places = " và ".join(
                f"{one.organisation} ({span(one.since, one.until)})"
                for one in sorted((row, other), key=lambda one: str(one.since or ""))
            )
            raise Refusal(
                f"{kept} sẽ có hai nơi sinh hoạt trùng thời gian: {places}. Ghi Đến ngày cho nơi cũ trước, rồi gộp lại."
            )


def _unite(journal: Journal, twin: Membership, row: Membership) -> None:
    """Have one membership last as long as both, with the posts of both; of two in one line the kept one's stays."""
    begun = None if None in (twin.since, row.since) else min(filter(None, (twin.since, row.since)))
    ended = None if None in (twin.until, row.until) else max(filter(None, (twin.until, row.until)))
    wanted = {"since": begun, "until": ended, "is_head": twin.is_head or row.is_head}
    changed = {name: value for name, value in wanted.items() if getattr(twin, name) != value}
    if changed:
        journal.change(twin, "membership.updated", **changed)
    held = set(twin.posts.values_list("sort", flat=True))
    for post in row.posts.order_by("pk"):
        if post.sort not in held:
            journal.make(copied(post, membership_id=twin.pk), "post.entered")
        journal.remove(post, "post.merged")
    journal.remove(row, "membership.merged")
