"""A round of commendation, and the day on which its records count."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from neuguong.core.models import Record, Searched


class Subject(models.TextChoices):
    """Who is commended."""

    COLLECTIVE = "collective", _("Tập thể")
    PERSON = "person", _("Cá nhân")


class Round(Record, Searched):
    """A round (đợt), known by its name; `stage`, `since` and `until` say which stage it commends."""

    searched: ClassVar[tuple[str, ...]] = ("name",)

    name = models.CharField(_("đợt"), max_length=200, unique=True)
    stage = models.CharField(_("giai đoạn"), max_length=20, blank=True)
    since = models.DateField(_("từ ngày"), null=True, blank=True)
    until = models.DateField(_("đến ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("đợt khen thưởng")
        verbose_name_plural = _("đợt khen thưởng")
        ordering = ("-until", "name", "pk")
        constraints = (
            models.CheckConstraint(
                name="round_dates_in_order",
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                violation_error_message=_("Đến ngày phải bằng hoặc sau Từ ngày."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def counted_on(self, date: dt.date) -> dt.date:
        """Return the day on which a record of this round counts: its own, drawn into a known stage.

        A decision signed some weeks after a stage is over still belongs to it; each record keeps
        one day, so that two periods side by side never count it twice.
        """
        if not self.stage:
            return date
        if self.until and date > self.until:
            return self.until
        if self.since and date < self.since:
            return self.since
        return date
