"""Who may see and change directives, tasks and findings."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from neuguong.core import trees
from neuguong.core.actor import Actor
from neuguong.core.errors import NotVisible, Refusal
from neuguong.core.rows import one_of
from neuguong.directives import lifecycle
from neuguong.directives.models import Concretisation, Directive, Finding, FindingStatus, Inapplicable, Task, TaskDelay
from neuguong.organisations import rules as base
from neuguong.organisations.models import Organisation, Role

# Whoever inspects, and whoever serves the organisation; neither its members nor who runs the machine.
FINDING_READERS = (Role.SECRETARY, Role.OFFICER, Role.STANDING, Role.INSPECTOR)


def giver_of(task: Task) -> Organisation:
    """Return the organisation that gave a task and accepts it: one above, while it stands above, else its own."""
    above = task.assigner
    return above if above is not None and task.organisation.path.startswith(above.path) else task.organisation


class TaskGate(base.Gate[Task]):
    """Tasks are given and corrected by who gives them; whoever does one reports it and asks for delays."""

    def get(self, actor: Actor, pk: int) -> Task:
        """Return one task with who does it and who gave it; raises NotVisible where it isn't for this actor."""
        return one_of(self.visible_to(actor).select_related("organisation", "assigner").filter(pk=pk))

    def can_write(self, actor: Actor, thing: Any) -> bool:
        """Tell whether `actor` may give or correct a task, and accept what is reported."""
        return base.can_write(actor, giver_of(thing))


tasks = TaskGate(Task)


def can_do(actor: Actor, task: Task) -> bool:
    """Tell whether `actor` writes for the organisation that does the task."""
    return base.can_write(actor, task.organisation)


TASK_STEPS: dict[str, Callable[[Actor, Task], bool]] = {
    "start": can_do,
    "report": can_do,
    "delay": can_do,
    "accept": tasks.can_write,
    "return": tasks.can_write,
    "cancel": tasks.can_write,
    "resume": tasks.can_write,
}


def may_task(actor: Actor, task: Task, event: str) -> bool:
    """Tell whether `event` may happen to the task now, by the hand of `actor`."""
    return lifecycle.may(task, event) and TASK_STEPS[event](actor, task)


def require_above(task: Task) -> None:
    """Raise Refusal unless who gives a task stands above who does it; who gave it already may stay."""
    above = task.assigner
    if above is None or task.organisation.path.startswith(above.path):
        return
    if Task.objects.filter(pk=task.pk, assigner=above, organisation=task.organisation_id).exists():
        return
    raise Refusal(
        _("%(giver)s không phải cấp trên của %(place)s. Chọn tổ chức cấp trên, hoặc để trống nếu đơn vị tự giao.")
        % {"giver": above, "place": task.organisation}
    )


def get_delay(actor: Actor, pk: int) -> TaskDelay:
    """Return a delay asked for with its task; raises NotVisible where the task isn't for this actor."""
    rows = TaskDelay.objects.filter(task__in=tasks.visible_to(actor))
    return one_of(rows.select_related("task__organisation", "task__assigner").filter(pk=pk))


class DirectiveGate(base.Gate[Directive]):
    """Directives bind downwards: whoever stands below an organisation may read what it issued or received."""

    def visible_to(self, actor: Actor) -> QuerySet[Directive]:
        """Return the directives of the places that `actor` reaches and of those above them."""
        above = {path for root in actor.roots(*base.READERS) for path in trees.ancestors(root)}
        upper = Directive.objects.filter(organisation__path__in=above)
        return super().visible_to(actor) | upper


directives = DirectiveGate(Directive)


def binds(directive: Directive, organisation: Organisation) -> bool:
    """Tell whether a directive stands in the register of `organisation` or in one above."""
    return bool(organisation.path.startswith(directive.organisation.path))


def require_bound(record: Model, pointer: str) -> None:
    """Raise Refusal unless the directive at `pointer` stands in the record's own register or in one above.

    So whoever may read the record may read what it comes from. What a record pointed at already
    may stay: its organisation may have moved since.
    """
    directive, organisation = getattr(record, pointer), record.organisation  # type: ignore[attr-defined]
    if directive is None or binds(directive, organisation):
        return
    if type(record)._default_manager.filter(pk=record.pk, **{pointer: directive}).exists():
        return
    raise Refusal(
        _("%(document)s nằm trong sổ của %(owner)s. Chọn văn bản trong sổ của %(place)s hoặc của cấp trên.")
        % {"document": directive, "owner": directive.organisation, "place": organisation}
    )


def require_no_ring(directive: Directive) -> None:
    """Raise Refusal where a document would carry out, at whatever length, what carries it out."""
    seen: set[int] = set()
    upper = directive.concretises if directive.pk else None
    while upper is not None and upper.pk not in seen:
        seen.add(upper.pk)
        upper = upper.concretises
    if directive.pk in seen:
        raise Refusal(
            _("%(document)s đang cụ thể hóa chính văn bản này, trực tiếp hoặc qua văn bản khác. Chọn văn bản cấp trên.")
            % {"document": directive.concretises}
        )


