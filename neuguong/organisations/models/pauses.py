"""Times in which someone takes no part in Party life: with dates only, never a case or a reason."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from neuguong.core.models import Record
from neuguong.organisations.models.people import Person


class Pause(Record):
    """Someone exempt or suspended from `since` to `until`, both days included; who is exempt owes nothing then.

    It goes with the person, wherever they belong: a move or a merger leaves it as it is.
    """

    class Sort(models.TextChoices):
        """Miễn sinh hoạt; tạm đình chỉ sinh hoạt."""

        EXEMPT = "exempt", _("Miễn sinh hoạt")
        SUSPENDED = "suspended", _("Tạm đình chỉ sinh hoạt")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="pauses")
    sort = models.CharField(_("trạng thái"), max_length=10, choices=Sort.choices)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("trạng thái sinh hoạt")
        verbose_name_plural = _("trạng thái sinh hoạt")
        ordering = ("-since", "-pk")
        constraints = (
            models.CheckConstraint(
                name="pause_dates_in_order",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                violation_error_message=_("Đến ngày phải bằng hoặc sau Từ ngày."),
            ),
        )

    def __str__(self) -> str:
        return str(self.get_sort_display())

    @property
    def log_place(self) -> int | None:
        """Return the organisation whose log tells of it: the person's."""
        return self.person.log_place
