"""An event while it happens: who takes part, what changes, and what both leave behind."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils import translation

from neuguong.audit.actions import Change, record_many
from neuguong.audit.queries import snapshot
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations import rules
from neuguong.organisations.actions.life.fitting import require_below
from neuguong.organisations.actions.life.journal import Journal, stand
from neuguong.organisations.actions.life.reaching import Held, held_by, refuse_wider_reach
from neuguong.organisations.models import EventKind, LifeEvent, LifePart, Organisation
from neuguong.organisations.models.plausible import EARLIEST
from neuguong.organisations.queries.outlasting import outlasting, said
from neuguong.organisations.queries.turns import Turn, last_event, turned, turns

Role = LifePart.Role
_SEEN = ("name", "kind", "since", "until", "path", "parent", "folded_into", "version")


@dataclass(frozen=True, slots=True)
class Decision:
    """The paper by which an event was decided: its number, its day, whose it is; any may be unknown."""

    number: str = ""
    date: dt.date | None = None
    body: str = ""


class LeavesBehind(Refusal):
    """A body would end before the days of its own records, and nobody said that they had seen it."""


# What higher rooms do at every event, joined in config/wiring: it works through the event's own journal, so that
# undoing the event undoes it too. A merged body's rule sets are retired in this way.
REACTIONS: "list[Callable[[Happening], None]]" = []


@dataclass(slots=True)
class Happening:
    """One event of the kind `kind` on `day`; actions say who takes part and change what changes.

    `seen`: that bodies end before the days of their own records was seen, and the records are to stay theirs.
    """

    actor: Actor
    kind: EventKind
    day: dt.date
    decision: Decision | None = None
    batch: int | None = None
    seen: bool = False
    journal: Journal = field(default_factory=Journal)
    parts: dict[int, LifePart] = field(default_factory=dict)
    # The actor's roles when it began.
    held: list[Held] = field(default_factory=list)

    @property
    def verb(self) -> str:
        """The name of the event in the log."""
        return f"organisation.{self.kind}"

    def lock(self, *organisations: Organisation) -> None:
        """Let one event happen at a time, and see organisations, those not to be founded yet, as they are now."""
        lock_tree()
        self.held = held_by(self.actor)
        for one in organisations:
            if one.pk:
                one.refresh_from_db(fields=_SEEN)

    def takes_part(self, organisation: Organisation, role: Role) -> None:
        """Note an organisation with the name that it bears now."""
        part = LifePart(organisation=organisation, role=role, name=organisation.name)
        self.parts.setdefault(organisation.pk, part)

    def found(self, organisation: Organisation) -> Organisation:
        """Make a body that the event brings forth, below its parent, from this day on."""
        if organisation.parent is None:
            raise Refusal(f"Chọn cấp trên của {organisation.name or 'tổ chức mới'}.")
        rules.require(rules.can_found(self.actor, organisation.parent))
        require_living(organisation.parent, self.day)
        organisation.since, organisation.until = self.day, None
        organisation.full_clean()
        require_below([organisation], organisation.parent)
        self.journal.make(organisation, "organisation.founded")
        stand(organisation, [Turn(None, organisation.parent_id)])
        organisation.refresh_from_db(fields=["path"])
        return organisation

    def put_under(self, organisations: Iterable[Organisation], parent: Organisation) -> None:
        """Have organisations, with all below them, stand under `parent` from the day on."""
        moved = list(organisations)
        self.journal.place({one.pk: turned(turns(one.pk), self.day, parent_id=parent.pk) for one in moved})
        for one in moved:
            self.journal.change(one, "organisation.moved", parent_id=parent.pk)

    def end(self, organisation: Organisation) -> None:
        """Have a body exist to the day before."""
        last = self.day - dt.timedelta(days=1)
        if organisation.since and organisation.since > last:
            raise Refusal(
                f"{organisation.name} mới có từ {organisation.since:%d/%m/%Y}, chưa thể kết thúc vào "
                f"{last:%d/%m/%Y}. Ghi một ngày sau đó."
            )
        if not self.seen:
            refuse_leaving(organisation, last)
        self.journal.change(organisation, self.verb, until=last)

    def done(self) -> LifeEvent:
        """Keep the event with what it changed, and tell the log."""
        for react in REACTIONS:
            react(self)
        refuse_wider_reach(self.actor, self.held, self.journal.moved)
        said = self.decision or Decision()
        paper = {"decision_number": said.number, "decision_date": said.date, "decision_body": said.body}
        event = LifeEvent(kind=self.kind, date=self.day, changes=self.journal.as_text(), **paper)
        event.full_clean()
        event.save()
        for part in self.parts.values():
            part.event = event
        LifePart.objects.bulk_create(self.parts.values())
        told = {name: value for name, value in snapshot(event).items() if name != "changes"}
        told["parts"] = [[part.role, part.organisation_id, part.name] for part in self.parts.values()]
        own = Change(self.verb, event._meta.label_lower, event.pk, None, None, told)
        record_many(actor=self.actor, changes=[*self.journal.entries, own], batch=self.batch)
        return event


def lock_tree() -> None:
    """Have other events wait until this transaction ends: the root's row stands for the tree."""
    list(Organisation.objects.select_for_update().filter(parent__isnull=True).values_list("pk"))


