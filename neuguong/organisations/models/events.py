"""What happens to organisations: founded, renamed, moved, merged, split, ended; dated and decided."""

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from neuguong.core.models import Record
from neuguong.organisations.models.tree import Organisation


class EventKind(models.TextChoices):
    """The life events; a fold is none of the body's life, but mends that it was entered twice."""

    FOUNDED = "founded", _("Thành lập")
    RENAMED = "renamed", _("Đổi tên")
    MOVED = "moved", _("Chuyển cấp trên")
    KIND_CHANGED = "kind_changed", _("Đổi loại hình")
    MERGED = "merged", _("Sáp nhập")
    SPLIT = "split", _("Chia tách")
    DISSOLVED = "dissolved", _("Giải thể")
    FOLDED = "folded", _("Gộp bản trùng")


class LifeEvent(Record):
    """One event with its day and decision; an event that is undone is taken out, and the log tells it.

    `changes` is what the event changed, row by row, as canonical JSON: by it the event is undone exactly.
    """

    kind = models.CharField(_("sự kiện"), max_length=12, choices=EventKind.choices)
    date = models.DateField(_("từ ngày"))
    decision_number = models.CharField(_("số quyết định"), max_length=60, blank=True)
    decision_date = models.DateField(_("ngày quyết định"), null=True, blank=True)
    decision_body = models.CharField(_("cơ quan quyết định"), max_length=250, blank=True)
    changes = models.TextField(editable=False, default="{}")

    class Meta:
        verbose_name = _("sự kiện tổ chức")
        verbose_name_plural = _("sự kiện tổ chức")
        ordering = ("date", "pk")

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def label(self) -> str:
        """What happened; a superior that was there all along and is entered late is not founded by it."""
        is_superior = self.kind == EventKind.FOUNDED and any(part.role == "along" for part in self.parts.all())
        return _now("Ghi cấp trên") if is_superior else str(self.get_kind_display())


class LifePart(models.Model):
    """An organisation that takes part in an event, with the name that it bore before."""

    class Role(models.TextChoices):
        """Subject: it goes on, changed. From: it gives. Into: it takes up. Along: it goes with another."""

        SUBJECT = "subject", _("tổ chức thay đổi")
        FROM = "from", _("tổ chức giao")
        INTO = "into", _("tổ chức nhận")
        ALONG = "along", _("tổ chức đi theo")

    event = models.ForeignKey(LifeEvent, on_delete=models.CASCADE, related_name="parts", db_index=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="life_parts")
    role = models.CharField(_("vai"), max_length=7, choices=Role.choices)
    name = models.CharField(_("tên khi đó"), max_length=250)

    class Meta:
        verbose_name = _("sự kiện tổ chức")
        verbose_name_plural = _("sự kiện tổ chức")
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(name="part_of_event_once", fields=["event", "organisation"]),)

    def __str__(self) -> str:
        return self.name
