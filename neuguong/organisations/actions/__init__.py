"""Every single write of organisations and people; whole workbooks go through interchange."""

from neuguong.organisations.actions.grants import grant_role
from neuguong.organisations.actions.keeping import keep, remove
from neuguong.organisations.actions.life.changing import change_kind, move_organisation, rename_organisation
from neuguong.organisations.actions.life.ending import dissolve_organisation
from neuguong.organisations.actions.life.folding import fold_duplicate
from neuguong.organisations.actions.life.founding import found_superior
from neuguong.organisations.actions.life.happening import REACTIONS, Decision, Happening
from neuguong.organisations.actions.life.merging import merge_organisations
from neuguong.organisations.actions.life.previewing import preview_event
from neuguong.organisations.actions.life.splitting import Shares, split_organisation
from neuguong.organisations.actions.life.undoing import can_undo, take_back_event, undo_event
from neuguong.organisations.actions.people import enrol_person, update_person
from neuguong.organisations.actions.tree import found_organisation, found_root, mark_as_demo, update_organisation

__all__ = [
    "REACTIONS",
    "Decision",
    "Happening",
    "Shares",
    "can_undo",
    "change_kind",
    "dissolve_organisation",
    "enrol_person",
    "fold_duplicate",
    "found_organisation",
    "found_root",
    "found_superior",
    "grant_role",
    "keep",
    "mark_as_demo",
    "merge_organisations",
    "move_organisation",
    "preview_event",
    "remove",
    "rename_organisation",
    "split_organisation",
    "take_back_event",
    "undo_event",
    "update_organisation",
    "update_person",
]
