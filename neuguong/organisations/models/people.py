"""People, with the least that the work needs; never a national ID number."""

from dataclasses import replace
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from neuguong.accounts.models import User
from neuguong.core import clock
from neuguong.core.models import Record
from neuguong.core.text import fold, name_sort_key
from neuguong.organisations.models.coding import refuse_taken_code
from neuguong.organisations.models.plausible import Fault, birth_fault, joined_early_fault, minor_fault
from neuguong.organisations.models.tree import BESIDE_THE_PARTY

if TYPE_CHECKING:
    from neuguong.organisations.models.belonging import Membership


class Gender(models.TextChoices):
    """As written in the lists of the Party; empty where not stated."""

    MALE = "male", _("Nam")
    FEMALE = "female", _("Nữ")


class PartyStatus(models.TextChoices):
    """Đảng viên: official, probationary or none."""

    OFFICIAL = "official", _("Chính thức")
    PROBATIONARY = "probationary", _("Dự bị")
    NONE = "none", _("Không")


# Memberships, the one that began last first; one without a beginning is the oldest.
LATEST = (models.F("since").desc(nulls_last=True), "-pk")


PARTY_MEMBERS = (PartyStatus.OFFICIAL, PartyStatus.PROBATIONARY)


class Person(Record):
    """Someone who belongs to organisations, with or without an account."""

    code = models.CharField(_("mã người"), max_length=40, unique=True)
    full_name = models.CharField(_("họ và tên"), max_length=120)
    birth_date = models.DateField(_("ngày sinh"), null=True, blank=True)
    gender = models.CharField(_("giới tính"), max_length=6, choices=Gender.choices, blank=True)
    party_status = models.CharField(_("đảng viên"), max_length=12, choices=PartyStatus.choices, blank=True)
    account = models.OneToOneField(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="person")
    # Searched for words anywhere in it, which no index serves.
    search_key = models.CharField(max_length=200, editable=False)
    sort_key = models.CharField(max_length=300, editable=False, db_index=True)
    # Whom the log's entries about this record are about.
    log_owner = "id"

    class Meta:
        verbose_name = _("người")
        verbose_name_plural = _("người")
        ordering = ("sort_key", "pk")

    def __str__(self) -> str:
        return self.full_name

    def derive_keys(self) -> None:
        """Compute the columns that searching and sorting use."""
        self.search_key = fold(f"{self.full_name} {self.code}")
        self.sort_key = name_sort_key(self.full_name)

    @property
    def homes(self) -> "models.QuerySet[Membership]":
        """Where the person belonged first of all, the latest first."""
        return self.memberships.filter(is_main=True).order_by(*LATEST)

    @property
    def log_place(self) -> int | None:
        """Return the organisation whose log tells of this person: the main one, of several the latest."""
        return self.homes.values_list("organisation_id", flat=True).first()

    @property
    def is_party_member(self) -> bool:
        """Tell whether they are a full or a probationary member of the Party."""
        return self.party_status in PARTY_MEMBERS

    def _joined_early(self) -> Fault | None:
        """Tell that they belong to an organisation of the Party since before they were old enough."""
        rows = self.memberships.exclude(organisation__kind__in=BESIDE_THE_PARTY) if self.pk else None
        spans = rows.values_list("since", "until") if rows is not None else ()
        faults = (joined_early_fault(self.birth_date, *span) for span in spans)
        told = next((fault for fault in faults if fault is not None), None)
        return told and replace(told, field="birth_date")

    def clean(self) -> None:
        """Derive keys before validation, so that no save is without them; refuse what can't be true."""
        self.derive_keys()
        fault = birth_fault(self.birth_date, clock.today())
        if fault is None and self.is_party_member:
            fault = minor_fault(self.birth_date, clock.today()) or self._joined_early()
        if fault is not None:
            raise ValidationError({fault.field: fault.sentence})
        refuse_taken_code(self)
