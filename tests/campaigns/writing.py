"""Plain rows written through the models, as the registers would hold them."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model

from neuguong.activities.models import Attendance, Issue, Session
from neuguong.campaigns.models import DeclaredValue
from neuguong.classification.models import Classification
from neuguong.commendations.models import Award, Nomination, Round
from neuguong.commitments.models import Commitment
from neuguong.directives.models import Directive, Task
from neuguong.initiatives.models import Exemplar, Initiative
from neuguong.organisations.actions.life.placing import place
from neuguong.organisations.models import Membership, Organisation, Person, Placement
from neuguong.organisations.queries.turns import turned, turns
from neuguong.reporting.models import Return
from tests.campaigns.plain import Row, World

Ids = dict[str, list[int]]


def write(world: World) -> list[Organisation]:
    """Write everything and return the organisations, in the order of the plain ones."""
    ids: Ids = {"orgs": _organisations(world["orgs"])}
    ids["people"] = _written(world["people"], lambda row: Person(code=f"P{row['id']}", full_name=f"Người {row['id']}"))
    for kind, make in _MAKERS.items():
        ids[kind] = _written(world[kind], lambda row, make=make: make(row, ids))  # type: ignore[misc]
    _links(world, ids)
    for move in world["moves"]:
        moved, parent = (ids["orgs"][move[name]] for name in ("org", "to"))
        place({moved: turned(turns(moved), move["day"], parent_id=parent)})
    found = Organisation.objects.in_bulk(ids["orgs"])
    return [found[pk] for pk in ids["orgs"]]


def _organisations(rows: list[Row]) -> list[int]:
    made: list[Organisation] = []
    for row in rows:
        parent = None if row["parent"] is None else made[row["parent"]]
        dates = {"since": row["since"], "until": row["until"]}
        own = Organisation(code=f"T{row['id']}", name=f"Tổ chức {row['id']}", kind=row["kind"], parent=parent, **dates)
        own.clean()
        own.save()
        own.path = f"{parent.path if parent else ''}{own.pk}."
        own.save()
        Placement.objects.create(organisation=own, parent=parent, path=own.path)
        made.append(own)
    return [own.pk for own in made]


def _written(rows: list[Row], make: Callable[[Row], Model]) -> list[int]:
    """Save one object for each row; what the models derive, they derive in `clean`.

    Memberships may meet here as no action lets them: the figures have to count such rows right as well.
    """
    ids = []
    for row in rows:
        record = make(row)
        if not isinstance(record, Membership):
            record.clean()
        record.save()
        ids.append(record.pk)
    return ids


def _links(world: World, ids: Ids) -> None:
    """Join what points within its own register."""
    for row in world["directives"]:
        if row["concretises"] is not None:
            target = ids["directives"][row["concretises"]]
            Directive.objects.filter(pk=ids["directives"][row["id"]]).update(concretises=target)
    for row in world["models"]:
        if row["origin"] is not None:
            origin = ids["models"][row["origin"]]
            Initiative.objects.filter(pk=ids["models"][row["id"]]).update(adopted_from=origin)
    for row in world["sessions"]:
        for person, presence in row["list"].items():
            session, who = ids["sessions"][row["id"]], ids["people"][person]
            Attendance.objects.create(session_id=session, person_id=who, presence=presence)


def _place(row: Row, ids: Ids) -> dict[str, Any]:
    return {"organisation_id": ids["orgs"][row["org"]]}


def _one(ids: Ids, kind: str, index: int | None) -> int | None:
    return None if index is None else ids[kind][index]


def _round(ids: Ids, index: int | None) -> Round | None:
    return None if index is None else Round.objects.get(pk=ids["rounds"][index])


Make = Callable[[Row, Ids], Model]
_MAKERS: dict[str, Make] = {
    "memberships": lambda row, ids: Membership(
        person_id=ids["people"][row["person"]],
        is_exempt=row["exempt"],
        since=row["since"],
        until=row["until"],
        **_place(row, ids),
    ),
    "commitments": lambda row, ids: Commitment(
        person_id=ids["people"][row["person"]],
        first_year=row["first"],
        last_year=row["last"],
        signed_on=row["signed"],
        result=row["result"],
        **_place(row, ids),
    ),
    "directives": lambda row, ids: Directive(
        number=f"{row['id']}",
        date=row["day"],
        issuer="X",
        kind="Kế hoạch" if row["plan"] else "Công văn",
        abstract="A",
        **_place(row, ids),
    ),
    "tasks": lambda row, ids: Task(title=f"N{row['id']}", due=row["due"], done_on=row["done"], **_place(row, ids)),
    "sessions": lambda row, ids: Session(
        date=row["day"],
        kind=row["kind"],
        content=f"S{row['id']}",
        due_count=row["due"],
        present_count=row["present"],
        **_place(row, ids),
    ),
    "issues": lambda row, ids: Issue(
        title=f"V{row['id']}", raised_on=row["raised"], resolved_on=row["settled"], **_place(row, ids)
    ),
    "ranks": lambda row, ids: Classification(
        year=row["year"], decided=row["rank"], person_id=_one(ids, "people", row["person"]), **_place(row, ids)
    ),
    "returns": lambda row, ids: Return(
        period=row["period"],
        start=row["start"],
        end=row["end"],
        due_on=row["due"],
        sent_on=row["sent"],
        **_place(row, ids),
    ),
    "declared": lambda row, ids: DeclaredValue(
        period=row["period"],
        start=row["start"],
        end=row["end"],
        indicator=row["code"],
        value=row["value"],
        **_place(row, ids),
    ),
    "models": lambda row, ids: Initiative(
        code=f"M{row['id']}",
        name=f"M{row['id']}",
        registered_on=row["registered"],
        recognised_on=row["recognised"],
        level=row["level"],
        **_place(row, ids),
    ),
    "exemplars": lambda row, ids: Exemplar(
        name=f"Đ{row['id']}",
        subject=row["subject"],
        registered_on=row["registered"],
        level=row["level"],
        **_place(row, ids),
    ),
    "rounds": lambda row, _ids: Round(
        name=f"Đợt {row['id']}", stage="2021..2023", since=row["since"], until=row["until"]
    ),
    "nominations": lambda row, ids: Nomination(
        round=_round(ids, row["round"]),
        subject=row["subject"],
        name=f"D{row['id']}",
        target=row["target"],
        nominated_on=row["day"],
        **_place(row, ids),
    ),
    "awards": lambda row, ids: Award(
        round=_round(ids, row["round"]),
        subject=row["subject"],
        name=f"K{row['id']}",
        body="B",
        body_organisation_id=_one(ids, "orgs", row["body"]),
        form="Giấy khen",
        decided_on=row["day"],
        **_place(row, ids),
    ),
}


def blank(**rows: list[Row]) -> World:
    """Return a world of a bloc with two organisations at the base (1, 2) and a cell (3, under 1), and `rows`."""
    kinds = (("bloc", None), ("base_committee", 0), ("base_cell", 0), ("cell", 1))
    orgs = [
        {"id": index, "kind": kind, "parent": parent, "since": None, "until": None}
        for index, (kind, parent) in enumerate(kinds)
    ]
    empty: World = {kind: [] for kind in ("moves", "people", *_MAKERS)}
    found = {**empty, "orgs": orgs, **rows}
    return {kind: [{"id": index, **row} for index, row in enumerate(own)] for kind, own in found.items()}
