"""Recovery codes: once their owner has seen them, only hashes are kept, and each lets in once.

allauth derives the codes from a seed, which stands encrypted until they are shown; from then on the hashes take its
place, in the field in which allauth keeps codes of other programs, so that its pages go on counting what is left.
"""

from typing import cast

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from neuguong.accounts.models import User

_HASHES, _SEEN = "migrated_codes", "viewed_at"


@transaction.atomic
def hash_codes(*, user: User) -> None:
    """Put hashes in the place of the seed, if the codes were shown; from then on nobody can tell them any more."""
    row = _codes(user)
    if row is None or _HASHES in row.data or not row.data.get(_SEEN):
        return
    hashes = [encrypt(make_password(code)) for code in row.wrap().get_unused_codes()]
    row.data = {_HASHES: hashes, _SEEN: row.data[_SEEN]}
    row.save(update_fields=["data"])


@transaction.atomic
def use_code(*, user: User, typed: str) -> Authenticator | None:
    """Take a recovery code that is kept as a hash, with signs between its digits or without; None where it is wrong."""
    code = "".join(sign for sign in typed if sign.isalnum())
    row = _codes(user) if len(code) == app_settings.RECOVERY_CODE_DIGITS else None
    for kept in row.data.get(_HASHES, ()) if row else ():
        if row and check_password(code, decrypt(kept)):
            row.data[_HASHES].remove(kept)
            row.save(update_fields=["data"])
            return row
    return None


def _codes(user: User) -> Authenticator | None:
    """Return the codes of `user`, locked until the end of the transaction."""
    rows = Authenticator.objects.select_for_update().filter(user=user, type=Authenticator.Type.RECOVERY_CODES)
    return cast("Authenticator | None", rows.first())
