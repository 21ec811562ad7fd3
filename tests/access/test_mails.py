"""What is told without being asked for: notices and the mails that tell of them name nothing that lies beyond."""

import datetime as dt
import json

import pytest

from neuguong.campaigns.actions.reminders import remind_of_duties
from neuguong.campaigns.models import DutyRule
from neuguong.core import clock
from neuguong.directives.models import Task
from neuguong.notices.actions import write_mails
from neuguong.notices.models import Letter, Notice
from tests.access.leaks import known
from tests.access.world import SCOPES, World, mark, markers
from tests.undoing import undone

pytestmark = pytest.mark.django_db
DUE = dt.date(2023, 12, 31)
OVERDUE = dt.datetime(2024, 1, 2, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
# What everybody owes: each a meeting, a task of their own, and each person a commitment.
OWED = (("meeting_thematic", "quarter"), ("task", "record"), ("commitment", "year"))


def owe(world: World) -> None:
    """Have every place and every person owe something that is overdue."""
    for kind, per in OWED:
        DutyRule.objects.create(organisation=world.places["parent"], kind=kind, per=per, org_kinds=[], label=kind)
    for scope in SCOPES:
        Task.objects.create(organisation=world.places[scope], title=mark(scope, "task"), due=DUE)


def test_reminders_and_their_mails_name_nothing_beyond(world: World) -> None:
    roles = {user.pk: role for role, user in world.users.items()}
    with undone(), clock.freeze(OVERDUE):
        owe(world)
        remind_of_duties()
        assert write_mails()
        told = [(one.recipient_id, f"{json.dumps(one.said)} {one.link}") for one in Notice.objects.all()]
        told += [(one.recipient_id, f"{one.subject} {json.dumps(one.said)}") for one in Letter.objects.all()]
    said: dict[str, set[tuple[str, str]]] = {}
    for account, text in told:
        said.setdefault(roles.get(account, ""), set()).update(markers(text))
    assert ("own", "task") in said["secretary"]
    assert said["member"]
    assert {role: words - known(role) for role, words in said.items() if role and words - known(role)} == {}
