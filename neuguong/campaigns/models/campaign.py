"""Campaigns, their stages, and what organisations declare where no records exist."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from neuguong.core.models import Record
from neuguong.organisations.models import Organisation


class Campaign(Record):
    """A movement that a directive starts; the next one is a new row and not a new release."""

    code = models.CharField(_("mã"), max_length=40, unique=True)
    name = models.CharField(_("cuộc vận động"), max_length=250)
    origin = models.CharField(_("theo văn bản"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("cuộc vận động")
        verbose_name_plural = _("cuộc vận động")

    def __str__(self) -> str:
        return self.name


class Stage(Record):
    """A stretch of a campaign (giai đoạn) that is reviewed as a whole; both days are included."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="stages", null=True, blank=True)
    code = models.CharField(_("kỳ"), max_length=20, unique=True)
    start = models.DateField(_("từ ngày"))
    end = models.DateField(_("đến ngày"))

    class Meta:
        verbose_name = _("giai đoạn")
        verbose_name_plural = _("giai đoạn")
        constraints = (models.CheckConstraint(name="stage_dates_in_order", condition=Q(end__gte=F("start"))),)

    def __str__(self) -> str:
        return self.code


class DeclaredValue(Record):
    """A figure that an organisation declares for its subtree in a period (kê khai), with a word."""

    own_days: ClassVar[tuple[str, ...]] = ("start",)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, verbose_name=_("tổ chức"))
    period = models.CharField(_("kỳ"), max_length=20)
    start = models.DateField(editable=False)
    end = models.DateField(editable=False)
    indicator = models.CharField(_("chỉ tiêu"), max_length=60)
    value = models.DecimalField(_("giá trị"), max_digits=14, decimal_places=1)
    note = models.CharField(_("ghi chú"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("số kê khai")
        verbose_name_plural = _("số kê khai")
        ordering = ("-end", "organisation__sort_key", "indicator", "pk")
        constraints = (
            models.UniqueConstraint(name="declared_once", fields=["organisation", "period", "indicator"]),
            models.CheckConstraint(
                name="declared_not_negative",
                condition=Q(value__gte=0),
                violation_error_message=_("Giá trị kê khai không được âm."),
            ),
        )
        indexes = (models.Index(fields=["indicator", "start", "end"], name="declared_by_indicator"),)

    def __str__(self) -> str:
        return f"{self.indicator} {self.period}: {self.value}"
