"""A model: a registered way of working; named Initiative, as Django owns the word model."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from neuguong.core.models import Record, Searched
from neuguong.organisations.models import Organisation


class Holder(models.TextChoices):
    """Whose it is: a collective's or one person's."""

    COLLECTIVE = "collective", _("Tập thể")
    PERSON = "person", _("Cá nhân")


class Level(models.TextChoices):
    """Where it is registered."""

    GRASSROOTS = "grassroots", _("Cơ sở")
    UPPER = "upper", _("Cấp trên")
    PROVINCE = "province", _("Tỉnh")


class Initiative(Record, Searched):
    """A model with its start, goal and result; `adopted_from` is another organisation's that it follows."""

    own_days: ClassVar[tuple[str, ...]] = ("registered_on",)
    searched: ClassVar[tuple[str, ...]] = ("code", "name", "field")

    code = models.CharField(_("mã mô hình"), max_length=40, unique=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="initiatives", verbose_name=_("tổ chức")
    )
    name = models.CharField(_("tên mô hình"), max_length=300)
    registered_on = models.DateField(_("ngày đăng ký"))
    holder = models.CharField(_("chủ thể"), max_length=10, choices=Holder.choices, default=Holder.COLLECTIVE)
    level = models.CharField(_("cấp đăng ký"), max_length=10, choices=Level.choices, default=Level.GRASSROOTS)
    field = models.CharField(_("lĩnh vực"), max_length=120, blank=True)
    baseline = models.CharField(_("hiện trạng"), max_length=500, blank=True)
    target = models.CharField(_("mục tiêu"), max_length=500, blank=True)
    unit = models.CharField(_("đơn vị tính"), max_length=60, blank=True)
    result = models.CharField(_("kết quả"), max_length=1000, blank=True)
    recognised_on = models.DateField(_("ngày công nhận"), null=True, blank=True)
    adopted_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="adoptions",
        verbose_name=_("nhân rộng từ"),
    )

    class Meta:
        verbose_name = _("mô hình")
        verbose_name_plural = _("mô hình")
        ordering = ("-registered_on", "-pk")
        constraints = (
            models.CheckConstraint(
                name="initiative_recognised_after_registered",
                condition=Q(recognised_on__isnull=True) | Q(recognised_on__gte=F("registered_on")),
                violation_error_message=_("Ngày công nhận phải bằng hoặc sau ngày đăng ký."),
            ),
        )
        indexes = (models.Index(fields=["organisation", "registered_on"], name="initiative_by_date"),)

    def __str__(self) -> str:
        return self.name
