"""Who has read which version of the notice, and when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from neuguong.accounts.models import User
from neuguong.core import clock


class NoticeRead(models.Model):
    """That a user has read a version of the notice: an information given, not a consent taken."""

    # The constraint's own index serves lookups by user.
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices_read", db_index=False)
    version = models.CharField(_("phiên bản"), max_length=20)
    read_at = models.DateTimeField(_("đọc lúc"), default=clock.now)

    class Meta:
        verbose_name = _("lần đọc thông báo")
        verbose_name_plural = _("lần đọc thông báo")
        constraints = (models.UniqueConstraint(name="notice_read_once", fields=["user", "version"]),)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.version}"
