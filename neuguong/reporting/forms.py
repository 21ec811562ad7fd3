"""Forms of the review and of returns."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from neuguong.campaigns.indicators import Rate
from neuguong.reporting.facts import Facts
from neuguong.reporting.queries.returns import Row
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
    kept = forms.CharField(label=pgettext_lazy("nơi nhận", "Lưu"), max_length=120, required=False)

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


class RequestForm(Dressed):
    """By when returns have to be there."""

    due_on = DateField(label=_("Hạn gửi"), widget=DateInput())


class ReturnForm(Dressed):
    """What an organisation states where there are no records; a field for each open line, by code of indicator."""

    note = forms.CharField(
        label=_("Ghi chú"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Số kê khai lấy từ đâu, ví dụ: sổ họp chi bộ."),
    )

    def __init__(self, data: Any, lines: Sequence[Row]) -> None:
        self.open = [line for line in lines if line.open]
        notes = {line.stated.note for line in self.open if line.stated}
        values = {line.item.code: line.value for line in self.open}
        super().__init__(data, initial={**values, "note": notes.pop() if len(notes) == 1 else ""})
        for line in self.open:
            self.fields[line.item.code] = _stated(line)
            dress(self.fields[line.item.code])

    @property
    def values(self) -> dict[str, Decimal | None]:
        """What is stated, by code of indicator; None for what is left empty."""
        return {line.item.code: self.cleaned_data.get(line.item.code) for line in self.open}


class CountField(forms.DecimalField):
    """A whole number as an office writes it: 1004, 1.004 or 1 004."""

    _GROUPED = re.compile(r"\d{1,3}(?:[.\s]\d{3})+")

    def to_python(self, value: Any) -> Any:
        """Read the number, groups of three or not."""
        text = str(value or "").strip()
        return super().to_python(re.sub(r"\D", "", text) if self._GROUPED.fullmatch(text) else value)


def _stated(line: Row) -> forms.DecimalField:
    """Return the field of a line: a whole number, or a share with one decimal."""
    label = str(line.item.label)
    if isinstance(line.item, Rate):
        return forms.DecimalField(
            label=label, required=False, min_value=0, max_value=100, max_digits=4, decimal_places=1
        )
    return CountField(label=label, required=False, min_value=0, max_digits=13, decimal_places=0)
