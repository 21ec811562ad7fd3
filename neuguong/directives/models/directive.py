"""A directive: a conclusion, plan, guidance and so on, received or issued."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from neuguong.core.models import Record, Searched
from neuguong.core.secrecy import mark_in, mark_in_sign, refusal
from neuguong.core.text import compose, fold
from neuguong.organisations.models import Organisation

# The types of documents of HD 36-HD/VPTW (3/4/2018) and HD 05-HD/VPTW (27/5/2026), with those of NĐ 30/2020/NĐ-CP
# that a committee receives most.
KINDS = (
    "Nghị quyết",
    "Quyết định",
    "Chỉ thị",
    "Kết luận",
    "Quy chế",
    "Quy định",
    "Hướng dẫn",
    "Thông báo",
    "Thông tri",
    "Báo cáo",
    "Kế hoạch",
    "Chương trình",
    "Tờ trình",
    "Công văn",
    "Biên bản",
    "Đề án",
    "Phương án",
    "Nghị định",
    "Thông tư",
)
# What concretises a directive: a plan, or a work programme that takes its contents in.
PLAN_KINDS = ("Kế hoạch", "Chương trình")
_BY_FOLDED = {fold(kind): kind for kind in KINDS}


def canonical_kind(written: str) -> str:
    """Return the type as the list spells it, whatever the case and marks; unknown ones stay as typed."""
    return _BY_FOLDED.get(fold(written), compose(written))


def secret_marks(*, number: str, abstract: str, kind: str) -> dict[str, str]:
    """Return the mark of secrecy that each field of a document carries: field → mark, for those that do."""
    found = {"number": mark_in_sign(number), "abstract": mark_in(abstract), "kind": mark_in(kind)}
    return {name: mark for name, mark in found.items() if mark}


class Directive(Record, Searched):
    """A document in an organisation's register; `concretises` is the one that it carries out.

    `issuer` is the body as written; `issued_by` is the organisation that it is, empty for an
    outside body. The document is *issued* where that is the register's own organisation.
    """

    own_days: ClassVar[tuple[str, ...]] = ("date",)
    searched: ClassVar[tuple[str, ...]] = ("number", "abstract", "issuer")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="directives", verbose_name=_("tổ chức")
    )
    number = models.CharField(_("số ký hiệu"), max_length=60)
    date = models.DateField(_("ngày"))
    issuer = models.CharField(_("cơ quan ban hành"), max_length=250)
    issued_by = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    kind = models.CharField(_("loại"), max_length=60)
    abstract = models.CharField(_("trích yếu"), max_length=600)
    concretises = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="concretised_by",
        verbose_name=_("cụ thể hóa văn bản"),
    )

    class Meta:
        verbose_name = _("văn bản")
        verbose_name_plural = _("văn bản")
        ordering = ("-date", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="directive_once",
                fields=["organisation", "number", "date", "issuer", "kind", "abstract"],
                violation_error_message=_("Văn bản này đã có trong sổ của tổ chức."),
            ),
            models.CheckConstraint(
                name="directive_not_of_itself",
                condition=Q(concretises__isnull=True) | ~Q(concretises=models.F("pk")),
                violation_error_message=_("Văn bản không thể cụ thể hóa chính nó."),
            ),
        )
        indexes = (models.Index(fields=["organisation", "date"], name="directive_by_date"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    def clean(self) -> None:
        """Spell the type as the list does; refuse what is marked secret."""
        super().clean()
        self.kind = canonical_kind(self.kind)
        marks = secret_marks(number=self.number, abstract=self.abstract, kind=self.kind)
        if marks:
            raise ValidationError({name: refusal(mark) for name, mark in marks.items()})

    @property
    def citation(self) -> str:
        """How a text cites it: "Kết luận 01-KL/TW, 18/05/2021 của Bộ Chính trị"."""
        words = {"name": self, "date": self.date.strftime("%d/%m/%Y"), "issuer": self.issuer}
        return gettext("%(name)s, %(date)s của %(issuer)s") % words

    @property
    def is_issued(self) -> bool:
        """Tell whether the register's own organisation issued it."""
        return self.issued_by_id == self.organisation_id
