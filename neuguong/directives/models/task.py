"""A task: work with a due date that a directive or a meeting assigns."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from neuguong.core.models import Record, Searched
from neuguong.directives.models.directive import Directive
from neuguong.organisations.models import Organisation


class Task(Record, Searched):
    """What an organisation has to do by `due`; done when `done_on` is known."""

    own_days: ClassVar[tuple[str, ...]] = ("done_on", "due")
    searched: ClassVar[tuple[str, ...]] = ("title",)

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="tasks", verbose_name=_("tổ chức")
    )
    title = models.CharField(_("nhiệm vụ"), max_length=500)
    due = models.DateField(_("hạn"))
    directive = models.ForeignKey(
        Directive,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("văn bản"),
    )
    done_on = models.DateField(_("ngày hoàn thành"), null=True, blank=True)
    result = models.TextField(_("kết quả"), blank=True)

    class Meta:
        verbose_name = _("nhiệm vụ")
        verbose_name_plural = _("nhiệm vụ")
        ordering = ("due", "pk")
        constraints = (
            models.UniqueConstraint(
                name="task_once",
                fields=["organisation", "title", "directive"],
                condition=models.Q(directive__isnull=False),
                violation_error_message=_("Nhiệm vụ này đã được giao theo văn bản đó."),
            ),
            models.UniqueConstraint(
                name="task_without_directive_once",
                fields=["organisation", "title"],
                condition=models.Q(directive__isnull=True),
                violation_error_message=_("Nhiệm vụ này đã được giao."),
            ),
        )
        indexes = (models.Index(fields=["organisation", "due"], name="task_by_due"),)

    def __str__(self) -> str:
        return self.title
