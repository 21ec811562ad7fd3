"""The register of exemplars."""

from typing import Any, ClassVar

from neuguong.initiatives.models import Exemplar
from neuguong.ui.http import at
from tests.bloc import DAY, Bloc
from tests.registers import RegisterChecks


class TestExemplars(RegisterChecks):
    stem = "initiatives:exemplar_"
    detail = "initiatives:exemplar"
    model = Exemplar
    said: ClassVar[dict[str, Any]] = {
        "organisation": "Chi bộ Chi cục Dân số (DSO)",
        "subject": "person",
        "name": "Hoàng Thị Mỷ",
        "registered_on": "05/03/2023",
        "level": "grassroots",
        "merit": "Vận động bà con tiêm chủng đủ",
    }
    shown = "Hoàng Thị Mỷ"
    change = ({"level": "province"}, "Tỉnh")
    wrong = ({"registered_on": "31/02/2023"}, "«31/02/2023» không phải là ngày có thật")

    def write(self, bloc: Bloc, index: int, code: str = "DSO") -> Exemplar:
        return Exemplar.objects.create(
            organisation=bloc.places[code], subject="person", name=f"Điển hình {index}", registered_on=DAY
        )

    def test_a_person_of_the_lists_gives_the_name_and_leads_to_their_page(self, bloc: Bloc) -> None:
        person = bloc.person("Lò Thị Mây", "007")
        said = {**self.said, "person": "Lò Thị Mây (007)", "name": ""}
        assert bloc.send("cell", f"{self.stem}create", said=said).status_code == 302
        record = Exemplar.objects.get()
        assert (record.person, record.name) == (person, "Lò Thị Mây")
        address = at("DSO", "2023", "portal:person", person.pk)
        assert address in bloc.open("cell", self.detail, record.pk).content.decode()
        assert address not in bloc.open("member", self.detail, record.pk).content.decode()

    def test_a_collective_is_nobody(self, bloc: Bloc) -> None:
        bloc.person("Lò Thị Mây", "007")
        said = {**self.said, "person": "Lò Thị Mây (007)", "subject": "collective"}
        answer = bloc.send("cell", f"{self.stem}create", said=said)
        assert answer.status_code == 422
        assert "Đối tượng là tập thể" in answer.content.decode()

    def test_a_person_of_another_organisation_cannot_be_chosen(self, bloc: Bloc) -> None:
        bloc.person("Lò Thị Mây", "007", "BAO")
        answer = bloc.send("cell", f"{self.stem}create", said={**self.said, "person": "Lò Thị Mây (007)"})
        assert answer.status_code == 422
        assert "Không tìm thấy" in answer.content.decode()
