"""What organisations answer to the provisions of a document above: carried out by which of theirs, or why not."""

import datetime as dt
from typing import Any

import pytest

from neuguong.core.actor import SYSTEM
from neuguong.core.errors import Forbidden, Refusal
from neuguong.directives import actions, queries
from neuguong.directives.actions import Answer
from neuguong.directives.models import Concretisation, Directive, Inapplicable, Provision
from neuguong.directives.numbering import split
from tests.bloc import Bloc
from tests.directives.test_provisions import a_document, bloc

__all__ = ["bloc"]
UPPER = "I- Học tập\n1. Quán triệt Kết luận\n2. Sinh hoạt chuyên đề mỗi quý\n3. Tập hợp đoàn viên"
LOWER = "1. Chi bộ quán triệt Kết luận trong quý I\n2. Mỗi quý sinh hoạt chuyên đề một lần\n3. Ký cam kết"


@pytest.fixture
def pair(bloc: Bloc) -> tuple[Directive, Directive]:
    """The committee's plan and that of its cell."""
    upper = a_document(bloc, "YTE", "09-KH/ĐU", text=UPPER)
    return upper, a_document(bloc, "DSO", "05-KH/CB", upper, LOWER)


def keys(directive: Directive) -> dict[str, int]:
    return dict(Provision.objects.filter(directive=directive).values_list("number", "pk"))


def said(pair: tuple[Directive, Directive], **answers: str) -> dict[str, str]:
    """Return a form: of "own_1" and the like the number of the item in the upper "I."."""
    found = keys(pair[0])
    version = str(Directive.objects.get(pk=pair[1].pk).version)
    return {"version": version} | {f"{name[:-2]}_{found[f'I.{name[-1]}']}": value for name, value in answers.items()}


def links(plan: Directive) -> list[tuple[str, str, str]]:
    rows = Concretisation.objects.filter(lower__directive=plan).order_by("upper__place", "lower__place")
    return list(rows.values_list("upper__number", "lower__number", "word"))


def test_a_secretary_answers_each_provision_in_one_form(bloc: Bloc, pair: tuple[Directive, Directive]) -> None:
    page = bloc.open("cell", "directives:concretise", pair[1].pk)
    # Headings are not asked about, and what is likely is offered.
    assert [row.number for row, *_rest in page.context["form"].groups] == ["I.1", "I.2", "I.3"]
    assert set(page.context["form"].guesses.values()) == {"1", "2"}
    form = said(pair, own_1="1; 3", word_1="trong quý I", own_2="2", reason_3="Chi bộ không có đoàn viên")
    assert bloc.send("cell", "directives:concretise", pair[1].pk, said=form).status_code == 302
    assert links(pair[1]) == [("I.1", "1", "trong quý I"), ("I.1", "3", "trong quý I"), ("I.2", "2", "")]
    aside = Inapplicable.objects.get()
    assert (aside.organisation, aside.upper.number) == (bloc.places["DSO"], "I.3")
    told = bloc.open("member", "directives:detail", pair[1].pk).content.decode()
    assert "Cụ thể hóa nội dung I.1 của" in told
    assert "Chi bộ không có đoàn viên" in bloc.open("member", "directives:inapplicable", aside.pk).content.decode()
    form = said(pair, own_1="3", reason_2="Không có", own_3="3")
    assert bloc.send("cell", "directives:concretise", pair[1].pk, said=form).status_code == 302
    assert links(pair[1]) == [("I.1", "3", ""), ("I.3", "3", "")]
    assert list(Inapplicable.objects.values_list("upper__number", flat=True)) == ["I.2"]


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"own_1": "9"}, "Kế hoạch không có nội dung số «9». Các số đang có: 1; 2; 3."),
        ({"own_1": "1", "reason_1": "Không có"}, "Chỉ ghi một trong hai"),
        ({"reason_1": "Tài liệu (MẬT) quy định"}, "Có dấu mật"),
        ({"reason_1": "x" * 501}, "500"),
    ],
)
def test_a_wrong_answer_is_told_and_nothing_is_written(
    bloc: Bloc, pair: tuple[Directive, Directive], form: dict[str, str], told: str
) -> None:
    answer = bloc.send("cell", "directives:concretise", pair[1].pk, said=said(pair, own_2="2", **form))
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not links(pair[1])
    assert not Inapplicable.objects.exists()


def test_no_provision_carries_out_itself_at_any_length(bloc: Bloc, pair: tuple[Directive, Directive]) -> None:
    """A of B of A: refused whichever way it is tried, since a plan answers to the document above alone."""
    top = a_document(bloc, "DUK", "38-KH/ĐUK", text="1. Học tập")
    middle = a_document(bloc, "YTE", "10-KH/ĐU", top, "1. Học tập ở sở")
    low = a_document(bloc, "DSO", "06-KH/CB", middle, "1. Học tập ở chi bộ")
    for plan, above in ((middle, top), (low, middle)):
        answer = Answer(frozenset(keys(plan).values()))
        actions.concretise_provisions(actor=SYSTEM, plan=plan, answers={keys(above)["1"]: answer})
    for plan, strange in ((middle, low), (low, top), (top, middle), (low, low)):
        answers = {keys(strange)["1"]: Answer(frozenset(keys(plan).values()))}
        with pytest.raises(Refusal, match="không thuộc"):
            actions.concretise_provisions(actor=SYSTEM, plan=plan, answers=answers)
    borrowed = {keys(middle)["1"]: Answer(frozenset(keys(top).values()))}
    with pytest.raises(Refusal, match="không thuộc"):
        actions.concretise_provisions(actor=SYSTEM, plan=low, answers=borrowed)
    assert Concretisation.objects.count() == 2


