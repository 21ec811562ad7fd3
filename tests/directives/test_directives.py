"""The register of documents."""

from itertools import pairwise
from typing import Any, ClassVar

import pytest

from neuguong.directives.models import Directive, Task
from tests.bloc import DAY, Bloc
from tests.registers import RegisterChecks


class TestDirectives(RegisterChecks):
    stem = "directives:"
    detail = "directives:detail"
    model = Directive
    said: ClassVar[dict[str, Any]] = {
        "organisation": "Chi bộ Chi cục Dân số (DSO)",
        "kind": "Kế hoạch",
        "number": "07-KH/CB",
        "date": "05/03/2023",
        "issuer": "Chi ủy Chi cục Dân số",
        "abstract": "Học tập và làm theo Bác năm 2023",
    }
    shown = "Học tập và làm theo Bác năm 2023"
    change = ({"abstract": "Học và làm theo Bác ở cơ sở"}, "Học và làm theo Bác ở cơ sở")
    wrong = ({"kind": "Thư mời"}, "Loại")

    def write(self, bloc: Bloc, index: int, code: str = "DSO") -> Directive:
        return Directive.objects.create(
            organisation=bloc.places[code],
            kind="Kế hoạch",
            number=f"{index}-KH/{code}",
            date=DAY,
            issuer=bloc.places[code].name,
            issued_by=bloc.places[code],
            abstract=f"Kế hoạch số {index} của {code}",
        )

    def listed(self, bloc: Bloc, name: str, **query: str) -> set[Any]:
        """Return the keys of the documents that `name` finds with a filter."""
        return {line.pk for line in bloc.open(name, "directives:list", **query).context["lines"]}

    def test_what_the_place_issued_is_told_from_what_it_received(self, bloc: Bloc) -> None:
        own, other, outside = (self.write(bloc, index) for index in range(3))
        Directive.objects.filter(pk=other.pk).update(issued_by=bloc.places["DUK"])
        Directive.objects.filter(pk=outside.pk).update(issued_by=None)
        assert self.listed(bloc, "cell", origin="issued") == {own.pk}
        assert self.listed(bloc, "cell", origin="received") == {other.pk, outside.pk}

    def test_the_issuer_is_recognised(self, bloc: Bloc) -> None:
        record = self.entered(bloc)
        assert record == Directive.objects.get(issued_by=bloc.places["DSO"])
        assert bloc.send("cell", "directives:create", said={**self.said, "issuer": "Bộ Chính trị"}).status_code == 302
        assert Directive.objects.get(issuer="Bộ Chính trị").issued_by is None

    def test_an_issuer_that_may_be_several_is_asked_about(self, bloc: Bloc) -> None:
        for code in ("YTE", "BAO"):
            type(bloc.places[code]).objects.filter(pk=bloc.places[code].pk).update(name="Chi bộ Văn phòng")
        answer = bloc.send(
            "cell", "directives:create", said={**self.said, "issuer": "Chi bộ Văn phòng", "organisation": "DSO"}
        )
        assert answer.status_code == 302
        type(bloc.places["KBN"]).objects.filter(pk=bloc.places["KBN"].pk).update(name="Chi bộ Văn phòng Sở")
        type(bloc.places["BAO"]).objects.filter(pk=bloc.places["BAO"].pk).update(name="Chi bộ Văn phòng Sở")
        said = {**self.said, "issuer": "Chi bộ Văn phòng Sở"}
        for name, told in (("officer", {"BAO", "KBN"}), ("cell", set())):
            answer = bloc.send(name, "directives:create", said=said)
            (error,) = answer.context["form"].non_field_errors()
            assert answer.status_code == 422
            assert {code for code in ("BAO", "KBN") if code in error} == told

    def test_documents_bind_downwards_and_are_read_there(self, bloc: Bloc) -> None:
        upper, own, sibling = (self.write(bloc, index, code) for index, code in enumerate(("DUK", "DSO", "KBN")))
        assert self.listed(bloc, "cell") == {own.pk}
        assert self.listed(bloc, "cell", whose="above") == {upper.pk}
        assert bloc.open("cell", self.detail, upper.pk).status_code == 200
        assert bloc.open("cell", self.detail, sibling.pk).status_code == 404
        for page in ("edit", "remove"):
            assert bloc.open("cell", f"directives:{page}", upper.pk).status_code == 403
            assert bloc.send("cell", f"directives:{page}", upper.pk, said=self.said).status_code == 403

    def test_the_own_register_is_told_from_those_below(self, bloc: Bloc) -> None:
        own, _below = self.write(bloc, 1, "YTE"), self.write(bloc, 2, "DSO")
        assert self.listed(bloc, "secretary", place="YTE", whose="own") == {own.pk}

    def test_plans_below_are_listed_as_far_as_one_sees(self, bloc: Bloc) -> None:
        upper, near, far = (self.write(bloc, index, code) for index, code in enumerate(("DUK", "DSO", "BAO")))
        Directive.objects.filter(pk__in=[near.pk, far.pk]).update(concretises=upper)
        for name, place, seen in (("cell", "DSO", [near]), ("foreign", "BAO", [far]), ("officer", "DUK", [far, near])):
            page = bloc.open(name, self.detail, upper.pk, place=place)
            items = [item for block in page.context["blocks"] for item in block.items]
            assert [(item.text, item.hint, item.value) for item in items] == [
                (plan.organisation.name, str(plan), DAY) for plan in seen
            ]
        assert self.listed(bloc, "officer", place="DUK", upper=f"Kế hoạch 0-KH/DUK ({upper.pk})") == {near.pk, far.pk}

    def test_a_plan_begins_with_what_it_carries_out(self, bloc: Bloc) -> None:
        upper = self.write(bloc, 1, "DUK")
        steps = bloc.open("cell", self.detail, upper.pk).context["actions"]
        form = bloc.client("cell").get(steps[0].href).context["form"]
        assert form["concretises"].value() == f"{upper} ({upper.pk})"
        answer = bloc.send("cell", "directives:create", said={**self.said, "concretises": f"1-KH ({upper.pk})"})
        assert answer.status_code == 302
        page = bloc.open("cell", self.detail, Directive.objects.latest("pk").pk).content.decode()
        assert f"Kế hoạch 1-KH/DUK, {DAY:%d/%m/%Y}" in page

    @pytest.mark.parametrize("asked", ["9" * 30, "x", "²", ""])
    def test_what_is_no_document_in_the_address_is_passed_over(self, bloc: Bloc, asked: str) -> None:
        assert bloc.open("cell", "directives:create", concretises=asked).context["form"]["concretises"].value() is None

    def test_a_hidden_document_is_not_told_by_the_address(self, bloc: Bloc) -> None:
        hidden = self.write(bloc, 1, "BAO")
        assert hidden.number not in bloc.open("cell", "directives:create", concretises=hidden.pk).content.decode()

    def test_a_plan_carries_out_only_what_binds_its_organisation(self, bloc: Bloc) -> None:
        sideways = self.write(bloc, 1, "BAO")
        said = {**self.said, "concretises": str(sideways.pk)}
        answer = bloc.send("officer", "directives:create", said=said, place="DUK")
        assert answer.status_code == 422
        assert "hoặc của cấp trên" in answer.content.decode()
        stored = self.write(bloc, 2)
        Directive.objects.filter(pk=stored.pk).update(concretises=sideways)
        assert bloc.send("officer", "directives:edit", stored.pk, said={**said, "version": 1}).status_code == 302

    def test_a_document_that_others_carry_out_stays(self, bloc: Bloc) -> None:
        upper, lower = self.write(bloc, 1), self.write(bloc, 2)
        Directive.objects.filter(pk=lower.pk).update(concretises=upper)
        Task.objects.create(organisation=bloc.places["DSO"], title="Việc", due=DAY, directive=upper)
        answer = bloc.send("cell", "directives:remove", upper.pk, said={})
        assert answer.status_code == 422
        assert "còn nhiệm vụ, văn bản gắn với" in answer.content.decode()

    @pytest.mark.parametrize("length", [1, 2, 3])
    def test_documents_do_not_carry_each_other_out_in_a_ring(self, bloc: Bloc, length: int) -> None:
        chain = [self.write(bloc, index) for index in range(length)]
        for lower, upper in pairwise(chain):
            Directive.objects.filter(pk=lower.pk).update(concretises=upper)
        said = {**self.said, "concretises": str(chain[0].pk), "version": 1}
        answer = bloc.send("cell", "directives:edit", chain[-1].pk, said=said)
        assert answer.status_code == 422
        assert "cụ thể hóa chính" in answer.content.decode()
        assert Directive.objects.get(pk=chain[-1].pk).concretises is None
