"""Second factors as allauth handles them here: secrets encrypted, wrong codes counted, each code good once."""

import base64
import hashlib
import io
from typing import Any, cast

import segno
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from neuguong.accounts.actions import count_wrong, forget_wrong, use_code, use_once
from neuguong.accounts.queries import guessing, keys_of

_LONGEST = 20


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of code apps and recovery codes unreadable in a copy of the database."""

    def encrypt(self, text: str) -> str:
        """Return `text` encrypted with a key of the installation, which is not in the database."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return what `encrypt` was given."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """Return the name of the entry in a code app."""
        return str(user.get_username())

    def build_totp_svg(self, url: str) -> str:
        """Return the QR code for a code app, on white: dark on a dark page no camera finds it."""
        drawn = io.BytesIO()
        segno.make(url, error="m").save(drawn, kind="svg", scale=4, border=4, light="#fff", xmldecl=False)
        return drawn.getvalue().decode()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002
        """Return the name that is proposed for a passkey."""
        passkeys = [key for key in keys_of(cast(Any, user)) if key.is_passkey]
        return str(_("Khóa %(number)s") % {"number": len(passkeys) + 1})


def _cipher() -> Fernet:
    key = hashlib.sha256(b"neuguong.accounts.factors" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


class _Counted:
    """A form that takes a code: too many wrong ones shut it for minutes, and a used one is a wrong one."""

    user: Any
    authenticator: Authenticator
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        """Return the code where it is right and not used before."""
        name = guessing.factor_name(self.user.email)
        guessing.check(context.request, name)
        try:
            code = self._recovery() or self._other()
            if self.authenticator.type == Authenticator.Type.TOTP and not use_once(self.authenticator):
                raise ValidationError(_("Mã này đã dùng. Đợi mã tiếp theo."), code="used")
        except ValidationError:
            count_wrong(context.request, name)
            raise
        forget_wrong(context.request, name)
        return code

    def _recovery(self) -> str:
        """Return what was typed where it is a recovery code that is kept as a hash."""
        typed = str(self.cleaned_data["code"])
        found = use_code(user=self.user, typed=typed)
        if found is None:
            return ""
        found.user = self.user
        self.authenticator = found
        return typed

    def _other(self) -> str:
        """Return what was typed where it is a code of an app, or a recovery code that was never shown."""
        if len(str(self.cleaned_data["code"])) > _LONGEST:
            # Or a hash that somebody read would be taken for the code.
            raise ValidationError(_("Mã không đúng."), code="incorrect_code")
        return str(super().clean_code())  # type: ignore[misc]


class CodeForm(_Counted, AuthenticateForm):  # type: ignore[misc]
    """The code asked for on the way in."""


class CodeAgainForm(_Counted, ReauthenticateForm):  # type: ignore[misc]
    """The code asked for before something that matters."""


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey: what it is called, and whether it also replaces the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Tên khóa")
        self.fields["name"].max_length = 60
        passwordless = self.fields["passwordless"]
        passwordless.label = _("Dùng khóa này để vào mà không cần mật khẩu")
        passwordless.help_text = _("Máy sẽ hỏi vân tay, khuôn mặt hoặc mã PIN mỗi lần dùng.")
        passwordless.initial = True

    def clean(self) -> dict[str, Any]:
        """Take what the browser made; anything that can't be read is refused in words."""
        try:
            cleaned: dict[str, Any] = super().clean()
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise ValidationError(_("Không đọc được khóa mà trình duyệt gửi. Thử lại.")) from error
        return cleaned


class RenameForm(EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Tên khóa")
        self.fields["name"].max_length = 60
