"""Who belongs where, since when, and what they hold there."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from neuguong.core import clock
from neuguong.core.models import Record
from neuguong.organisations.models.people import Person
from neuguong.organisations.models.plausible import (
    ahead_fault,
    joined_early_fault,
    meet,
    outside_fault,
    span,
    unborn_fault,
    unended_fault,
)
from neuguong.organisations.models.tree import BESIDE_THE_PARTY, Organisation


class PersonGroup(models.Model):
    """One of the groups that study and duties are laid down for; a person may be in several."""

    class Name(models.TextChoices):
        """The groups as directives name them."""

        CADRE = "cadre", _("Cán bộ")
        CIVIL_SERVANT = "civil_servant", _("Công chức")
        PUBLIC_EMPLOYEE = "public_employee", _("Viên chức")
        UNION_MEMBER = "union_member", _("Đoàn viên")
        ASSOCIATION_MEMBER = "association_member", _("Hội viên")
        WORKER = "worker", _("Người lao động")

    # The constraint's own index serves lookups by person.
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="groups", db_index=False)
    name = models.CharField(_("nhóm"), max_length=20, choices=Name.choices)

    class Meta:
        verbose_name = _("nhóm")
        verbose_name_plural = _("nhóm")
        constraints = (models.UniqueConstraint(name="person_in_group_once", fields=["person", "name"]),)

    def __str__(self) -> str:
        return str(self.get_name_display())


class Membership(Record):
    """A person's belonging to an organisation from `since` to `until`, both days included.

    The main one (`is_main`) is where they take part in Party or office life; the others are of
    mass organisations and never make one person two.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("sinh hoạt tại"),
    )
    is_main = models.BooleanField(_("nơi sinh hoạt chính"), default=True)
    is_head = models.BooleanField(_("người đứng đầu"), default=False)
    is_exempt = models.BooleanField(_("miễn sinh hoạt"), default=False)
    since = models.DateField(_("từ ngày"), null=True, blank=True)
    until = models.DateField(_("đến ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("nơi sinh hoạt")
        verbose_name_plural = _("nơi sinh hoạt")
        constraints = (
            models.CheckConstraint(
                name="membership_dates_in_order",
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                violation_error_message=_("Đến ngày phải bằng hoặc sau Từ ngày."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} tại {self.organisation_id}"

    def clean(self) -> None:
        """Refuse days that can't be true, two main places on one day, and one place twice on one day."""
        if not (self.organisation_id and self.person_id):
            return
        body, birth = self.organisation, self.person.birth_date
        fault = unborn_fault(birth, self.since, self.until)
        fault = fault or outside_fault(body.name, body.since, body.until, self.since, self.until)
        fault = fault or unended_fault(body.name, body.until, self.until) or ahead_fault(self.since, clock.today())
        if fault is None and self.person.is_party_member and body.kind not in BESIDE_THE_PARTY:
            fault = joined_early_fault(birth, self.since, self.until)
        if fault is not None:
            raise ValidationError({fault.field: fault.sentence})
        others = Membership.objects.filter(person=self.person_id).exclude(pk=self.pk).select_related("organisation")
        for other in others:
            if meet(self.since, self.until, other.since, other.until):
                self._refuse_beside(other)

    def _refuse_beside(self, other: "Membership") -> None:
        told = {"place": other.organisation.name, "span": span(other.since, other.until)}
        if self.is_main and other.is_main:
            raise ValidationError(
                _("Người này đã có nơi sinh hoạt chính là %(place)s (%(span)s). Ghi Đến ngày cho nơi đó trước.") % told
            )
        if self.organisation_id == other.organisation_id:
            raise ValidationError(
                _("Người này đã sinh hoạt tại %(place)s (%(span)s). Sửa ngày của dòng đó, không ghi thêm dòng.") % told
            )


class Post(models.Model):
    """What someone holds within a membership; `sort` says in which line."""

    class Sort(models.TextChoices):
        """Chức vụ Đảng, chính quyền, đoàn thể."""

        PARTY = "party", _("Chức vụ Đảng")
        STATE = "state", _("Chức vụ chính quyền")
        MASS = "mass", _("Chức vụ đoàn thể")

    # The constraint's own index serves lookups by membership.
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="posts", db_index=False)
    sort = models.CharField(_("loại chức vụ"), max_length=6, choices=Sort.choices)
    title = models.CharField(_("chức vụ"), max_length=120)

    class Meta:
        verbose_name = _("chức vụ")
        verbose_name_plural = _("chức vụ")
        constraints = (models.UniqueConstraint(name="one_post_a_line", fields=["membership", "sort"]),)

    def __str__(self) -> str:
        return self.title
