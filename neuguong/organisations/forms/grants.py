"""Forms of roles: giving one, naming a deputy."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from neuguong.accounts.models import User
from neuguong.core.actor import Actor
from neuguong.organisations import rules
from neuguong.organisations.models import Grant, Organisation
from neuguong.organisations.queries import accounts_at
from neuguong.ui.fields import DateField
from neuguong.ui.forms import RecordForm


class GrantForm(RecordForm[Grant]):
    """Who gets which role at a place, from when to when; someone without an account gets one."""

    email = forms.EmailField(label=_("Thư điện tử"), help_text=_("Chưa có tài khoản thì tài khoản được lập."))
    name = forms.CharField(label=_("Họ và tên"), max_length=120, required=False)

    class Meta:
        model = Grant
        fields = ("role", "since", "until")

    field_order = ("email", "name", "role", "since", "until")

    def __init__(self, *args: Any, place: Organisation, **options: Any) -> None:
        self._place = place
        super().__init__(*args, **options)

    def limit(self, actor: Actor) -> None:
        """Offer the roles that the actor may give here."""
        offered = [(role.value, role.label) for role in rules.grantable_by(actor, self._place)]
        self.fields["role"].choices = [("", _now("Chọn")), *offered]  # type: ignore[attr-defined]


class DeputyForm(RecordForm[Grant]):
    """Who stands in, from when to when."""

    email = forms.EmailField(label=_("Thư điện tử của người làm thay"))
    since = DateField(label=_("Từ ngày"))
    until = DateField(label=_("Đến ngày"))

    class Meta:
        model = Grant
        fields = ("since", "until")

    field_order = ("email", "since", "until")

    def __init__(self, *args: Any, lent: Grant, **options: Any) -> None:
        self._lent = lent
        super().__init__(*args, **options)

    def clean_email(self) -> str:
        """Find the account among those with a role at or below the place."""
        said = str(self.cleaned_data["email"]).strip().lower()
        found = accounts_at(self._lent.organisation).filter(email=said, is_active=True).first()
        if found is None:
            raise ValidationError(_now("Không có tài khoản nào ở tổ chức này mang địa chỉ đó."))
        self.deputy: User = found
        return said
