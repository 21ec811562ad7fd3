"""Provisions: the numbered items of a document, and how organisations below carry each of them out."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from neuguong.core.models import Record
from neuguong.core.secrecy import mark_in, refusal
from neuguong.directives.models.directive import Directive
from neuguong.organisations.models import Organisation

LONGEST = 2_000


class Provision(Record):
    """One numbered item of a document, in the order of `place`; its number is as written: "I.1", "2a".

    Where an item stands below another, its number begins with the other's and a full stop. `performer` and `due` say
    who does it and by when, where the document does.
    """

    directive = models.ForeignKey(
        Directive, on_delete=models.PROTECT, related_name="provisions", verbose_name=_("văn bản")
    )
    number = models.CharField(_("số"), max_length=20)
    text = models.CharField(_("nội dung"), max_length=LONGEST)
    performer = models.CharField(_("thực hiện"), max_length=250, blank=True)
    due = models.DateField(_("hạn"), null=True, blank=True)
    place = models.PositiveSmallIntegerField(_("thứ tự"))

    class Meta:
        verbose_name = _("nội dung văn bản")
        verbose_name_plural = _("nội dung văn bản")
        ordering = ("directive", "place", "pk")
        constraints = (
            models.UniqueConstraint(
                name="provision_number_once",
                fields=["directive", "number"],
                violation_error_message=_("Văn bản đã có nội dung mang số này."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"

    def clean(self) -> None:
        """Refuse what is marked secret."""
        super().clean()
        mark = mark_in(self.text)
        if mark:
            raise ValidationError({"text": refusal(mark)})

    @property
    def log_place(self) -> int:
        """The organisation in whose register the document stands."""
        return self.directive.organisation_id


class Concretisation(Record):
    """That a plan's own item `lower` carries out the item `upper` of the document above; with a word on how."""

    lower = models.ForeignKey(
        Provision, on_delete=models.PROTECT, related_name="concretises", verbose_name=_("nội dung cụ thể hóa")
    )
    upper = models.ForeignKey(
        Provision, on_delete=models.PROTECT, related_name="concretised_by", verbose_name=_("nội dung của cấp trên")
    )
    word = models.CharField(_("ghi chú"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("nội dung đã cụ thể hóa")
        verbose_name_plural = _("nội dung đã cụ thể hóa")
        ordering = ("upper", "lower", "pk")
        constraints = (
            models.UniqueConstraint(name="concretised_once", fields=["lower", "upper"]),
            models.CheckConstraint(
                name="provision_not_of_itself",
                condition=~Q(lower=F("upper")),
                violation_error_message=_("Nội dung không thể cụ thể hóa chính nó."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.lower.number} → {self.upper.number}"

    @property
    def log_place(self) -> int:
        """The organisation in whose register the plan stands."""
        return self.lower.directive.organisation_id


class Inapplicable(Record):
    """That a provision does not apply to an organisation, and why; `returned` holds why the officer above disagrees."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="inapplicable_provisions", verbose_name=_("tổ chức")
    )
    upper = models.ForeignKey(
        Provision, on_delete=models.PROTECT, related_name="inapplicable_at", verbose_name=_("nội dung của cấp trên")
    )
    reason = models.CharField(_("lý do không áp dụng"), max_length=500)
    returned = models.CharField(_("ý kiến trả lại"), max_length=500, blank=True, editable=False)
    returned_on = models.DateField(_("ngày trả lại"), null=True, editable=False)

    class Meta:
        verbose_name = _("nội dung không áp dụng")
        verbose_name_plural = _("nội dung không áp dụng")
        ordering = ("upper", "organisation", "pk")
        constraints = (
            models.UniqueConstraint(
                name="inapplicable_once",
                fields=["organisation", "upper"],
                violation_error_message=_("Nội dung này đã được ghi là không áp dụng."),
            ),
            models.CheckConstraint(
                name="inapplicable_with_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Ghi lý do."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.upper.number}. {self.upper.text}"

    @property
    def stands(self) -> bool:
        """Tell whether it counts: the officer above has not returned it."""
        return self.returned_on is None

    def clean(self) -> None:
        """Refuse what is marked secret."""
        super().clean()
        mark = mark_in(self.reason)
        if mark:
            raise ValidationError({"reason": refusal(mark)})
