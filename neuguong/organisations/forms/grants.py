"""Forms of roles: giving one, naming a deputy."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from neuguong.accounts.models import User
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations import rules
from neuguong.organisations.models import Grant, Organisation
from neuguong.organisations.queries.accounts import account_named
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
        self.fields["role"].help_text = _("Bí thư, Chuyên viên ghi sổ; các vai trò khác xem theo phần việc của mình.")
        self.fields["since"].help_text = _("Để trống thì có hiệu lực ngay.")
        self.fields["until"].help_text = _("Để trống thì giữ đến khi có người kết thúc.")
        self.fields["role"].choices = [("", _now("Chọn")), *offered]  # type: ignore[attr-defined]


class DeputyForm(RecordForm[Grant]):
    """Who stands in, from when to when."""

    deputy = forms.CharField(
        label=_("Người làm thay"),
        max_length=250,
        help_text=_("Họ tên, nơi làm việc hoặc thư điện tử của người đã có vai trò ở tổ chức này hoặc bên dưới."),
    )
    since = DateField(label=_("Từ ngày"))
    until = DateField(label=_("Đến ngày"), help_text=_("Làm thay dài nhất 180 ngày."))

    class Meta:
        model = Grant
        fields = ("since", "until")

    field_order = ("deputy", "since", "until")

    def __init__(self, *args: Any, lent: Grant, **options: Any) -> None:
        self._lent = lent
        super().__init__(*args, **options)

    def clean_deputy(self) -> User:
        """Find the one account that the words name among those with a role at or below the place."""
        try:
            place, besides = self._lent.organisation, self._lent.user_id
            return account_named(self.actor, place, self.cleaned_data["deputy"], besides=besides)
        except Refusal as refusal:
            raise ValidationError(refusal.message) from refusal
