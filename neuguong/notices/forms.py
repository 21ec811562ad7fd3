"""The form of how one is told by mail."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from neuguong.core.telling import kinds
from neuguong.notices.models import Preference
from neuguong.ui.forms import RecordForm

_HOURS = [(hour, f"{hour}:00") for hour in range(24)]


class PreferenceForm(RecordForm[Preference]):
    """Which notices come by mail too, and when none does."""

    mailed = forms.MultipleChoiceField(
        label=_("Gửi cả thư điện tử"), required=False, widget=forms.CheckboxSelectMultiple
    )
    quiet_from = forms.TypedChoiceField(label=_("Không gửi thư từ giờ"), required=False, coerce=int, empty_value=None)
    quiet_until = forms.TypedChoiceField(label=_("Đến giờ"), required=False, coerce=int, empty_value=None)
    language = forms.ChoiceField(label=_("Ngôn ngữ của thư"), choices=settings.LANGUAGES)

    class Meta:
        model = Preference
        fields = ("quiet_from", "quiet_until", "language")

    field_order = ("mailed", "quiet_from", "quiet_until", "language")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        usual = "{}:00 – {}:00".format(*settings.QUIET_HOURS)
        self.fields["mailed"].choices = [(kind.code, kind.label) for kind in kinds()]  # type: ignore[attr-defined]
        self.fields["quiet_from"].help_text = _("Để trống: theo giờ chung %(hours)s.") % {"hours": usual}
        for name in ("quiet_from", "quiet_until"):
            self.fields[name].choices = [("", "–"), *_HOURS]  # type: ignore[attr-defined]
        self.initial["mailed"] = [kind.code for kind in kinds() if kind.code not in self.instance.mail_off]

    def clean(self) -> dict[str, Any]:
        """Turn what is wanted into what is not, which new kinds are no part of."""
        found = super().clean() or self.cleaned_data
        self.instance.mail_off = [kind.code for kind in kinds() if kind.code not in found.get("mailed", ())]
        return found
