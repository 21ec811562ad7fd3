"""Random lives of organisations: each event done through its action, and told beside it in plain rows."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from neuguong.core.actor import SYSTEM
from neuguong.organisations import actions
from neuguong.organisations.actions import Shares
from neuguong.organisations.models import Kind, LifeEvent, Organisation
from tests.campaigns.plain import Row, World
from tests.campaigns.worlds import KINDS, worlds

DAY = dt.timedelta(days=1)
FIRST, LAST = dt.date(2022, 7, 1), dt.date(2024, 12, 1)
LENGTH = 50
# Some steps are refused, so there are more of them.
STEPS = 200
VERBS = ("rename", "kind", "move", "merge", "merge_new", "split", "split_ends", "dissolve", "found", "superior")


@st.composite
def lives(draw: DrawFn, *, folds: bool) -> tuple[World, list[Row]]:
    """Draw a world where nothing has moved yet and everyone belongs to one place, and what is to happen."""
    world = draw(worlds())
    world["orgs"] = [{**row, "since": None, "until": None} for row in world["orgs"]]
    world["moves"], world["kinds"] = [], []
    world["memberships"] = list({row["person"]: row for row in world["memberships"]}.values())
    world["memberships"] = [{**row, "id": index, "main": True} for index, row in enumerate(world["memberships"])]
    return world, steps(draw(st.integers(0, 1_000_000)), folds=folds)


def steps(seed: int, *, folds: bool) -> list[Row]:
    """Return what is to happen, in order of days but for a few; drawn at once, as it need not be made smaller."""
    chance, day, pace = Random(seed), FIRST, 2 * (LAST - FIRST).days // STEPS
    verbs = (*VERBS, *(("fold", "fold") if folds else ()))
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

    def happen(self, step: Row) -> None:
        """Do one event; what the action refuses changes no plain row, as it comes first."""
        VERB[step["verb"]](self, step)

    def pick(self, number: int) -> int:
        """Return an organisation; mostly one that lives, as little happens to others."""
        living = [row["id"] for row in self.world["orgs"] if not row["until"] and not row.get("folded")]
        return number % len(self.ids) if number % 9 == 0 else int(living[number % len(living)])

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
                following = {**row, "id": len(self.world["memberships"]), "org": to, "since": day, "until": until}
                self.world["memberships"].append(following)


def _rename(life: Life, step: Row) -> None:
    one = life.stored(life.pick(step["a"]))
    name = f"Tên {step['b']}"
    life.events.append(actions.rename_organisation(actor=SYSTEM, organisation=one, name=name, date=step["day"]))


def _kind(life: Life, step: Row) -> None:
    org, kind = life.pick(step["a"]), KINDS[step["b"] % len(KINDS)]
    event = actions.change_kind(actor=SYSTEM, organisation=life.stored(org), kind=Kind(kind), date=step["day"])
    life.events.append(event)
    life.world["kinds"].append({"org": org, "day": step["day"], "kind": kind})


def _move(life: Life, step: Row) -> None:
    org, to = life.pick(step["a"]), life.pick(step["b"])
    actions.move_organisation(actor=SYSTEM, organisation=life.stored(org), parent=life.stored(to), since=step["day"])
    life.events.append(LifeEvent.objects.order_by("pk").last() or LifeEvent())
    life.put(org, to, step["day"])


def _merge(life: Life, step: Row, *, new: bool = False) -> None:
    org, to, day = life.pick(step["a"]), life.pick(step["b"]), step["day"]
    into = life.new(step, to) if new else life.stored(to)
    event = actions.merge_organisations(
        actor=SYSTEM, organisations=[life.stored(org)], into=into, date=day, carry_grants=bool(step["c"] % 2)
    )
    life.events.append(event)
    heir = life.add(into, to, day) if new else to
    for child in [child for child in life.children(org) if child != heir]:
        life.put(child, heir, day)
    life.hand_over(org, day, lambda _person: heir)
    life.put(org, heir, day)
    life.world["orgs"][org]["until"] = day - DAY


def _merge_new(life: Life, step: Row) -> None:
    _merge(life, step, new=True)


def _split(life: Life, step: Row, *, ends: bool = False) -> None:
    org, other, day = life.pick(step["a"]), life.pick(step["b"]), step["day"]
    parent = life.parent(org) if ends or step["c"] % 2 else org
    into = [life.new(step, parent, "base_cell"), life.stored(other)]
    before = life.children(org)
    children = {life.ids[child]: child % 2 for child in before if ends or child % 3}
    people = {pk: pk % 2 for pk in life.people if ends or pk % 3}
    grants = {} if step["c"] % 3 else {grant.pk: 0 for grant in life.stored(org).grants.all()}
    shares = Shares(children=children, people=people, grants=grants)
    event = actions.split_organisation(
        actor=SYSTEM, organisation=life.stored(org), into=into, shares=shares, date=day, ends=ends
    )
    life.events.append(event)
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
    life.events.append(actions.dissolve_organisation(actor=SYSTEM, organisation=one, date=day, rest=heir))
    life.hand_over(org, day, lambda _person: rest if heir else None)
    life.world["orgs"][org]["until"] = day - DAY


def _found(life: Life, step: Row) -> None:
    to = life.pick(step["a"])
    one = life.new(step, to, KINDS[step["b"] % len(KINDS)])
    one.since = step["day"]
    actions.found_organisation(actor=SYSTEM, organisation=one)
    life.events.append(LifeEvent.objects.order_by("pk").last() or LifeEvent())
    life.add(one, to, step["day"])


def _superior(life: Life, step: Row) -> None:
    """A second one above would only stand for the same again: most of these steps are left out."""
    top = next(row["id"] for row in life.world["orgs"] if row["parent"] is None)
    if step["a"] % 8:
        return
    one = life.new(step, None, "province")
    life.events.append(actions.found_superior(actor=SYSTEM, superior=one, date=step["day"]))
    life.world["orgs"][top]["parent"] = life.add(one, None, None)


def _fold(life: Life, step: Row) -> None:
    twin, real = life.pick(step["a"]), life.pick(step["b"])
    event = actions.fold_duplicate(actor=SYSTEM, duplicate=life.stored(twin), real=life.stored(real))
    life.events.append(event)
    for kind, rows in life.world.items():
        for row in rows:
            names = ("parent", "org") if kind == "orgs" else ("to",) if kind == "moves" else ("org", "body")
            row.update({name: real for name in names if name in row and row[name] == twin and kind != "kinds"})
    life.world["moves"] = [move for move in life.world["moves"] if move["org"] != twin]
    life.world["kinds"] = [change for change in life.world["kinds"] if change["org"] != twin]
    life.world["orgs"][twin].update(parent=real, kind="folded", folded=True)


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
}
