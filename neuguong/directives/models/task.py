"""A task: work with a due date that a directive or a meeting assigns, and what was asked for its due date."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from neuguong.core.models import Record, Searched
from neuguong.directives.models.directive import Directive
from neuguong.organisations.models import Organisation

LONGEST = 2_000


class TaskStatus(models.TextChoices):
    """How far a task has come; see `lifecycle`. A task that has a day of completion is accepted."""

    ASSIGNED = "assigned", _("đã giao")
    WORKING = "working", _("đang thực hiện")
    REPORTED = "reported", _("chờ xác nhận")
    RETURNED = "returned", _("trả lại làm tiếp")
    ACCEPTED = "accepted", _("đã hoàn thành")
    CANCELLED = "cancelled", _("đã hủy")


class Task(Record, Searched):
    """What an organisation has to do by `due`; done when `done_on` is known.

    `assigner` is the organisation above that gave it and accepts what is reported; without one the organisation set
    it itself. `status` says how far a task has come that is not done: workbooks tell the day of completion alone.
    `remark` is the last word of who gave it: why it was returned or cancelled.
    """

    own_days: ClassVar[tuple[str, ...]] = ("done_on", "due")
    searched: ClassVar[tuple[str, ...]] = ("title",)

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="tasks", verbose_name=_("tổ chức")
    )
    title = models.CharField(_("nhiệm vụ"), max_length=500)
    assigner = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks_given",
        verbose_name=_("tổ chức giao"),
    )
    start = models.DateField(_("bắt đầu"), null=True, blank=True)
    due = models.DateField(_("hạn"))
    product = models.CharField(_("sản phẩm"), max_length=300, blank=True, default="", db_default="")
    owner = models.CharField(_("phụ trách"), max_length=200, blank=True, default="", db_default="")
    helpers = models.CharField(_("phối hợp"), max_length=300, blank=True, default="", db_default="")
    directive = models.ForeignKey(
        Directive,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("văn bản"),
    )
    status = models.CharField(
        _("tình trạng"),
        max_length=10,
        choices=TaskStatus.choices,
        default=TaskStatus.ASSIGNED,
        db_default=TaskStatus.ASSIGNED,
        editable=False,
    )
    reported_on = models.DateField(_("ngày báo cáo hoàn thành"), null=True, blank=True)
    done_on = models.DateField(_("ngày hoàn thành"), null=True, blank=True)
    result = models.TextField(_("kết quả"), blank=True)
    remark = models.TextField(_("ý kiến của nơi giao"), max_length=LONGEST, blank=True, default="", db_default="")

    class Meta:
        verbose_name = _("nhiệm vụ")
        verbose_name_plural = _("nhiệm vụ")
        ordering = ("due", "pk")
        constraints = (
            models.UniqueConstraint(
                name="task_once",
                fields=["organisation", "title", "directive"],
                condition=models.Q(directive__isnull=False),
                violation_error_message=_("Nhiệm vụ này đã được giao theo văn bản đó."),
            ),
            models.UniqueConstraint(
                name="task_without_directive_once",
                fields=["organisation", "title"],
                condition=models.Q(directive__isnull=True),
                violation_error_message=_("Nhiệm vụ này đã được giao."),
            ),
            models.CheckConstraint(
                name="task_due_after_start",
                condition=Q(start__isnull=True) | Q(due__gte=F("start")),
                violation_error_message=_("Hạn phải bằng hoặc sau ngày bắt đầu."),
            ),
            models.CheckConstraint(
                name="task_done_is_not_cancelled",
                condition=Q(done_on__isnull=True) | ~Q(status="cancelled"),
                violation_error_message=_("Nhiệm vụ đã hủy không có ngày hoàn thành. Giao lại nhiệm vụ trước."),
            ),
        )
        indexes = (models.Index(fields=["organisation", "due"], name="task_by_due"),)

    def __str__(self) -> str:
        return self.title

    @property
    def stage(self) -> TaskStatus:
        """How far the task has come: a day of completion settles it, whoever told that day."""
        return TaskStatus.ACCEPTED if self.done_on else TaskStatus(self.status)


class DelayStatus(models.TextChoices):
    """What became of a delay that was asked for."""

    WAITING = "waiting", _("chờ ý kiến")
    GRANTED = "granted", _("đồng ý")
    REFUSED = "refused", _("không đồng ý")


class TaskDelay(Record):
    """A later due date asked for a task, why, and what who gave the task said; once granted the task is due then."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="delays", verbose_name=_("nhiệm vụ"))
    asked_on = models.DateField(_("ngày đề nghị"), editable=False)
    due_before = models.DateField(_("hạn cũ"), editable=False)
    asked_due = models.DateField(_("hạn đề nghị"))
    reason = models.CharField(_("lý do"), max_length=500)
    status = models.CharField(
        _("tình trạng"),
        max_length=10,
        choices=DelayStatus.choices,
        default=DelayStatus.WAITING,
        editable=False,
    )
    answer = models.CharField(_("ý kiến trả lời"), max_length=500, blank=True)
    decided_on = models.DateField(_("ngày trả lời"), null=True, editable=False)

    class Meta:
        verbose_name = _("đề nghị gia hạn")
        verbose_name_plural = _("đề nghị gia hạn")
        ordering = ("-asked_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="task_delay_one_waits",
                fields=["task"],
                condition=Q(status="waiting"),
                violation_error_message=_("Nhiệm vụ đang có một đề nghị gia hạn chờ ý kiến."),
            ),
            models.CheckConstraint(
                name="task_delay_is_later",
                condition=Q(asked_due__gt=F("due_before")),
                violation_error_message=_("Hạn đề nghị phải sau hạn đang có."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.due_before:%d/%m/%Y} → {self.asked_due:%d/%m/%Y}"

    @property
    def log_place(self) -> int:
        """The organisation that does the task."""
        return self.task.organisation_id
