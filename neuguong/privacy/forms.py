"""Forms of requests about data, of answers and of days."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.organisations.models import Gender, PartyStatus, Person
from neuguong.privacy import rules
from neuguong.privacy.actions import PROPOSED, proposal_of
from neuguong.privacy.models import DataRequest, DayOff, Removal
from neuguong.ui.fields import DateField
from neuguong.ui.forms import RecordForm


class AskForm(RecordForm[DataRequest]):
    """What somebody asks about their own data."""

    class Meta:
        model = DataRequest
        fields = ("wish",)
        help_texts = {"wish": _("Không bắt buộc: nói rõ dữ liệu nào, vì sao.")}


class CorrectForm(AskForm):
    """What somebody proposes to correct of their own facts; only what differs is sent."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120, required=False)
    birth_date = DateField(label=_("Ngày sinh"), required=False)
    gender = forms.ChoiceField(label=_("Giới tính"), choices=[("", _("Không ghi")), *Gender.choices], required=False)
    party_status = forms.ChoiceField(
        label=_("Đảng viên"), choices=[("", _("Không ghi")), *PartyStatus.choices], required=False
    )
    field_order = (*PROPOSED, "wish")

    def __init__(self, *args: Any, person: Person | None, **options: Any) -> None:
        held = {name: getattr(person, name) for name in PROPOSED} if person else {}
        super().__init__(*args, **{**options, "initial": {**held, **options.get("initial", {})}})
        self.fields["wish"].help_text = _("Chỗ sai khác những ô trên: ghi chỗ cần sửa và giá trị đúng.")
        if person is None:
            for name in PROPOSED:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Keep what differs as the proposal."""
        said: dict[str, Any] = super().clean() or {}
        changed = {name: said.get(name) for name in PROPOSED if name in self.changed_data}
        self.instance.proposal = proposal_of(changed)
        if not self.errors and not self.instance.proposal and not said.get("wish"):
            self.add_error("wish", _now("Ghi chỗ cần sửa và giá trị đúng, hoặc sửa một ô ở trên."))
        return said


class EnterForm(AskForm):
    """A request on paper or by word, entered by the office for a person."""

    class Meta(AskForm.Meta):
        fields = ("person", "kind", "received_on", "wish")  # type: ignore[assignment]

    def limit(self, actor: Actor) -> None:
        """Offer the people whose requests the office answers, restricted ones too."""
        self.offer("person", rules.people_answered_by(actor), "person")
        self.fields["person"].required = True
        self.fields["person"].help_text = _("Ghi tên hoặc mã. Người đang hạn chế sử dụng dữ liệu: ghi mã.")
        self.initial.setdefault("received_on", clock.today())


class AnswerForm(RecordForm[DataRequest]):
    """What the person is told."""

    class Meta:
        model = DataRequest
        fields = ("answer",)
        labels = {"answer": _("Lời trả lời cho người yêu cầu")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["answer"].required = True
        self.fields["answer"].error_messages["required"] = _("Ghi lời trả lời cho người yêu cầu.")


class ProlongForm(RecordForm[DataRequest]):
    """Why a request takes longer."""

    class Meta:
        model = DataRequest
        fields = ("prolonged_why",)
        labels = {"prolonged_why": _("Lý do gia hạn, người yêu cầu đọc được")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["prolonged_why"].required = True
        self.fields["prolonged_why"].error_messages["required"] = _("Ghi lý do gia hạn.")


class DayForm(RecordForm[DayOff]):
    """A day off, or one that is worked instead."""

    class Meta:
        model = DayOff
        fields = ("date", "is_working", "name")
        labels = {"is_working": _("Là ngày làm bù (đi làm)")}
        help_texts = {"name": _("Ví dụ: nghỉ bù Quốc khánh, theo thông báo số mấy, ngày nào.")}


class BaselessForm(RecordForm[Removal]):
    """Whom nothing allows to keep."""

    class Meta:
        model = Removal
        fields = ("person",)

    def limit(self, actor: Actor) -> None:
        """Offer the people whose requests the office answers."""
        self.offer("person", rules.people_answered_by(actor), "person")
        self.fields["person"].required = True
