"""The shapes that records share."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from neuguong.core import clock
from neuguong.core.text import fold


class Record(models.Model):
    """A row of a register: it knows when it was made and how often it was changed.

    `entered_for` names the pointer to the person whose own record it is: whoever else enters it does so for them.
    A list that an office keeps of people is its own. `own_days` names what tells when it happened or is due, the
    first that is known; nothing for what holds from a day to a day. `pending`: what of it still waits for somebody.
    """

    entered_for: ClassVar[str] = ""
    own_days: ClassVar[tuple[str, ...]] = ()
    pending: ClassVar[models.Q | None] = None
    version = models.PositiveIntegerField(_("phiên bản"), default=1, editable=False)
    created_at = models.DateTimeField(_("tạo lúc"), default=clock.now, editable=False)
    updated_at = models.DateTimeField(_("sửa lúc"), default=clock.now, editable=False)

    class Meta:
        abstract = True


class Searched(models.Model):
    """A record found by words of the fields that `searched` names, with marks or without."""

    searched: ClassVar[tuple[str, ...]] = ()
    search_key = models.CharField(max_length=700, editable=False, default="", db_index=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Derive the key before validation, so that no save is without it."""
        super().clean()
        self.search_key = self.key_of(*(str(getattr(self, name) or "") for name in self.searched))

    @classmethod
    def key_of(cls, *texts: str) -> str:
        """Return the key of a record whose searched fields hold `texts`."""
        return fold(" ".join(texts))[:700]


class Sending(models.Model):
    """A form that was taken: the hash of who sent what, and the page to which that led."""

    digest = models.CharField(max_length=64, unique=True)
    led_to = models.CharField(max_length=500, default="")
    at = models.DateTimeField(default=clock.now, db_index=True)

    def __str__(self) -> str:
        return self.digest
