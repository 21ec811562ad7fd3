"""An exemplar: a person or a collective worth following."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from neuguong.core.models import Record, Searched
from neuguong.initiatives.models.initiative import Holder, Level
from neuguong.organisations.models import Organisation, Person


class Exemplar(Record, Searched):
    """Registered by the organisation that found it; `person` where the person is in the lists."""

    own_days: ClassVar[tuple[str, ...]] = ("registered_on",)
    searched: ClassVar[tuple[str, ...]] = ("name", "merit")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="exemplars", verbose_name=_("tổ chức")
    )
    subject = models.CharField(_("đối tượng"), max_length=10, choices=Holder.choices)
    name = models.CharField(_("tên"), max_length=250)
    registered_on = models.DateField(_("ngày đăng ký"))
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="exemplars",
        verbose_name=_("người"),
    )
    level = models.CharField(_("cấp đăng ký"), max_length=10, choices=Level.choices, default=Level.GRASSROOTS)
    merit = models.TextField(_("thành tích"), blank=True)

    class Meta:
        verbose_name = _("điển hình")
        verbose_name_plural = _("điển hình")
        ordering = ("-registered_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="exemplar_once",
                fields=["organisation", "subject", "name", "registered_on"],
                violation_error_message=_("Điển hình này đã được đăng ký ngày đó."),
            ),
        )
        indexes = (models.Index(fields=["organisation", "registered_on"], name="exemplar_by_date"),)

    def __str__(self) -> str:
        return self.name
