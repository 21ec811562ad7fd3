"""The form of a commitment that was signed on paper."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from neuguong.commitments import rules
from neuguong.commitments.models import Commitment
from neuguong.core.actor import Actor
from neuguong.organisations import rules as organisations
from neuguong.ui.forms import RecordForm

_YEARS = re.compile(r"(20\d\d)(?:\s*[-–]\s*(20\d\d))?")
# What only the writer and their cell read, and so only they fill in.
_CONTENT = ("content", "result")


class CommitmentForm(RecordForm[Commitment]):
    """Whose, for which year or term, when it was signed; what it says only where the actor may read it."""

    computed = ("years",)
    years = forms.CharField(
        label=_("Năm"), max_length=12, help_text=_("Một năm, như 2023; kế hoạch cá nhân toàn khóa ghi 2021-2025.")
    )

    class Meta:
        model = Commitment
        fields = ("person", "signed_on", "content", "result")

    field_order = ("person", "years", "signed_on", "content", "result")

    def limit(self, actor: Actor) -> None:
        """Offer the people whose lists the actor keeps; the person of an entry does not change."""
        self.fields["signed_on"].help_text = _("Để trống khi chưa ký.")
        if self.instance.pk:
            self.initial["years"] = self.instance.years
            del self.fields["person"]
        else:
            self.offer("person", organisations.people_visible_to(actor), "person")
        if not self._may_read(actor):
            for name in _CONTENT:
                del self.fields[name]

    def _may_read(self, actor: Actor) -> bool:
        if self.instance.pk:
            return rules.can_read_content(actor, self.instance)
        return rules.keeps_content_anywhere(actor)

    def clean_years(self) -> str:
        """Read one year, or the two of a term."""
        said = str(self.cleaned_data["years"])
        found = _YEARS.fullmatch(said.strip())
        if not found:
            raise ValidationError(
                _now("«%(found)s» không phải là năm. Ghi như 2023, hoặc 2021-2025 cho kế hoạch cá nhân.")
                % {"found": said}
            )
        self.instance.first_year = int(found[1])
        self.instance.last_year = int(found[2] or found[1])
        return said
