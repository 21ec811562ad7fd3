"""That something owed need not be done after all: by whom it was said, when and why."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from neuguong.campaigns.models.rule import DutyRule
from neuguong.core.models import Record
from neuguong.organisations.models import Organisation


class Excuse(Record):
    """One duty of an organisation, excused or declared not applicable.

    `occasion` is the key of what it was for: a period's code, or a document or task by its key. People have none:
    who need not take part is exempt for a time (`Pause`), which holds dates and never a reason.
    """

    class Sort(models.TextChoices):
        """Excused this once, or never meant for them."""

        EXCUSED = "excused", _("được miễn")
        NOT_APPLICABLE = "not_applicable", _("không áp dụng")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="excuses", verbose_name=_("tổ chức")
    )
    rule = models.ForeignKey(DutyRule, on_delete=models.PROTECT, related_name="excuses", verbose_name=_("quy định"))
    occasion = models.CharField(_("của kỳ"), max_length=40)
    sort = models.CharField(_("là"), max_length=14, choices=Sort.choices, default=Sort.EXCUSED)
    reason = models.CharField(_("lý do"), max_length=300)
    granted_by = models.CharField(_("người cho phép"), max_length=200, editable=False)
    granted_on = models.DateField(_("ngày cho phép"), editable=False)

    class Meta:
        verbose_name = _("việc được miễn")
        verbose_name_plural = _("việc được miễn")
        ordering = ("-granted_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="duty_excused_once",
                fields=["rule", "occasion", "organisation"],
                violation_error_message=_("Việc này đã được miễn hoặc đã ghi là không áp dụng."),
            ),
            models.CheckConstraint(
                name="excuse_with_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Ghi lý do."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_sort_display()}: {self.reason}"
