"""One record of every register at a place, each text marked with where it belongs."""

from typing import Any

from django.db.models import Model

from neuguong.activities.models import Attendance, Issue, Session
from neuguong.audit import actions as audit
from neuguong.audit.models import Entry
from neuguong.audit.queries import snapshot
from neuguong.campaigns.models import DutyRule, Excuse
from neuguong.campaigns.periods import parse
from neuguong.classification.models import Classification
from neuguong.commendations.models import Award, Nomination, Round
from neuguong.commitments.models import Commitment
from neuguong.core.actor import SYSTEM
from neuguong.directives.models import (
    Directive,
    Finding,
    FindingStatus,
    Inapplicable,
    Provision,
    Task,
    TaskDelay,
    TaskStatus,
)
from neuguong.files.models import StoredFile
from neuguong.files.queries import place as lying
from neuguong.initiatives.models import Exemplar, Initiative
from neuguong.interchange.models import Batch
from neuguong.notices.models import Notice
from neuguong.organisations.actions import grant_role, rename_organisation
from neuguong.organisations.models import Membership, Pause, Person, PersonMerge, Role, Transfer
from neuguong.privacy.models import DataRequest, DayOff, Removal, Restriction
from neuguong.reporting.actions import prepare_review
from neuguong.reporting.models import Return
from tests.access.world import DAY, SCOPES, YEAR, World, mark


def fill(world: World, scopes: tuple[str, ...] = SCOPES, turn: str = "") -> None:
    """Write one record of each register in each place; `turn` tells a second filling from the first."""
    if not Round.objects.exists():
        _kept(Round, name=mark("all", "round"))
    if not turn:
        world.things["mine"] = _mine(world)
    for scope in scopes:
        found = world.things.setdefault(scope, {})
        for make in (
            _people,
            _directives,
            _activities,
            _initiatives,
            _commendations,
            _figures,
            _personal,
            _logged,
            _owed,
        ):
            found.update(make(world, scope, turn))


def _mine(world: World) -> dict[str, Model]:
    """Write what concerns the member as a person."""
    place, person = world.places["own"], world.people["member"]
    years = {"first_year": 2023, "last_year": 2023, "signed_on": DAY}
    said = {"content": mark("mine", "content"), "result": "partly"}
    return {
        "person": person,
        "owing": Membership.objects.get(person=person),
        "grant": world.users["member"].grants.get(),
        "commitment": _kept(Commitment, person=person, organisation=place, **years, **said),
        "rank": _kept(Classification, organisation=place, person=person, year=2023, decided="good"),
        "request": _asked(world, person, "mine"),
        "notice": _notice(world, "mine"),
    }


def _notice(world: World, scope: str) -> Notice:
    """Tell the member something, of a place somebody who never signs in."""
    to = world.users["member"].pk if scope == "mine" else 0
    said = {"to": mark(scope, "notice"), "from": mark(scope, "notice"), "day": str(DAY), "missing": []}
    return Notice.objects.create(recipient_id=to, kind="reminder", said=said, key=mark(scope, "notice"))


def _asked(world: World, person: Person, scope: str) -> DataRequest:
    days = dict.fromkeys(("received_on", "answer_due", "done_due", "prolonged_on"), DAY)
    words = {"kind": "see", "wish": mark(scope, "wish"), "answer": mark(scope, "wish"), "entered_by_label": "-"}
    place = world.places["own" if scope == "mine" else scope]
    words["prolonged_why"] = mark(scope, "wish")
    return DataRequest.objects.create(organisation=place, person=person, **days, **words)


def _kept(model: type[Model], **values: Any) -> Any:
    """Write a record as an action would, with the keys that searching uses."""
    record = model(**values)
    record.full_clean()
    record.save()
    return record


def _people(world: World, scope: str, turn: str) -> dict[str, Model]:
    place = world.places[scope]
    person = world.person(f"N-{scope}{turn}", mark(scope, "person") + turn, place, scope)
    world.people[scope] = person
    years = {"first_year": 2023, "last_year": 2023, "signed_on": DAY}
    said = {"content": mark(scope, "content"), "result": "partly"}
    commitment = _kept(Commitment, person=person, organisation=place, **years, **said)
    world.person(f"O-{scope}{turn}", mark(scope, "owing") + turn, place)
    owing = Membership.objects.get(person__code=f"O-{scope}{turn}")
    rank = _kept(Classification, organisation=place, person=person, year=2023, decided="good")
    if not turn:
        decided = _kept(Classification, organisation=place, year=2023, decided="good")
        stated = _kept(Classification, organisation=place, year=2022, own="good")
        world.things[scope] |= {"decided": decided, "stated": stated}
    found: dict[str, Model] = {
        "person": person,
        "commitment": commitment,
        "owing": owing,
        "rank": rank,
        "organisation": place,
    }
    return found | _listed(world, scope, turn)


