"""What is owed and how it stands, by loops over plain rows: written from docs/duties.md, apart from the engine."""

import calendar
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.campaigns.plain import Row, World

Day = dt.date
Worked = Callable[[Day], bool]
# rule, occasion, organisation, person, due, state, day of being done
Told = tuple[int, str, int, int | None, Day, str, Day | None]
ONE = dt.timedelta(days=1)
DATED = {"meeting_thematic": ("sessions", "day"), "issue": ("issues", "raised"), "model": ("models", "registered")}


@dataclass(frozen=True)
class Owed:
    """What is asked: the duties at and below `org` that come due from `start` to `end`, as of a day."""

    world: World
    org: int
    start: Day
    end: Day
    as_of: Day
    worked: Worked

    def line(self, org: int | None, day: Day) -> list[int]:
        found = []
        while org is not None:
            found.append(org)
            parent = self.world["orgs"][org]["parent"]
            for move in self.world["moves"]:
                if move["org"] == org and move["day"] <= day:
                    parent = move["to"]
            org = parent
        return found

    def told(self) -> Iterator[Told]:
        for rule in self.world["rules"]:
            for key, start, end, due, alone in self.occasions(rule):
                if self.start <= due <= self.end:
                    day = {"start": start, "due": due, "end": end}[rule["owed_on"]]
                    for org, person in self.owers(rule, day, alone):
                        state, done = self.state(rule, key, start, end, due, org, person)
                        yield rule["id"], key, org, person, due, state, done

    def occasions(self, rule: Row) -> Iterator[tuple[str, Day, Day, Day, int | None]]:
        if rule["kind"] == "task":
            for row in self.world["tasks"]:
                if holds(rule, row["due"]):
                    yield f"#{row['id']}", row["due"], row["due"], row["due"], row["org"]
            return
        spans = self.documents(rule) if rule["per"] == "directive" else spans_of(rule["per"])
        for key, start, end in spans:
            if holds(rule, start):
                yield key, start, end, self.due(rule, start, end), None

    def documents(self, rule: Row) -> Iterator[tuple[str, Day, Day]]:
        for row in self.world["directives"]:
            followers = [one for one in self.world["directives"] if one["concretises"] == row["id"] and one["plan"]]
            if row["org"] == rule["org"] and any(one["org"] != row["org"] for one in followers):
                yield f"#{row['id']}", row["day"], row["day"]

    def due(self, rule: Row, start: Day, end: Day) -> Day:
        day = {"start": start, "end": end}.get(rule["anchor"])
        if day is None:
            last = calendar.monthrange(start.year, rule["month"])[1]
            day = Day(start.year, rule["month"], min(rule["day"], last))
        left = rule["days"]
        while left:
            day += ONE
            left -= rule["unit"] == "calendar" or self.worked(day)
        while rule["rolls"] and not self.worked(day):
            day += ONE
        return day

    def owers(self, rule: Row, day: Day, alone: int | None) -> Iterator[tuple[int, int | None]]:
        if rule["kind"] in ("commitment", "plan_personal"):
            yield from self.people(rule, day)
            return
        for org in self.world["orgs"]:
            exists = (org["since"] is None or org["since"] <= day) and (org["until"] is None or day <= org["until"])
            itself = rule["kind"] == "plan" and org["id"] == rule["org"]
            if exists and not itself and alone in (None, org["id"]) and self.meant(rule, org["id"], day):
                yield org["id"], None

    def meant(self, rule: Row, org: int, day: Day) -> bool:
        line = self.line(org, day)
        kind = self.world["orgs"][org]["kind"]
        return self.org in line and rule["org"] in line and (not rule["kinds"] or kind in rule["kinds"])

    def people(self, rule: Row, day: Day) -> Iterator[tuple[int, int]]:
        """Each person once, in the first of the memberships that the rule means."""
        for person in self.world["people"]:
            if any(on(row, day) for row in self.world["pauses"] if row["person"] == person["id"]):
                continue
            for row in self.world["memberships"]:
                mine = row["person"] == person["id"] and not row["exempt"] and on(row, day)
                if mine and self.meant(rule, row["org"], day):
                    yield row["org"], person["id"]
                    break

    def state(
        self, rule: Row, key: str, start: Day, end: Day, due: Day, org: int, person: int | None
    ) -> tuple[str, Day | None]:
        days = sorted(day for day in self.marks(rule, key, start, end, org, person) if day <= self.as_of)
        if len(days) >= rule["times"]:
            done = days[rule["times"] - 1]
            return ("met" if done <= due else "met_late"), done
        for row in self.world["excuses"]:
            same = row["rule"] == rule["id"] and row["key"] == key and row["org"] == org and person is None
            if same and row["day"] <= self.as_of:
                return row["sort"], None
        return ("open" if self.as_of <= due else "late"), None

    def marks(self, rule: Row, key: str, start: Day, end: Day, org: int, person: int | None) -> list[Day]:
        kind, world = rule["kind"], self.world
        if kind == "task":
            return [row["done"] for row in world["tasks"] if f"#{row['id']}" == key and row["done"]]
        if kind == "plan":
            rows = [row for row in world["directives"] if row["plan"] and f"#{row['concretises']}" == key]
            return [row["day"] for row in rows if row["org"] == org]
        if kind in ("commitment", "plan_personal"):
            signed = [row for row in world["commitments"] if row["person"] == person and row["signed"]]
            of_kind = [row for row in signed if (row["last"] > row["first"]) == (kind == "plan_personal")]
            return [row["signed"] for row in of_kind if row["first"] <= end.year and row["last"] >= start.year]
        name, field = DATED[kind]
        rows = [row for row in world[name] if start <= row[field] <= end and org in self.line(row["org"], row[field])]
        return [row[field] for row in rows if kind != "meeting_thematic" or row["kind"] == "thematic"]


def holds(rule: Row, day: Day) -> bool:
    return (rule["since"] is None or rule["since"] <= day) and (rule["until"] is None or day <= rule["until"])


def on(row: Row, day: Day) -> bool:
    return (row["since"] is None or row["since"] <= day) and (row["until"] is None or day <= row["until"])


def spans_of(per: str) -> Iterator[tuple[str, Day, Day]]:
    """Every month, quarter, half, year or term about the days of the worlds."""
    if per == "term":
        for year in (2016, 2021, 2026):
            yield f"{year}..{year + 4}", Day(year, 1, 1), Day(year + 4, 12, 31)
        return
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}[per]
    for year in range(2017, 2028):
        for part in range(12 // months):
            last = (part + 1) * months
            keys = {1: f"{year}-{part + 1:02d}", 3: f"{year}-Q{part + 1}", 6: f"{year}-H{part + 1}", 12: f"{year}"}
            yield keys[months], Day(year, last - months + 1, 1), Day(year, last, calendar.monthrange(year, last)[1])


def rows_of(found: Iterator[Any]) -> list[Any]:
    """Return in an order of its own, to be compared."""
    return sorted(found, key=repr)
