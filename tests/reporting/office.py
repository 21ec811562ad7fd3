"""A bloc with a few records of 2023 in every register."""

import datetime as dt
from dataclasses import dataclass, field

from neuguong.activities.models import Attendance, Issue, Session
from neuguong.campaigns.indicators import Question
from neuguong.campaigns.periods import Period, parse
from neuguong.commendations.models import Award, Nomination, Round
from neuguong.commitments.models import Commitment
from neuguong.directives.models import Directive, Task
from neuguong.initiatives.models import Exemplar, Initiative
from neuguong.organisations.models import Organisation, Person
from tests.bloc import Bloc, found_bloc

YEAR = parse("2023")


@dataclass
class Office(Bloc):
    """The bloc with its people: one at YTE, two in the cell DSO, one at BAO."""

    people: list[Person] = field(default_factory=list)

    @property
    def root(self) -> Organisation:
        return self.places["DUK"]

    def question(self, code: str = "DUK", period: Period = YEAR) -> Question:
        return Question(self.places[code], period)

    def session(self, code: str, day: dt.date, content: str, **more: object) -> Session:
        return Session.objects.create(
            organisation=self.places[code], date=day, content=content, **{"kind": "study", **more}
        )


def found_office() -> Office:
    """Found the organisations, let the accounts in, enrol people, write the records."""
    bloc = found_bloc()
    office = Office(bloc.places, bloc.users)
    for index, code in enumerate(("YTE", "DSO", "DSO", "BAO")):
        office.people.append(office.person(f"Lò Thị Mây {index}", f"{index:03d}", code))
    _direct(office)
    _work(office)
    _praise(office)
    return office


def _direct(office: Office) -> None:
    day = dt.date(2023, 2, 5)
    plan = {"date": day, "issuer": "X", "kind": "Kế hoạch"}
    above = Directive.objects.create(organisation=office.root, number="05-KH/ĐUK", abstract="Kế hoạch", **plan)
    Directive.objects.create(
        organisation=office.places["YTE"], number="07-KH/ĐU", abstract="Thực hiện", concretises=above, **plan
    )
    Task.objects.create(organisation=office.places["YTE"], title="Báo cáo quý", due=day, done_on=dt.date(2023, 3, 1))


def _work(office: Office) -> None:
    day = dt.date(2023, 3, 10)
    listed = office.session("DSO", day, "Học tập Kết luận 01-KL/TW", due_count=2)
    for person in office.people[1:3]:
        Attendance.objects.create(session=listed, person=person, presence="present")
    office.session("BAO", day, "Quán triệt kế hoạch", due_count=30, present_count=28)
    office.session("DSO", day, "Chuyên đề quý I", kind="thematic")
    Issue.objects.create(organisation=office.places["DSO"], title="Hồ sơ chậm", raised_on=day, resolved_on=day)
    Issue.objects.create(organisation=office.places["BAO"], title="Thiếu nhà để xe", raised_on=day)
    for person in office.people[:3]:
        place = person.memberships.get().organisation
        Commitment.objects.create(
            person=person, organisation=place, first_year=2023, last_year=2023, signed_on=day, result="met"
        )


def _praise(office: Office) -> None:
    day = dt.date(2023, 5, 19)
    yte = office.places["YTE"]
    Initiative.objects.create(
        organisation=yte, code="MH01", name="Một cửa thân thiện", registered_on=day, recognised_on=day,
        field="Cải cách hành chính", baseline="30 phút", result="12 phút", level="province",
    )  # fmt: skip
    Initiative.objects.create(organisation=office.places["BAO"], code="MH02", name="Tòa soạn số", registered_on=day)
    Exemplar.objects.create(organisation=yte, subject="person", name="Lò Thị Mây 0", registered_on=day)
    round_ = Round.objects.create(name="Chuyên đề 2023")
    nomination = Nomination(
        round=round_, organisation=yte, subject="collective", name="Khoa Nội", target="upper", nominated_on=day
    )
    award = Award(
        round=round_, organisation=yte, subject="collective", name="Khoa Nội", body="DUK",
        body_organisation=office.root, form="Giấy khen", decided_on=day, decision_number="127-QĐ/ĐUK",
    )  # fmt: skip
    own = Award(
        organisation=office.places["DSO"], subject="person", name="Lò Thị Mây 1", body="YTE",
        body_organisation=yte, form="Giấy khen", decided_on=day,
    )  # fmt: skip
    for record in (nomination, award, own):
        record.full_clean()
        record.save()
