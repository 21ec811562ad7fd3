"""Yearly commitments and personal plans for a term."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from neuguong.core.models import Record
from neuguong.organisations.models import Organisation, Person


class Result(models.TextChoices):
    """What became of a commitment; only MET counts as met."""

    MET = "met", _("Đạt")
    PARTLY = "partly", _("Đạt một phần")
    UNMET = "unmet", _("Chưa đạt")


class Reading(models.TextChoices):
    """Where someone read what a commitment says."""

    PAGE = "page", _("Mở bản cam kết")
    FORM = "form", _("Mở để sửa")
    LIST = "list", _("Xem kết quả trong danh sách")
    FIGURE = "figure", _("Xem danh sách đứng sau chỉ tiêu")
    LOG = "log", _("Xem trong nhật ký")


class Commitment(Record):
    """What a person commits to for a year, or plans for a term (`last_year` after `first_year`).

    `organisation` is where the person belonged when it was written; the record stays there.
    `content` and `result` are the person's and their cell's: nobody above reads them, and the log seals them.
    """

    own_days: ClassVar[tuple[str, ...]] = ("signed_on",)
    entered_for: ClassVar[str] = "person"

    log_private: ClassVar[frozenset[str]] = frozenset({"content", "result"})
    log_owner: ClassVar[str] = "person_id"

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="commitments", verbose_name=_("người cam kết")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="commitments", verbose_name=_("tổ chức")
    )
    first_year = models.PositiveSmallIntegerField(_("năm"))
    last_year = models.PositiveSmallIntegerField(_("đến năm"))
    signed_on = models.DateField(_("ngày ký"), null=True, blank=True)
    content = models.TextField(_("nội dung"), blank=True)
    result = models.CharField(_("kết quả"), max_length=6, choices=Result.choices, blank=True)

    class Meta:
        verbose_name = _("bản cam kết")
        verbose_name_plural = _("bản cam kết")
        ordering = ("-last_year", "person__sort_key", "pk")
        constraints = (
            models.UniqueConstraint(
                name="commitment_once",
                fields=["person", "first_year", "last_year"],
                violation_error_message=_("Người này đã có bản cam kết cho thời gian đó."),
            ),
            models.CheckConstraint(
                name="commitment_years_in_order",
                condition=Q(last_year__gte=F("first_year")),
                violation_error_message=_("Năm cuối phải bằng hoặc sau năm đầu."),
            ),
        )
        indexes = (models.Index(fields=["organisation", "first_year"], name="commitment_by_year"),)

    def __str__(self) -> str:
        return str(_("Kế hoạch %(years)s") if self.is_plan else _("Cam kết %(years)s")) % {"years": self.years}

    @property
    def is_plan(self) -> bool:
        """Tell a personal plan for a term from a yearly commitment."""
        return self.last_year > self.first_year

    @property
    def years(self) -> str:
        """The time as workbooks write it: "2023" or "2021-2025"."""
        return f"{self.first_year}-{self.last_year}" if self.is_plan else str(self.first_year)
