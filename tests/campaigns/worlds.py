"""Random registers as plain rows: a small tree that moves, people, and a few rows of every kind."""

import datetime as dt
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.campaigns.plain import COUNTS, SHARES, Row, World

Day = dt.date
PERIODS: dict[str, tuple[Day, Day]] = {
    "2021..2023": (Day(2021, 1, 1), Day(2023, 12, 31)),
    "2022": (Day(2022, 1, 1), Day(2022, 12, 31)),
    "2022-H1": (Day(2022, 1, 1), Day(2022, 6, 30)),
    "2022-Q2": (Day(2022, 4, 1), Day(2022, 6, 30)),
    "2022-06": (Day(2022, 6, 1), Day(2022, 6, 30)),
    "2022..2022": (Day(2022, 1, 1), Day(2022, 12, 31)),
    "2022-06..2023-06": (Day(2022, 6, 1), Day(2023, 6, 30)),
    "2023": (Day(2023, 1, 1), Day(2023, 12, 31)),
    "2020..2025": (Day(2020, 1, 1), Day(2025, 12, 31)),
}
# Most days lie about the ends of these periods, where a mistake by one day shows.
EDGES = sorted(
    {day for span in PERIODS.values() for day in span} | {Day(2022, 3, 8), Day(2022, 6, 15), Day(2023, 3, 1)}
)
KINDS = ("base_committee", "base_cell", "section", "cell", "mass", "collective")

days: SearchStrategy[Day] = st.sampled_from(EDGES)
maybe_days: SearchStrategy[Day | None] = st.none() | days
years = st.integers(2021, 2023)
subjects = st.sampled_from(("collective", "person"))


@st.composite
def worlds(draw: DrawFn) -> World:
    """Draw a world and, under "asks", what is to be asked about it."""
    orgs = draw(_orgs())
    people = draw(st.integers(1, 5))
    org = st.integers(0, len(orgs) - 1)
    person = st.integers(0, people - 1)
    world: World = {"orgs": orgs, "moves": draw(_moves(orgs)), "people": [{"id": index} for index in range(people)]}
    for kind, rows in {**_of_people(org, person), **_of_work(org, person), **_of_praise(org)}.items():
        world[kind] = _numbered(draw(rows))
    _tie(draw, world)
    world["asks"] = draw(_rows({"org": org, "period": st.sampled_from(list(PERIODS)), "part": org}, 1, least=1))
    return world


def _rows(fields: dict[str, SearchStrategy[Any]], most: int = 5, *, least: int = 0) -> SearchStrategy[list[Row]]:
    return st.lists(st.fixed_dictionaries(fields), min_size=least, max_size=most)


def _numbered(rows: list[Row]) -> list[Row]:
    return [{"id": index, **row} for index, row in enumerate(rows)]


@st.composite
def _orgs(draw: DrawFn) -> list[Row]:
    """Each organisation's parent comes before it; the root is open at both ends."""
    rows: list[Row] = [{"id": 0, "kind": "bloc", "parent": None, "since": None, "until": None}]
    for index in range(1, draw(st.integers(3, 7))):
        since, until = draw(_span())
        parent = draw(st.integers(0, index - 1))
        rows.append(
            {"id": index, "kind": draw(st.sampled_from(KINDS)), "parent": parent, "since": since, "until": until}
        )
    return rows


@st.composite
def _moves(draw: DrawFn, orgs: list[Row]) -> list[Row]:
    """Moves on different days, in their order, none into the moved part itself."""
    parents = {row["id"]: row["parent"] for row in orgs}
    moves = []
    for day in sorted(draw(st.lists(days, max_size=3, unique=True))):
        org = draw(st.integers(1, len(orgs) - 1))
        to = draw(st.integers(0, len(orgs) - 1))
        if not _is_under(parents, to, org):
            parents[org] = to
            moves.append({"org": org, "day": day, "to": to})
    return moves


def _is_under(parents: dict[int, int | None], org: int | None, top: int) -> bool:
    while org is not None and org != top:
        org = parents[org]
    return org == top


def _span() -> SearchStrategy[tuple[Day | None, Day | None]]:
    return st.tuples(st.none() | days, st.none() | days).filter(
        lambda span: span[0] is None or span[1] is None or span[0] <= span[1]
    )


