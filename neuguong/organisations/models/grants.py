"""Roles granted on an organisation; they reach its subtree."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from neuguong.accounts.models import User
from neuguong.core.models import Record
from neuguong.organisations.models.tree import Organisation


class Role(models.TextChoices):
    """Who does what, from the least to the most."""

    MEMBER = "member", _("Thành viên")
    SECRETARY = "secretary", _("Bí thư")
    OFFICER = "officer", _("Chuyên viên")
    STANDING = "standing", _("Ban Thường vụ")
    COUNCIL = "council", _("Hội đồng xét khen")
    INSPECTOR = "inspector", _("Kiểm tra")
    ADMIN = "admin", _("Quản trị kỹ thuật")


class Grant(Record):
    """A user's role on an organisation from `since` to `until`, both days included.

    With `deputises` it is that grant in other hands, while its holder is away: it ends when that ends.
    """

    user = models.ForeignKey(
        User,
        on_delete=models.CASCADE,
        related_name="grants",
        verbose_name=_("tài khoản"),
    )
    role = models.CharField(_("vai trò"), max_length=12, choices=Role.choices)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="grants",
        verbose_name=_("tổ chức"),
    )
    since = models.DateField(_("từ ngày"), null=True, blank=True)
    until = models.DateField(_("đến ngày"), null=True, blank=True)
    deputises = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="deputies",
        verbose_name=_("làm thay"),
    )

    class Meta:
        verbose_name = _("phân quyền")
        verbose_name_plural = _("phân quyền")
        constraints = (
            models.UniqueConstraint(
                name="grant_once",
                fields=["user", "role", "organisation", "since"],
                violation_error_message=_("Người này đã có vai trò đó ở tổ chức đó từ ngày đó."),
            ),
            models.CheckConstraint(
                name="grant_dates_in_order",
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                violation_error_message=_("Đến ngày phải bằng hoặc sau Từ ngày."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
