"""Days off and on that are announced year by year, beside those that the law fixes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from neuguong.core.models import Record


class DayOff(Record):
    """A day that is off, or with `is_working` one that is worked although it would be off (đi làm bù)."""

    date = models.DateField(
        _("ngày"), unique=True, error_messages={"unique": _("Ngày này đã có trong danh sách; xóa dòng cũ trước.")}
    )
    is_working = models.BooleanField(_("là ngày làm bù"), default=False)
    name = models.CharField(_("lý do, văn bản"), max_length=200)

    class Meta:
        verbose_name = _("ngày nghỉ, ngày làm bù")
        verbose_name_plural = _("ngày nghỉ, ngày làm bù")
        ordering = ("-date",)

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y}: {self.name}"
