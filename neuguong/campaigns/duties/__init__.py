"""What a duty is: kinds declared once by the rooms, rules as rows, states that are computed and never stored."""

from neuguong.campaigns.duties.ground import Place
from neuguong.campaigns.duties.kinds import KINDS, Discharge, DutyKind, Found, Match, Sought, Subject
from neuguong.campaigns.duties.lines import STATES, Line, lines, told_to
from neuguong.campaigns.duties.numbers import Numbers, numbers
from neuguong.campaigns.duties.occasions import Occasion
from neuguong.campaigns.duties.states import Duty, DutyState
from neuguong.campaigns.duties.survey import Survey, about, of_person, survey
from neuguong.campaigns.duties.titles import name, title

__all__ = [
    "KINDS",
    "STATES",
    "Discharge",
    "Duty",
    "DutyKind",
    "DutyState",
    "Found",
    "Line",
    "Match",
    "Numbers",
    "Occasion",
    "Place",
    "Sought",
    "Subject",
    "Survey",
    "about",
    "lines",
    "name",
    "numbers",
    "of_person",
    "survey",
    "title",
    "told_to",
]
