"""Every read of what is held about people, and of their requests."""

from neuguong.privacy.queries.days import days_off, get_day, workdays
from neuguong.privacy.queries.holdings import Section, gather, person_of, subject_of, subject_of_actor, user_of
from neuguong.privacy.queries.notices import notice_read, office_of
from neuguong.privacy.queries.removals import (
    MOST,
    due,
    is_erased,
    outcomes,
    preview,
    proposal,
    removals_at,
    retention_rows,
    term,
    terms,
    tombstones,
)
from neuguong.privacy.queries.requests import (
    is_late,
    late,
    next_due,
    own_requests,
    prolonged_until,
    requests_at,
    restrictions_at,
    subject_of_request,
)

__all__ = [
    "MOST",
    "Section",
    "days_off",
    "due",
    "gather",
    "get_day",
    "is_erased",
    "is_late",
    "late",
    "next_due",
    "notice_read",
    "office_of",
    "outcomes",
    "own_requests",
    "person_of",
    "preview",
    "prolonged_until",
    "proposal",
    "removals_at",
    "requests_at",
    "restrictions_at",
    "retention_rows",
    "subject_of",
    "subject_of_actor",
    "subject_of_request",
    "term",
    "terms",
    "tombstones",
    "user_of",
    "workdays",
]
