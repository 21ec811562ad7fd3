"""Users, their one-time links, and the devices that they signed in from."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from neuguong.core import clock


class UserManager(BaseUserManager["User"]):
    """Makes users; the e-mail is kept in lower case, as people type it in any."""

    def create_user(self, email: str, password: str | None = None, *, name: str = "") -> "User":
        """Make a user; without a password they come in by a link."""
        user = self.model(email=email.strip().lower(), name=name)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find a user by e-mail in any letter case."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """Someone who signs in; what they may do is granted on organisations."""

    email = models.EmailField(_("thư điện tử"), unique=True)
    name = models.CharField(_("họ và tên"), max_length=120, blank=True)
    is_active = models.BooleanField(_("đang dùng"), default=True)
    joined_at = models.DateTimeField(default=clock.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        verbose_name = _("tài khoản")
        verbose_name_plural = _("tài khoản")

    def __str__(self) -> str:
        return self.name or self.email

    def get_short_name(self) -> str:
        """Return the given name, the last word in Vietnamese."""
        return (self.name or self.email).split(" ")[-1]


class Purpose(models.TextChoices):
    """What a link is for; only the first is printed by the machine's own command without a question."""

    SIGN_IN = "signin", _("đăng nhập một lần")
    INVITATION = "invitation", _("lời mời")
    RECOVERY = "recovery", _("lấy lại tài khoản")


class SignInLink(models.Model):
    """A link that lets its user in once; only a hash of its secret is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    purpose = models.CharField(max_length=12, choices=Purpose.choices, default=Purpose.SIGN_IN)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    # Who gave it, nobody where the machine did: what they could not give any more, their link does not give.
    issued_by = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.user} đến {self.expires_at:%H:%M %d/%m/%Y}"

    @property
    def sets_password(self) -> bool:
        """Tell whether its user chooses a new password (or a passkey) on the way in."""
        return self.purpose != Purpose.SIGN_IN


class Device(models.Model):
    """A browser in which a user completed a sign-in; it is known again by a cookie, of which a hash is kept.

    Guesses from elsewhere never shut out who comes from a known device (queries/guessing.py).
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="devices")
    token_hash = models.CharField(max_length=64)
    words = models.CharField(max_length=80)
    place = models.CharField(max_length=45)
    first_seen = models.DateTimeField(default=clock.now)
    last_seen = models.DateTimeField(default=clock.now)
    # Whether its user has been told about it at a later sign-in; the first device of all is no news.
    is_told = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(name="device_once", fields=["user", "token_hash"]),)

    def __str__(self) -> str:
        return f"{self.words}, {self.place}"
