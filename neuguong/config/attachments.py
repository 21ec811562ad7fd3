"""Registers whose records may have files: evidence, scans, drafts."""

from neuguong.activities import rules as activities
from neuguong.commendations import rules as commendations
from neuguong.directives import rules as directives
from neuguong.files.rules import join as may_have_files
from neuguong.initiatives import rules as initiatives

_REGISTERS = (
    ("directives.directive", directives.directives, "directives:detail"),
    ("directives.task", directives.tasks, "directives:task"),
    ("activities.session", activities.sessions, "activities:detail"),
    ("activities.issue", activities.issues, "activities:issue"),
    ("initiatives.initiative", initiatives.initiatives, "initiatives:detail"),
    ("initiatives.exemplar", initiatives.exemplars, "initiatives:exemplar"),
    ("commendations.award", commendations.awards, "commendations:detail"),
    ("commendations.nomination", commendations.nominations, "commendations:nomination"),
)


def join() -> None:
    """Let their records have files."""
    for kind, gate, page in _REGISTERS:
        may_have_files(kind, gate, page)