def _listed(world: World, scope: str, turn: str) -> dict[str, Model]:
    """Write what is told of people in the lists alone; the person and the twin both signed for one year."""
    place, person = world.places[scope], world.people[scope]
    twin = world.person(f"T-{scope}{turn}", mark(scope, "person") + turn, place)
    years = {"first_year": 2023, "last_year": 2023}
    _kept(Commitment, person=twin, organisation=place, **years, content=mark(scope, "content"))
    days = {"since": DAY.replace(year=2010), "until": DAY.replace(year=2011)}
    further = Membership.objects.create(person=twin, organisation=place, is_main=False, **days)
    transfer = Transfer.objects.create(person=twin, origin=place, target=place, day=DAY, side="sender", asked_by="-")
    return {
        "twin": twin,
        "further": further,
        "transfer": transfer,
        "pause": Pause.objects.create(person=person, sort="suspended", **days),
        "merge": PersonMerge.objects.create(kept=person, gone=0, gone_code="-", gone_name=mark(scope, "person")),
    }


def _directives(world: World, scope: str, turn: str) -> dict[str, Model]:
    place = world.places[scope]
    said = {"number": f"{mark(scope, 'directive')}{turn}", "abstract": mark(scope, "directive")}
    directive = _kept(Directive, organisation=place, kind="Kế hoạch", date=DAY, issuer=place.name, **said)
    task, work = _tasks(directive, scope, turn)
    told = {"text": mark(scope, "provision") + turn, "performer": mark(scope, "provision")}
    provision = _kept(Provision, directive=directive, number="1", place=1, **told)
    reason = _kept(Inapplicable, organisation=place, upper=provision, reason=mark(scope, "reason") + turn)
    said["number"] += "-2"
    carrying = _kept(
        Directive, organisation=place, kind="Kế hoạch", date=DAY, issuer=place.name, concretises=directive, **said
    )
    found: dict[str, Model] = {"directive": directive, "carrying": carrying, "task": task, "provision": provision}
    found["inapplicable"] = reason
    return {**found, **work, **_findings(task, scope, turn)}


def _tasks(directive: Directive, scope: str, turn: str) -> tuple[Task, dict[str, Model]]:
    """Write a task with a delay asked for, one that was reported, one that was cancelled."""
    word, place = mark(scope, "task"), directive.organisation
    said = dict.fromkeys(("result", "product", "owner", "helpers", "remark"), word)
    task = _kept(Task, organisation=place, due=DAY, directive=directive, title=word + turn, **said)
    others: dict[str, Model] = {}
    for status in (TaskStatus.REPORTED, TaskStatus.CANCELLED):
        state = {"status": status, "reported_on": DAY, "due": DAY, "title": f"{word}{turn} {status}"}
        others[status.value] = _kept(Task, organisation=place, directive=directive, **state)
    asked = {"asked_on": DAY, "due_before": DAY, "asked_due": DAY.replace(month=12), "reason": word, "answer": word}
    waiting = _kept(Task, organisation=place, directive=directive, due=DAY, title=f"{word}{turn} later")
    others["delay"] = _kept(TaskDelay, task=waiting, **asked)
    return task, others


def _findings(task: Task, scope: str, turn: str) -> dict[str, Model]:
    """Note what was found about a task: once nobody has acted on it, once it was answered."""
    about = {"organisation": task.organisation, "subject_kind": "directives.task", "subject_id": task.pk}
    said = {"text": mark(scope, "finding") + turn, "raised_on": DAY, "due": DAY}
    answered = {"status": FindingStatus.ANSWERED, "answer": mark(scope, "finding"), "answered_on": DAY}
    found = {"finding": _kept(Finding, **about, **said)}
    return {**found, "answered": _kept(Finding, **about, **said, **answered)}


def _owed(world: World, scope: str, turn: str) -> dict[str, Model]:
    """Write a rule that the place owes by itself, and an excuse from another quarter than the one asked about."""
    place, said = world.places[scope], {"kind": "meeting_thematic", "per": "quarter"}
    rule = _kept(DutyRule, organisation=place, label=mark(scope, "rule") + turn, **said)
    words = {"reason": mark(scope, "excuse"), "granted_by": "-", "granted_on": DAY}
    return {"rule": rule, "excuse": _kept(Excuse, organisation=place, rule=rule, occasion="2023-Q4", **words)}


def _activities(world: World, scope: str, turn: str) -> dict[str, Model]:
    place = world.places[scope]
    session = _kept(Session, organisation=place, date=DAY, kind="study", content=mark(scope, "session") + turn)
    _kept(Attendance, session=session, person=world.people[scope], presence="present")
    issue = _kept(Issue, organisation=place, title=mark(scope, "issue") + turn, raised_on=DAY)
    return {"session": session, "issue": issue}


