"""Finding one-time links by their secret."""

from neuguong.accounts.models import SignInLink
from neuguong.accounts.queries.devices import hashed
from neuguong.core import clock
from neuguong.core.errors import Refusal


def link_of(token: str, *, lock: bool = False) -> SignInLink:
    """Return the link that `token` opens, locked for writing where asked.

    Raises Refusal where it is unknown, used, too old, or of a disabled user: one sentence for all of them.
    """
    links = SignInLink.objects.select_related("user", "issued_by").filter(token_hash=hashed(token))
    link = (links.select_for_update(of=("self",)) if lock else links).first()
    if link is None or link.used_at or link.expires_at < clock.now() or not link.user.is_active:
        raise no_link()
    return link


def no_link() -> Refusal:
    """Return the one sentence for every link that does not let in."""
    return Refusal("Liên kết này không còn dùng được. Đề nghị văn phòng cấp liên kết mới.")
