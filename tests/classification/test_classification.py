"""The register of yearly ranks."""

from typing import Any, ClassVar

import pytest

from neuguong.classification.models import Classification, Rank
from neuguong.organisations.models import Person
from tests.bloc import Bloc
from tests.registers import RegisterChecks


class TestClassifications(RegisterChecks):
    stem = "classification:"
    detail = "classification:detail"
    model = Classification
    writer = "officer"
    said: ClassVar[dict[str, Any]] = {
        "organisation": "Chi bộ Chi cục Dân số (DSO)",
        "year": "2023",
        "own": "excellent",
        "decided": "good",
        "points": "87,5",
    }
    shown = "Hoàn thành tốt nhiệm vụ"
    change = ({"decided": "completed"}, "Hoàn thành nhiệm vụ")
    wrong = ({"points": "101"}, "Điểm từ 0 đến 100.")

    def write(self, bloc: Bloc, index: int, code: str = "DSO") -> Classification:
        """Ranks are once a year and organisation, so all but the first are of people."""
        person = Person(code=f"{code}{index}", full_name=f"Người {index}")
        person.clean()
        person.save()
        first = not Classification.objects.filter(organisation=bloc.places[code], year=2023).exists()
        owner = None if first else person
        return Classification.objects.create(organisation=bloc.places[code], year=2023, decided=Rank.GOOD, person=owner)

    def ranked(self, bloc: Bloc, code: str, rank: Rank, person: Person | None = None) -> Classification:
        """Write a rank of 2023."""
        return Classification.objects.create(organisation=bloc.places[code], year=2023, decided=rank, person=person)

    def test_counts_of_organisations_open(self, bloc: Bloc) -> None:
        person = bloc.person("Lò Thị Mây", "007")
        self.ranked(bloc, "DSO", Rank.EXCELLENT)
        self.ranked(bloc, "KBN", Rank.FAILED)
        self.ranked(bloc, "BAO", Rank.EXCELLENT)
        self.ranked(bloc, "DSO", Rank.EXCELLENT, person)
        page = bloc.open("officer", "classification:list", place="YTE")
        assert [figure.value for _words, figure in page.context["ranks"]] == [2, 1, 0, 0, 1]
        assert '<a class="figure" href="/o/YTE/2023/figures/ranked_excellent/"' in page.content.decode()

    def test_a_part_of_the_list_does_not_count_again(self, bloc: Bloc) -> None:
        address = "/o/DSO/2023/classification/"
        page = bloc.client("cell").get(address, headers={"HX-Request": "true", "HX-Target": "register"})
        assert page.status_code == 200
        assert "ranks" not in page.context

    def test_ranks_of_people_are_for_those_who_keep_the_lists(self, bloc: Bloc) -> None:
        person = bloc.person("Lò Thị Mây", "007")
        organisation, own = self.ranked(bloc, "DSO", Rank.GOOD), self.ranked(bloc, "DSO", Rank.COMPLETED, person)
        for name, seen in (("cell", {organisation.pk, own.pk}), ("member", {organisation.pk})):
            assert {line.pk for line in bloc.open(name, "classification:list").context["lines"]} == seen
        assert bloc.open("member", self.detail, organisation.pk).status_code == 200
        assert bloc.open("member", self.detail, own.pk).status_code == 404
        person.account = bloc.users["member"]
        person.save()
        assert bloc.open("member", self.detail, own.pk).status_code == 200

    @pytest.mark.parametrize(
        ("query", "seen"),
        [
            ({}, "abc"),
            ({"when": "2022"}, "c"),
            ({"when": "all"}, "abcd"),
            ({"when": "9" * 30}, ""),
            ({"decided": "good"}, "ac"),
            ({"of": "person"}, "b"),
            ({"of": "organisation"}, "ac"),
            ({"q": "may"}, "b"),
            ({"q": "chi cuc dan so"}, "abc"),
        ],
    )
    def test_filters_narrow(self, bloc: Bloc, query: dict[str, str], seen: str) -> None:
        person = bloc.person("Lò Thị Mây", "007")
        rows = {"a": (2023, Rank.GOOD, None), "b": (2023, Rank.FAILED, person)}
        rows |= {"c": (2022, Rank.GOOD, None), "d": (2019, Rank.COMPLETED, None)}
        keys = {
            name: Classification.objects.create(
                organisation=bloc.places["DSO"], year=year, decided=rank, person=owner
            ).pk
            for name, (year, rank, owner) in rows.items()
        }
        address = "/o/DSO/2022..2023/classification/"
        page = bloc.client("cell").get(address, query)
        assert {line.pk for line in page.context["lines"]} == {keys[name] for name in seen}

    def test_a_year_is_ranked_once(self, bloc: Bloc) -> None:
        self.entered(bloc)
        answer = bloc.send("cell", "classification:create", said=self.said)
        assert answer.status_code == 422
        assert "Tổ chức đã được xếp loại năm đó." in answer.content.decode()

    def test_a_new_form_holds_the_place_and_the_year(self, bloc: Bloc) -> None:
        form = bloc.open("cell", "classification:create").context["form"]
        assert form["year"].value() == 2023
        assert form["organisation"].value() == "Chi bộ Chi cục Dân số (DSO)"

    @pytest.mark.parametrize(
        ("name", "place", "decides"),
        [
            ("cell", "DSO", False),
            ("secretary", "YTE", False),
            ("secretary", "DSO", True),
            ("officer", "YTE", True),
            ("officer", "DUK", True),
        ],
    )
    def test_a_body_does_not_write_what_is_decided_about_it(
        self, bloc: Bloc, name: str, place: str, decides: bool
    ) -> None:
        said = {**self.said, "organisation": f"{bloc.places[place].name} ({place})"}
        answer = bloc.send(name, f"{self.stem}create", said=said, place=place)
        assert (answer.status_code, Classification.objects.exists()) == ((302, True) if decides else (422, False))
        assert decides or "do cấp trên ghi" in answer.content.decode()

    def test_a_body_says_its_own_rank_until_it_is_decided(self, bloc: Bloc) -> None:
        own = {name: value for name, value in self.said.items() if name != "decided"}
        assert bloc.send("cell", f"{self.stem}create", said=own).status_code == 302
        record = Classification.objects.get()
        assert "chưa quyết định" in bloc.open("cell", f"{self.stem}list", decided="open").content.decode()
        better = {**own, "proposed": "good", "version": 1}
        assert bloc.send("cell", f"{self.stem}edit", record.pk, said={**better, "decided": "good"}).status_code == 422
        assert bloc.send("cell", f"{self.stem}edit", record.pk, said=better).status_code == 302
        decided = {**better, "decided": "good", "version": 2}
        assert bloc.send("secretary", f"{self.stem}edit", record.pk, said=decided).status_code == 302
        for page in ("edit", "remove"):
            assert bloc.send("cell", f"{self.stem}{page}", record.pk, said={**better, "version": 3}).status_code == 403
        assert Classification.objects.get().decided == "good"

    def test_a_persons_rank_does_not_become_the_bodys(self, bloc: Bloc) -> None:
        person = bloc.person("Lò Thị Mây", "007")
        record = self.ranked(bloc, "DSO", Rank.GOOD, person)
        said = {**self.said, "person": "", "version": 1}
        assert bloc.send("cell", f"{self.stem}edit", record.pk, said=said).status_code == 422
        assert Classification.objects.get().person == person

    def test_some_rank_is_said(self, bloc: Bloc) -> None:
        said = {**self.said, "own": "", "decided": ""}
        answer = bloc.send("secretary", f"{self.stem}create", said=said)
        assert answer.status_code == 422
        assert "Ghi ít nhất một mức" in answer.content.decode()
