"""A finding: what an inspection noted at an organisation, and what became of it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from neuguong.core.models import Record, Searched
from neuguong.directives.models.task import Task
from neuguong.organisations.models import Organisation

LONGEST = 2_000


class FindingSort(models.TextChoices):
    """What an inspection asks for: something to be done, or a word of advice."""

    RECOMMENDATION = "recommendation", _("Kiến nghị")
    REMARK = "remark", _("Nhận xét")


class FindingStatus(models.TextChoices):
    """How far a finding has come; see `lifecycle`."""

    OPEN = "open", _("chờ xử lý")
    ASSIGNED = "assigned", _("đã giao nhiệm vụ")
    ANSWERED = "answered", _("chờ xác nhận")
    RETURNED = "returned", _("yêu cầu làm tiếp")
    CLOSED = "closed", _("đã kết thúc")


class Finding(Record, Searched):
    """What an inspector noted about the record (`subject_kind` "app.model", `subject_id`) of an organisation.

    It speaks of work, not of people: about the organisation itself the subject is the organisation. `task` is
    what it was turned into; `conclusion` is the inspector's last word, with which they close it or give it back.
    """

    own_days: ClassVar[tuple[str, ...]] = ("raised_on",)
    pending: ClassVar[Q | None] = ~Q(status=FindingStatus.CLOSED)
    searched: ClassVar[tuple[str, ...]] = ("text",)

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="findings", verbose_name=_("tổ chức")
    )
    subject_kind = models.CharField(max_length=60, editable=False)
    subject_id = models.BigIntegerField(editable=False)
    sort = models.CharField(
        _("hình thức"), max_length=16, choices=FindingSort.choices, default=FindingSort.RECOMMENDATION
    )
    text = models.TextField(_("nội dung"), max_length=LONGEST)
    raised_on = models.DateField(_("ngày nêu"))
    due = models.DateField(_("hạn đề nghị"))
    status = models.CharField(
        _("tình trạng"),
        max_length=10,
        choices=FindingStatus.choices,
        default=FindingStatus.OPEN,
        editable=False,
    )
    task = models.OneToOneField(
        Task,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="finding",
        verbose_name=_("nhiệm vụ"),
    )
    answer = models.TextField(_("trả lời"), max_length=LONGEST, blank=True)
    answered_on = models.DateField(_("ngày trả lời"), null=True, editable=False)
    answered_by = models.BigIntegerField(null=True, editable=False)
    conclusion = models.TextField(_("ý kiến của người kiểm tra"), max_length=LONGEST, blank=True)
    closed_on = models.DateField(_("ngày kết thúc"), null=True, editable=False)

    class Meta:
        verbose_name = _("kiến nghị kiểm tra")
        verbose_name_plural = _("kiến nghị kiểm tra")
        ordering = ("-raised_on", "-pk")
        constraints = (
            models.CheckConstraint(
                name="finding_dates_in_order",
                condition=Q(due__gte=F("raised_on")),
                violation_error_message=_("Hạn đề nghị phải bằng hoặc sau ngày nêu."),
            ),
        )
        indexes = (
            models.Index(fields=["subject_id", "subject_kind"], name="finding_by_subject"),
            models.Index(fields=["organisation", "raised_on"], name="finding_by_date"),
        )

    def __str__(self) -> str:
        return f"{self.get_sort_display()} {self.raised_on:%d/%m/%Y}"
