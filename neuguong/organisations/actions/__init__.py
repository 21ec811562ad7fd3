"""Every single write of organisations and people; whole workbooks go through interchange."""

from neuguong.organisations.actions.grants import grant_role
from neuguong.organisations.actions.keeping import keep, remove
from neuguong.organisations.actions.moves import move_organisation, take_back_move
from neuguong.organisations.actions.people import enrol_person, update_person
from neuguong.organisations.actions.tree import found_organisation, found_root, mark_as_demo, update_organisation

__all__ = [
    "enrol_person",
    "found_organisation",
    "found_root",
    "grant_role",
    "keep",
    "mark_as_demo",
    "move_organisation",
    "remove",
    "take_back_move",
    "update_organisation",
    "update_person",
]
