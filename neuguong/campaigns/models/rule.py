"""A rule by which something is owed: who owes what, how often, by when; dated, with its source."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from neuguong.core.models import Record, Searched
from neuguong.organisations.models import Group, Kind, Organisation, PersonGroup


class Per(models.TextChoices):
    """How often: once in each time of that length, for each document, or as each record says itself."""

    MONTH = "month", _("mỗi tháng")
    QUARTER = "quarter", _("mỗi quý")
    HALF = "half", _("mỗi 6 tháng")
    YEAR = "year", _("mỗi năm")
    TERM = "term", _("mỗi nhiệm kỳ")
    STAGE = "stage", _("mỗi giai đoạn")
    DIRECTIVE = "directive", _("mỗi văn bản")
    RECORD = "record", _("theo từng việc đã giao")


class Anchor(models.TextChoices):
    """From where the due day is counted: the first day (of a document its own), the last, or a day of the year."""

    START = "start", _("ngày đầu kỳ, ngày văn bản")
    END = "end", _("ngày cuối kỳ")
    DATE = "date", _("một ngày trong năm đầu của kỳ")


class Unit(models.TextChoices):
    """What is counted: days of the calendar, or days that offices work."""

    CALENDAR = "calendar", _("ngày")
    WORKING = "working", _("ngày làm việc")


class OwedOn(models.TextChoices):
    """The day whose state of things says who owes."""

    START = "start", _("ngày đầu kỳ, ngày văn bản")
    DUE = "due", _("ngày hạn")
    END = "end", _("ngày cuối kỳ")


class Who(models.TextChoices):
    """Which people, where people owe."""

    EVERYONE = "everyone", _("mọi người")
    PARTY = "party", _("đảng viên")
    OFFICIAL = "official", _("đảng viên chính thức")
    HEADS = "heads", _("người đứng đầu")


class DutyRule(Record, Searched):
    """What those under `organisation` owe, set by it; holds for what begins from `since` to `until`, both included.

    `kind` is the code of a registered kind of duty, which says what discharges it. `org_kinds` are kinds of
    organisations (none means any). `documents` are numbers of documents, parted by semicolons, where the rule
    is not for all that the kind takes by itself. The due day is `days` of `unit` after `anchor`; with `rolls`
    one that is off gives way to the next working day (Bộ luật Dân sự số 91/2015/QH13 ngày 24/11/2015, Điều 148).
    """

    searched: ClassVar[tuple[str, ...]] = ("label", "source")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="duty_rules", verbose_name=_("tổ chức đặt ra")
    )
    kind = models.CharField(_("việc"), max_length=40)
    label = models.CharField(_("tên gọi"), max_length=200, blank=True)
    source = models.CharField(_("căn cứ"), max_length=250, blank=True)
    since = models.DateField(_("từ ngày"), null=True, blank=True)
    until = models.DateField(_("đến ngày"), null=True, blank=True)
    org_kinds = models.JSONField(_("loại tổ chức"), default=list, blank=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("nhóm tổ chức"))
    who = models.CharField(_("người"), max_length=10, choices=Who.choices, default=Who.EVERYONE)
    person_group = models.CharField(_("nhóm người"), max_length=20, choices=PersonGroup.Name.choices, blank=True)
    post = models.CharField(_("chức vụ"), max_length=120, blank=True)
    per = models.CharField(_("kỳ"), max_length=10, choices=Per.choices)
    times = models.PositiveSmallIntegerField(_("số lần"), default=1)
    documents = models.CharField(_("văn bản"), max_length=400, blank=True)
    anchor = models.CharField(_("hạn tính từ"), max_length=6, choices=Anchor.choices, default=Anchor.END)
    month = models.PositiveSmallIntegerField(_("tháng"), null=True, blank=True)
    day = models.PositiveSmallIntegerField(_("ngày"), null=True, blank=True)
    days = models.PositiveSmallIntegerField(_("thêm số ngày"), default=0)
    unit = models.CharField(_("đơn vị đếm"), max_length=8, choices=Unit.choices, default=Unit.CALENDAR)
    rolls = models.BooleanField(_("rơi vào ngày nghỉ thì đến hết ngày làm việc kế tiếp"), default=False)
    owed_on = models.CharField(_("ai phải làm tính vào"), max_length=5, choices=OwedOn.choices, default=OwedOn.DUE)

    remind_before = models.CharField(_("nhắc trước hạn (số ngày)"), max_length=60, default="7; 1", blank=True)
    remind_after = models.CharField(_("nhắc sau hạn (số ngày)"), max_length=60, default="1; 7; 30", blank=True)

    class Meta:
        verbose_name = _("quy định việc phải làm")
        verbose_name_plural = _("quy định việc phải làm")
        ordering = ("organisation__sort_key", "kind", "since", "pk")
        constraints = (
            models.CheckConstraint(
                name="duty_rule_dates_in_order",
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                violation_error_message=_("Đến ngày phải bằng hoặc sau Từ ngày."),
            ),
            models.CheckConstraint(
                name="duty_rule_at_least_once",
                condition=Q(times__gte=1, times__lte=99),
                violation_error_message=_("Số lần từ 1 đến 99."),
            ),
            models.CheckConstraint(
                name="duty_rule_days_within_years",
                condition=Q(days__lte=1000),
                violation_error_message=_("Số ngày từ 0 đến 1000."),
            ),
            models.CheckConstraint(
                name="duty_rule_day_of_the_year",
                condition=Q(anchor="date", month__range=(1, 12), day__range=(1, 31))
                | ~Q(anchor="date") & Q(month__isnull=True, day__isnull=True),
                violation_error_message=_("Hạn là một ngày trong năm thì ghi ngày và tháng; nếu không thì để trống."),
            ),
        )

    def __str__(self) -> str:
        return self.label or self.kind

    @property
    def numbers(self) -> list[str]:
        """The numbers of the documents that the rule is for, none where it is for all."""
        return [part.strip() for part in self.documents.split(";") if part.strip()]

    @property
    def kind_words(self) -> str:
        """The kinds of organisations in words."""
        words = dict(Kind.choices)
        return ", ".join(str(words[kind]) for kind in self.org_kinds if kind in words)
