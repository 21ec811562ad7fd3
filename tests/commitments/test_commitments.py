"""The register of commitments: facts for who keeps the lists, content for the writer and their cell."""

import datetime as dt
from typing import Any, ClassVar

import pytest

from neuguong.audit.models import Entry
from neuguong.commitments import rules
from neuguong.commitments.models import Commitment
from neuguong.organisations.models import Membership
from tests.bloc import DAY, Bloc, found_bloc
from tests.registers import MOST_QUERIES, RegisterChecks

SECRET = "Bớt nóng nảy khi tiếp dân"


class TestCommitments(RegisterChecks):
    stem = "commitments:"
    detail = "commitments:detail"
    model = Commitment
    said: ClassVar[dict[str, Any]] = {"person": "001", "years": "2023", "signed_on": "10/01/2023"}
    shown = "Lò Thị Mây"
    change = ({"signed_on": "12/01/2023"}, "12/01/2023")
    wrong = ({"years": "hai ba"}, "«hai ba» không phải là năm")

    def write(self, bloc: Bloc, index: int, code: str = "DSO") -> Commitment:
        person = bloc.person(f"Lường Văn Tính {index}", f"T{index}", code)
        return Commitment.objects.create(
            person=person,
            organisation=bloc.places[code],
            first_year=2023,
            last_year=2023,
            signed_on=DAY,
            content=SECRET,
            result="partly",
        )

    @pytest.fixture(autouse=True)
    def somebody(self, bloc: Bloc) -> None:
        bloc.person("Lò Thị Mây", "001")

    def test_content_and_result_are_for_the_cell_alone(self, bloc: Bloc) -> None:
        record = self.write(bloc, 1)
        for name, seen in (("cell", True), ("secretary", True), ("officer", False), ("inspector", False)):
            page = bloc.open(name, self.detail, record.pk).content.decode()
            assert (SECRET in page) is seen
            assert ("Đạt một phần" in page) is seen
            assert ("Đạt một phần" in bloc.open(name, "commitments:list").content.decode()) is seen
            assert "10/03/2023" in page

    def test_the_history_does_not_tell_what_the_page_hides(self, bloc: Bloc) -> None:
        record = self.write(bloc, 1)
        said = {"years": "2023", "signed_on": "10/03/2023", "content": "Khác hẳn", "result": "met", "version": 1}
        assert bloc.send("cell", "commitments:edit", record.pk, said=said).status_code == 302
        page = bloc.open("officer", self.detail, record.pk).content.decode()
        assert "Khác hẳn" not in page
        assert SECRET not in page
        assert SECRET in bloc.open("cell", self.detail, record.pk).content.decode()

    def test_the_office_above_enters_facts_and_leaves_the_content(self, bloc: Bloc) -> None:
        record = self.write(bloc, 1)
        page = bloc.open("officer", "commitments:edit", record.pk)
        assert set(page.context["form"].fields) == {"years", "signed_on", "version"}
        said = {"years": "2023", "signed_on": "15/03/2023", "content": "", "result": "", "version": 1}
        assert bloc.send("officer", "commitments:edit", record.pk, said=said).status_code == 302
        record.refresh_from_db()
        assert (record.signed_on, record.content, record.result) == (dt.date(2023, 3, 15), SECRET, "partly")

    def test_a_reading_by_someone_else_is_noted_where_the_writer_sees_it(self, bloc: Bloc) -> None:
        record = self.write(bloc, 1)
        record.person.account = bloc.users["member"]
        record.person.save()
        bloc.open("cell", self.detail, record.pk)
        bloc.open("officer", self.detail, record.pk)
        page = bloc.open("member", self.detail, record.pk).content.decode()
        assert SECRET in page
        assert "Mở đọc" in page
        read = Entry.objects.filter(event="commitment.read", subject_id=record.pk)
        assert [entry.actor_id for entry in read] == [bloc.users["cell"].pk]

    def test_a_member_sees_their_own_alone(self, bloc: Bloc) -> None:
        own, other = self.write(bloc, 1), self.write(bloc, 2)
        own.person.account = bloc.users["member"]
        own.person.save()
        found = [line.pk for line in bloc.open("member", "commitments:list").context["lines"]]
        assert found == [own.pk]
        assert bloc.open("member", self.detail, other.pk).status_code == 404

    def test_one_and_many_are_readable_alike(self, bloc: Bloc) -> None:
        records = [self.write(bloc, index, code) for index, code in enumerate(("DUK", "YTE", "DSO", "BAO"))]
        for name in ("officer", "secretary", "cell", "member", "inspector"):
            actor = bloc.actor(name)
            found = set(Commitment.objects.filter(rules.readable_by(actor)))
            assert found == {record for record in records if rules.can_read_content(actor, record)}

    def test_it_stands_where_the_person_belonged_when_it_was_signed(self, bloc: Bloc) -> None:
        person = bloc.person("Giàng A Páo", "002", "KBN")
        Membership.objects.filter(person=person).update(until=dt.date(2023, 6, 30))
        Membership.objects.create(person=person, organisation=bloc.places["DSO"], since=dt.date(2023, 7, 1))
        said = {"person": "002", "years": "2023", "signed_on": "15/02/2023"}
        assert bloc.send("secretary", "commitments:create", said=said).status_code == 302
        assert Commitment.objects.get().organisation == bloc.places["KBN"]

    def test_a_plan_covers_a_term(self, bloc: Bloc) -> None:
        assert bloc.send("cell", "commitments:create", said={**self.said, "years": "2021-2025"}).status_code == 302
        record = Commitment.objects.get()
        assert (record.first_year, record.last_year) == (2021, 2025)
        assert bloc.open("cell", "commitments:list", sort="plan").context["page"].paginator.count == 1

    @pytest.mark.parametrize(
        ("said", "told"),
        [
            ({"years": "2025-2021"}, "Năm cuối phải bằng hoặc sau năm đầu."),
            ({"signed_on": "01/02/2024"}, "Ngày ký ở sau hôm nay."),
            ({"person": "999"}, "Không tìm thấy"),
        ],
    )
    def test_what_cannot_be_is_told(self, bloc: Bloc, said: dict[str, Any], told: str) -> None:
        answer = bloc.send("cell", "commitments:create", said={**self.said, **said})
        assert answer.status_code == 422
        assert told in answer.content.decode()

    def test_one_commitment_a_year(self, bloc: Bloc) -> None:
        self.entered(bloc)
        answer = bloc.send("cell", "commitments:create", said=self.said)
        assert answer.status_code == 422
        assert "đã có bản cam kết" in answer.content.decode()


