"""What holds where two people are at one record of a register, and where one form is sent twice."""

from typing import Any, ClassVar

from django.db.models import Model

from tests.bloc import Bloc


def choice(page: Any, **takes: str) -> dict[str, Any]:
    """Return what a page of both versions sends, with some of its choices made otherwise."""
    said: dict[str, Any] = {"version": page.context["version"], "base": page.context["base"], "asked": []}
    for name, text in page.context["carried"]:
        said.setdefault(name, []).append(text)
    for one in page.context["differences"]:
        said["asked"].append(one.name)
        if takes.get(one.name, one.chosen):
            said[f"take-{one.name}"] = takes.get(one.name, one.chosen)
    return said


class TwoSides:
    """Part of the checks of a register, by the same names."""

    stem: ClassVar[str]
    detail: ClassVar[str]
    model: ClassVar[type[Model]]
    said: ClassVar[dict[str, Any]]
    change: ClassVar[tuple[dict[str, Any], str]]
    writer: ClassVar[str]

    def entered(self, bloc: Bloc) -> Model:
        raise NotImplementedError

    def edited(self, bloc: Bloc, name: str, pk: int, **other: Any) -> Any:
        """Have `name` send the form of a record, as it was opened at first unless said otherwise."""
        return bloc.send(name, f"{self.stem}edit", pk, said={**self.said, "version": 1, **other})

    def test_what_only_the_other_changed_is_kept_unless_one_says_so(self, bloc: Bloc) -> None:
        record, (change, words) = self.entered(bloc), self.change
        assert self.edited(bloc, "secretary", record.pk, **change).status_code == 302
        page = self.edited(bloc, self.writer, record.pk)
        assert page.status_code == 409
        differences = page.context["differences"]
        assert {one.name for one in differences} == set(change)
        assert {(one.chosen, one.by, one.is_both, one.opened == one.typed) for one in differences} == {
            ("theirs", "Secretary", False, True)
        }
        assert "Bản đang có" in page.content.decode()
        assert bloc.send(self.writer, f"{self.stem}edit", record.pk, said=choice(page)).status_code == 302
        assert words in bloc.open(self.writer, self.detail, record.pk).content.decode()

    def test_what_only_oneself_changed_goes_in_beside_the_others(self, bloc: Bloc) -> None:
        record, (change, words) = self.entered(bloc), self.change
        assert self.edited(bloc, "secretary", record.pk).status_code == 302
        page = self.edited(bloc, self.writer, record.pk, **change)
        assert page.status_code == 409
        assert {(one.name, one.chosen) for one in page.context["differences"]} == {(name, "mine") for name in change}
        answer = bloc.send(self.writer, f"{self.stem}edit", record.pk, said=choice(page))
        assert answer.status_code == 302
        assert words in bloc.open(self.writer, self.detail, record.pk).content.decode()

    def test_what_was_typed_is_given_back_where_the_record_is_gone(self, bloc: Bloc) -> None:
        record, (change, _words) = self.entered(bloc), self.change
        assert bloc.send("secretary", f"{self.stem}remove", record.pk, said={}).status_code == 302
        page = self.edited(bloc, self.writer, record.pk, **change)
        assert page.status_code == 404
        typed = {text for _label, text in page.context["typed"]}
        assert typed == {str(text) for text in {**self.said, **change}.values()}
        assert not self.model._default_manager.filter(pk=record.pk).exists()

    def test_a_record_changed_meanwhile_is_not_taken_out_unseen(self, bloc: Bloc) -> None:
        record, (change, _words) = self.entered(bloc), self.change
        assert 'name="version" value="1"' in bloc.open(self.writer, f"{self.stem}remove", record.pk).content.decode()
        assert self.edited(bloc, "secretary", record.pk, **change).status_code == 302
        page = bloc.send(self.writer, f"{self.stem}remove", record.pk, said={"version": 1})
        assert page.status_code == 409
        assert [one.who for one in page.context["changes"]] == ["Secretary"]
        assert self.model._default_manager.filter(pk=record.pk).exists()
        assert bloc.send(self.writer, f"{self.stem}remove", record.pk, said={"version": 2}).status_code == 302

    def test_a_second_click_makes_no_second_record(self, bloc: Bloc) -> None:
        form = bloc.open(self.writer, f"{self.stem}create").context["form"]
        said = {**self.said, "once": form["once"].value()}
        answers = [bloc.send(self.writer, f"{self.stem}create", said=said) for _click in range(2)]
        assert [answer.status_code for answer in answers] == [302, 302]
        assert answers[0].url == answers[1].url
        assert self.model._default_manager.count() == 1
