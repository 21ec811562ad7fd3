"""The form by which somebody changes their own password: only a wrong old one is a try."""

from allauth.account.forms import ChangePasswordForm
from allauth.core import context
from django.core.exceptions import ValidationError

from neuguong.accounts.actions import count_wrong, forget_wrong
from neuguong.accounts.queries import guessing


class ChangeForm(ChangePasswordForm):  # type: ignore[misc]
    """Asks for the old password, whose wrong tries are counted as those at the door are."""

    def clean_oldpassword(self) -> str:
        """Return the old password where it is right; raises Locked after too many wrong ones."""
        guessing.check(context.request, self.user.email)
        try:
            old = str(super().clean_oldpassword())
        except ValidationError:
            count_wrong(context.request, self.user.email)
            raise
        forget_wrong(context.request, self.user.email)
        return old
