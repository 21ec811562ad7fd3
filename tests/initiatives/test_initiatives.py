"""The register of models."""

from typing import Any, ClassVar

from neuguong.initiatives.models import Initiative
from tests.bloc import DAY, Bloc
from tests.registers import RegisterChecks


class TestInitiatives(RegisterChecks):
    stem = "initiatives:"
    detail = "initiatives:detail"
    model = Initiative
    said: ClassVar[dict[str, Any]] = {
        "organisation": "Chi bộ Chi cục Dân số (DSO)",
        "code": "MH-07",
        "name": "Một cửa thân thiện",
        "holder": "collective",
        "level": "grassroots",
        "registered_on": "05/03/2023",
        "baseline": "30 phút",
        "target": "15 phút",
    }
    shown = "Một cửa thân thiện"
    change = ({"result": "12 phút"}, "12 phút")
    wrong = ({"recognised_on": "01/03/2023"}, "Ngày công nhận phải bằng hoặc sau ngày đăng ký.")

    def write(self, bloc: Bloc, index: int, code: str = "DSO") -> Initiative:
        return Initiative.objects.create(
            organisation=bloc.places[code], code=f"MH{index}", name=f"Mô hình {index}", registered_on=DAY
        )

    def test_those_who_took_it_up_are_listed_as_far_as_one_sees(self, bloc: Bloc) -> None:
        origin, near, far = (self.write(bloc, index, code) for index, code in enumerate(("DSO", "KBN", "BAO")))
        Initiative.objects.filter(pk__in=[near.pk, far.pk]).update(adopted_from=origin)
        for name, seen in (("cell", []), ("secretary", [near.name]), ("officer", [near.name, far.name])):
            blocks = bloc.open(name, self.detail, origin.pk).context["blocks"]
            assert [item.text for block in blocks for item in block.items] == seen

    def test_a_model_of_the_own_organisation_is_not_taken_up(self, bloc: Bloc) -> None:
        origin = self.write(bloc, 1)
        answer = bloc.send("cell", f"{self.stem}create", said={**self.said, "adopted_from": str(origin.code)})
        assert answer.status_code == 422
        assert "phải là của tổ chức khác" in answer.content.decode()

    def test_a_model_that_others_follow_stays(self, bloc: Bloc) -> None:
        origin, follower = self.write(bloc, 1), self.write(bloc, 2, "KBN")
        Initiative.objects.filter(pk=follower.pk).update(adopted_from=origin)
        answer = bloc.send("cell", f"{self.stem}remove", origin.pk, said={})
        assert answer.status_code == 422
        assert "Chưa xóa được" in answer.content.decode()
