"""A document that is marked secret is refused at every door, with the reason; ordinary words pass."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from neuguong.core.actor import SYSTEM
from neuguong.directives.actions import enter_directive
from neuguong.directives.models import Directive
from tests.bloc import DAY, Bloc, found_bloc
from tests.interchange.books import TREE, take, taken

SAID: dict[str, Any] = {
    "organisation": "Chi bộ Chi cục Dân số (DSO)",
    "kind": "Kế hoạch",
    "number": "07-KH/CB",
    "date": "05/03/2023",
    "issuer": "Chi ủy Chi cục Dân số",
    "abstract": "Bảo vệ bí mật nhà nước; nuôi ong lấy mật",
}
SECRET = [
    ("number", "07-KH/CB-M"),
    ("number", "07-KH/CB (TM)"),
    ("abstract", "[MẬT] Kế hoạch"),
    ("abstract", "toi mat"),
]


@pytest.fixture
def bloc(db: None) -> Bloc:
    return found_bloc()


def test_ordinary_words_pass(bloc: Bloc) -> None:
    assert bloc.send("cell", "directives:create", said=SAID).status_code == 302


@pytest.mark.parametrize(("field", "text"), SECRET)
def test_the_form_refuses_beside_the_field(bloc: Bloc, field: str, text: str) -> None:
    answer = bloc.send("cell", "directives:create", said={**SAID, field: text})
    assert answer.status_code == 422
    assert "Phần mềm không lưu tài liệu mật" in answer.context["form"].errors[field][0]
    assert not Directive.objects.exists()


def test_a_correction_is_refused_too(bloc: Bloc) -> None:
    bloc.send("cell", "directives:create", said=SAID)
    record = Directive.objects.get()
    said = {**SAID, "abstract": "TUYỆT MẬT", "version": record.version}
    assert bloc.send("cell", "directives:edit", record.pk, said=said).status_code == 422
    assert Directive.objects.get().abstract == SAID["abstract"]


def test_the_action_refuses_whoever_calls_it(bloc: Bloc) -> None:
    here = bloc.places["DSO"]
    record = Directive(
        organisation=here, kind="Kế hoạch", number="1-KH/CB", date=DAY, issuer=here.name, abstract="Độ mật: Mật"
    )
    with pytest.raises(ValidationError, match="Phần mềm không lưu tài liệu mật"):
        enter_directive(actor=SYSTEM, directive=record)


ROW: dict[str, Any] = {
    "Số ký hiệu": "07-KH/CB",
    "Ngày": dt.date(2023, 3, 5),
    "Cơ quan ban hành": "Chi bộ Văn phòng",
    "Loại": "Kế hoạch",
    "Trích yếu": "Bảo vệ bí mật nhà nước; giảm mật độ dân cư",
    "Mã tổ chức": "0011",
}
COLUMNS = {"number": "Số ký hiệu", "abstract": "Trích yếu"}


@pytest.mark.parametrize(("field", "text"), [*SECRET, ("kind", "Mật")])
def test_a_workbooks_row_is_refused_with_its_place(db: None, field: str, text: str) -> None:
    taken(TREE)
    column = {**COLUMNS, "kind": "Loại"}[field]
    report = take({"Văn bản": [ROW, {**ROW, "Số ký hiệu": "08-KH/CB", column: text}]}, partial=True)
    problem = report.errors[0]
    assert (problem.sheet, problem.row, problem.column) == ("Văn bản", 3, column)
    assert "Phần mềm không lưu tài liệu mật" in problem.message
    assert [one.number for one in Directive.objects.all()] == ["07-KH/CB"]
