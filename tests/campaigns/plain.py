"""What each indicator counts, by loops over plain rows: written from the contract, sharing nothing with the engine."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

Row = dict[str, Any]
World = dict[str, list[Row]]
GRASSROOTS = {"base_committee", "base_cell"}


@dataclass(frozen=True)
class Ask:
    """Figures of `part`, a place in the subtree of `org` (or `org` itself), for the days `start` to `end`."""

    world: World
    org: int
    part: int
    start: dt.date
    end: dt.date
    structure: str
    today: dt.date
    anywhere: bool = False

    def rows(self, kind: str) -> list[Row]:
        return self.world[kind]

    def line(self, org: int | None, day: dt.date) -> list[int]:
        """Return the organisation and all above it: on `day`, or after every move ("now")."""
        found = []
        while org is not None:
            found.append(org)
            parent = self.world["orgs"][org]["parent"]
            for move in self.world["moves"]:
                if move["org"] == org and (self.structure == "now" or move["day"] <= day):
                    parent = move["to"]
            org = parent
        return found

    def is_grassroots(self, org: int, day: dt.date) -> bool:
        """Tell what the organisation was on `day`, or is after every change ("now")."""
        kind = self.world["orgs"][org]["kind"]
        for change in self.world.get("kinds", []):
            if change["org"] == org and (self.structure == "now" or change["day"] <= day):
                kind = change["kind"]
        return kind in GRASSROOTS

    def belongs(self, org: int, day: dt.date) -> bool:
        above = self.line(org, day)
        return self.part in above and (self.anywhere or self.org in above)

    def in_period(self, day: dt.date | None) -> bool:
        return day is not None and self.start <= day <= self.end

    def years(self) -> Iterator[tuple[int, dt.date]]:
        for year in range(self.start.year, self.end.year + 1):
            yield year, min(dt.date(year, 12, 31), self.end)


def dated(kind: str, date: str, keep: Callable[[Ask, Row], bool] = lambda _ask, _row: True) -> Callable[[Ask], int]:
    """Count rows by a date of their own."""

    def count(ask: Ask) -> int:
        return sum(
            1
            for row in ask.rows(kind)
            if ask.in_period(row[date]) and ask.belongs(row["org"], row[date]) and keep(ask, row)
        )

    return count


def holds(row: Row, day: dt.date) -> bool:
    return (row["since"] is None or row["since"] <= day) and (row["until"] is None or row["until"] >= day)


def grassroots(ask: Ask) -> set[int]:
    return {
        org["id"]
        for org in ask.rows("orgs")
        if ask.is_grassroots(org["id"], ask.end) and holds(org, ask.end) and ask.belongs(org["id"], ask.end)
    }


def concretising(ask: Ask) -> Iterator[Row]:
    for row in ask.rows("directives"):
        target = row["concretises"]
        base = ask.is_grassroots(row["org"], row["day"])
        asked = target is not None and ask.rows("directives")[target]["org"] == ask.org
        if base and asked and row["plan"] and ask.in_period(row["day"]):
            yield row


def plans_issued(ask: Ask) -> int:
    return len({row["org"] for row in concretising(ask) if ask.belongs(row["org"], row["day"])})


def grassroots_with_plan(ask: Ask) -> int:
    return len({row["org"] for row in concretising(ask)} & grassroots(ask))


def is_late(ask: Ask, task: Row) -> bool:
    return bool(task["done"] > task["due"] if task["done"] else task["due"] < ask.today)


def studies(ask: Ask) -> list[Row]:
    return [
        row
        for row in ask.rows("sessions")
        if row["kind"] == "study" and ask.in_period(row["day"]) and ask.belongs(row["org"], row["day"])
    ]


def present(session: Row) -> list[int]:
    return [person for person, presence in session["list"].items() if presence == "present"]


def visits(session: Row) -> int:
    return len(present(session)) if session["list"] else session["present"] or 0


def must_attend(session: Row) -> int:
    return len(session["list"]) if session["due"] is None else int(session["due"])


def people_on(ask: Ask, day: dt.date) -> set[int]:
    return {
        row["person"]
        for row in ask.rows("memberships")
        if holds(row, day) and not row["exempt"] and ask.belongs(row["org"], day)
    }


def yearly(ask: Ask, year: int) -> list[Row]:
    return [row for row in ask.rows("commitments") if row["first"] == row["last"] == year]


def signed_in(ask: Ask, year: int) -> set[int]:
    return {row["person"] for row in yearly(ask, year) if row["signed"]}


def plan_signed(ask: Ask) -> int:
    planned = {
        row["person"]
        for row in ask.rows("commitments")
        if row["last"] > row["first"]
        and row["first"] <= ask.end.year
        and row["last"] >= ask.start.year
        and row["signed"]
    }
    return len(people_on(ask, ask.end) & planned)


def of_commitments(keep: Callable[[Row], bool]) -> Callable[[Ask], int]:
    def count(ask: Ask) -> int:
        return sum(
            1 for year, day in ask.years() for row in yearly(ask, year) if keep(row) and ask.belongs(row["org"], day)
        )

    return count


def homes(ask: Ask, row: Row, day: dt.date) -> list[int]:
    """Return where the writer of a commitment belonged on a day, or where it was written if nowhere."""
    own = [one for one in ask.rows("memberships") if one["person"] == row["person"] and holds(one, day)]
    return [one["org"] for one in own] or [row["org"]]


def signed(ask: Ask) -> int:
    return sum(
        any(ask.belongs(org, day) for org in homes(ask, row, day))
        for year, day in ask.years()
        for row in yearly(ask, year)
        if row["signed"]
    )


def units(ask: Ask) -> int:
    above: set[int] = set()
    for year, day in ask.years():
        for row in yearly(ask, year):
            if row["signed"]:
                above |= {one for org in homes(ask, row, day) for one in ask.line(org, day)}
    return len(grassroots(ask) & above)


def counted_on(ask: Ask, row: Row) -> dt.date:
    """Draw a record of a round with a stage into that stage."""
    day: dt.date = row["day"]
    if row["round"] is None:
        return day
    stage = ask.rows("rounds")[row["round"]]
    if stage["until"] and day > stage["until"]:
        day = stage["until"]
    elif stage["since"] and day < stage["since"]:
        day = stage["since"]
    return day


def of_funnel(kind: str, subject: str, keep: Callable[[Ask, Row, dt.date], bool]) -> Callable[[Ask], int]:
    def count(ask: Ask) -> int:
        found = 0
        for row in ask.rows(kind):
            day = counted_on(ask, row)
            if row["subject"] == subject and ask.in_period(day) and ask.belongs(row["org"], day):
                found += keep(ask, row, day)
        return found

    return count


def by_asked(ask: Ask, row: Row, _day: dt.date) -> bool:
    return bool(row["body"] == ask.org)


def by_below(ask: Ask, row: Row, day: dt.date) -> bool:
    return row["body"] is not None and row["body"] != ask.org and ask.org in ask.line(row["body"], day)


def to(target: str) -> Callable[[Ask, Row, dt.date], bool]:
    return lambda _ask, row, _day: bool(row["target"] == target)


def ranked(*ranks: str) -> Callable[[Ask], int]:
    def count(ask: Ask) -> int:
        return sum(
            1
            for year, day in ask.years()
            for row in ask.rows("ranks")
            if row["year"] == year and row["person"] is None and row["rank"] in ranks and ask.belongs(row["org"], day)
        )

    return count


def returns(keep: Callable[[Row], bool]) -> Callable[[Ask], int]:
    def count(ask: Ask) -> int:
        return sum(
            1
            for row in ask.rows("returns")
            if row["due"] and ask.start <= row["start"] and row["end"] <= ask.end
            if ask.belongs(row["org"], row["end"]) and keep(row)
        )

    return count


def sessions_of(kind: str) -> Callable[[Ask], int]:
    return dated("sessions", "day", lambda _ask, row: row["kind"] == kind)


def at_province(_ask: Ask, row: Row) -> bool:
    return bool(row["level"] == "province")


COUNTS: dict[str, Callable[[Ask], int]] = {
    "plans_issued": plans_issued,
    "tasks_assigned": dated("tasks", "due"),
    "tasks_on_time": dated("tasks", "due", lambda _ask, row: row["done"] is not None and row["done"] <= row["due"]),
    "tasks_late": dated("tasks", "due", is_late),
    "study_sessions": sessions_of("study"),
    "study_people": lambda ask: len({person for row in studies(ask) for person in present(row)}),
    "study_visits": lambda ask: sum(visits(row) for row in studies(ask)),
    "meetings_thematic": sessions_of("thematic"),
    "issues_raised": dated("issues", "raised"),
    "issues_resolved": dated("issues", "settled"),
    "commitments_due": lambda ask: sum(len(people_on(ask, day)) for _year, day in ask.years()),
    "commitments_signed": signed,
    "models_registered": dated("models", "registered"),
    "models_registered_province": dated("models", "registered", at_province),
    "models_recognised": dated("models", "recognised"),
    "models_adopted": dated("models", "registered", lambda _ask, row: row["origin"] is not None),
    "exemplars_registered": dated("exemplars", "registered"),
    "exemplars_registered_province": dated("exemplars", "registered", at_province),
    "commended_grassroots_collectives": of_funnel("awards", "collective", by_below),
    "commended_grassroots_people": of_funnel("awards", "person", by_below),
    "nominated_collectives": of_funnel("nominations", "collective", to("upper")),
    "nominated_people": of_funnel("nominations", "person", to("upper")),
    "awarded_collectives": of_funnel("awards", "collective", by_asked),
    "awarded_people": of_funnel("awards", "person", by_asked),
    "proposed_province_collectives": of_funnel("nominations", "collective", to("province")),
    "proposed_province_people": of_funnel("nominations", "person", to("province")),
    "proposed_central_collectives": of_funnel("nominations", "collective", to("central")),
    "proposed_central_people": of_funnel("nominations", "person", to("central")),
    "ranked_excellent": ranked("excellent"),
    "ranked_good": ranked("good"),
    "ranked_completed": ranked("completed"),
    "ranked_failed": ranked("failed"),
    "ranked_total": ranked("excellent", "good", "completed", "failed"),
    "returns_due": returns(lambda _row: True),
    "returns_on_time": returns(lambda row: row["sent"] is not None and row["sent"] <= row["due"]),
}
SHARES: dict[str, tuple[Callable[[Ask], int], Callable[[Ask], int]]] = {
    "plans_rate": (grassroots_with_plan, lambda ask: len(grassroots(ask))),
    "study_rate": (
        lambda ask: sum(visits(row) for row in studies(ask) if must_attend(row) > 0),
        lambda ask: sum(must_attend(row) for row in studies(ask)),
    ),
    "plans_personal_rate": (plan_signed, lambda ask: len(people_on(ask, ask.end))),
    "commitments_rate": (
        lambda ask: sum(len(people_on(ask, day) & signed_in(ask, year)) for year, day in ask.years()),
        COUNTS["commitments_due"],
    ),
    "commitment_units_rate": (units, lambda ask: len(grassroots(ask))),
    "pledges_met_rate": (
        of_commitments(lambda row: row["result"] == "met"),
        of_commitments(lambda row: row["result"] != ""),
    ),
}


def open_issues(ask: Ask) -> int:
    return sum(
        1
        for row in ask.rows("issues")
        if row["raised"] <= ask.end and not (row["settled"] and row["settled"] <= ask.end)
        if ask.belongs(row["org"], ask.end)
    )


def units_below(ask: Ask) -> int:
    """Count the grassroots organisations whose share of signed commitments, as shown, is under 95 in a hundred."""
    signed, due = SHARES["commitments_rate"]
    shares = (shown(own, "commitments_rate", signed(own), due(own)) for own in _parts(ask, grassroots(ask)))
    return sum(share is not None and share < 95 for share in shares)


def _parts(ask: Ask, organisations: Iterable[int]) -> Iterator[Ask]:
    return (replace(ask, part=org) for org in organisations)


def said(ask: Ask, code: str) -> float | None:
    """Return the share that the place itself declared for exactly the time asked about; 0 is no share."""
    values = (row for row in ask.rows("declared") if row["code"] == code and row["org"] == ask.part)
    return next((row["value"] for row in values if (row["start"], row["end"]) == (ask.start, ask.end)), None)


def shown(ask: Ask, code: str, part: int, whole: int) -> float | None:
    """Return a share as a page shows it: counted, or else declared."""
    return half_up(part, whole) if whole else said(ask, code) or None


# What only the review's text tells.
TOLD: dict[str, Callable[[Ask], int]] = {
    "grassroots_without_plan": lambda ask: len(grassroots(ask)) - grassroots_with_plan(ask),
    "issues_open": open_issues,
    "commitments_unsigned": lambda ask: sum(
        len(people_on(ask, day) - signed_in(ask, year)) for year, day in ask.years()
    ),
    "commitment_units_below": units_below,
}
# What depends on who is asked can only be declared by that organisation itself.
OWN = {"awarded_collectives", "awarded_people"}


def declared(ask: Ask, code: str) -> int:
    """Add up what was declared where there are no records, never twice for one place and time."""
    values = [row for row in ask.rows("declared") if row["code"] == code and _counts(ask, row)]
    values.sort(key=lambda row: (row["start"] - row["end"], row["start"], row["id"]))
    widest: list[Row] = []
    for row in values:
        if not any(row["org"] == other["org"] and _meet(row, other) for other in widest):
            widest.append(row)
    return sum(row["value"] for row in widest if not any(_told_below(ask, row, other) for other in widest))


def _counts(ask: Ask, row: Row) -> bool:
    inside = ask.start <= row["start"] and row["end"] <= ask.end and ask.belongs(row["org"], row["end"])
    if not inside or (row["code"] in OWN and row["org"] != ask.org):
        return False
    own = replace(ask, part=row["org"], start=row["start"], end=row["end"], anywhere=True)
    return COUNTS[row["code"]](own) == 0


def _meet(row: Row, other: Row) -> bool:
    return bool(row["start"] <= other["end"] and other["start"] <= row["end"])


def _told_below(ask: Ask, row: Row, other: Row) -> bool:
    below = other["org"] != row["org"] and row["org"] in ask.line(other["org"], other["end"])
    return below and _meet(row, other)


def half_up(part: int, whole: int) -> float:
    """Round a share in per cent half up to one decimal, by whole numbers only."""
    return (2000 * part + whole) // (2 * whole) / 10
