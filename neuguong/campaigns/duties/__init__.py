"""What a duty is: kinds declared once by the rooms, rules as rows, states that are computed and never stored."""

from neuguong.campaigns.duties.kinds import KINDS, Discharge, DutyKind, Found, Match, Sought, Subject
from neuguong.campaigns.duties.numbers import Numbers, numbers
from neuguong.campaigns.duties.occasions import Occasion
from neuguong.campaigns.duties.states import Duty, DutyState
from neuguong.campaigns.duties.survey import Survey, of_person, survey
from neuguong.campaigns.duties.titles import name, title

__all__ = [
    "KINDS",
    "Discharge",
    "Duty",
    "DutyKind",
    "DutyState",
    "Found",
    "Match",
    "Numbers",
    "Occasion",
    "Sought",
    "Subject",
    "Survey",
    "name",
    "numbers",
    "of_person",
    "survey",
    "title",
]
