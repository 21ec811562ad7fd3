"""What the rooms above say about an account, asked here because this room can't know them."""

from collections.abc import Callable, Iterable

from neuguong.accounts.models import User

# Keys of the session: when it began and when it was last in use, in seconds; that no second factor is owed.
SIGNED_IN, TOUCHED, PROVEN = "signed_in_at", "touched", "second_factor"
# Attribute of a request that completed a sign-in with a new browser: the secret for its cookie.
NEW_DEVICE = "new_device"

# Names of the organisations that a user serves: words not to make a password of. Joined in config/wiring.
ABOUT: list[Callable[[User], Iterable[str]]] = []


def words_about(user: User) -> list[str]:
    """Return the names of what surrounds `user`."""
    return [word for source in ABOUT for word in source(user)]
