"""The register of sessions."""

from typing import Any, ClassVar

from neuguong.activities.models import Attendance, Session
from neuguong.directives.models import Directive
from tests.bloc import DAY, Bloc
from tests.registers import RegisterChecks


class TestSessions(RegisterChecks):
    stem = "activities:"
    detail = "activities:detail"
    model = Session
    said: ClassVar[dict[str, Any]] = {
        "organisation": "Chi bộ Chi cục Dân số (DSO)",
        "date": "05/03/2023",
        "kind": "thematic",
        "content": "Nêu gương từ việc nhỏ",
    }
    shown = "Nêu gương từ việc nhỏ"
    change = ({"due_count": "45", "present_count": "42"}, "42/45")
    wrong = ({"due_count": "42", "present_count": "45"}, "Có mặt 45 người, nhiều hơn 42 người phải dự.")

    def write(self, bloc: Bloc, index: int, code: str = "DSO") -> Session:
        return Session.objects.create(
            organisation=bloc.places[code], date=DAY, kind="thematic", content=f"Chuyên đề {index}"
        )

    def turnout(self, bloc: Bloc) -> str:
        """Return what the list shows in the column of turnout."""
        (line,) = bloc.open("cell", "activities:list").context["lines"]
        return str(line.cells[4].html)

    def test_a_list_prevails_over_the_counts(self, bloc: Bloc) -> None:
        session = self.write(bloc, 1)
        assert self.turnout(bloc) == "–"
        Session.objects.update(present_count=7)
        assert self.turnout(bloc) == "7"
        Session.objects.update(due_count=9)
        assert self.turnout(bloc) == "7/9"
        for index, presence in enumerate(("present", "present", "excused", "absent")):
            person = bloc.person(f"Lò Thị {index}", str(index))
            Attendance.objects.create(session=session, person=person, presence=presence)
        assert self.turnout(bloc) == "2/9"
        Session.objects.update(due_count=None)
        assert self.turnout(bloc) == "2/4"

    def test_kinds_can_be_asked_for(self, bloc: Bloc) -> None:
        study, _other = self.write(bloc, 1), self.write(bloc, 2)
        Session.objects.filter(pk=study.pk).update(kind="study")
        lines = bloc.open("cell", "activities:list", kind="study").context["lines"]
        assert [line.pk for line in lines] == [study.pk]

    def test_the_study_of_a_document_is_listed_there(self, bloc: Bloc) -> None:
        directive = self._directive(bloc, "DUK")
        page = bloc.open("cell", "directives:detail", directive.pk)
        add = page.context["blocks"][-1].add
        form = bloc.client("cell").get(add.href).context["form"]
        assert (form["directive"].value(), form["kind"].value()) == (f"{directive} ({directive.pk})", "study")
        said = {**self.said, "directive": str(directive.pk), "present_count": "8"}
        assert bloc.send("cell", "activities:create", said=said).status_code == 302
        session = Session.objects.get()
        (item,) = bloc.open("cell", "directives:detail", directive.pk).context["blocks"][-1].items
        assert (item.text, item.value) == (self.shown, "8")
        assert directive.citation in bloc.open("cell", self.detail, session.pk).content.decode()
        others = bloc.open("sibling", "directives:detail", directive.pk, place="KBN").content.decode()
        assert self.shown not in others
        assert self._lines(bloc, by=str(directive.pk)) == [session.pk]
        assert self._lines(bloc, by=str(self._directive(bloc, "DSO").pk)) == []

    def test_a_session_studies_only_what_binds_its_organisation(self, bloc: Bloc) -> None:
        said = {**self.said, "directive": str(self._directive(bloc, "BAO").pk)}
        answer = bloc.send("officer", "activities:create", said=said, place="DUK")
        assert answer.status_code == 422
        assert "hoặc của cấp trên" in answer.content.decode()

    def _lines(self, bloc: Bloc, **query: str) -> list[int]:
        return [line.pk for line in bloc.open("cell", "activities:list", **query).context["lines"]]

    def _directive(self, bloc: Bloc, code: str) -> Directive:
        return Directive.objects.create(
            organisation=bloc.places[code], kind="Kế hoạch", number="38-KH", date=DAY, issuer="X", abstract="Y"
        )
