"""What holds for the pages of every register; a room's tests say what a record of theirs is."""

from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from django.db import transaction
from django.db.models import Model

from neuguong.audit.models import Entry
from neuguong.core import clock
from neuguong.ui.http import at
from tests.bloc import Bloc, found_bloc
from tests.conftest import MOMENT
from tests.sides import TwoSides

MOST_QUERIES = 12


class RegisterChecks(TwoSides):
    """A room's class names its register's pages and says how a record is made, typed and mistyped.

    `stem`: "room:" or "room:noun_"; `detail`: the name of a record's page. `said`: what a form sends
    for a new record, `writer` who sends it; `shown`: words that the list and the record's page show of it;
    `change`: what to send otherwise, and what the page shows then; `wrong`: what to send otherwise, and
    what is told.
    """

    stem: ClassVar[str]
    detail: ClassVar[str]
    model: ClassVar[type[Model]]
    said: ClassVar[dict[str, Any]]
    shown: ClassVar[str]
    change: ClassVar[tuple[dict[str, Any], str]]
    wrong: ClassVar[tuple[dict[str, Any], str]]
    when: ClassVar[str] = "2023"
    elsewhere: ClassVar[str] = "2020"
    writer: ClassVar[str] = "cell"

    def write(self, bloc: Bloc, index: int, code: str = "DSO") -> Model:
        """Write a record of the organisation `code` in the year, another for each `index`."""
        raise NotImplementedError

    @pytest.fixture
    def bloc(self, db: None) -> Iterator[Bloc]:
        with clock.freeze(MOMENT):
            yield found_bloc()

    def entered(self, bloc: Bloc) -> Model:
        """Enter a record through the form."""
        answer = bloc.send(self.writer, f"{self.stem}create", said=self.said)
        assert answer.status_code == 302, answer.context["form"].errors
        record: Model = self.model._default_manager.latest("pk")
        return record

    def test_a_list_is_the_places_own_and_of_those_below(self, bloc: Bloc) -> None:
        records = {code: self.write(bloc, index, code) for index, code in enumerate(("DUK", "YTE", "DSO", "BAO"))}
        found = {line.pk for line in bloc.open("officer", f"{self.stem}list", place="YTE").context["lines"]}
        assert found == {records["YTE"].pk, records["DSO"].pk}

    def test_a_list_is_of_the_period_unless_all_times_are_asked_for(self, bloc: Bloc) -> None:
        record = self.write(bloc, 1)
        assert [line.pk for line in bloc.open("cell", f"{self.stem}list").context["lines"]] == [record.pk]
        assert bloc.open("cell", f"{self.stem}list", when=self.elsewhere).context["lines"] == []
        address = at("DSO", self.elsewhere, f"{self.stem}list", when="all")
        assert [line.pk for line in bloc.client("cell").get(address).context["lines"]] == [record.pk]

    def test_an_empty_list_says_what_belongs_there(self, bloc: Bloc) -> None:
        answer = bloc.open("cell", f"{self.stem}list")
        assert str(answer.context["empty"]) in answer.content.decode()
        assert answer.context["create"] is not None
        assert bloc.open("inspector", f"{self.stem}list").context["create"] is None

    def test_columns_and_sorting_can_be_asked_for(self, bloc: Bloc) -> None:
        for index in range(3):
            self.write(bloc, index)
        page = bloc.open("cell", f"{self.stem}list")
        everything = [column.key for column, _shown in page.context["columns"]]
        for key in (*everything, page.context["headings"][0].label):
            answer = bloc.open("cell", f"{self.stem}list", cols=everything, sort=f"-{key}")
            assert len(answer.context["lines"]) == 3

    @pytest.mark.parametrize("rows", [1, 3, pytest.param(1000, marks=pytest.mark.slow)])
    def test_a_list_takes_few_queries(self, bloc: Bloc, rows: int) -> None:
        with transaction.atomic():
            for index in range(rows):
                self.write(bloc, index)
        taken = bloc.queries("officer", f"{self.stem}list", place="YTE")
        assert taken <= MOST_QUERIES

    def test_a_record_is_entered_shown_changed_and_taken_out(self, bloc: Bloc) -> None:
        record = self.entered(bloc)
        assert self.shown in bloc.open("cell", f"{self.stem}list").content.decode()
        assert self.shown in bloc.open("cell", self.detail, record.pk).content.decode()
        change, words = self.change
        answer = bloc.send(self.writer, f"{self.stem}edit", record.pk, said={**self.said, **change, "version": 1})
        assert answer.status_code == 302, answer.context["form"].errors
        assert words in bloc.open("cell", self.detail, record.pk).content.decode()
        assert bloc.open(self.writer, f"{self.stem}edit", record.pk).status_code == 200
        assert bloc.open(self.writer, f"{self.stem}remove", record.pk).status_code == 200
        assert bloc.send(self.writer, f"{self.stem}remove", record.pk, said={}).status_code == 302
        assert bloc.open("cell", self.detail, record.pk).status_code == 404
        about = Entry.objects.filter(subject_kind=self.model._meta.label_lower, subject_id=record.pk)
        assert {event.rpartition(".")[2] for event in about.values_list("event", flat=True)} == {
            "entered",
            "corrected",
            "removed",
        }

    def test_what_is_wrong_is_told_beside_what_was_typed(self, bloc: Bloc) -> None:
        wrong, words = self.wrong
        answer = bloc.send(self.writer, f"{self.stem}create", said={**self.said, **wrong})
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert not self.model._default_manager.exists()

    def test_an_empty_form_names_what_is_needed(self, bloc: Bloc) -> None:
        answer = bloc.send(self.writer, f"{self.stem}create", said={})
        assert answer.status_code == 422
        assert answer.context["form"].errors

    def test_a_stale_form_is_told_and_keeps_what_was_typed(self, bloc: Bloc) -> None:
        record = self.entered(bloc)
        change, _words = self.change
        said = {**self.said, **change, "version": 1}
        assert bloc.send(self.writer, f"{self.stem}edit", record.pk, said=said).status_code == 302
        answer = bloc.send(self.writer, f"{self.stem}edit", record.pk, said={**self.said, "version": 1})
        assert answer.status_code == 409
        assert "người khác sửa" in answer.content.decode()

    @pytest.mark.parametrize("name", ["sibling", "foreign"])
    def test_a_record_of_others_does_not_exist(self, bloc: Bloc, name: str) -> None:
        record = self.write(bloc, 1)
        place = {"sibling": "KBN", "foreign": "BAO"}[name]
        for page in (self.detail, f"{self.stem}edit", f"{self.stem}remove"):
            assert bloc.open(name, page, record.pk, place=place).status_code == 404
            assert bloc.open(name, page, record.pk, place="DSO").status_code == 404
        assert bloc.send(name, f"{self.stem}remove", record.pk, said={}, place=place).status_code == 404
        assert bloc.open(name, f"{self.stem}list", place=place).context["lines"] == []
        assert self.model._default_manager.filter(pk=record.pk).exists()

    def test_nobody_writes_for_another_organisation(self, bloc: Bloc) -> None:
        answer = bloc.send("sibling", f"{self.stem}create", said=self.said, place="KBN")
        assert answer.status_code == 422
        assert not self.model._default_manager.exists()

    @pytest.mark.parametrize("name", ["inspector", "member"])
    def test_a_reader_changes_nothing(self, bloc: Bloc, name: str) -> None:
        record = self.write(bloc, 1)
        assert bloc.open(name, f"{self.stem}create").status_code == 403
        for page in ("edit", "remove"):
            assert bloc.open(name, self.stem + page, record.pk).status_code in {403, 404}
            assert bloc.send(name, self.stem + page, record.pk, said=self.said).status_code in {403, 404}
        assert self.model._default_manager.filter(pk=record.pk).exists()

    def test_the_office_above_reads_and_writes(self, bloc: Bloc) -> None:
        record = self.write(bloc, 1)
        for name in ("officer", "secretary"):
            assert bloc.open(name, self.detail, record.pk, place="YTE").status_code == 200
            assert bloc.open(name, f"{self.stem}edit", record.pk, place="YTE").status_code == 200
