"""A session of study or a meeting, with attendance by counts or by list."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from neuguong.core.models import Record, Searched
from neuguong.directives.models import Directive
from neuguong.organisations.models import Organisation, Person


class SessionKind(models.TextChoices):
    """Study of a document, or a meeting: thematic, topical or ordinary."""

    STUDY = "study", _("Học tập")
    THEMATIC = "thematic", _("Chuyên đề")
    TOPICAL = "topical", _("Chủ điểm")
    ORDINARY = "ordinary", _("Định kỳ")


class Session(Record, Searched):
    """What was held, where and with how many; a list of people, where kept, prevails over the counts."""

    own_days: ClassVar[tuple[str, ...]] = ("date",)
    searched: ClassVar[tuple[str, ...]] = ("content",)

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="sessions", verbose_name=_("tổ chức")
    )
    date = models.DateField(_("ngày"))
    kind = models.CharField(_("loại"), max_length=10, choices=SessionKind.choices)
    content = models.CharField(_("nội dung"), max_length=500)
    directive = models.ForeignKey(
        Directive,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("văn bản"),
    )
    due_count = models.PositiveIntegerField(_("phải dự"), null=True, blank=True)
    present_count = models.PositiveIntegerField(_("có mặt"), null=True, blank=True)

    class Meta:
        verbose_name = _("buổi sinh hoạt")
        verbose_name_plural = _("buổi sinh hoạt")
        ordering = ("-date", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="session_once",
                fields=["organisation", "date", "kind", "content"],
                violation_error_message=_("Buổi sinh hoạt này đã có trong sổ."),
            ),
        )
        indexes = (models.Index(fields=["organisation", "date"], name="session_by_date"),)

    def __str__(self) -> str:
        return self.content


class Presence(models.TextChoices):
    """Có mặt: yes, absent with a reason, absent without."""

    PRESENT = "present", _("Có")
    EXCUSED = "excused", _("Có lý do")
    ABSENT = "absent", _("Không")


class Attendance(Record):
    """One person at one session."""

    entered_for: ClassVar[str] = "person"

    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, related_name="attendances", verbose_name=_("buổi sinh hoạt")
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendances", verbose_name=_("người"))
    presence = models.CharField(_("có mặt"), max_length=8, choices=Presence.choices)

    class Meta:
        verbose_name = _("điểm danh")
        verbose_name_plural = _("điểm danh")
        constraints = (
            models.UniqueConstraint(
                name="attendance_once",
                fields=["session", "person"],
                violation_error_message=_("Người này đã được điểm danh ở buổi đó."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id}: {self.get_presence_display()}"
