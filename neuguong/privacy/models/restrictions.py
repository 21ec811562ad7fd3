"""People whose record is stored and not used."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from neuguong.core.models import Record
from neuguong.organisations.models import Person


class Restriction(Record):
    """The row is the restriction; lifting it takes the row out, and the log keeps both."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="restriction", verbose_name=_("người"))
    since = models.DateField(_("từ ngày"))

    class Meta:
        verbose_name = _("hạn chế sử dụng dữ liệu")
        verbose_name_plural = _("hạn chế sử dụng dữ liệu")
        ordering = ("-since", "-pk")

    def __str__(self) -> str:
        return f"{self.person_id}: {self.since:%d/%m/%Y}"
