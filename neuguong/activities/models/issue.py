"""A pressing issue: raised, assigned, resolved."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from neuguong.core.models import Record, Searched
from neuguong.organisations.models import Organisation


class Issue(Record, Searched):
    """Vấn đề bức xúc, nổi cộm; open until `resolved_on` is known."""

    own_days: ClassVar[tuple[str, ...]] = ("raised_on",)
    searched: ClassVar[tuple[str, ...]] = ("title",)

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="issues", verbose_name=_("tổ chức")
    )
    title = models.CharField(_("vấn đề"), max_length=500)
    raised_on = models.DateField(_("ngày nêu"))
    owner = models.CharField(_("phụ trách"), max_length=200, blank=True)
    due = models.DateField(_("hạn"), null=True, blank=True)
    resolved_on = models.DateField(_("ngày giải quyết"), null=True, blank=True)
    result = models.TextField(_("kết quả"), blank=True)

    class Meta:
        verbose_name = _("vấn đề")
        verbose_name_plural = _("vấn đề")
        ordering = ("-raised_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="issue_once",
                fields=["organisation", "title", "raised_on"],
                violation_error_message=_("Vấn đề này đã được nêu ngày đó."),
            ),
            models.CheckConstraint(
                name="issue_resolved_after_raised",
                condition=Q(resolved_on__isnull=True) | Q(resolved_on__gte=F("raised_on")),
                violation_error_message=_("Ngày giải quyết phải bằng hoặc sau ngày nêu."),
            ),
        )
        indexes = (models.Index(fields=["organisation", "raised_on"], name="issue_by_date"),)

    def __str__(self) -> str:
        return self.title
