"""A bloc with two organisations at the base, a cell, people, accounts, and a few records of 2023."""

import datetime as dt
from dataclasses import dataclass

from django.test import Client

from neuguong.accounts.actions import create_user
from neuguong.accounts.models import User
from neuguong.activities.models import Attendance, Issue, Session
from neuguong.campaigns.indicators import Question
from neuguong.campaigns.periods import Period, parse
from neuguong.commendations.models import Award, Nomination, Round
from neuguong.commitments.models import Commitment
from neuguong.core.actor import SYSTEM, Actor
from neuguong.directives.models import Directive, Task
from neuguong.initiatives.models import Exemplar, Initiative
from neuguong.organisations.actions import found_organisation, found_root, grant_role
from neuguong.organisations.models import Kind, Membership, Organisation, Person, Role
from neuguong.organisations.queries import actor_for

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
YEAR = parse("2023")
NAMES = {
    "DUK": "Đảng bộ Khối Cơ quan và Doanh nghiệp tỉnh Yên Bái",
    "YTE": "Đảng bộ Sở Y tế",
    "DSO": "Chi bộ Chi cục Dân số",
    "BAO": "Chi bộ Báo tỉnh",
}
# Who signs in: name, role, where.
ACCOUNTS = {
    "officer": (Role.OFFICER, "DUK"),
    "secretary": (Role.SECRETARY, "YTE"),
    "member": (Role.MEMBER, "YTE"),
    "inspector": (Role.INSPECTOR, "DUK"),
    "stranger": (Role.SECRETARY, "BAO"),
}


@dataclass
class Office:
    """The organisations by code, the people of the base, and the accounts by name."""

    places: dict[str, Organisation]
    people: list[Person]
    users: dict[str, User]

    @property
    def root(self) -> Organisation:
        return self.places["DUK"]

    def actor(self, name: str) -> Actor:
        return actor_for(self.users[name])

    def client(self, name: str) -> Client:
        client = Client()
        client.force_login(self.users[name], backend=BACKEND)
        return client

    def question(self, code: str = "DUK", period: Period = YEAR) -> Question:
        return Question(self.places[code], period)

    def session(self, code: str, day: dt.date, content: str, **more: object) -> Session:
        return Session.objects.create(
            organisation=self.places[code], date=day, content=content, **{"kind": "study", **more}
        )


def found_office() -> Office:
    """Found the organisations, enrol people, let the accounts in, write the records."""
    places = _places()
    people = [_person(index, places[code]) for index, code in enumerate(("YTE", "DSO", "DSO", "BAO"))]
    office = Office(places, people, {name: _account(name, places) for name in ACCOUNTS})
    _direct(office)
    _work(office)
    _praise(office)
    return office


def _places() -> dict[str, Organisation]:
    root = found_root(actor=SYSTEM, code="DUK", name=NAMES["DUK"], kind=Kind.BLOC)
    places = {"DUK": root}
    for code, kind, above in (
        ("YTE", Kind.BASE_COMMITTEE, "DUK"),
        ("DSO", Kind.CELL, "YTE"),
        ("BAO", Kind.BASE_CELL, "DUK"),
    ):
        own = Organisation(code=code, name=NAMES[code], kind=kind, parent=places[above])
        places[code] = found_organisation(actor=SYSTEM, organisation=own)
    return places


def _person(index: int, place: Organisation) -> Person:
    person = Person(code=f"{index:03d}", full_name=f"Lò Thị Mây {index}")
    person.derive_keys()
    person.save()
    Membership.objects.create(person=person, organisation=place)
    return person


def _account(name: str, places: dict[str, Organisation]) -> User:
    role, code = ACCOUNTS[name]
    user = create_user(actor=SYSTEM, email=f"{name}@example.org", name=name.title())
    grant_role(actor=SYSTEM, user=user, role=role, organisation=places[code])
    return user


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
