"""Roles granted on an organisation; they reach its subtree."""

from django.db import models
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
    """A user's role on an organisation from `since` to `until`, both days included."""

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

    class Meta:
        verbose_name = _("phân quyền")
        verbose_name_plural = _("phân quyền")
        constraints = (models.UniqueConstraint(name="grant_once", fields=["user", "role", "organisation", "since"]),)

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
