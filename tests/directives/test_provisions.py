"""Provisions of a document: entered as one text, known by their numbers."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from neuguong.audit.models import Entry
from neuguong.core import clock
from neuguong.core.actor import SYSTEM
from neuguong.core.errors import Forbidden
from neuguong.directives import actions
from neuguong.directives.models import Directive, Provision
from neuguong.directives.numbering import split
from tests.bloc import DAY, Bloc, found_bloc
from tests.conftest import MOMENT

TEXT = "I- Học tập\n1. Quán triệt\n2. Sinh hoạt chuyên đề (thực hiện: Ban Tuyên giáo; hạn: 30/06/2023)"


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        yield found_bloc()


def a_document(
    bloc: Bloc, code: str, number: str, upper: Directive | None = None, text: str = "", day: dt.date = DAY
) -> Directive:
    place = bloc.places[code]
    said: dict[str, Any] = {"number": number, "date": day, "issuer": place.name, "kind": "Kế hoạch"}
    one = Directive(organisation=place, abstract=f"Kế hoạch {number}", concretises=upper, **said)
    actions.enter_directive(actor=SYSTEM, directive=one)
    if text:
        actions.list_provisions(actor=SYSTEM, directive=one, items=split(text))
    return one


def numbers(directive: Directive) -> list[str]:
    return list(Provision.objects.filter(directive=directive).order_by("place").values_list("number", flat=True))


def test_a_text_is_previewed_and_kept_as_provisions(bloc: Bloc) -> None:
    plan = a_document(bloc, "DSO", "05-KH/CB")
    shown = bloc.send("cell", "directives:provisions", plan.pk, said={"text": TEXT, "preview": "1"})
    assert [item.number for item in shown.context["items"]] == ["I", "I.1", "I.2"]
    assert not Provision.objects.exists()
    said = {"text": TEXT, "version": plan.version}
    assert bloc.send("cell", "directives:provisions", plan.pk, said=said).status_code == 302
    last = Provision.objects.get(number="I.2")
    assert (last.text, last.performer, last.due) == ("Sinh hoạt chuyên đề", "Ban Tuyên giáo", dt.date(2023, 6, 30))
    assert "Sinh hoạt chuyên đề" in bloc.open("member", "directives:detail", plan.pk).content.decode()
    assert Entry.objects.filter(event="provision.entered").count() == 3


def test_those_of_before_are_known_by_their_numbers(bloc: Bloc) -> None:
    plan = a_document(bloc, "DSO", "05-KH/CB", text=TEXT)
    kept = Provision.objects.get(number="I.2")
    actions.list_provisions(actor=SYSTEM, directive=plan, items=split("I- Học\n2. Chuyên đề\n3. Thi"))
    assert numbers(plan) == ["I", "I.2", "I.3"]
    kept.refresh_from_db()
    assert (kept.text, kept.performer, kept.due) == ("Chuyên đề", "", None)
    actions.remove_directive(actor=SYSTEM, directive=Directive.objects.get(pk=plan.pk))
    assert not Provision.objects.exists()


@pytest.mark.parametrize("text", ["Không có số", "1. Báo cáo\nMẬT\n2. (TỐI MẬT) Hai", "1. Một\n1. Hai"])
def test_a_text_that_can_not_be_taken_comes_back_whole(bloc: Bloc, text: str) -> None:
    plan = a_document(bloc, "DSO", "05-KH/CB", text="1. Giữ nguyên")
    for also in ({}, {"preview": "1"}):
        answer = bloc.send("cell", "directives:provisions", plan.pk, said={"text": text, **also})
        assert answer.status_code == 422
        assert text.splitlines()[0] in answer.content.decode()
    assert numbers(plan) == ["1"]


def test_who_may_not_write_the_document_may_not_write_its_provisions(bloc: Bloc) -> None:
    upper = a_document(bloc, "YTE", "09-KH/ĐU")
    with pytest.raises(Forbidden):
        actions.list_provisions(actor=bloc.actor("cell"), directive=upper, items=split(TEXT))


def test_who_comes_second_is_shown_both_texts(bloc: Bloc) -> None:
    plan = a_document(bloc, "DSO", "05-KH/CB", text="1. Một")
    opened = Directive.objects.get(pk=plan.pk).version
    said = {"text": "1. Hai", "version": opened, "opened-text": "1. Một"}
    actions.list_provisions(actor=SYSTEM, directive=plan, items=split("1. Ba"))
    answer = bloc.send("cell", "directives:provisions", plan.pk, said=said)
    assert answer.status_code == 409
    assert {"1. Hai", "1. Ba"} <= set(answer.content.decode().replace("<", "\n").replace(">", "\n").splitlines())
    assert Provision.objects.get().text == "Ba"
