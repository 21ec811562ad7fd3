"""Who may see and change sessions, attendance and issues."""

from neuguong.activities.models import Attendance, Issue, Session
from neuguong.organisations import rules as base

sessions = base.Gate(Session)
attendances = base.Gate(Attendance, "session__organisation")
issues = base.Gate(Issue)