def _of_people(org: SearchStrategy[int], person: SearchStrategy[int]) -> dict[str, SearchStrategy[list[Row]]]:
    return {
        "memberships": _rows({"person": person, "org": org, "span": _span(), "exempt": st.booleans()}, 8),
        "commitments": _rows(
            {
                "person": person,
                "org": org,
                "first": years,
                "more": st.sampled_from((0, 0, 0, 1, 4)),
                "signed": maybe_days,
                "result": st.sampled_from(("", "met", "partly", "unmet")),
            },
            8,
        ),
    }


def _of_work(org: SearchStrategy[int], person: SearchStrategy[int]) -> dict[str, SearchStrategy[list[Row]]]:
    count = st.none() | st.integers(0, 4)
    presence = st.sampled_from(("present", "present", "excused", "absent"))
    return {
        "directives": _rows(
            {"org": org, "day": days, "plan": st.booleans(), "concretises": st.none() | st.integers(0, 4)}, 7
        ),
        "tasks": _rows({"org": org, "due": days, "done": maybe_days}),
        "sessions": _rows(
            {
                "org": org,
                "day": days,
                "kind": st.sampled_from(("study", "study", "thematic", "topical", "ordinary")),
                "due": count,
                "present": count,
                "list": st.dictionaries(person, presence, max_size=3),
            },
            6,
        ),
        "issues": _rows({"org": org, "raised": days, "settled": maybe_days}),
        "ranks": _rows({"org": org, "year": years, "rank": _ranks, "person": st.none() | person}, 6),
        "returns": _rows({"org": org, "period": _codes, "due": maybe_days, "sent": maybe_days}),
        "declared": _rows({"org": org, "period": _codes, "code": _declarable, "value": st.integers(0, 9)}, 8),
    }


_ranks = st.sampled_from(("excellent", "good", "completed", "failed"))
_codes = st.sampled_from(list(PERIODS))
# Few codes come often, so that parents and children declare the same thing.
_declarable = st.sampled_from(["study_visits", "study_visits", "awarded_people", "study_rate", *COUNTS, *SHARES])


def _of_praise(org: SearchStrategy[int]) -> dict[str, SearchStrategy[list[Row]]]:
    level = st.sampled_from(("grassroots", "upper", "province"))
    rounds = st.none() | st.integers(0, 1)
    return {
        "models": _rows(
            {
                "org": org,
                "registered": days,
                "recognised": maybe_days,
                "level": level,
                "origin": st.none() | st.integers(0, 4),
            }
        ),
        "exemplars": _rows({"org": org, "registered": days, "level": level, "subject": subjects}),
        "rounds": _rows({"span": _span()}, 2, least=2),
        "nominations": _rows(
            {
                "org": org,
                "round": st.integers(0, 1),
                "day": days,
                "subject": subjects,
                "target": st.sampled_from(("upper", "province", "central")),
            },
            6,
        ),
        "awards": _rows({"org": org, "round": rounds, "day": days, "subject": subjects, "body": st.none() | org}, 8),
    }


def _tie(draw: DrawFn, world: World) -> None:
    """Make the rows fit together, as the database's constraints ask."""
    for row in (*world["memberships"], *world["rounds"]):
        row["since"], row["until"] = row.pop("span")
    for row in (*world["returns"], *world["declared"]):
        row["start"], row["end"] = PERIODS[row["period"]]
    for row in world["commitments"]:
        row["last"] = row["first"] + row.pop("more")
    _point_back(world["directives"], "concretises", lambda _row, _other: True)
    _point_back(world["models"], "origin", lambda row, other: bool(row["org"] != other["org"]))
    for kind, first, then in (("issues", "raised", "settled"), ("models", "registered", "recognised")):
        for row in world[kind]:
            if row[then] and row[then] < row[first]:
                row[then] = draw(st.sampled_from((None, row[first])))
    _once(world, "commitments", "person", "first", "last")
    _once(world, "ranks", "org", "year", "person")
    _once(world, "returns", "org", "period")
    _once(world, "declared", "org", "period", "code")


def _point_back(rows: list[Row], field: str, fits: Any) -> None:
    """Let a row point only at an earlier one that fits."""
    for row in rows:
        target = row[field]
        if target is not None and (target >= row["id"] or not fits(row, rows[target])):
            row[field] = None


def _once(world: World, kind: str, *key: str) -> None:
    kept = {tuple(row[name] for name in key): row for row in reversed(world[kind])}
    world[kind] = [{**row, "id": index} for index, row in enumerate(reversed(kept.values()))]