def _initiatives(world: World, scope: str, turn: str) -> dict[str, Model]:
    place, said = world.places[scope], {"registered_on": DAY}
    name = mark(scope, "initiative") + turn
    initiative = _kept(Initiative, organisation=place, code=f"M{scope}{turn}", name=name, **said)
    exemplar = _kept(Exemplar, organisation=place, subject="collective", name=mark(scope, "exemplar") + turn, **said)
    return {"initiative": initiative, "exemplar": exemplar}


def _commendations(world: World, scope: str, turn: str) -> dict[str, Model]:
    place, held = world.places[scope], {"subject": "collective", "form": "Giấy khen"}
    said = {"name": mark(scope, "award") + turn, "merit": mark(scope, "award"), "decided_on": DAY}
    award = _kept(Award, organisation=place, body=place.code, body_organisation=place, **held, **said)
    higher = _kept(Award, organisation=place, body="Thường trực Tỉnh ủy", **held, **said)
    asked = {"name": mark(scope, "nomination") + turn, "target": "upper", "nominated_on": DAY}
    return {
        "award": award,
        "higher": higher,
        "nomination": _kept(Nomination, organisation=place, round=Round.objects.get(), **held, **asked),
        "round": Round.objects.get(),
    }


def _figures(world: World, scope: str, turn: str) -> dict[str, Model]:
    if turn:
        return {}
    place, period = world.places[scope], parse(YEAR)
    span = {"period": YEAR, "start": period.start, "end": period.end, "sent_on": DAY}
    batch = Batch.objects.create(file_name=mark(scope, "batch"), digest="", actor_id=0, actor_label="")
    held = _held(world, scope)
    user = world.users["office"] if scope == "parent" else held
    prepare_review(actor=SYSTEM, organisation=place, period=period)
    return {
        "return": Return.objects.create(organisation=place, **span),
        "batch": batch,
        "user": user,
        "grant": held.grants.get(),
    }


def _logged(world: World, scope: str, turn: str) -> dict[str, Model]:
    """Tell the log of a record that is read widely and of one that few read, and let something befall the place."""
    found, place = world.things[scope], world.places[scope]
    entries: dict[str, Model] = {}
    for name, noun in (("entry", "task"), ("sealed", "commitment")):
        audit.record(actor=SYSTEM, event=f"{noun}.entered", subject=found[noun], after=snapshot(found[noun]))
        entries[name] = Entry.objects.latest("pk")
    day = DAY.replace(month=6) if turn else DAY
    renamed = rename_organisation(actor=SYSTEM, organisation=place, name=f"{place.name} {turn or 'mới'}", date=day)
    return {**entries, "event": renamed}


def _held(world: World, scope: str) -> Any:
    """Return an account whose one role is a member's at the place."""
    user = type(world.users["member"]).objects.create_user(f"{scope}@example.org", name=mark(scope, "account"))
    grant_role(actor=SYSTEM, user=user, role=Role.MEMBER, organisation=world.places[scope])
    return user


def _personal(world: World, scope: str, turn: str) -> dict[str, Model]:
    place, person = world.places[scope], world.people[scope]
    resting = world.person(f"R-{scope}{turn}", mark(scope, "resting") + turn, place)
    day, _new = DayOff.objects.get_or_create(date=DAY, defaults={"name": "Nghỉ bù"})
    restriction = Restriction.objects.create(person=resting, since=DAY)
    found: dict[str, Model] = {"request": _asked(world, person, scope), "restriction": restriction, "day": day}
    if not turn:
        found["notice"] = _notice(world, scope)
    return found | {"removal": _removal(world, scope, turn), "file": _file(world, scope, turn)}


def _removal(world: World, scope: str, turn: str) -> Removal:
    person = world.person(f"G-{scope}{turn}", mark(scope, "going") + turn, world.places[scope])
    who = {"proposed_by": 0, "proposed_by_label": "-"}
    return Removal.objects.create(organisation=world.places[scope], sort="person", person=person, ground="asked", **who)


def _file(world: World, scope: str, turn: str) -> StoredFile:
    """Store a file of the place's task, with something in it."""
    task, name = world.things[scope]["task"], f"{mark(scope, 'file')}{turn}.pdf"
    about = {"subject_kind": "directives.task", "subject_id": task.pk, "organisation_id": world.places[scope].pk}
    what = {"name": name, "media_type": "application/pdf", "size": 4, "digest": "", "location": name}
    file = StoredFile.objects.create(**about, **what, sender_label="-")
    lying(file).parent.mkdir(parents=True, exist_ok=True)
    lying(file).write_text(mark(scope, "file"))
    return file