def refuse_leaving(organisation: Organisation, last: dt.date) -> None:
    """Refuse a last day that records of the body come after, or while something there still waits."""
    with translation.override("vi"):
        left = said(outlasting([organisation], last), last)
    if left:
        raise LeavesBehind(
            f"{organisation.name} kết thúc ngày {last:%d/%m/%Y}, nhưng còn {left}: kiểm tra lại các ngày, hoặc ghi sự "
            "kiện tại trang của tổ chức và đánh dấu «Đã xem» để bản ghi vẫn giữ nguyên ở tổ chức cũ."
        )


def require_living(organisation: Organisation, day: dt.date) -> None:
    """Refuse an organisation that has ended, is a duplicate, or did not exist yet on `day`."""
    name = organisation.name
    if organisation.folded_into_id is not None:
        raise Refusal(f"{name} là bản trùng, đã gộp vào {organisation.folded_into}. Chọn tổ chức thật.")
    if organisation.until is not None:
        raise Refusal(f"{name} đã kết thúc ngày {organisation.until:%d/%m/%Y}. Chọn một tổ chức đang hoạt động.")
    if organisation.since and day < organisation.since:
        raise Refusal(f"{name} có từ ngày {organisation.since:%d/%m/%Y}, sau {day:%d/%m/%Y}. Ghi một ngày sau đó.")


def require_come(day: dt.date) -> None:
    """Refuse a day that has not come: what ends and begins then would hold too early for today's pages."""
    require_plausible(day)
    if day > clock.today():
        raise Refusal(f"Ngày {day:%d/%m/%Y} chưa tới. Ghi sự kiện khi ngày đó đã tới.")


def require_plausible(day: dt.date) -> None:
    """Refuse a day of another age: a typing error in the year."""
    if day < EARLIEST:
        raise Refusal(f"Ngày {day.day:02}/{day.month:02}/{day.year:04} trước {EARLIEST:%d/%m/%Y}. Kiểm tra lại năm.")


def require_order(organisations: Iterable[Organisation], day: dt.date) -> None:
    """Refuse a day before what happened last to one of `organisations`."""
    for one in organisations:
        latest = last_event(one)
        if latest is not None and day < latest:
            raise Refusal(
                f"{one.name} đã có sự kiện ngày {latest:%d/%m/%Y}, sau {day:%d/%m/%Y}. "
                "Ghi một ngày không sớm hơn, hoặc hoàn tác sự kiện đó trước."
            )


def require_upper(organisation: Organisation) -> Organisation:
    """Return what the organisation stands under; refuse the installation's root."""
    if organisation.parent is None:
        raise Refusal(
            f"{organisation.name} là tổ chức gốc của hệ thống, không có cấp trên để quyết định việc này. "
            "Thêm cấp trên của nó trước."
        )
    return organisation.parent
