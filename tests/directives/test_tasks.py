"""The register of tasks."""

import datetime as dt
from typing import Any, ClassVar

from neuguong.directives.models import Directive, Task
from neuguong.ui.http import at
from tests.bloc import DAY, YEAR, Bloc
from tests.conftest import MOMENT
from tests.registers import RegisterChecks

TODAY = MOMENT.date()


class TestTasks(RegisterChecks):
    stem = "directives:task_"
    detail = "directives:task"
    model = Task
    said: ClassVar[dict[str, Any]] = {
        "organisation": "Chi bộ Chi cục Dân số (DSO)",
        "title": "Ban hành kế hoạch năm",
        "due": "31/03/2023",
    }
    shown = "Ban hành kế hoạch năm"
    change = ({"done_on": "05/04/2023", "result": "Đã gửi cấp trên"}, "xong muộn 05/04/2023")
    wrong = ({"due": "31/02/2023"}, "«31/02/2023» không phải là ngày có thật")

    def write(self, bloc: Bloc, index: int, code: str = "DSO") -> Task:
        return Task.objects.create(organisation=bloc.places[code], title=f"Việc {index}", due=DAY)

    def states(self, bloc: Bloc) -> dict[str, Task]:
        """Write a task of each state; the clock stands at 15/01/2024."""
        day = dt.timedelta(days=1)
        dates = {
            "done": (DAY, DAY),
            "done_late": (DAY, DAY + day),
            "late": (TODAY - day, None),
            "open": (TODAY, None),
        }
        return {
            state: Task.objects.create(organisation=bloc.places["DSO"], title=state, due=due, done_on=done)
            for state, (due, done) in dates.items()
        }

    def test_states_are_told_with_their_dates(self, bloc: Bloc) -> None:
        said = {
            "done": "xong 10/03/2023",
            "done_late": "xong muộn 11/03/2023",
            "late": "chậm 1 ngày, hạn 14/01/2024",
            "open": "còn đến 15/01/2024",
        }
        for state, task in self.states(bloc).items():
            assert said[state] in bloc.open("cell", self.detail, task.pk).content.decode()

    def test_states_can_be_asked_for(self, bloc: Bloc) -> None:
        for state, task in self.states(bloc).items():
            lines = (
                bloc.client("cell")
                .get(at("DSO", YEAR, "directives:task_list", state=state, when="all"))
                .context["lines"]
            )
            assert [line.pk for line in lines] == [task.pk]

    def test_a_task_begins_with_its_document_and_is_listed_there(self, bloc: Bloc) -> None:
        directive = self._directive(bloc, "DUK")
        page = bloc.open("officer", "directives:detail", directive.pk, place="DSO")
        tasks = next(block for block in page.context["blocks"] if block.add)
        assert (
            bloc.client("officer").get(tasks.add.href).context["form"]["directive"].value()
            == f"{directive} ({directive.pk})"
        )
        said = {**self.said, "directive": f"{directive} ({directive.pk})"}
        assert bloc.send("cell", "directives:task_create", said=said).status_code == 302
        page = bloc.open("cell", "directives:detail", directive.pk).content.decode()
        assert self.shown in page
        assert self.shown not in bloc.open("sibling", "directives:detail", directive.pk, place="KBN").content.decode()
        assert str(directive) in bloc.open("cell", self.detail, Task.objects.get().pk).content.decode()

    def test_a_task_comes_only_from_what_binds_its_organisation(self, bloc: Bloc) -> None:
        said = {**self.said, "directive": str(self._directive(bloc, "BAO").pk)}
        answer = bloc.send("officer", "directives:task_create", said=said, place="DUK")
        assert answer.status_code == 422
        assert "hoặc của cấp trên" in answer.content.decode()

    def test_a_task_of_another_document_is_filtered_out(self, bloc: Bloc) -> None:
        task, other = self.write(bloc, 1), self.write(bloc, 2)
        directive = self._directive(bloc, "DUK")
        Task.objects.filter(pk=task.pk).update(directive=directive)
        lines = bloc.open("cell", "directives:task_list", by=str(directive.pk)).context["lines"]
        assert [line.pk for line in lines] == [task.pk] != [other.pk]
        assert bloc.open("cell", "directives:task_list", by="không có").context["lines"] == []

    def _directive(self, bloc: Bloc, code: str) -> Directive:
        return Directive.objects.create(
            organisation=bloc.places[code], kind="Kế hoạch", number="38-KH", date=DAY, issuer="X", abstract="Y"
        )
