"""What was imported, by whom, and whether it was taken back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from neuguong.core import clock


class Batch(models.Model):
    """One workbook that was written; its records are found in the log by the batch's number."""

    file_name = models.CharField(_("tệp"), max_length=250)
    digest = models.CharField(max_length=64)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(_("người nhập"), max_length=200)
    created_at = models.DateTimeField(_("nhập lúc"), default=clock.now)
    created = models.PositiveIntegerField(_("mới"), default=0)
    updated = models.PositiveIntegerField(_("sửa"), default=0)
    unchanged = models.PositiveIntegerField(_("không đổi"), default=0)
    skipped = models.PositiveIntegerField(_("bỏ qua"), default=0)
    undone_at = models.DateTimeField(_("hoàn tác lúc"), null=True)

    class Meta:
        verbose_name = _("lần nhập")
        verbose_name_plural = _("lần nhập")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.file_name} ({self.pk})"
