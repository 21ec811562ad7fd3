"""A nomination: who is put forward, by whom, to which level."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from neuguong.commendations.models.round import Round, Subject
from neuguong.core.models import Record, Searched
from neuguong.organisations.models import Organisation, Person


class Target(models.TextChoices):
    """The level asked to commend."""

    UPPER = "upper", _("Cấp trên")
    PROVINCE = "province", _("Tỉnh")
    CENTRAL = "central", _("Trung ương")


class Outcome(models.TextChoices):
    """What became of it; empty while open."""

    GRANTED = "granted", _("Đạt")
    REFUSED = "refused", _("Không đạt")


class Nomination(Record, Searched):
    """`organisation` is the one that nominates."""

    own_days: ClassVar[tuple[str, ...]] = ("nominated_on",)
    searched: ClassVar[tuple[str, ...]] = ("name", "merit")

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="nominations", verbose_name=_("đợt"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="nominations", verbose_name=_("tổ chức đề nghị")
    )
    subject = models.CharField(_("đối tượng"), max_length=10, choices=Subject.choices)
    name = models.CharField(_("tên"), max_length=250)
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="nominations",
        verbose_name=_("người"),
    )
    target = models.CharField(_("cấp đề nghị"), max_length=10, choices=Target.choices)
    nominated_on = models.DateField(_("ngày đề nghị"))
    form = models.CharField(_("hình thức"), max_length=120, blank=True)
    merit = models.TextField(_("thành tích"), blank=True)
    outcome = models.CharField(_("kết quả"), max_length=8, choices=Outcome.choices, blank=True)
    counted_on = models.DateField(editable=False)

    class Meta:
        verbose_name = _("đề nghị khen thưởng")
        verbose_name_plural = _("đề nghị khen thưởng")
        ordering = ("-nominated_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="nomination_once",
                fields=["round", "organisation", "subject", "name", "target", "nominated_on"],
                condition=models.Q(person__isnull=True),
                violation_error_message=_("Đề nghị này đã có."),
            ),
            models.UniqueConstraint(
                name="nomination_of_person_once",
                fields=["round", "organisation", "subject", "name", "target", "nominated_on", "person"],
                condition=models.Q(person__isnull=False),
                violation_error_message=_("Đề nghị này đã có."),
            ),
        )
        indexes = (models.Index(fields=["target", "counted_on"], name="nomination_by_date"),)

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Derive the day on which the nomination counts."""
        super().clean()
        if self.round_id and self.nominated_on:
            self.counted_on = self.round.counted_on(self.nominated_on)
