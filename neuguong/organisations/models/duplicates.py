"""People who were entered twice: which pairs are not the same person, and which were made one."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from neuguong.core.models import Record
from neuguong.organisations.models.people import Person


class NotSame(Record):
    """Two people of one name and birth date who are two, so that nobody is asked again; the lower id first."""

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("cặp không trùng")
        verbose_name_plural = _("cặp không trùng")
        constraints = (
            models.UniqueConstraint(name="not_same_once", fields=["first", "second"]),
            models.CheckConstraint(name="not_same_in_order", condition=Q(first__lt=F("second"))),
        )

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"


class PersonMerge(Record):
    """A duplicate that went into `kept`; `changes` is what was changed, row by row, by which it is undone exactly."""

    kept = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merges", verbose_name=_("người được giữ"))
    gone = models.BigIntegerField(editable=False)
    gone_code = models.CharField(_("mã người đã gộp"), max_length=40)
    gone_name = models.CharField(_("họ và tên đã gộp"), max_length=120)
    changes = models.TextField(editable=False, default="{}")

    class Meta:
        verbose_name = _("lần gộp người trùng")
        verbose_name_plural = _("lần gộp người trùng")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.gone_name} ({self.gone_code})"

    @property
    def log_place(self) -> int | None:
        """Return the organisation whose log tells of it: the person's."""
        return self.kept.log_place
