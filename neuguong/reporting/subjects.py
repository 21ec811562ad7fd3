"""Indicators by subject, in the order of a review."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from django.utils.translation import gettext_lazy as _

from neuguong.campaigns.queries import Figure
from neuguong.ui.values import Words


class Told(Protocol):
    """A row that speaks of a figure."""

    @property
    def figure(self) -> Figure: ...


R = TypeVar("R", bound=Told)

_SUBJECTS: tuple[tuple[Words, tuple[str, ...]], ...] = (
    (_("Chỉ đạo, cụ thể hóa"), ("plans_", "tasks_")),
    (_("Học tập, sinh hoạt, vấn đề nổi cộm"), ("study_", "meetings_", "issues_")),
    (_("Kế hoạch cá nhân, cam kết"), ("plans_personal", "commitment", "pledges_")),
    (_("Mô hình, điển hình"), ("models_", "exemplars_")),
    (_("Khen thưởng"), ("commended_", "nominated_", "awarded_", "proposed_")),
    (_("Xếp loại tổ chức"), ("ranked_",)),
    (_("Biểu số liệu"), ("returns_",)),
)


@dataclass(frozen=True, slots=True)
class Subject(Generic[R]):
    """A subject with the rows of its figures."""

    title: Words
    rows: list[R]


def grouped(rows: Sequence[R]) -> list[Subject[R]]:
    """Return the rows by subject; the longest beginning of a code decides."""
    found: dict[Words, list[R]] = {title: [] for title, _starts in _SUBJECTS}
    for row in rows:
        fitting = [
            (len(start), title)
            for title, starts in _SUBJECTS
            for start in starts
            if row.figure.indicator.startswith(start)
        ]
        found[max(fitting, key=lambda one: one[0])[1]].append(row)
    return [Subject(title, own) for title, own in found.items() if own]


# The steps of the funnel: what each is called, and its figures of collectives and of people.
_FUNNEL: tuple[tuple[Words, str], ...] = (
    (_("Cơ sở, đoàn thể khen"), "commended_grassroots"),
    (_("Đề nghị cấp trên"), "nominated"),
    (_("Đã quyết định khen"), "awarded"),
    (_("Đề nghị tỉnh"), "proposed_province"),
    (_("Đề nghị Trung ương"), "proposed_central"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the funnel."""

    label: Words
    collectives: Figure
    people: Figure


def funnel(rows: Sequence[R]) -> list[Step]:
    """Return the funnel of commendation; nothing where nobody was commended or put forward."""
    known = {row.figure.indicator: row.figure for row in rows}
    steps = [Step(label, known[f"{name}_collectives"], known[f"{name}_people"]) for label, name in _FUNNEL]
    return steps if any(step.collectives.value or step.people.value for step in steps) else []
