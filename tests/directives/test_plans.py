"""A plan begun with the provisions of the document above: entered in one step, and as a Word file."""

import io
from typing import Any

import docx
import pytest

from neuguong.directives.models import Concretisation, Directive, Provision
from tests.bloc import Bloc
from tests.directives.test_provisions import a_document, bloc

__all__ = ["bloc"]
UPPER = "I- Học tập\n1. Quán triệt Kết luận (thực hiện: Ban Tuyên giáo; hạn: 31/03/2023)\n2. Chuyên đề\nII- Làm theo"


@pytest.fixture
def upper(bloc: Bloc) -> Directive:
    return a_document(bloc, "YTE", "09-KH/ĐU", text=UPPER)


def lines(answer: Any) -> list[str]:
    assert answer.status_code == 200
    found = docx.Document(io.BytesIO(answer.content))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return [*"\n".join(cells).splitlines(), *(paragraph.text for paragraph in found.paragraphs)]


def test_a_secretary_makes_a_plan_of_the_one_above(bloc: Bloc, upper: Directive) -> None:
    page = bloc.open("cell", "directives:detail", upper.pk).content.decode()
    assert f"/directives/{upper.pk}/plan/" in page
    form = bloc.open("cell", "directives:plan", upper.pk).context["form"]
    assert form["text"].value().splitlines()[1].startswith("I.1. Quán triệt Kết luận (thực hiện: Ban Tuyên giáo")
    said = {"organisation": "Chi bộ Chi cục Dân số (DSO)", "kind": "Kế hoạch", "number": "05-KH/CB"}
    said |= {"date": "20/03/2023", "abstract": "Thực hiện Kế hoạch 09", "text": "I- Học\n1. Chi bộ quán triệt\n3. Thi"}
    answer = bloc.send("cell", "directives:plan", upper.pk, said=said)
    assert answer.status_code == 302
    plan = Directive.objects.get(number="05-KH/CB")
    assert (plan.concretises, plan.is_issued, plan.issuer) == (upper, True, "Chi bộ Chi cục Dân số")
    assert [row.number for row in Provision.objects.filter(directive=plan).order_by("place")] == ["I", "I.1", "I.3"]
    assert [(row.upper.number, row.lower.number) for row in Concretisation.objects.all()] == [("I.1", "I.1")]
    told = lines(bloc.open("cell", "directives:plan_word", plan.pk))
    assert "Số 05-KH/CB" in told
    assert "1. Chi bộ quán triệt." in told


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"organisation": "Chi bộ Báo tỉnh (BAO)"}, "Không tìm thấy"),
        ({"text": "Chưa có số"}, "chưa có số"),
        ({"text": "1. Báo cáo (TỐI MẬT)"}, "Có dấu mật"),
        ({"date": "31/02/2023"}, "không phải là ngày có thật"),
        ({"number": "05-KH/CB-M"}, "Có dấu mật"),
    ],
)
def test_nothing_is_half_written(bloc: Bloc, upper: Directive, wrong: dict[str, str], told: str) -> None:
    said = {"organisation": "Chi bộ Chi cục Dân số (DSO)", "kind": "Kế hoạch", "number": "05-KH/CB"}
    said |= {"date": "20/03/2023", "abstract": "Thực hiện", "text": "1. Một", **wrong}
    answer = bloc.send("cell", "directives:plan", upper.pk, said=said)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert Directive.objects.count() == 1


def test_the_draft_as_word_has_the_items_above_and_no_number(bloc: Bloc, upper: Directive) -> None:
    told = lines(bloc.open("member", "directives:plan_word", upper.pk))
    assert "DỰ THẢO" in told
    assert "1. Quán triệt Kết luận (thực hiện: Ban Tuyên giáo; hoàn thành trước ngày 31/3/2023)." in told
    assert [line for line in told if "HỌC TẬP" in line.upper()][-1].startswith("I- ")
    assert not any("09-KH/ĐU" in line for line in told if line.startswith("Số"))
    assert bloc.open("foreign", "directives:plan_word", upper.pk, place="BAO").status_code == 404
