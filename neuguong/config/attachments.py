"""Registers whose records may have files (evidence, scans, drafts), and findings of an inspection."""

from neuguong.activities import rules as activities
from neuguong.commendations import rules as commendations
from neuguong.directives import rules as directives
from neuguong.directives.rules import inspect as may_be_inspected
from neuguong.files.rules import join as may_have_files
from neuguong.initiatives import rules as initiatives
from neuguong.organisations import rules as organisations

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
    """Let their records have files and findings; organisations have findings alone."""
    may_be_inspected("organisations.organisation", organisations.get_organisation, "portal:organisation")
    for kind, gate, page in _REGISTERS:
        may_have_files(kind, gate, page)
        may_be_inspected(kind, gate.get, page)
