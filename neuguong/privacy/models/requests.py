"""Requests of people about their data: a register with days to keep."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from neuguong.accounts.models import User
from neuguong.core.models import Record
from neuguong.organisations.models import Organisation, Person


class RequestKind(models.TextChoices):
    """What a person may ask for (Luật số 91/2025/QH15)."""

    SEE = "see", _("Xem dữ liệu")
    CORRECT = "correct", _("Sửa dữ liệu")
    EXPORT = "export", _("Cung cấp bản sao")
    RESTRICT = "restrict", _("Hạn chế sử dụng")
    OBJECT = "object", _("Phản đối việc sử dụng")
    ERASE = "erase", _("Xóa dữ liệu")


class RequestStatus(models.TextChoices):
    """How far a request has come."""

    RECEIVED = "received", _("đã nhận")
    ANSWERED = "answered", _("đã trả lời, đang làm")
    DONE = "done", _("đã xong")
    REFUSED = "refused", _("không thực hiện")
    WITHDRAWN = "withdrawn", _("đã rút")


CLOSED = (RequestStatus.DONE, RequestStatus.REFUSED, RequestStatus.WITHDRAWN)


class DataRequest(Record):
    """Whose data (`person`, or an `account` without one), what is asked, and how it was answered.

    `organisation` is where the person belonged when they asked: the office above it answers.
    `entered_by` is the account that entered it, another one's where the office did so for the person.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="data_requests", verbose_name=_("tổ chức")
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="data_requests", verbose_name=_("người")
    )
    account = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="data_requests", verbose_name=_("tài khoản")
    )
    kind = models.CharField(_("yêu cầu"), max_length=10, choices=RequestKind.choices)
    wish = models.CharField(_("nội dung yêu cầu"), max_length=1000, blank=True)
    proposal = models.JSONField(default=dict, blank=True, editable=False)
    received_on = models.DateField(_("ngày nhận"))
    entered_by = models.BigIntegerField(null=True, editable=False)
    entered_by_label = models.CharField(_("người ghi"), max_length=200, editable=False)
    for_another = models.BooleanField(_("văn phòng ghi hộ"), default=False, editable=False)
    status = models.CharField(
        _("tình trạng"), max_length=10, choices=RequestStatus.choices, default=RequestStatus.RECEIVED, editable=False
    )
    answer_due = models.DateField(_("hạn trả lời"), editable=False)
    done_due = models.DateField(_("hạn thực hiện"), editable=False)
    prolonged_on = models.DateField(_("ngày gia hạn"), null=True, editable=False)
    prolonged_why = models.CharField(_("lý do gia hạn"), max_length=500, blank=True)
    answer = models.CharField(_("trả lời"), max_length=2000, blank=True)
    answered_on = models.DateField(_("ngày trả lời"), null=True, editable=False)
    closed_on = models.DateField(_("ngày xong"), null=True, editable=False)

    class Meta:
        verbose_name = _("yêu cầu về dữ liệu cá nhân")
        verbose_name_plural = _("yêu cầu về dữ liệu cá nhân")
        ordering = ("-received_on", "-pk")
        constraints = (
            models.CheckConstraint(
                name="data_request_of_somebody",
                condition=Q(person__isnull=False) | Q(account__isnull=False),
                violation_error_message=_("Yêu cầu phải là của một người."),
            ),
            models.CheckConstraint(
                name="data_request_closed_with_a_day",
                condition=Q(status__in=CLOSED, closed_on__isnull=False)
                | (~Q(status__in=CLOSED) & Q(closed_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="data_request_reason_of_a_prolonging",
                condition=Q(prolonged_on__isnull=False) | Q(prolonged_why=""),
            ),
        )
        indexes = (models.Index(fields=["organisation", "received_on"], name="data_request_by_date"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.whose}"

    @property
    def whose(self) -> str:
        """The name of whoever's data it is about."""
        return str(self.person or self.account)

    @property
    def is_closed(self) -> bool:
        """Tell whether nothing more is to be done."""
        return self.status in CLOSED
