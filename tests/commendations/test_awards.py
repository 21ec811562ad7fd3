"""The register of awards."""

from typing import Any, ClassVar

import pytest

from neuguong.commendations.models import Award, Round
from neuguong.organisations.models import Organisation
from tests.bloc import DAY, Bloc
from tests.registers import RegisterChecks


class TestAwards(RegisterChecks):
    stem = "commendations:"
    detail = "commendations:detail"
    model = Award
    writer = "officer"
    said: ClassVar[dict[str, Any]] = {
        "organisation": "Chi bộ Chi cục Dân số (DSO)",
        "subject": "collective",
        "name": "Phòng Truyền thông",
        "body": "Đảng ủy Sở Y tế",
        "form": "Giấy khen",
        "decision_number": "12-QĐ/ĐU",
        "decided_on": "05/03/2023",
    }
    shown = "12-QĐ/ĐU"
    change = ({"form": "Biểu dương"}, "Biểu dương")
    wrong = ({"decided_on": "31/02/2023"}, "«31/02/2023» không phải là ngày có thật")

    def write(self, bloc: Bloc, index: int, code: str = "DSO") -> Award:
        return Award.objects.create(
            organisation=bloc.places[code],
            subject="collective",
            name=f"Tập thể {index}",
            body="Đảng ủy Sở Y tế",
            body_organisation=bloc.places["YTE"],
            form="Giấy khen",
            decided_on=DAY,
            counted_on=DAY,
        )

    def typed(self, bloc: Bloc, **other: Any) -> Award:
        """Enter an award with some of it typed otherwise."""
        answer = bloc.send("officer", "commendations:create", said={**self.said, **other})
        assert answer.status_code == 302, answer.context["form"].errors
        return Award.objects.latest("pk")

    def test_the_body_is_recognised_by_name_and_by_code(self, bloc: Bloc) -> None:
        assert self.typed(bloc).body_organisation == bloc.places["YTE"]
        assert self.typed(bloc, body="DUK", name="Phòng Hai").body_organisation == bloc.places["DUK"]

    def test_an_outside_body_says_so(self, bloc: Bloc) -> None:
        award = self.typed(bloc, body="Ủy ban nhân dân tỉnh")
        assert award.body_organisation is None
        page = bloc.open("cell", self.detail, award.pk).content.decode()
        assert "Ủy ban nhân dân tỉnh (ngoài hệ thống)" in page
        assert "(ngoài hệ thống)" not in bloc.open("cell", self.detail, self.typed(bloc).pk).content.decode()

    def test_a_body_that_may_be_several_is_asked_about(self, bloc: Bloc) -> None:
        Organisation.objects.filter(code__in=["KBN", "BAO"]).update(name="Chi bộ Văn phòng")
        said = {**self.said, "body": "Chi ủy Văn phòng"}
        answer = bloc.send("officer", "commendations:create", said=said)
        assert answer.status_code == 422
        assert {"KBN", "BAO"} <= set(
            answer.context["form"].errors["body"][0].replace(",", " ").replace(".", " ").split()
        )
        # Who stands elsewhere is not told which.
        answer = bloc.send("cell", "commendations:create", said=said)
        assert answer.context["form"].errors["body"] == [
            "«Chi ủy Văn phòng» là tên của nhiều tổ chức. Ghi mã thay cho tên."
        ]
        assert not Award.objects.exists()

    def test_a_person_of_the_lists_gives_the_name(self, bloc: Bloc) -> None:
        person = bloc.person("Lò Thị Mây", "007")
        award = self.typed(bloc, subject="person", person="Lò Thị Mây (007)", name="")
        assert (award.person, award.name) == (person, "Lò Thị Mây")

    @pytest.mark.parametrize(
        ("other", "field"),
        [
            ({"name": ""}, "name"),
            ({"person": "Lò Thị Mây (007)"}, "subject"),
            ({"person": "Ma Văn Bản (008)", "subject": "person"}, "person"),
        ],
    )
    def test_who_is_commended_must_be_clear(self, bloc: Bloc, other: dict[str, str], field: str) -> None:
        bloc.person("Lò Thị Mây", "007")
        bloc.person("Ma Văn Bản", "008", "BAO")
        answer = bloc.send("cell", "commendations:create", said={**self.said, **other})
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [field]

    def test_an_award_is_entered_once(self, bloc: Bloc) -> None:
        self.typed(bloc)
        answer = bloc.send("cell", "commendations:create", said=self.said)
        assert answer.status_code == 422
        assert "Khen thưởng này đã có trong sổ." in answer.content.decode()

    def test_an_award_of_a_round_counts_in_its_stage(self, bloc: Bloc) -> None:
        round = Round.objects.create(name="Sơ kết", stage="2022", since="2022-01-01", until="2022-12-31")
        award = self.typed(bloc, round="Sơ kết")
        assert award.round == round
        assert f"{award.counted_on}" == "2022-12-31"
        chosen = bloc.open("cell", "commendations:list", round=round.pk)
        assert [line.pk for line in chosen.context["lines"]] == [award.pk]
        assert bloc.open("cell", "commendations:list").context["lines"] == []

    @pytest.mark.parametrize("asked", ["9" * 30, "x", "²", "٣"])
    def test_what_is_no_round_in_the_address_breaks_nothing(self, bloc: Bloc, asked: str) -> None:
        self.write(bloc, 1)
        assert bloc.open("cell", "commendations:list", round=asked).status_code == 200
        assert bloc.open("cell", "commendations:create", round=asked).context["form"]["round"].value() is None

    @pytest.mark.parametrize(
        ("name", "body", "given"),
        [
            ("cell", "DSO", True),
            ("cell", "Đảng ủy Sở Y tế", False),
            ("cell", "DUK", False),
            ("cell", "Ủy ban nhân dân tỉnh", False),
            ("secretary", "DSO", True),
            ("secretary", "YTE", True),
            ("secretary", "DUK", False),
            ("secretary", "Ủy ban nhân dân tỉnh", False),
            ("officer", "DUK", True),
            ("officer", "Ủy ban nhân dân tỉnh", True),
        ],
    )
    def test_an_award_is_entered_by_whom_it_or_a_higher_one_gives(
        self, bloc: Bloc, name: str, body: str, given: bool
    ) -> None:
        answer = bloc.send(name, "commendations:create", said={**self.said, "body": body})
        assert answer.status_code == (302 if given else 422)
        assert Award.objects.exists() == given
        assert given or "do cơ quan đó hoặc cấp trên ghi vào sổ" in answer.content.decode()

    def test_nor_is_it_made_another_bodys_or_changed_or_taken_out(self, bloc: Bloc) -> None:
        theirs, mine = self.write(bloc, 1), self.write(bloc, 2)
        Award.objects.filter(pk=mine.pk).update(body="DSO", body_organisation=bloc.places["DSO"])
        assert bloc.open("cell", self.detail, theirs.pk).context["actions"] == ()
        for page in ("edit", "remove"):
            assert (
                bloc.send("cell", f"{self.stem}{page}", theirs.pk, said={**self.said, "version": 1}).status_code == 403
            )
        answer = bloc.send("cell", f"{self.stem}edit", mine.pk, said={**self.said, "version": 1})
        assert answer.status_code == 422
        assert [award.body for award in Award.objects.order_by("pk")] == ["Đảng ủy Sở Y tế", "DSO"]
        assert bloc.send("cell", f"{self.stem}remove", mine.pk, said={}).status_code == 302
