"""Every write about users: making them, letting them in, ending what they had open."""

from neuguong.accounts.actions.devices import note_device, tell_devices
from neuguong.accounts.actions.factors import drop_factors, use_once
from neuguong.accounts.actions.guessing import count_wrong, forget_wrong
from neuguong.accounts.actions.links import issue_link, redeem_link
from neuguong.accounts.actions.recovery import hash_codes, use_code
from neuguong.accounts.actions.sessions import end_session, end_sessions, renew_session, touch_session
from neuguong.accounts.actions.users import create_user, disable_user, enable_user, set_password, tell

__all__ = [
    "count_wrong",
    "create_user",
    "disable_user",
    "drop_factors",
    "enable_user",
    "end_session",
    "end_sessions",
    "forget_wrong",
    "hash_codes",
    "issue_link",
    "note_device",
    "redeem_link",
    "renew_session",
    "set_password",
    "tell",
    "tell_devices",
    "touch_session",
    "use_code",
    "use_once",
]
