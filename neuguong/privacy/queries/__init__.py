"""Every read of what is held about people, and of their requests."""

from neuguong.privacy.queries.days import days_off, get_day, workdays
from neuguong.privacy.queries.holdings import Section, gather, person_of, subject_of, subject_of_actor
from neuguong.privacy.queries.requests import (
    is_late,
    late,
    next_due,
    own_requests,
    requests_at,
    restrictions_at,
    subject_of_request,
)

__all__ = [
    "Section",
    "days_off",
    "gather",
    "get_day",
    "is_late",
    "late",
    "next_due",
    "own_requests",
    "person_of",
    "requests_at",
    "restrictions_at",
    "subject_of",
    "subject_of_actor",
    "subject_of_request",
    "workdays",
]
