"""Chuyển sinh hoạt: someone goes to another organisation, when both sides agree."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from neuguong.core.models import Record
from neuguong.organisations.models.people import Person
from neuguong.organisations.models.tree import Organisation


class Transfer(Record):
    """A request that `person` belong to `target` from `day` on; whoever starts it, the other side has to agree."""

    class State(models.TextChoices):
        """Asked for, and how it ended."""

        ASKED = "asked", _("chờ trả lời")
        DONE = "done", _("đã chuyển")
        REFUSED = "refused", _("bị từ chối")
        WITHDRAWN = "withdrawn", _("đã rút")

    class Side(models.TextChoices):
        """Who started: the one that keeps the person's list, or the one that takes the person in."""

        SENDER = "sender", _("bên chuyển đi")
        RECEIVER = "receiver", _("bên tiếp nhận")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="transfers", verbose_name=_("người"))
    origin = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="departures", verbose_name=_("chuyển đi từ")
    )
    target = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="arrivals", verbose_name=_("chuyển đến")
    )
    day = models.DateField(_("từ ngày"))
    side = models.CharField(_("bên đề nghị"), max_length=8, choices=Side.choices)
    state = models.CharField(_("trạng thái"), max_length=9, choices=State.choices, default=State.ASKED, editable=False)
    reason = models.CharField(_("lý do từ chối"), max_length=300, blank=True)
    asked_by = models.CharField(_("người đề nghị"), max_length=150, editable=False)
    answered_by = models.CharField(_("người trả lời"), max_length=150, blank=True, editable=False)
    answered_on = models.DateField(_("ngày trả lời"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("yêu cầu chuyển sinh hoạt")
        verbose_name_plural = _("yêu cầu chuyển sinh hoạt")
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                name="one_open_transfer",
                fields=["person"],
                condition=Q(state="asked"),
                violation_error_message=_("Người này đang có một yêu cầu chuyển sinh hoạt chờ trả lời."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} → {self.target}"

    @property
    def log_place(self) -> int | None:
        """Return the organisation whose log tells of it: the one that the person leaves."""
        return self.origin_id
