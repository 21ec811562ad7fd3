"""Every write of reviews and returns."""

from neuguong.reporting.actions.returns import request_returns, send_return
from neuguong.reporting.actions.reviews import (
    edit_section,
    freeze_review,
    keep_charts,
    prepare_review,
    recompute_review,
    reopen_review,
    reset_section,
    set_facts,
)

__all__ = [
    "edit_section",
    "freeze_review",
    "keep_charts",
    "prepare_review",
    "recompute_review",
    "reopen_review",
    "request_returns",
    "reset_section",
    "send_return",
    "set_facts",
]
