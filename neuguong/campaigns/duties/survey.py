"""All duties of a subtree that come due in a period, with their states as of a day: the one query of the four views."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from neuguong.campaigns.duties import finding, occasions
from neuguong.campaigns.duties.finding import Row
from neuguong.campaigns.duties.ground import Ground, meant
from neuguong.campaigns.duties.kinds import KINDS, Sought, Subject
from neuguong.campaigns.duties.ledger import Ledger
from neuguong.campaigns.duties.occasions import Occasion
from neuguong.campaigns.duties.states import Duty, judged
from neuguong.campaigns.models import DutyRule, Excuse, Per
from neuguong.campaigns.periods import Period, parse
from neuguong.core import clock
from neuguong.core.workdays import Workdays
from neuguong.organisations.models import Organisation, Person
from neuguong.privacy.queries import workdays


@dataclass(frozen=True)
class Survey:
    """The duties of `place` and all below it that come due in `period`, as of a day; in the order of the rules."""

    place: Organisation
    period: Period
    as_of: dt.date
    occasions: list[Occasion] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)

    def of(self, organisation: int) -> list[Duty]:
        """Return the duties of one organisation itself."""
        return [duty for duty in self.duties if duty.organisation == organisation and duty.person is None]


def survey(place: Organisation, period: Period, as_of: dt.date | None = None) -> Survey:
    """Return what comes due in `period` at or below `place`, in the structure of its day; as of today, or a day.

    At most nine queries, whatever the number of organisations, people and rules.
    """
    return _Surveyor(Ground(place), period, as_of or clock.today()).survey()


def of_person(person: Person, place: Organisation, period: Period, as_of: dt.date | None = None) -> Survey:
    """Return what one person owes in `period`, wherever they belong."""
    return _Surveyor(Ground(place, person.pk), period, as_of or clock.today(), Subject.PERSON).survey()


class _Surveyor:
    """Puts a survey together."""

    def __init__(self, ground: Ground, period: Period, as_of: dt.date, subject: Subject | None = None) -> None:
        self._ground, self._period, self._as_of = ground, period, as_of
        found = (rule for rule in ground.rules(period.end) if rule.kind in KINDS.by_code)
        self._rules = [rule for rule in found if subject is None or KINDS.by_code[rule.kind].subject == subject]

    @cached_property
    def _workdays(self) -> Workdays:
        return workdays()

    def survey(self) -> Survey:
        occasions = list(self._occasions())
        owed = list(self._owed(occasions))
        ledger = Ledger(finding.hits(dict(self._sought(occasions)), self._ground) if owed else ())
        excuses = self._excuses() if owed else {}
        duties = [self._judged(duty, ledger, excuses) for duty in owed]
        return Survey(self._ground.place, self._period, self._as_of, occasions, duties)

    def _occasions(self) -> Iterator[Occasion]:
        if not self._rules:
            return
        start = min(self._period.start - occasions.slack(rule) for rule in self._rules)
        rows = list(finding.occasions(self._rules, self._ground, start, self._period.end))
        for rule in self._rules:
            if rule.per in (Per.DIRECTIVE, Per.RECORD, Per.STAGE):
                for row in rows:
                    yield from self._of_row(rule, row)
            else:
                yield from occasions.of_calendar(rule, self._period, lambda: self._workdays)

    def _of_row(self, rule: DutyRule, row: Row) -> Iterator[Occasion]:
        spanned = (self._period, lambda: self._workdays)
        if rule.per == Per.STAGE:
            if row.kind == finding.STAGE and row.other is not None:
                label = parse(row.label).label
                yield from occasions.of_span(rule, row.label, label, (row.day, row.other), *spanned)
        elif row.kind == rule.kind and rule.per == Per.DIRECTIVE:
            if row.who == rule.organisation_id and occasions.names(rule, row.label, row.usual):
                yield from occasions.of_record(rule, row.pk, row.label, row.day, *spanned)
        elif row.kind == rule.kind and occasions.holds(rule, row.day) and self._holds(row.day):
            key = f"#{row.pk}"
            day, done = row.day, row.other
            yield Occasion(rule, key, row.label, day, day, day, row.pk, row.who, done)

    def _holds(self, day: dt.date) -> bool:
        return self._period.start <= day <= self._period.end

    def _owed(self, found: Sequence[Occasion]) -> Iterator[Duty]:
        of_people = [one for one in found if KINDS.by_code[one.rule.kind].subject == Subject.PERSON]
        held = []
        if of_people:
            rules = list({one.rule.pk: one.rule for one in of_people}.values())
            held = self._ground.people(rules, [one.owed_on for one in of_people])
        for one in found:
            if KINDS.by_code[one.rule.kind].subject == Subject.PERSON:
                for who, stand in self._ground.owing(one.rule, one.owed_on, held):
                    yield Duty(one, who.organisation, stand.path, who.person)
            else:
                yield from self._owed_by_organisations(one)

    def _owed_by_organisations(self, one: Occasion) -> Iterator[Duty]:
        standing = self._ground.standing(one.owed_on)
        keys = standing if one.owner is None else [one.owner] if one.owner in standing else []
        for key in keys:
            stand = standing[key]
            others = KINDS.by_code[one.rule.kind].others and key == one.rule.organisation_id
            if stand.exists and not others and meant(one.rule, stand):
                yield Duty(one, key, stand.path, None)

    def _sought(self, found: Sequence[Occasion]) -> Iterator[tuple[str, Sought]]:
        for code in dict.fromkeys(one.rule.kind for one in found):
            own = [one for one in found if one.rule.kind == code]
            start, end = min(one.start for one in own), max(one.end for one in own)
            refs = [one.ref for one in own if one.ref is not None]
            people = self._ground.memberships([one.owed_on for one in own]).order_by().values("person_id")
            yield code, Sought(start, end, refs, people)

    def _excuses(self) -> dict[tuple[int, str, int], Excuse]:
        rows = Excuse.objects.filter(
            self._ground.near("organisation"), rule__in=[rule.pk for rule in self._rules], granted_on__lte=self._as_of
        )
        return {(one.rule_id, one.occasion, one.organisation_id): one for one in rows}

    def _judged(self, duty: Duty, ledger: Ledger, excuses: dict[tuple[int, str, int], Excuse]) -> Duty:
        one = duty.occasion
        excuse = None if duty.person else excuses.get((one.rule.pk, one.key, duty.organisation))
        state, day, record = judged(one, ledger.marks(duty), excuse, self._as_of)
        return duty._replace(state=state, day=day, record=record, excuse=excuse)
