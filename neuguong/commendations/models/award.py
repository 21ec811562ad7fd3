"""An award: to whom, by which body, in which form, by which decision."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from neuguong.commendations.models.round import Round, Subject
from neuguong.core.models import Record, Searched
from neuguong.organisations.models import Organisation, Person


class Award(Record, Searched):
    """`organisation` is the recipient's; `body` is who commends, as written, and `body_organisation`
    the organisation that it is, empty for an outside body."""

    own_days: ClassVar[tuple[str, ...]] = ("decided_on",)
    searched: ClassVar[tuple[str, ...]] = ("name", "decision_number", "form", "body")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="awards", verbose_name=_("tổ chức")
    )
    subject = models.CharField(_("đối tượng"), max_length=10, choices=Subject.choices)
    name = models.CharField(_("tên"), max_length=250)
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="awards",
        verbose_name=_("người"),
    )
    body = models.CharField(_("cơ quan khen"), max_length=250)
    body_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    form = models.CharField(_("hình thức"), max_length=120)
    decided_on = models.DateField(_("ngày quyết định"))
    decision_number = models.CharField(_("số quyết định"), max_length=60, blank=True)
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, null=True, blank=True, related_name="awards", verbose_name=_("đợt")
    )
    merit = models.TextField(_("thành tích"), blank=True)
    counted_on = models.DateField(editable=False)

    class Meta:
        verbose_name = _("khen thưởng")
        verbose_name_plural = _("khen thưởng")
        ordering = ("-decided_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="award_once",
                fields=["organisation", "subject", "name", "body", "form", "decided_on"],
                condition=models.Q(person__isnull=True),
                violation_error_message=_("Khen thưởng này đã có trong sổ."),
            ),
            models.UniqueConstraint(
                name="award_to_person_once",
                fields=["organisation", "subject", "name", "body", "form", "decided_on", "person"],
                condition=models.Q(person__isnull=False),
                violation_error_message=_("Khen thưởng này đã có trong sổ."),
            ),
        )
        indexes = (
            models.Index(fields=["body_organisation", "counted_on"], name="award_by_body"),
            models.Index(fields=["organisation", "counted_on"], name="award_by_recipient"),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Derive the day on which the award counts."""
        super().clean()
        if self.decided_on:
            self.counted_on = self.round.counted_on(self.decided_on) if self.round else self.decided_on