class TestOwing:
    """Who has to have one and has not signed."""

    @pytest.fixture
    def bloc(self, db: None) -> Bloc:
        return found_bloc()

    def unsigned(self, bloc: Bloc, name: str, **query: Any) -> list[str]:
        lines = bloc.open(name, "commitments:list", signed="no", **query).context["lines"]
        return [line.cells[0].html for line in lines]

    def test_those_who_have_none_or_have_not_signed(self, bloc: Bloc) -> None:
        people = [bloc.person(name, str(index)) for index, name in enumerate(("Hà An", "Hà Bình", "Hà Chi"))]
        years = {"organisation": bloc.places["DSO"], "first_year": 2023, "last_year": 2023}
        Commitment.objects.create(person=people[0], signed_on=DAY, **years)
        Commitment.objects.create(person=people[1], **years)
        assert self.unsigned(bloc, "cell") == ["Hà Bình", "Hà Chi"]
        page = bloc.open("cell", "commitments:list", signed="no").content.decode()
        assert "có bản, chưa ký" in page
        assert "chưa có bản" in page

    def test_the_exempt_and_those_who_left_owe_nothing(self, bloc: Bloc) -> None:
        exempt, gone = bloc.person("Hà An", "1"), bloc.person("Hà Bình", "2")
        exempt.memberships.update(is_exempt=True)
        gone.memberships.update(until=dt.date(2023, 6, 30))
        assert self.unsigned(bloc, "cell") == []
        assert self.unsigned(bloc, "cell", when="2022") == ["Hà Bình"]

    def test_someone_in_two_organisations_owes_once(self, bloc: Bloc) -> None:
        person = bloc.person("Hà An", "1")
        Membership.objects.create(person=person, organisation=bloc.places["KBN"], is_main=False)
        assert self.unsigned(bloc, "secretary", place="YTE") == ["Hà An"]

    def test_the_list_is_as_long_as_the_figures_say(self, bloc: Bloc) -> None:
        for index in range(5):
            person = bloc.person(f"Hà An {index}", str(index))
            if index % 2:
                years = {"first_year": 2023, "last_year": 2023}
                Commitment.objects.create(person=person, organisation=bloc.places["DSO"], signed_on=DAY, **years)
        signed, due = bloc.open("cell", "commitments:list").context["pairs"][0]
        assert len(self.unsigned(bloc, "cell")) == due.value - signed.value == 3

    def test_a_plan_is_owed_apart(self, bloc: Bloc) -> None:
        person = bloc.person("Hà An", "1")
        years = {"first_year": 2021, "last_year": 2025}
        Commitment.objects.create(person=person, organisation=bloc.places["DSO"], signed_on=DAY, **years)
        assert self.unsigned(bloc, "cell", sort="plan") == []
        assert self.unsigned(bloc, "cell") == ["Hà An"]

    def test_of_a_longer_period_a_year_is_chosen(self, bloc: Bloc) -> None:
        person = bloc.person("Hà An", "1")
        years = {"first_year": 2023, "last_year": 2023}
        Commitment.objects.create(person=person, organisation=bloc.places["DSO"], signed_on=DAY, **years)
        assert self.unsigned(bloc, "cell", when="2021..2023") == []
        assert self.unsigned(bloc, "cell", when="2021..2023", year=2022) == ["Hà An"]

    def test_the_page_of_one_leads_to_the_form_filled_in(self, bloc: Bloc) -> None:
        person = bloc.person("Hà An", "1")
        membership = person.memberships.get()
        page = bloc.open("cell", "commitments:owing", membership.pk)
        assert page.context["actions"][0].href.endswith(f"?owed={membership.pk}&years=2023")
        form = bloc.client("cell").get(page.context["actions"][0].href).context["form"]
        assert form["person"].value() == "Hà An (1)"
        assert bloc.open("inspector", "commitments:owing", membership.pk).context["actions"] == []

    @pytest.mark.parametrize("name", ["sibling", "foreign", "member"])
    def test_nobody_else_is_told_who_owes(self, bloc: Bloc, name: str) -> None:
        membership = bloc.person("Hà An", "1").memberships.get()
        assert bloc.open(name, "commitments:owing", membership.pk, place="DSO").status_code == 404
        if name == "member":
            assert self.unsigned(bloc, name) == []

    @pytest.mark.parametrize("rows", [1, 3, pytest.param(1000, marks=pytest.mark.slow)])
    def test_the_list_takes_few_queries(self, bloc: Bloc, rows: int) -> None:
        for index in range(rows):
            bloc.person(f"Hà An {index}", str(index))
        assert bloc.queries("officer", "commitments:list", place="YTE", signed="no") <= MOST_QUERIES
