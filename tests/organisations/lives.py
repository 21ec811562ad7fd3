"""Random lives of organisations: each event done through its action, and told beside it in plain rows."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from random import Random

from django.db.models import Model
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from neuguong.core.actor import SYSTEM
from neuguong.organisations import actions
from neuguong.organisations.actions import Shares
from neuguong.organisations.actions.life.journal import content
from neuguong.organisations.models import Kind, LifeEvent, Membership, Organisation, Person, Transfer
from neuguong.organisations.models.standing import ABOVE, TAKEN_UP_BY
from tests.campaigns.plain import Row, World
from tests.campaigns.worlds import KINDS, worlds

DAY = dt.timedelta(days=1)
FIRST, LAST = dt.date(2022, 7, 1), dt.date(2024, 12, 1)
LENGTH = 50
# Some steps are refused, so there are more of them.
STEPS = 340
VERBS = ("rename", "kind", "move", "merge", "merge_new", "split", "split_ends", "dissolve", "found", "superior")
# What people do in between: belong to another body too, wait for a transfer, be transferred.
GOINGS = ("belong", "ask", "go")


@st.composite
def lives(draw: DrawFn, *, folds: bool) -> tuple[World, list[Row]]:
    """Draw a world where nothing has moved yet and everyone belongs to one place, and what is to happen."""
    world = draw(worlds())
    world["orgs"] = lawful([{**row, "since": None, "until": None} for row in world["orgs"]])
    world["moves"], world["kinds"] = [], []
    world["memberships"] = list({row["person"]: row for row in world["memberships"]}.values())
    world["memberships"] = [{**row, "id": index, "main": True} for index, row in enumerate(world["memberships"])]
    return world, steps(draw(st.integers(0, 1_000_000)), folds=folds)


def lawful(orgs: list[Row]) -> list[Row]:
    """Return organisations each below what it may stand below by its kind."""
    found: list[Row] = []
    for row in orgs:
        fits = [one["id"] for one in found if one["kind"] in ABOVE[row["kind"]]]
        found.append({**row, "parent": fits[row["parent"] % len(fits)] if fits else None})
    return found


def steps(seed: int, *, folds: bool) -> list[Row]:
    """Return what is to happen, in order of days but for a few; drawn at once, as it need not be made smaller."""
    chance, day, pace = Random(seed), FIRST, 2 * (LAST - FIRST).days // STEPS
    verbs = (*VERBS, *GOINGS, *(("fold", "fold") if folds else ()))
    found = []
    for _index in range(STEPS):
        day = min(day + chance.randint(0, pace) * DAY, LAST)
        own = {name: chance.randint(0, 1_000) for name in "abc"}
        back = chance.choice((0, 0, 0, 0, 0, 0, 40))
        found.append({"verb": chance.choice(verbs), "day": max(FIRST, day - back * DAY), **own})
    return found


@dataclass
class Life:
    """The organisations of a world while events happen, in the database (`ids`) and as plain rows."""

    world: World
    ids: list[int]
    people: list[int]
    events: list[LifeEvent] = field(default_factory=list)
    # How each step is taken back, events and others, in the order of the steps.
    trail: list[Callable[[], object]] = field(default_factory=list)

    def did(self, event: LifeEvent) -> None:
        """Note an event that was accepted."""
        self.events.append(event)
        self.trail.append(partial(actions.undo_event, actor=SYSTEM, event=event))

    def happen(self, step: Row) -> None:
        """Do one event; what the action refuses changes no plain row, as it comes first."""
        VERB[step["verb"]](self, step)

    def pick(self, number: int) -> int:
        """Return an organisation; mostly one that lives, as little happens to others."""
        living = [row["id"] for row in self.world["orgs"] if not row["until"] and not row.get("folded")]
        return number % len(self.ids) if number % 9 == 0 else int(living[number % len(living)])

    def fit(self, number: int, kinds: Iterable[str]) -> int:
        """Return one of those that live and are of `kinds`, or any where none is or now and then."""
        fits = [org for org in map(self.pick, range(1, 9)) if self.stored(org).kind in set(kinds)]
        return self.pick(number) if number % 9 == 0 or not fits else fits[number % len(fits)]

    def stored(self, org: int) -> Organisation:
        return Organisation.objects.select_related("parent").get(pk=self.ids[org])

    def new(self, step: Row, parent: int | None, kind: str = "cell") -> Organisation:
        above = None if parent is None else self.stored(parent)
        code = f"N{len(self.ids)}-{len(self.events)}-{step['c']}"
        return Organisation(code=code, name=f"Tổ chức {code}", kind=kind, parent=above)

    def children(self, org: int) -> list[int]:
        rows = self.world["orgs"]
        return [
            row["id"] for row in rows if not row["until"] and not row.get("folded") and self.parent(row["id"]) == org
        ]

    def parent(self, org: int) -> int | None:
        found: int | None = self.world["orgs"][org]["parent"]
        for move in self.world["moves"]:
            found = move["to"] if move["org"] == org else found
        return found

    def add(self, organisation: Organisation, parent: int | None, since: dt.date | None) -> int:
        row = {"id": len(self.ids), "kind": str(organisation.kind), "parent": parent, "since": since, "until": None}
        self.world["orgs"].append(row)
        self.ids.append(organisation.pk)
        return len(self.ids) - 1

    def put(self, org: int, to: int, day: dt.date) -> None:
        self.world["moves"].append({"org": org, "day": day, "to": to})

    def hand_over(self, org: int, day: dt.date, heir: Callable[[int], int | None]) -> None:
        for row in list(self.world["memberships"]):
            if row["org"] != org or (row["until"] and row["until"] < day):
                continue
            to = heir(row["person"])
            if row["since"] and row["since"] >= day:
                row["org"] = org if to is None else to
                continue
            until, row["until"] = row["until"], day - DAY
            if to is not None:
                self.enter({**row, "org": to, "since": day, "until": until})

    def enter(self, row: Row) -> None:
        self.world["memberships"].append({**row, "id": len(self.world["memberships"])})

    def home(self, person: int) -> Row | None:
        """Return the main membership of a person that began last."""
        own = [row for row in self.world["memberships"] if row["person"] == person and row["main"]]
        return max(own, key=lambda row: row["since"] or dt.date.min, default=None)


def _rename(life: Life, step: Row) -> None:
    one = life.stored(life.pick(step["a"]))
    name = f"Tên {step['b']}"
    life.did(actions.rename_organisation(actor=SYSTEM, organisation=one, name=name, date=step["day"]))


def _kind(life: Life, step: Row) -> None:
    org = life.pick(step["a"])
    fits = [kind for kind in KINDS if kind in TAKEN_UP_BY[life.stored(org).kind]] or KINDS
    kind = fits[step["b"] % len(fits)]
    event = actions.change_kind(actor=SYSTEM, organisation=life.stored(org), kind=Kind(kind), date=step["day"])
    life.did(event)
    life.world["kinds"].append({"org": org, "day": step["day"], "kind": kind})


def _move(life: Life, step: Row) -> None:
    org = life.pick(step["a"])
    to = life.fit(step["b"], ABOVE[life.stored(org).kind])
    actions.move_organisation(actor=SYSTEM, organisation=life.stored(org), parent=life.stored(to), since=step["day"])
    life.did(LifeEvent.objects.order_by("pk").last() or LifeEvent())
    life.put(org, to, step["day"])


def _merge(life: Life, step: Row, *, new: bool = False) -> None:
    org, day = life.pick(step["a"]), step["day"]
    kind = life.stored(org).kind
    to = life.fit(step["b"], (ABOVE if new else TAKEN_UP_BY)[kind])
    into = life.new(step, to, kind) if new else life.stored(to)
    event = actions.merge_organisations(
        actor=SYSTEM, organisations=[life.stored(org)], into=into, date=day, carry_grants=bool(step["c"] % 2), seen=True
    )
    life.did(event)
    heir = life.add(into, to, day) if new else to
    for child in [child for child in life.children(org) if child != heir]:
        life.put(child, heir, day)
    life.hand_over(org, day, lambda _person: heir)
    life.put(org, heir, day)
    life.world["orgs"][org]["until"] = day - DAY


def _merge_new(life: Life, step: Row) -> None:
    _merge(life, step, new=True)


def _split(life: Life, step: Row, *, ends: bool = False) -> None:
    org, day = life.pick(step["a"]), step["day"]
    kind, parent = life.stored(org).kind, life.parent(org) if ends or step["c"] % 2 else org
    other = life.fit(step["b"], TAKEN_UP_BY[kind])
    into = [life.new(step, parent, kind), life.stored(other)]
    before = life.children(org)
    children = {life.ids[child]: child % 2 for child in before if ends or child % 3}
    people = {pk: pk % 2 for pk in life.people if ends or pk % 3}
    grants = {} if step["c"] % 3 else {grant.pk: 0 for grant in life.stored(org).grants.all()}
    shares = Shares(children=children, people=people, grants=grants)
    event = actions.split_organisation(
        actor=SYSTEM, organisation=life.stored(org), into=into, shares=shares, date=day, ends=ends, seen=True
    )
    life.did(event)
    heirs = [life.add(into[0], parent, day), other]
    for child in before:
        if life.ids[child] in children and child != other:
            life.put(child, heirs[child % 2], day)
    goes = {index: heirs[people[pk]] for index, pk in enumerate(life.people) if pk in people}
    if ends:
        life.hand_over(org, day, goes.get)
        life.world["orgs"][org]["until"] = day - DAY
    else:
        _give_some(life, org, day, goes)


def _give_some(life: Life, org: int, day: dt.date, goes: dict[int, int]) -> None:
    staying = [row for row in life.world["memberships"] if row["person"] not in goes]
    own = [row for row in life.world["memberships"] if row["person"] in goes]
    life.world["memberships"] = own
    life.hand_over(org, day, goes.get)
    life.world["memberships"] += staying
    for index, row in enumerate(life.world["memberships"]):
        row["id"] = index


def _split_ends(life: Life, step: Row) -> None:
    _split(life, step, ends=True)


def _dissolve(life: Life, step: Row) -> None:
    org, rest, day = life.pick(step["a"]), life.pick(step["b"]), step["day"]
    one, heir = life.stored(org), life.stored(rest) if step["c"] % 2 else None
    life.did(actions.dissolve_organisation(actor=SYSTEM, organisation=one, date=day, rest=heir, seen=True))
    life.hand_over(org, day, lambda _person: rest if heir else None)
    life.world["orgs"][org]["until"] = day - DAY


def _found(life: Life, step: Row) -> None:
    kind = KINDS[step["b"] % len(KINDS)]
    to = life.fit(step["a"], ABOVE[kind])
    one = life.new(step, to, kind)
    one.since = step["day"]
    actions.found_organisation(actor=SYSTEM, organisation=one)
    life.did(LifeEvent.objects.order_by("pk").last() or LifeEvent())
    life.add(one, to, step["day"])


def _superior(life: Life, step: Row) -> None:
    """A second one above would only stand for the same again: most of these steps are left out."""
    top = next(row["id"] for row in life.world["orgs"] if row["parent"] is None)
    if step["a"] % 8:
        return
    one = life.new(step, None, "province")
    life.did(actions.found_superior(actor=SYSTEM, superior=one, date=step["day"]))
    life.world["orgs"][top]["parent"] = life.add(one, None, None)


def _fold(life: Life, step: Row) -> None:
    twin = life.pick(step["a"])
    real = life.fit(step["b"], TAKEN_UP_BY[life.stored(twin).kind])
    event = actions.fold_duplicate(actor=SYSTEM, duplicate=life.stored(twin), real=life.stored(real))
    life.did(event)
    for kind, rows in life.world.items():
        for row in rows:
            names = ("parent", "org") if kind == "orgs" else ("to",) if kind == "moves" else ("org", "body")
            row.update({name: real for name in names if name in row and row[name] == twin and kind != "kinds"})
    life.world["moves"] = [move for move in life.world["moves"] if move["org"] != twin]
    life.world["kinds"] = [change for change in life.world["kinds"] if change["org"] != twin]
    life.world["orgs"][twin].update(parent=real, kind="folded", folded=True)


def _belong(life: Life, step: Row) -> None:
    """A further membership, exempt where the person's others are."""
    person, org = step["a"] % len(life.people), life.pick(step["b"])
    exempt = any(row["exempt"] for row in life.world["memberships"] if row["person"] == person)
    one = Membership(person_id=life.people[person], organisation=life.stored(org), is_main=False, is_exempt=exempt)
    one.since, one.until = step["day"], step["day"] + 100 * DAY if step["c"] % 2 else None
    actions.keep_membership(actor=SYSTEM, membership=one, posts={"mass": "Ủy viên"})
    said = {"exempt": exempt, "main": False, "since": one.since, "until": one.until}
    life.enter({"person": person, "org": org, **said})
    life.trail.append(_taking_out(one, *one.posts.all()))


