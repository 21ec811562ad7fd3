"""Yearly ranks of organisations and of members."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from neuguong.core.models import Record
from neuguong.organisations.models import Organisation, Person


class Rank(models.TextChoices):
    """The four ranks (QĐ 132-QĐ/TW of 8/3/2018, QĐ 124-QĐ/TW of 4/10/2023, QĐ 366-QĐ/TW of 30/8/2025)."""

    EXCELLENT = "excellent", _("Hoàn thành xuất sắc nhiệm vụ")
    GOOD = "good", _("Hoàn thành tốt nhiệm vụ")
    COMPLETED = "completed", _("Hoàn thành nhiệm vụ")
    FAILED = "failed", _("Không hoàn thành nhiệm vụ")


class Classification(Record):
    """The rank of an organisation for a year or, with `person`, of one of its people."""

    own_days: ClassVar[tuple[str, ...]] = ("year",)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="classifications", verbose_name=_("tổ chức")
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="classifications",
        verbose_name=_("người"),
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    decided = models.CharField(_("mức quyết định"), max_length=10, choices=Rank.choices, blank=True)
    own = models.CharField(_("mức tự nhận"), max_length=10, choices=Rank.choices, blank=True)
    proposed = models.CharField(_("mức đề xuất"), max_length=10, choices=Rank.choices, blank=True)
    points = models.DecimalField(_("điểm"), max_digits=5, decimal_places=1, null=True, blank=True)

    class Meta:
        verbose_name = _("xếp loại")
        verbose_name_plural = _("xếp loại")
        ordering = ("-year", "organisation__sort_key", "pk")
        constraints = (
            models.UniqueConstraint(
                name="organisation_ranked_once",
                fields=["organisation", "year"],
                condition=Q(person__isnull=True),
                violation_error_message=_("Tổ chức đã được xếp loại năm đó."),
            ),
            models.UniqueConstraint(
                name="person_ranked_once",
                fields=["organisation", "year", "person"],
                condition=Q(person__isnull=False),
                violation_error_message=_("Người này đã được xếp loại năm đó."),
            ),
            models.CheckConstraint(
                name="ranked_somehow",
                condition=~Q(decided="", own="", proposed=""),
                violation_error_message=_("Ghi ít nhất một mức: tự nhận, đề xuất hoặc quyết định."),
            ),
            models.CheckConstraint(
                name="points_within_100",
                condition=Q(points__isnull=True) | Q(points__gte=0, points__lte=100),
                violation_error_message=_("Điểm từ 0 đến 100."),
            ),
        )

    def __str__(self) -> str:
        said = self.get_decided_display() or self.get_proposed_display() or self.get_own_display()
        return f"{self.year}: {said}"
