"""A bloc where one person is held by every register, and a namesake in another cell by none but the lists."""

import datetime as dt
from dataclasses import dataclass

from allauth.account.models import EmailAddress

from neuguong.accounts.actions import create_user, issue_link
from neuguong.accounts.models import User
from neuguong.activities.models import Attendance, Session
from neuguong.audit import actions as audit
from neuguong.classification.models import Classification
from neuguong.commendations.models import Award, Nomination, Round
from neuguong.commitments.models import Commitment
from neuguong.core.actor import SYSTEM
from neuguong.core.personal import Subject
from neuguong.initiatives.models import Exemplar
from neuguong.organisations.actions import enrol_person, grant_role
from neuguong.organisations.models import Membership, Person, PersonGroup, Role
from tests.bloc import DAY, Bloc, found_bloc

NAME = "Hoàng Thị Mỷ"
SECRET = "Mỗi tuần đọc một chuyện về Bác cho con nghe"


@dataclass
class Known:
    """The bloc, the person held by every register, and their account."""

    bloc: Bloc
    person: Person
    user: User

    @property
    def subject(self) -> Subject:
        return Subject(self.person.pk, self.user.pk)


def known_bloc() -> Known:
    """Write a record of the person into every register."""
    bloc = found_bloc()
    here = bloc.places["DSO"]
    user = create_user(actor=SYSTEM, email="my@example.org", name=NAME)
    person = Person(
        full_name=NAME, code="M01", birth_date=dt.date(1980, 2, 3), gender="female", party_status="official"
    )
    person.account = user
    membership = Membership(organisation=here, since=dt.date(2015, 1, 1), is_head=True)
    posts, groups = {"party": "Bí thư chi bộ"}, [PersonGroup.Name.CADRE]
    enrol_person(actor=SYSTEM, person=person, membership=membership, posts=posts, groups=groups)
    grant_role(actor=SYSTEM, user=user, role=Role.MEMBER, organisation=here)
    issue_link(actor=SYSTEM, user=user)
    EmailAddress.objects.create(user=user, email=user.email, primary=True)
    signed = Commitment(
        person=person, organisation=here, first_year=2023, last_year=2023, signed_on=DAY, content=SECRET, result="met"
    )
    audit.save(actor=bloc.actor("cell"), event="commitment.created", subject=signed)
    session = Session.objects.create(organisation=here, date=DAY, kind="study", content="Học Kết luận 01")
    Attendance.objects.create(session=session, person=person, presence="present")
    Exemplar.objects.create(
        organisation=here, subject="person", name=NAME, registered_on=DAY, person=person, merit="Vận động bà con"
    )
    Classification.objects.create(
        organisation=here, person=person, year=2023, decided="good", own="excellent", points=85
    )
    _commend(bloc, person)
    bloc.users["known"] = user
    return Known(bloc, person, user)


def _commend(bloc: Bloc, person: Person) -> None:
    here = bloc.places["DSO"]
    drive = Round.objects.create(name="Đợt 2023")
    shared = {"round": drive, "organisation": here, "subject": "person", "name": NAME, "person": person}
    for target, outcome in (("upper", "granted"), ("province", "refused")):
        Nomination.objects.create(
            **shared, target=target, outcome=outcome, nominated_on=DAY, counted_on=DAY, merit="Mười năm làm bí thư"
        )
    Award.objects.create(
        organisation=here,
        subject="person",
        name=NAME,
        person=person,
        body="Đảng ủy Khối",
        body_organisation=bloc.places["DUK"],
        form="Giấy khen",
        decided_on=DAY,
        counted_on=DAY,
        decision_number="12-QĐ/ĐUK",
        merit="Mười năm làm bí thư",
    )
