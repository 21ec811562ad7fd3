"""All duties of a subtree that come due in a period, with their states as of a day: the one query of the four views."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from neuguong.campaigns.duties import finding, occasions
from neuguong.campaigns.duties.finding import DAY_OFF, EXCUSE, STAGE
from neuguong.campaigns.duties.ground import Ground, Place, meant
from neuguong.campaigns.duties.kinds import KINDS, Sought, Subject
from neuguong.campaigns.duties.ledger import Ledger
from neuguong.campaigns.duties.occasions import Occasion
from neuguong.campaigns.duties.people import GROUP, MEMBER, PAUSE, POST, People
from neuguong.campaigns.duties.rows import Row
from neuguong.campaigns.duties.states import Duty, DutyState, judged
from neuguong.campaigns.models import DutyRule, Per
from neuguong.campaigns.periods import Period, parse
from neuguong.core import clock
from neuguong.core.workdays import Workdays
from neuguong.organisations.models import Organisation


@dataclass(frozen=True)
class Survey:
    """The duties of `place` and all below it that come due in `period`, as of a day, in the order of the rules.

    `places` are the organisations that stood here on some day, by key.
    """

    place: Organisation
    period: Period
    as_of: dt.date
    occasions: list[Occasion] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    places: dict[int, Place] = field(default_factory=dict)

    def of(self, organisation: int) -> list[Duty]:
        """Return the duties of one organisation itself."""
        return [duty for duty in self.duties if duty.organisation == organisation and duty.person is None]


def survey(place: Organisation, period: Period, as_of: dt.date | None = None) -> Survey:
    """Return what comes due in `period` at or below `place`, in the structure of its day; as of today, or a day.

    At most five queries, whatever the number of organisations, people and rules.
    """
    return _Surveyor(Ground(place), period, as_of or clock.today()).survey()


def about(place: Organisation, kind: str, ref: int, day: dt.date, as_of: dt.date | None = None) -> Survey:
    """Return what is owed at or below `place` for one document of `day`, by its key, whenever it comes due."""
    period = parse(f"{day.year}..{day.year + _LONGEST}")
    return _Surveyor(Ground(place), period, as_of or clock.today(), about=(kind, ref)).survey()


def of_person(person: int, place: Organisation, period: Period, as_of: dt.date | None = None) -> Survey:
    """Return what the person of that key owes in `period`, wherever they belong."""
    return _Surveyor(Ground(place, person), period, as_of or clock.today(), Subject.PERSON).survey()


# Years after a document within which its plans come due: a rule counts up to 1,000 days, working days and Tết too.
_LONGEST = 6


class _Surveyor:
    """Puts a survey together; `about`: only what is owed for the record of that kind and key."""

    def __init__(
        self,
        ground: Ground,
        period: Period,
        as_of: dt.date,
        subject: Subject | None = None,
        about: tuple[str, int] | None = None,
    ) -> None:
        self._ground, self._period, self._as_of, self._about = ground, period, as_of, about
        found = (rule for rule in ground.rules(period.end) if rule.kind in KINDS.by_code)
        self._rules = [rule for rule in found if self._means(rule, subject)]

    def _means(self, rule: DutyRule, subject: Subject | None) -> bool:
        if self._about is not None:
            return (rule.kind, rule.per) == (self._about[0], Per.DIRECTIVE)
        return subject is None or KINDS.by_code[rule.kind].subject == subject

    def survey(self) -> Survey:
        occasions = [one for one in self._occasions() if self._about is None or one.ref == self._about[1]]
        days = [one.owed_on for one in occasions if _is_of_people(one)]
        rows = list(self._rows(occasions, days)) if occasions else []
        people = People(row for row in rows if row.kind in (MEMBER, PAUSE, GROUP, POST))
        ledger = Ledger(row for row in rows if row.kind in KINDS.by_code)
        excuses = {(row.low or 0, row.text, row.who): row for row in rows if row.kind == EXCUSE}
        duties = [self._judged(duty, ledger, excuses) for duty in self._owed(occasions, people)]
        return Survey(self._ground.place, self._period, self._as_of, occasions, duties, self._ground.places)

    def _occasions(self) -> Iterator[Occasion]:
        if not self._rules:
            return
        start = min(self._period.start - occasions.slack(rule) for rule in self._rules)
        rows = list(finding.occasions(self._rules, self._ground, start, self._period.end))
        days = Workdays({row.day: bool(row.low) for row in rows if row.kind == DAY_OFF and row.day is not None})
        for rule in self._rules:
            if rule.per in (Per.DIRECTIVE, Per.RECORD, Per.STAGE):
                for row in rows:
                    yield from self._of_row(rule, row, days)
            else:
                yield from occasions.of_calendar(rule, self._period, days)

    def _of_row(self, rule: DutyRule, row: Row, days: Workdays) -> Iterator[Occasion]:
        if row.day is None:
            return
        if rule.per == Per.STAGE:
            if row.kind == STAGE and row.last is not None:
                label = parse(row.text).label
                yield from occasions.of_span(rule, row.text, label, (row.day, row.last), self._period, days)
        elif row.kind == rule.kind and rule.per == Per.DIRECTIVE:
            if row.who == rule.organisation_id and occasions.names(rule, row.text, bool(row.low)):
                yield from occasions.of_record(rule, row.pk, row.text, row.day, self._period, days)
        elif row.kind == rule.kind and occasions.holds(rule, row.day) and self._holds(row.day):
            yield Occasion(rule, f"#{row.pk}", row.text, row.day, row.day, row.day, row.pk, row.who, row.last)

    def _holds(self, day: dt.date) -> bool:
        return self._period.start <= day <= self._period.end

    def _rows(self, found: Sequence[Occasion], days: Sequence[dt.date]) -> Iterator[Row]:
        return finding.everything(dict(self._sought(found)), self._rules, self._ground, days, self._as_of)

    def _sought(self, found: Sequence[Occasion]) -> Iterator[tuple[str, Sought]]:
        for code in dict.fromkeys(one.rule.kind for one in found):
            own = [one for one in found if one.rule.kind == code]
            start, end = min(one.start for one in own), max(one.end for one in own)
            refs = [one.ref for one in own if one.ref is not None]
            people = self._ground.memberships([one.owed_on for one in own]).order_by().values("person_id")
            yield code, Sought(start, end, refs, people)

    def _owed(self, found: Sequence[Occasion], people: People) -> Iterator[Duty]:
        for one in found:
            if _is_of_people(one):
                for who, stand in self._ground.owing(one.rule, one.owed_on, people):
                    yield Duty(one, who.organisation, stand.path, who.person)
            else:
                yield from self._owed_by_organisations(one)

    def _owed_by_organisations(self, one: Occasion) -> Iterator[Duty]:
        standing = self._ground.standing(one.owed_on)
        others = KINDS.by_code[one.rule.kind].others
        for key in standing if one.owner is None else {one.owner} & standing.keys():
            stand = standing[key]
            if stand.exists and meant(one.rule, stand) and not (others and key == one.rule.organisation_id):
                yield Duty(one, key, stand.path, None)

    def _judged(self, duty: Duty, ledger: Ledger, excuses: dict[tuple[int, str, int], Row]) -> Duty:
        one = duty.occasion
        excuse = None if duty.person else excuses.get((one.rule.pk, one.key, duty.organisation))
        excused = None
        if excuse is not None:
            excused = DutyState.EXCUSED if excuse.high else DutyState.NOT_APPLICABLE
        state, day, record = judged(one, ledger.marks(duty), excused, self._as_of)
        return Duty(one, duty.organisation, duty.path, duty.person, state, day, record, excuse and excuse.pk)


def _is_of_people(one: Occasion) -> bool:
    return KINDS.by_code[one.rule.kind].subject == Subject.PERSON
