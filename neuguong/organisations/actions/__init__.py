"""Every single write of organisations and people; whole workbooks go through interchange."""

from neuguong.organisations.actions.duplicates import merge_people, note_not_same, preview_merge, undo_merge
from neuguong.organisations.actions.grants import end_grant, grant_by_email, grant_role, name_deputy, require_others
from neuguong.organisations.actions.keeping import keep, remove
from neuguong.organisations.actions.life.changing import change_kind, move_organisation, rename_organisation
from neuguong.organisations.actions.life.ending import dissolve_organisation
from neuguong.organisations.actions.life.folding import fold_duplicate
from neuguong.organisations.actions.life.founding import found_superior
from neuguong.organisations.actions.life.happening import REACTIONS, Decision, Happening, LeavesBehind
from neuguong.organisations.actions.life.merging import merge_organisations
from neuguong.organisations.actions.life.previewing import preview_event
from neuguong.organisations.actions.life.splitting import Shares, split_organisation
from neuguong.organisations.actions.life.undoing import can_undo, take_back_event, undo_event
from neuguong.organisations.actions.memberships import keep_membership, keep_pause, remove_membership, remove_pause
from neuguong.organisations.actions.people import enrol_person, name_account, update_person
from neuguong.organisations.actions.transfers import (
    accept_transfer,
    refuse_transfer,
    request_transfer,
    withdraw_transfer,
)
from neuguong.organisations.actions.tree import found_organisation, found_root, mark_as_demo, update_organisation

__all__ = [
    "REACTIONS",
    "Decision",
    "Happening",
    "LeavesBehind",
    "Shares",
    "accept_transfer",
    "can_undo",
    "change_kind",
    "dissolve_organisation",
    "end_grant",
    "enrol_person",
    "fold_duplicate",
    "found_organisation",
    "found_root",
    "found_superior",
    "grant_by_email",
    "grant_role",
    "keep",
    "keep_membership",
    "keep_pause",
    "mark_as_demo",
    "merge_organisations",
    "merge_people",
    "move_organisation",
    "name_account",
    "name_deputy",
    "note_not_same",
    "preview_event",
    "preview_merge",
    "refuse_transfer",
    "remove",
    "remove_membership",
    "remove_pause",
    "rename_organisation",
    "request_transfer",
    "require_others",
    "split_organisation",
    "take_back_event",
    "undo_event",
    "undo_merge",
    "update_organisation",
    "update_person",
    "withdraw_transfer",
]
