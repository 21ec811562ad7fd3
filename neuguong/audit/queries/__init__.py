"""Every read of the log."""

from neuguong.audit.queries.entering import Entered, entered
from neuguong.audit.queries.entries import READ, changed_since, history, of_batch, of_organisations, snapshot
from neuguong.audit.queries.readings import readings_of
from neuguong.audit.queries.verifying import faults
from neuguong.audit.sealing import opened

__all__ = [
    "READ",
    "Entered",
    "changed_since",
    "entered",
    "faults",
    "history",
    "of_batch",
    "of_organisations",
    "opened",
    "readings_of",
    "snapshot",
]
