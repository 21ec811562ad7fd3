"""Organisations and their dated places in the tree."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from neuguong.core.models import Record
from neuguong.core.text import fold, sort_key
from neuguong.core.trees import PathField
from neuguong.organisations.models.coding import refuse_taken_code


class Kind(models.TextChoices):
    """What an organisation is; the first word of Party work on any page."""

    PROVINCE = "province", _("Đảng bộ tỉnh")
    BLOC = "bloc", _("Đảng bộ khối")
    UPPER = "upper", _("Đảng bộ cấp trên trực tiếp cơ sở")
    BASE_COMMITTEE = "base_committee", _("Đảng bộ cơ sở")
    BASE_CELL = "base_cell", _("Chi bộ cơ sở")
    SECTION = "section", _("Đảng bộ bộ phận")
    CELL = "cell", _("Chi bộ trực thuộc")
    MASS = "mass", _("Đoàn thể")
    COLLECTIVE = "collective", _("Tập thể")


# Committees over organisations at the base: until 2025 also blocs, since then those of a province's Party agencies and
# of its People's Committee.
OVER_THE_BASE = (Kind.PROVINCE, Kind.BLOC, Kind.UPPER)
# Whoever is no Party member belongs to these as well as anyone.
BESIDE_THE_PARTY = (Kind.MASS, Kind.COLLECTIVE)
GRASSROOTS = (Kind.BASE_COMMITTEE, Kind.BASE_CELL)


class Group(models.Model):
    """Organisations with like duties (khối thi đua), within which quotas are counted."""

    name = models.CharField(_("tên nhóm"), max_length=120, unique=True)

    class Meta:
        verbose_name = _("nhóm")
        verbose_name_plural = _("nhóm")

    def __str__(self) -> str:
        return self.name


class Organisation(Record):
    """A committee, cell, mass organisation or collective; `path` is its place of today."""

    code = models.CharField(_("mã tổ chức"), max_length=40, unique=True)
    name = models.CharField(_("tên tổ chức"), max_length=250)
    kind = models.CharField(_("loại"), max_length=20, choices=Kind.choices)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("cấp trên"),
    )
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("nhóm"))
    since = models.DateField(_("từ ngày"), null=True, blank=True)
    until = models.DateField(_("đến ngày"), null=True, blank=True)
    path = PathField(editable=False, default="")
    # A duplicate of that one: it never was a body of its own, keeps its code and holds no records.
    folded_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="duplicates",
        verbose_name=_("trùng với"),
    )
    search_key = models.CharField(max_length=300, editable=False, db_index=True)
    sort_key = models.CharField(max_length=600, editable=False, db_index=True)
    # What the log tells of an organisation is told of that place.
    log_is_place = True

    class Meta:
        verbose_name = _("tổ chức")
        verbose_name_plural = _("tổ chức")
        ordering = ("sort_key", "pk")
        constraints = (
            models.CheckConstraint(
                name="organisation_dates_in_order",
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                violation_error_message=_("Đến ngày phải bằng hoặc sau Từ ngày."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def derive_keys(self) -> None:
        """Compute the columns that searching and sorting use."""
        self.search_key = fold(f"{self.name} {self.code}")
        self.sort_key = sort_key(self.name)

    def clean(self) -> None:
        """Derive keys before validation, so that no save is without them; refuse another's code."""
        self.derive_keys()
        refuse_taken_code(self)

    @property
    def is_grassroots(self) -> bool:
        """Tell whether it is an organisation at the base (tổ chức cơ sở đảng)."""
        return self.kind in GRASSROOTS


class Placement(models.Model):
    """What an organisation was and where it stood from `since` to `until`, both days included; empty means open.

    The rows of an organisation follow each other without a gap, open at both ends. `name` and `kind`
    are empty where they are those of today.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="placements")
    parent = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    path = PathField()
    name = models.CharField(_("tên khi đó"), max_length=250, blank=True, default="")
    kind = models.CharField(_("loại khi đó"), max_length=20, choices=Kind.choices, blank=True, default="")
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        verbose_name = _("vị trí trong cây tổ chức")
        verbose_name_plural = _("vị trí trong cây tổ chức")
        indexes = (models.Index(fields=["organisation", "since"], name="placement_history"),)

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.path}"