def require_answers_kept(directive: Directive) -> None:
    """Raise Refusal where a plan would carry out another document while its provisions answer to the one of before."""
    answered = Concretisation.objects.filter(lower__directive=directive.pk).select_related("upper__directive").first()
    if answered is not None and answered.upper.directive_id != directive.concretises_id:
        raise Refusal(
            _("Kế hoạch đã cụ thể hóa từng nội dung của %(document)s. Gỡ đối chiếu trước khi đổi văn bản cấp trên.")
            % {"document": answered.upper.directive}
        )


inapplicable = base.Gate(Inapplicable)


def can_return(actor: Actor, row: Inapplicable) -> bool:
    """Tell whether `actor` may say that a provision does apply after all: the officer above, or of the root itself."""
    return row.stands and base.can_reshape(actor, row.organisation)


def reads_findings(actor: Actor, path: str | None = None) -> bool:
    """Tell whether `actor` reads findings at the tree path, or anywhere where none is given."""
    if path is None:
        return actor.reach_all or bool(actor.roots(*FINDING_READERS))
    return actor.reaches(path, *FINDING_READERS)


def can_raise(actor: Actor, organisation: Organisation) -> bool:
    """Tell whether `actor` inspects the organisation, and so may note what they found there."""
    return actor.reaches(organisation.path, Role.INSPECTOR)


def inspected_by(actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations that `actor` inspects."""
    return Organisation.objects.filter(base.reach(actor, "path", Role.INSPECTOR))


class FindingGate(base.Gate[Finding]):
    """Findings are entered and corrected by inspectors, and corrected only while nobody has acted on them."""

    def visible_to(self, actor: Actor) -> QuerySet[Finding]:
        """Return the findings of the organisations that `actor` inspects or serves."""
        return Finding.objects.filter(base.reach(actor, "organisation__path", *FINDING_READERS))

    def can_write(self, actor: Actor, thing: Any) -> bool:
        """Tell whether `actor` may correct a finding, or take it out."""
        return thing.status == FindingStatus.OPEN and can_raise(actor, thing.organisation)

    def can_enter(self, actor: Actor, organisation: Organisation | None = None) -> bool:
        """Tell whether `actor` may note a finding at an organisation, or at any at all."""
        if organisation is None:
            return actor.reach_all or bool(actor.roots(Role.INSPECTOR))
        return can_raise(actor, organisation)


findings = FindingGate(Finding)


def can_answer(actor: Actor, finding: Finding) -> bool:
    """Tell whether `actor` writes for the organisation, and so answers for it."""
    return base.can_write(actor, finding.organisation)


def can_assign(actor: Actor, finding: Finding) -> bool:
    """Tell whether `actor` may give the organisation a task."""
    return base.can_write(actor, finding.organisation)


def can_close(actor: Actor, finding: Finding) -> bool:
    """Tell whether `actor` may confirm what was answered, or give it back: inspectors, of others' answers."""
    own = actor.user_id is not None and actor.user_id == finding.answered_by
    return can_raise(actor, finding.organisation) and not own


STEPS: dict[str, Callable[[Actor, Finding], bool]] = {
    "assign": can_assign,
    "answer": can_answer,
    "close": can_close,
    "return": can_close,
}


def may_step(actor: Actor, finding: Finding, event: str) -> bool:
    """Tell whether `event` may happen to the finding now, by the hand of `actor`."""
    return lifecycle.may(finding, event) and STEPS[event](actor, finding)


@dataclass(frozen=True, slots=True)
class Inspected:
    """Records that a finding may be about: the room's own way to one, and the name of their page."""

    get: Callable[[Actor, int], Any]
    page: str


_INSPECTED: dict[str, Inspected] = {}
PLACE = Organisation._meta.label_lower


def inspect(kind: str, get: Callable[[Actor, int], Any], page: str) -> None:
    """Let findings be about records of `kind` ("app.model"); said once, where the rooms are joined.

    Never of commitments and ballots: their content is nothing that an inspector sees.
    """
    _INSPECTED[kind] = Inspected(get, page)


def is_inspected(kind: str) -> bool:
    """Tell whether a finding may be about records of `kind`."""
    return kind in _INSPECTED


def page_of(kind: str) -> str:
    """Return the name of the page of records of `kind`."""
    return _INSPECTED[kind].page


def get_inspected(actor: Actor, kind: str, pk: int) -> Any:
    """Return the record that a finding is about; raises NotVisible where it isn't for this actor."""
    if kind not in _INSPECTED:
        raise NotVisible
    return _INSPECTED[kind].get(actor, pk)


def place_of(record: Any) -> Organisation:
    """Return the organisation where a record stands; an organisation stands at itself."""
    place = record if isinstance(record, Organisation) else record.organisation
    assert isinstance(place, Organisation)  # noqa: S101 - tells the type
    return place