def _ask(life: Life, step: Row) -> None:
    """A transfer that waits for an answer."""
    person, to = step["a"] % len(life.people), life.pick(step["b"])
    home = life.home(person)
    waiting = Transfer.objects.filter(person=life.people[person], state="asked")
    if home is None or home["org"] == to or waiting.exists():
        return
    places = {"origin_id": life.ids[home["org"]], "target_id": life.ids[to]}
    day = step["day"] + step["c"] % 60 * DAY
    one = Transfer.objects.create(person_id=life.people[person], day=day, side="sender", asked_by="CB", **places)
    life.trail.append(_taking_out(one))


def _go(life: Life, step: Row) -> None:
    """A transfer that both sides agree to."""
    person, to, day = step["a"] % len(life.people), life.pick(step["b"]), step["day"]
    one = Person.objects.get(pk=life.people[person])
    old = one.homes.first()
    actions.request_transfer(actor=SYSTEM, person=one, target=life.stored(to), day=day)
    home = life.home(person)
    assert home is not None
    assert old is not None
    until, home["until"] = home["until"], day - DAY
    kept = until if until and until >= day else None
    life.enter({"person": person, "org": to, "main": True, "exempt": False, "since": day, "until": kept})
    new = one.homes[0]
    life.trail.append(_taking_out(Transfer.objects.latest("pk"), new))
    life.trail.append(partial(Membership.objects.filter(pk=old.pk, until=day - DAY).update, until=old.until))


def _taking_out(*records: Model) -> Callable[[], object]:
    """Return what takes records out that are, by then, again just what they are now."""
    kept = [(record, content(type(record)._default_manager.get(pk=record.pk))) for record in records]

    def out() -> None:
        for record, before in reversed(kept):
            stored = type(record)._default_manager.get(pk=record.pk)
            assert content(stored) == before
            stored.delete()

    return out


VERB: dict[str, Callable[[Life, Row], None]] = {
    "rename": _rename,
    "kind": _kind,
    "move": _move,
    "merge": _merge,
    "merge_new": _merge_new,
    "split": _split,
    "split_ends": _split_ends,
    "dissolve": _dissolve,
    "found": _found,
    "superior": _superior,
    "fold": _fold,
    "belong": _belong,
    "ask": _ask,
    "go": _go,
}
