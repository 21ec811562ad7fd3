"""Returns that are owed, and reviews with their frozen figures."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from neuguong.core.models import Record
from neuguong.organisations.models import Organisation


class Return(Record):
    """The figures that an organisation owes for a period, or sent unasked (no `due_on`)."""

    own_days: ClassVar[tuple[str, ...]] = ("start",)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="returns", verbose_name=_("tổ chức")
    )
    period = models.CharField(_("kỳ"), max_length=20)
    start = models.DateField(editable=False)
    end = models.DateField(editable=False)
    due_on = models.DateField(_("hạn gửi"), null=True, blank=True)
    sent_on = models.DateField(_("ngày gửi"), null=True, blank=True)

    class Meta:
        verbose_name = _("biểu số liệu")
        verbose_name_plural = _("biểu số liệu")
        ordering = ("-end", "organisation__sort_key", "pk")
        constraints = (models.UniqueConstraint(name="return_once", fields=["organisation", "period"]),)

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.period}"


class Review(Record):
    """A review of a period: figures and lists as last computed or frozen, and what heads the document."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="reviews", verbose_name=_("tổ chức")
    )
    period = models.CharField(_("kỳ"), max_length=20)
    structure = models.CharField(_("cơ cấu"), max_length=4, default="then")
    snapshot = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    charts = models.JSONField(default=dict)
    computed_at = models.DateTimeField(_("tính lúc"), null=True)
    frozen_at = models.DateTimeField(_("chốt lúc"), null=True)
    frozen_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("báo cáo sơ kết")
        verbose_name_plural = _("báo cáo sơ kết")
        ordering = ("-period", "pk")
        constraints = (
            models.UniqueConstraint(name="review_once", fields=["organisation", "period", "structure"]),
            models.CheckConstraint(
                name="frozen_with_hash",
                condition=models.Q(frozen_at__isnull=True, frozen_hash="")
                | models.Q(frozen_at__isnull=False) & ~models.Q(frozen_hash=""),
            ),
        )

    def __str__(self) -> str:
        return f"Sơ kết {self.period}"

    @property
    def is_frozen(self) -> bool:
        """Tell whether the figures are frozen."""
        return self.frozen_at is not None


class ReviewSection(Record):
    """The words of one section as an officer left them; figures stand in them as `[[code]]`."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="sections")
    code = models.CharField(max_length=40)
    text = models.TextField(_("lời văn"), blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(name="section_once", fields=["review", "code"]),)

    def __str__(self) -> str:
        return self.code