def test_a_plan_with_answers_does_not_turn_to_another_document(bloc: Bloc, pair: tuple[Directive, Directive]) -> None:
    upper, plan = pair
    other = a_document(bloc, "YTE", "11-KH/ĐU", text="1. Khác")
    answers = {keys(upper)["I.1"]: Answer(frozenset({keys(plan)["1"]}))}
    actions.concretise_provisions(actor=SYSTEM, plan=plan, answers=answers)
    plan = Directive.objects.get(pk=plan.pk)
    plan.concretises = other
    with pytest.raises(Refusal, match="Gỡ đối chiếu trước"):
        actions.enter_directive(actor=SYSTEM, directive=plan)
    with pytest.raises(Refusal, match=r"Nội dung I\.1 đã được cấp dưới cụ thể hóa"):
        actions.list_provisions(actor=SYSTEM, directive=upper, items=split("1. Chỉ còn một"))
    assert list(keys(upper)) == ["I", "I.1", "I.2", "I.3"]


def aside(pair: tuple[Directive, Directive], bloc: Bloc, number: str = "I.3") -> Inapplicable:
    row = Inapplicable(organisation=bloc.places["DSO"], reason="Không có đoàn viên")
    row.upper = Provision.objects.get(directive=pair[0], number=number)
    return actions.set_aside(actor=bloc.actor("cell"), said=row)


def test_the_officer_above_returns_a_reason_and_a_new_one_stands(bloc: Bloc, pair: tuple[Directive, Directive]) -> None:
    row = aside(pair, bloc)
    assert bloc.open("cell", "directives:inapplicable_return", row.pk).status_code == 403
    empty = bloc.send("officer", "directives:inapplicable_return", row.pk, said={"returned": " ", "version": 1})
    assert empty.status_code == 422
    answer = bloc.send(
        "officer", "directives:inapplicable_return", row.pk, said={"returned": "Có ba đoàn viên", "version": 1}
    )
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.stands, row.returned_on) == (False, dt.date(2024, 1, 15))
    assert "Có ba đoàn viên" in bloc.open("cell", "directives:concretise", pair[1].pk).content.decode()
    same = {"reason": "Không có đoàn viên", "version": row.version}
    bloc.send("cell", "directives:inapplicable_edit", row.pk, said=same)
    row.refresh_from_db()
    assert not row.stands
    bloc.send("cell", "directives:inapplicable_edit", row.pk, said={**same, "reason": "Đoàn viên đã chuyển đi"})
    row.refresh_from_db()
    assert (row.stands, row.returned) == (True, "")


@pytest.mark.parametrize(
    ("code", "document", "told"),
    [("DSO", 0, "đã cụ thể hóa nội dung này"), ("YTE", 0, "không phải văn bản của cấp trên"), ("BAO", 0, "cấp trên")],
)
def test_a_provision_is_set_aside_only_by_whom_it_binds(
    bloc: Bloc, pair: tuple[Directive, Directive], code: str, document: int, told: str
) -> None:
    answers = {keys(pair[0])["I.1"]: Answer(frozenset({keys(pair[1])["1"]}))}
    actions.concretise_provisions(actor=SYSTEM, plan=pair[1], answers=answers)
    row = Inapplicable(organisation=bloc.places[code], reason="Không có", upper_id=keys(pair[document])["I.1"])
    with pytest.raises(Refusal, match=told):
        actions.set_aside(actor=SYSTEM, said=row)


def test_a_reason_is_taken_back_and_others_may_not(bloc: Bloc, pair: tuple[Directive, Directive]) -> None:
    row = aside(pair, bloc)
    for name, status in (("sibling", 404), ("member", 403), ("cell", 302)):
        answer: Any = bloc.send(name, "directives:inapplicable_remove", row.pk, said={})
        assert answer.status_code == status
    assert not Inapplicable.objects.exists()
    with pytest.raises(Forbidden):
        actions.set_aside(
            actor=bloc.actor("sibling"), said=Inapplicable(organisation=bloc.places["DSO"], upper=row.upper)
        )


def test_a_plan_takes_its_answers_along(bloc: Bloc, pair: tuple[Directive, Directive]) -> None:
    """A plan that is taken out takes its answers along, and the document above can be changed again."""
    answers = {keys(pair[0])["I.1"]: Answer(frozenset({keys(pair[1])["1"]}))}
    actions.concretise_provisions(actor=SYSTEM, plan=pair[1], answers=answers)
    assert queries.answers_of(pair[1]).numbers == {keys(pair[0])["I.1"]: ["1"]}
    actions.remove_directive(actor=SYSTEM, directive=Directive.objects.get(pk=pair[1].pk))
    actions.list_provisions(actor=SYSTEM, directive=pair[0], items=split("1. Một"))
    assert not Concretisation.objects.exists()
