"""Forms of the review."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from neuguong.reporting.facts import Facts
from neuguong.ui.fields import DateField, DateInput
from neuguong.ui.forms import dress


class Dressed(forms.Form):
    """A form that looks like those of records."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            dress(field)


class SectionForm(Dressed):
    """The words of a section, with its figures as tokens."""

    text = forms.CharField(label=_("Lời văn"), required=False, widget=forms.Textarea(attrs={"rows": 14}))


class ReasonForm(Dressed):
    """Why frozen figures are opened again."""

    reason = forms.CharField(label=_("Lý do"), max_length=300)


class FactsForm(Dressed):
    """What heads and signs the document."""

    higher = forms.CharField(label=_("Cơ quan cấp trên"), max_length=200, required=False)
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=200)
    issuer_code = forms.CharField(label=_("Ký hiệu cơ quan"), max_length=20)
    place = forms.CharField(label=_("Địa danh"), max_length=60)
    number = forms.IntegerField(label=_("Số văn bản"), min_value=1, max_value=9999, required=False)
    date = DateField(label=_("Ngày ban hành"), required=False, widget=DateInput())
    authority = forms.CharField(label=_("Thể thức ký"), max_length=60, required=False)
    position = forms.CharField(label=_("Chức vụ"), max_length=60, required=False)
    signer = forms.CharField(label=_("Người ký"), max_length=120, required=False)
    recipients = forms.CharField(
        label=_("Nơi nhận"), required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text=_("Mỗi nơi một dòng.")
    )
    kept = forms.CharField(label=_("Lưu"), max_length=120, required=False)

    @classmethod
    def filled(cls, data: Any, facts: Facts) -> "FactsForm":
        """Return the form with what holds now."""
        return cls(data, initial={**facts.as_json(), "recipients": "\n".join(facts.recipients)})

    def facts(self) -> dict[str, Any]:
        """Return what the review stores."""
        said = dict(self.cleaned_data)
        said["recipients"] = [line.strip() for line in said["recipients"].splitlines() if line.strip()]
        said["date"] = said["date"].isoformat() if said["date"] else ""
        return said
