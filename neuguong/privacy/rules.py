"""Who may see and answer requests about data, propose removals and confirm them."""

from django.db.models import Q, QuerySet

from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.core.rows import one_of
from neuguong.organisations.models import Membership, Person, Role
from neuguong.organisations.queries import root
from neuguong.organisations.rules import reach
from neuguong.privacy.models import DataRequest, Removal, RequestKind, Restriction
from neuguong.privacy.retention import LEFT

# Who answers: the office, or the committee above it where someone of the office is concerned.
HANDLERS = (Role.OFFICER, Role.STANDING)
READERS = (*HANDLERS, Role.INSPECTOR)


def own(actor: Actor) -> Q:
    """Return the condition of requests about the actor's own data."""
    mine = Q(pk__in=[])
    if actor.person_id:
        mine |= Q(person_id=actor.person_id)
    if actor.user_id:
        mine |= Q(account_id=actor.user_id)
    return mine


def requests_visible_to(actor: Actor) -> QuerySet[DataRequest]:
    """Return the requests that `actor` answers or inspects, and their own."""
    rows = DataRequest.objects.filter(reach(actor, "organisation__path", *READERS) | own(actor))
    return rows.select_related("organisation", "person", "account")


def get_request(actor: Actor, pk: int) -> DataRequest:
    """Return a request; raises NotVisible where it isn't for this actor."""
    return one_of(requests_visible_to(actor).filter(pk=pk))


def get_own_request(actor: Actor, pk: int) -> DataRequest:
    """Return a request about the actor's own data; raises NotVisible for any other."""
    return one_of(requests_visible_to(actor).filter(own(actor), pk=pk))


def is_own(actor: Actor, request: DataRequest) -> bool:
    """Tell whether a request is about the actor's own data."""
    by_person = request.person_id is not None and request.person_id == actor.person_id
    return by_person or (request.account_id is not None and request.account_id == actor.user_id)


def can_handle(actor: Actor, request: DataRequest) -> bool:
    """Tell whether `actor` may answer a request: the office above the person, never about themselves."""
    return actor.reaches(request.organisation.path, *HANDLERS) and not is_own(actor, request)


def can_prolong(actor: Actor, request: DataRequest) -> bool:
    """Tell whether `actor` may take longer over a request: once, while it is open and not late."""
    waits = not request.is_closed and request.prolonged_on is None and clock.today() <= request.done_due
    return waits and can_handle(actor, request)


def can_handle_at(actor: Actor, path: str) -> bool:
    """Tell whether `actor` may enter and answer requests of people at the organisation with the tree path."""
    return actor.reaches(path, *HANDLERS)


def people_answered_by(actor: Actor) -> QuerySet[Person]:
    """Return the people whose requests `actor` answers, restricted ones too, but not the actor."""
    mains = Membership.objects.filter(reach(actor, "organisation__path", *HANDLERS), is_main=True)
    return Person.objects.filter(pk__in=mains.values("person_id")).exclude(pk=actor.person_id or 0)


def can_copy_for(actor: Actor, request: DataRequest) -> bool:
    """Tell whether `actor` may take the copy that a person asked for: while such a request is open."""
    asked = request.kind in (RequestKind.SEE, RequestKind.EXPORT) and not request.is_closed
    return asked and can_handle(actor, request)


def removals_visible_to(actor: Actor) -> QuerySet[Removal]:
    """Return the removals that `actor` may propose, confirm or inspect."""
    rows = Removal.objects.filter(reach(actor, "organisation__path", *READERS))
    return rows.select_related("organisation", "person", "account")


def get_removal(actor: Actor, pk: int) -> Removal:
    """Return a removal; raises NotVisible where it isn't for this actor."""
    return one_of(removals_visible_to(actor).filter(pk=pk))


def can_confirm(actor: Actor, removal: Removal) -> bool:
    """Tell whether `actor` may be the second of the two people that a removal takes."""
    if actor.user_id in (None, removal.proposed_by) or is_subject(actor, removal):
        return False
    return can_handle_at(actor, removal.organisation.path)


def is_subject(actor: Actor, removal: Removal) -> bool:
    """Tell whether a removal takes the actor's own data, alone or among those who left."""
    if removal.account_id is not None and removal.account_id == actor.user_id:
        return True
    taken = {removal.person_id} if removal.person_id else set(removal.ids) if removal.sort == LEFT else set()
    return actor.person_id is not None and actor.person_id in taken


def require_second(actor: Actor, removal: Removal) -> None:
    """Raise Refusal where the one who proposed would also confirm, or whose data it is."""
    if actor.user_id is None or actor.user_id == removal.proposed_by:
        raise Refusal("Người xác nhận phải khác người đề nghị. Đề nghị một đồng chí khác của Văn phòng xác nhận.")
    if is_subject(actor, removal):
        raise Refusal("Đề nghị này xóa dữ liệu của chính đồng chí. Đề nghị một đồng chí khác của Văn phòng xác nhận.")


def can_enter_days(actor: Actor) -> bool:
    """Tell whether `actor` may enter days off for the whole installation: an office anywhere in it."""
    return actor.reach_all or bool(actor.roots(Role.OFFICER))


def restrictions_visible_to(actor: Actor) -> QuerySet[Restriction]:
    """Return the restricted people of the organisations where `actor` answers or inspects."""
    mains = Membership.objects.filter(reach(actor, "organisation__path", *READERS), is_main=True)
    return Restriction.objects.filter(person_id__in=mains.values("person_id")).select_related("person")


def get_restriction(actor: Actor, pk: int) -> Restriction:
    """Return a restriction; raises NotVisible where it isn't for this actor."""
    return one_of(restrictions_visible_to(actor).filter(pk=pk))


def reads_office(actor: Actor) -> bool:
    """Tell whether `actor` has business with the pages of the office: answers, or inspects."""
    return actor.reach_all or bool(actor.roots(*READERS))


def removes_expired(actor: Actor) -> bool:
    """Tell whether `actor` may look through expired records and propose their removal: the office at the top."""
    top = root()
    return top is not None and can_handle_at(actor, top.path)
