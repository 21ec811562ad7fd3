"""The register of pressing issues."""

import datetime as dt
from typing import Any, ClassVar

from neuguong.activities.models import Issue
from tests.bloc import DAY, Bloc
from tests.conftest import MOMENT
from tests.registers import RegisterChecks

TODAY = MOMENT.date()


class TestIssues(RegisterChecks):
    stem = "activities:issue_"
    detail = "activities:issue"
    model = Issue
    said: ClassVar[dict[str, Any]] = {
        "organisation": "Chi bộ Chi cục Dân số (DSO)",
        "title": "Tồn đọng hồ sơ của dân",
        "raised_on": "05/03/2023",
        "owner": "Đồng chí phó bí thư",
        "due": "31/03/2024",
    }
    shown = "Tồn đọng hồ sơ của dân"
    change = ({"resolved_on": "20/03/2023", "result": "Trả hết 12 hồ sơ"}, "đã giải quyết 20/03/2023")
    wrong = ({"resolved_on": "01/03/2023"}, "Ngày giải quyết phải bằng hoặc sau ngày nêu.")

    def write(self, bloc: Bloc, index: int, code: str = "DSO") -> Issue:
        return Issue.objects.create(organisation=bloc.places[code], title=f"Vấn đề {index}", raised_on=DAY)

    def states(self, bloc: Bloc) -> dict[str, tuple[Issue, str]]:
        """Write an issue of each state with what is told of it; the clock stands at 15/01/2024."""
        yesterday = TODAY - dt.timedelta(days=1)
        dates = {
            "settled": (yesterday, DAY, "đã giải quyết 10/03/2023"),
            "late": (yesterday, None, "chậm 1 ngày, hạn 14/01/2024"),
            "open": (TODAY, None, "đang giải quyết, hạn 15/01/2024"),
        }
        return {
            state: (
                Issue.objects.create(
                    organisation=bloc.places["DSO"], title=state, raised_on=DAY, due=due, resolved_on=resolved
                ),
                words,
            )
            for state, (due, resolved, words) in dates.items()
        }

    def test_states_are_told_with_their_dates(self, bloc: Bloc) -> None:
        for issue, words in self.states(bloc).values():
            assert words in bloc.open("cell", self.detail, issue.pk).content.decode()
        assert "đang giải quyết<" in bloc.open("cell", self.detail, self.write(bloc, 1).pk).content.decode()

    def test_states_can_be_asked_for(self, bloc: Bloc) -> None:
        undated = self.write(bloc, 1)
        for state, (issue, _words) in self.states(bloc).items():
            lines = bloc.open("cell", "activities:issue_list", state=state).context["lines"]
            assert {line.pk for line in lines} == {issue.pk, *([undated.pk] if state == "open" else [])}
