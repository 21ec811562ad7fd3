"""Every write about people's rights over their data."""

from neuguong.privacy.actions.copies import Copy, take_copy_for, take_own_copy
from neuguong.privacy.actions.correcting import PROPOSED, proposal_of
from neuguong.privacy.actions.days import enter_day, remove_day
from neuguong.privacy.actions.notices import read_notice
from neuguong.privacy.actions.removals import (
    cancel_removal,
    confirm_removal,
    propose_baseless,
    propose_erasure,
    propose_expired,
)
from neuguong.privacy.actions.requests import (
    answer_request,
    ask,
    enter_for,
    fulfil_request,
    prolong_request,
    refuse_request,
    withdraw_request,
)
from neuguong.privacy.actions.restricting import lift_restriction, restrict

__all__ = [
    "PROPOSED",
    "Copy",
    "answer_request",
    "ask",
    "cancel_removal",
    "confirm_removal",
    "enter_day",
    "enter_for",
    "fulfil_request",
    "lift_restriction",
    "prolong_request",
    "proposal_of",
    "propose_baseless",
    "propose_erasure",
    "propose_expired",
    "read_notice",
    "refuse_request",
    "remove_day",
    "restrict",
    "take_copy_for",
    "take_own_copy",
    "withdraw_request",
]
