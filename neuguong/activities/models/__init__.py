"""Study sessions and meetings, who was there, and pressing issues."""

from neuguong.activities.models.issue import Issue
from neuguong.activities.models.session import Attendance, Presence, Session, SessionKind

__all__ = ["Attendance", "Issue", "Presence", "Session", "SessionKind"]
