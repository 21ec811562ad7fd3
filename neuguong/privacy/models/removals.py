"""Removals by two people, and the tombstones that they leave."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from neuguong.accounts.models import User
from neuguong.core import clock
from neuguong.core.models import Record
from neuguong.organisations.models import Organisation, Person
from neuguong.privacy.models.requests import DataRequest

PERSON = "person"
MARK = "XOA-"
"""How a mark begins."""


class Ground(models.TextChoices):
    """Why; chosen and never written, so that a tombstone says nothing of a person."""

    REQUEST = "request", _("Theo yêu cầu của người có dữ liệu")
    EXPIRED = "expired", _("Hết thời hạn lưu")
    BASELESS = "baseless", _("Không có, hoặc không còn căn cứ để lưu")


class RemovalStatus(models.TextChoices):
    """Proposed by one person, carried out by the word of another, or dropped."""

    PROPOSED = "proposed", _("chờ người thứ hai")
    DONE = "done", _("đã xóa")
    CANCELLED = "cancelled", _("đã bỏ")


class Removal(Record):
    """What one person proposes to remove: a person's data (`sort` "person"), or `ids` of an expired kind."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="removals", verbose_name=_("tổ chức")
    )
    sort = models.CharField(_("loại"), max_length=40)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("người"))
    account = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("tài khoản")
    )
    request = models.ForeignKey(DataRequest, on_delete=models.PROTECT, null=True, related_name="removals")
    ids = models.JSONField(default=list, blank=True)
    ground = models.CharField(_("căn cứ"), max_length=10, choices=Ground.choices)
    status = models.CharField(
        _("tình trạng"), max_length=10, choices=RemovalStatus.choices, default=RemovalStatus.PROPOSED
    )
    proposed_by = models.BigIntegerField()
    proposed_by_label = models.CharField(_("người đề nghị"), max_length=200)
    confirmed_by = models.BigIntegerField(null=True)
    confirmed_by_label = models.CharField(_("người xác nhận"), max_length=200, blank=True)
    confirmed_at = models.DateTimeField(_("xác nhận lúc"), null=True)

    class Meta:
        verbose_name = _("đề nghị xóa")
        verbose_name_plural = _("đề nghị xóa")
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                name="removal_by_two_people",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
                violation_error_message=_("Người xác nhận phải khác người đề nghị."),
            ),
            models.CheckConstraint(
                name="removal_done_by_somebody",
                condition=~Q(status=RemovalStatus.DONE) | Q(confirmed_by__isnull=False),
            ),
            models.UniqueConstraint(
                name="removal_of_a_person_proposed_once",
                fields=["person"],
                condition=Q(status=RemovalStatus.PROPOSED),
                violation_error_message=_("Đã có đề nghị xóa dữ liệu của người này, đang chờ người thứ hai."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.sort} {self.pk}"


class Tombstone(models.Model):
    """That something was removed: an opaque mark, when, by whom, why; nothing of whom or what it told."""

    mark = models.CharField(_("dấu"), max_length=20, unique=True)
    sort = models.CharField(_("loại"), max_length=40)
    removed_at = models.DateTimeField(_("xóa lúc"), default=clock.now)
    ground = models.CharField(_("căn cứ"), max_length=10, choices=Ground.choices)
    proposed_by_label = models.CharField(_("người đề nghị"), max_length=200)
    confirmed_by_label = models.CharField(_("người xác nhận"), max_length=200)

    class Meta:
        verbose_name = _("dấu đã xóa")
        verbose_name_plural = _("dấu đã xóa")
        ordering = ("-removed_at", "-pk")

    def __str__(self) -> str:
        return self.mark
