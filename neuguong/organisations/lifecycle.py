"""Which answer a transfer may get, and what it is then; a transfer that was answered stays as it is."""

from neuguong.core.errors import Refusal
from neuguong.organisations.models import Transfer

State = Transfer.State
_AFTER = {
    (State.ASKED, "accept"): State.DONE,
    (State.ASKED, "refuse"): State.REFUSED,
    (State.ASKED, "withdraw"): State.WITHDRAWN,
}


def after(transfer: Transfer, event: str) -> State:
    """Return the state after `event`; raises Refusal where the transfer was answered before."""
    found = _AFTER.get((State(transfer.state), event))
    if found is None:
        raise Refusal(f"Yêu cầu này {transfer.get_state_display()}, không trả lời lại được. Lập yêu cầu mới nếu cần.")
    return found
