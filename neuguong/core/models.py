"""The shape that every record shares."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from neuguong.core import clock


class Record(models.Model):
    """A row of a register: it knows when it was made and how often it was changed."""

    version = models.PositiveIntegerField(_("phiên bản"), default=1, editable=False)
    created_at = models.DateTimeField(_("tạo lúc"), default=clock.now, editable=False)
    updated_at = models.DateTimeField(_("sửa lúc"), default=clock.now, editable=False)

    class Meta:
        abstract = True
