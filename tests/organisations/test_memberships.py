"""Where else someone belongs, and dated exemption and suspension: kept on the person's page, counted once."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from neuguong.activities.models import Attendance, Session
from neuguong.audit.models import Entry
from neuguong.campaigns import periods
from neuguong.campaigns.indicators import Question
from neuguong.campaigns.queries import figures
from neuguong.core import clock
from neuguong.core.actor import SYSTEM
from neuguong.organisations.actions import found_organisation
from neuguong.organisations.models import Kind, Membership, Organisation, Pause, Person
from neuguong.organisations.queries import belonging_on
from tests.bloc import DAY, Bloc, found_bloc
from tests.conftest import MOMENT

FORM = {"organisation": "Công đoàn Sở Y tế (CD)", "since": "01/01/2020", "until": "", "mass": "Chủ tịch"}


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        found = found_bloc()
        union = Organisation(code="CD", name="Công đoàn Sở Y tế", kind=Kind.MASS, parent=found.places["YTE"])
        found.places["CD"] = found_organisation(actor=SYSTEM, organisation=union)
        yield found


@pytest.fixture
def person(bloc: Bloc) -> Person:
    found = bloc.person("Lò Thị Mây", "DV1")
    Person.objects.update(birth_date=dt.date(1985, 3, 5))
    return found


def entered(bloc: Bloc, person: Person, name: str = "secretary", **said: str) -> Any:
    place = "DSO" if name in ("cell", "member") else "YTE"
    return bloc.send(name, "organisations:membership_create", person.pk, said={**FORM, **said}, place=place)


def test_a_further_membership_is_shown_with_its_posts(bloc: Bloc, person: Person) -> None:
    answer = entered(bloc, person)
    assert answer.status_code == 302, answer.context["form"].errors
    further = person.memberships.get(is_main=False)
    assert (further.organisation.code, further.since) == ("CD", dt.date(2020, 1, 1))
    page = bloc.open("secretary", "portal:person", person.pk, place="YTE").content.decode()
    assert "Công đoàn Sở Y tế" in page
    assert "Chủ tịch" in page
    assert Entry.objects.filter(event="membership.entered", subject_id=further.pk).exists()


def test_a_membership_is_ended_and_taken_out(bloc: Bloc, person: Person) -> None:
    entered(bloc, person)
    further = person.memberships.get(is_main=False)
    said = {**FORM, "until": "31/12/2022", "version": "1"}
    answer = bloc.send("secretary", "organisations:membership_edit", further.pk, said=said, place="YTE")
    assert answer.status_code == 302, answer.context["form"].errors
    further.refresh_from_db()
    assert further.until == dt.date(2022, 12, 31)
    assert (
        bloc.send("secretary", "organisations:membership_edit", further.pk, said=said, place="YTE").status_code == 409
    )
    answer = bloc.send("secretary", "organisations:membership_remove", further.pk, said={}, place="YTE")
    assert answer.status_code == 302
    assert person.memberships.get().is_main


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"is_main": "on"}, "đã có nơi sinh hoạt chính là Chi bộ Chi cục Dân số"),
        ({"organisation": "Chi bộ Chi cục Dân số (DSO)"}, "đã sinh hoạt tại Chi bộ Chi cục Dân số"),
        ({"since": "01/01/1980"}, "trước ngày sinh 05/03/1985"),
        ({"since": "02/01/2020", "until": "01/01/2020"}, "Đến ngày phải bằng hoặc sau Từ ngày."),
        ({"organisation": ""}, "Chọn sinh hoạt tại."),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_kept(
    bloc: Bloc, person: Person, wrong: dict[str, str], words: str
) -> None:
    answer = entered(bloc, person, **wrong)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert person.memberships.count() == 1


def test_nobody_belongs_where_there_is_nothing(bloc: Bloc, person: Person) -> None:
    Organisation.objects.filter(code="CD").update(since=dt.date(2021, 1, 1), until=dt.date(2030, 1, 1))
    assert "thành lập ngày 01/01/2021" in entered(bloc, person).content.decode()
    assert "kết thúc ngày 01/01/2030" in entered(bloc, person, since="02/01/2030").content.decode()
    assert person.memberships.count() == 1


@pytest.mark.parametrize("birth", ["01/01/1900", "11/03/2099"])
def test_nobody_is_200_years_old_or_not_yet_born(bloc: Bloc, person: Person, birth: str) -> None:
    said = {"full_name": "Lò Thị Mây", "code": "DV1", "birth_date": birth, "version": "1"}
    said |= {"organisation": "Chi bộ Chi cục Dân số (DSO)"}
    answer = bloc.send("cell", "organisations:person_edit", person.pk, said=said)
    assert answer.status_code == 422
    assert "kiểm tra lại năm sinh" in answer.content.decode()


def test_no_party_member_is_under_age(bloc: Bloc, person: Person) -> None:
    said = {"full_name": "Lò Thị Mây", "code": "DV1", "party_status": "probationary", "version": "1"}
    said |= {"organisation": "Chi bộ Chi cục Dân số (DSO)", "since": "01/01/2021"}
    for born, words in (("01/06/2015", "nếu chưa vào Đảng"), ("02/01/2003", "sớm nhất là 02/01/2021")):
        answer = bloc.send("cell", "organisations:person_edit", person.pk, said={**said, "birth_date": born})
        assert answer.status_code == 422
        assert words in answer.content.decode()
    answer = bloc.send("cell", "organisations:person_edit", person.pk, said={**said, "birth_date": "01/01/2003"})
    assert answer.status_code == 302, answer.content.decode()


def test_an_account_bears_the_name_of_its_person(bloc: Bloc, person: Person) -> None:
    Person.objects.update(account=bloc.users["member"])
    said = {"full_name": "Lò Thị Mai", "code": "DV1", "organisation": "Chi bộ Chi cục Dân số (DSO)", "version": "1"}
    assert bloc.send("cell", "organisations:person_edit", person.pk, said=said).status_code == 302
    bloc.users["member"].refresh_from_db()
    assert bloc.users["member"].name == "Lò Thị Mai"
    bloc.users["cell"].refresh_from_db()
    assert bloc.users["cell"].name == "Cell"


def test_a_code_in_other_letters_is_taken(bloc: Bloc, person: Person) -> None:
    said = {"full_name": "Lò Thị Mai", "code": "dv1", "organisation": "Chi bộ Chi cục Dân số (DSO)"}
    answer = bloc.send("cell", "organisations:person_create", said=said)
    assert answer.status_code == 422
    assert "chỉ khác mã đã có «DV1»" in answer.content.decode()


def test_the_only_main_place_stays(bloc: Bloc, person: Person) -> None:
    main = person.memberships.get()
    answer = bloc.send("cell", "organisations:membership_remove", main.pk, said={})
    assert answer.status_code == 422
    assert "nơi sinh hoạt chính duy nhất" in answer.content.decode()


@pytest.mark.parametrize(("name", "status"), [("foreign", 404), ("inspector", 403), ("member", 403)])
def test_others_enter_nothing(bloc: Bloc, person: Person, name: str, status: int) -> None:
    assert entered(bloc, person, name=name).status_code in {status, 404}
    assert person.memberships.count() == 1


def counted(bloc: Bloc, code: str, place: str = "YTE") -> Any:
    (found,) = figures(Question(bloc.places[place], periods.parse("2023")), [code])
    return found.value


def test_someone_in_several_organisations_counts_once(bloc: Bloc, person: Person) -> None:
    before = {place: counted(bloc, "commitments_due", place) for place in ("YTE", "DSO", "DUK")}
    entered(bloc, person)
    bloc.places["DUK"].refresh_from_db()
    assert {place: counted(bloc, "commitments_due", place) for place in before} == before
    for place in ("DSO", "CD"):
        held = Session.objects.create(organisation=bloc.places[place], date=DAY, kind="study", content=place)
        Attendance.objects.create(session=held, person=person, presence="present")
    assert (counted(bloc, "study_people"), counted(bloc, "study_visits")) == (1, 2)
    assert len(bloc.open("secretary", "organisations:person_list", place="YTE").context["lines"]) == 1


def paused(bloc: Bloc, person: Person, **said: str) -> Any:
    form = {"sort": "exempt", "since": "01/06/2022", "until": "", **said}
    return bloc.send("cell", "organisations:pause_create", person.pk, said=form)


def test_who_is_exempt_owes_nothing_in_that_time(bloc: Bloc, person: Person) -> None:
    entered(bloc, person)
    assert paused(bloc, person, until="31/12/2022").status_code == 302
    owing = [belonging_on(day).count() for day in (dt.date(2022, 5, 31), dt.date(2022, 6, 1), dt.date(2023, 1, 1))]
    assert owing == [2, 0, 2]
    assert "từ 01/06/2022 đến 31/12/2022" in bloc.open("cell", "portal:person", person.pk).content.decode()


def test_who_is_suspended_still_counts(bloc: Bloc, person: Person) -> None:
    assert paused(bloc, person, sort="suspended").status_code == 302
    assert belonging_on(dt.date(2022, 12, 31)).count() == 1


def test_one_exemption_at_a_time_ended_and_taken_out(bloc: Bloc, person: Person) -> None:
    paused(bloc, person)
    assert "đã được ghi từ 01/06/2022" in paused(bloc, person, since="01/01/2023").content.decode()
    assert "trước ngày sinh" in paused(bloc, person, since="01/01/1980", until="02/01/1980").content.decode()
    pause = Pause.objects.get()
    said = {"sort": "exempt", "since": "01/06/2022", "until": "30/06/2022", "version": "1"}
    assert bloc.send("cell", "organisations:pause_edit", pause.pk, said=said).status_code == 302
    assert bloc.send("sibling", "organisations:pause_remove", pause.pk, said={}, place="KBN").status_code == 404
    assert bloc.send("cell", "organisations:pause_remove", pause.pk, said={}).status_code == 302
    assert not Pause.objects.exists()


def test_whoever_sees_only_their_own_record_asks_for_a_correction(bloc: Bloc, person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(account=bloc.users["member"])
    page = bloc.open("member", "portal:person", person.pk)
    assert page.status_code == 200
    assert [link.text for link in page.context["actions"]] == ["Đề nghị sửa"]
    assert "Đưa ra" not in page.content.decode()
    assert Membership.objects.count() == 1
