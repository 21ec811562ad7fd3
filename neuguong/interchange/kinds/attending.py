"""Who may be marked as there: those who belonged, on the day, to the organisation of the session or below it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from neuguong.interchange.context import Context, portions
from neuguong.interchange.rows import RowData
from neuguong.organisations.models import Membership, Placement

Span = tuple[dt.date, dt.date]


class Attending:
    """Where the people of a sheet belonged; asked for accounts alone: the machine brings in what offices agreed on."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._places: dict[int, list[tuple[Span, int]]] = defaultdict(list)
        self._stood: dict[int, list[tuple[Span, str]]] | None = None

    def learn(self, rows: Iterable[RowData]) -> None:
        """Ask where the people of `rows` belong, at any time and in any way."""
        if self._context.actor.reach_all:
            return
        for part in portions(row.values["person_id"] for row in rows if row.values.get("person_id")):
            held = Membership.objects.filter(person__in=part).values_list("person", "since", "until", "organisation")
            self._places |= {person: [] for person in part}
            for person, since, until, organisation in held:
                self._places[person].append((_span(since, until), organisation))

    def belonged(self, person: int, place: int, date: dt.date) -> bool:
        """Tell whether `person` belonged on `date` to `place` or below it, as the tree stands now or stood then."""
        if self._context.actor.reach_all:
            return True
        own = [found for span, found in self._places[person] if span[0] <= date <= span[1]]
        paths = self._context.paths
        if any(paths.get(one, "").startswith(paths[place]) for one in own):
            return True
        above = self._path_on(place, date)
        return bool(above) and any(self._path_on(one, date).startswith(above) for one in own)

    def _path_on(self, organisation: int, date: dt.date) -> str:
        if self._stood is None:
            self._stood = defaultdict(list)
            for pk, since, until, path in Placement.objects.values_list("organisation", "since", "until", "path"):
                self._stood[pk].append((_span(since, until), path))
        paths = (path for span, path in self._stood.get(organisation, []) if span[0] <= date <= span[1])
        return next(paths, "")


def _span(since: dt.date | None, until: dt.date | None) -> Span:
    return since or dt.date.min, until or dt.date.max
