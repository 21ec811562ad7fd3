"""Forms of further memberships, of times without taking part, and of transfers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations import rules
from neuguong.organisations.forms.choosing import explain
from neuguong.organisations.models import Membership, Organisation, Pause, Person, Post, Transfer
from neuguong.organisations.queries.people import person_named, place_coded
from neuguong.ui.fields import DateField, PickField
from neuguong.ui.forms import RecordForm
from neuguong.ui.picking import Choosable


class MembershipForm(RecordForm[Membership]):
    """Where someone belongs, from when to when, and what they hold there."""

    party = forms.CharField(label=_("Chức vụ Đảng"), max_length=120, required=False)
    state = forms.CharField(label=_("Chức vụ chính quyền"), max_length=120, required=False)
    mass = forms.CharField(label=_("Chức vụ đoàn thể"), max_length=120, required=False)

    class Meta:
        model = Membership
        fields = ("organisation", "since", "until", "is_main", "is_head", "is_exempt")

    def __init__(self, *args: Any, instance: Membership, **options: Any) -> None:
        if instance.pk:
            titles = {post.sort: post.title for post in instance.posts.all()}
            options["initial"] = {**options.get("initial", {}), **titles}
        super().__init__(*args, instance=instance, **options)

    def limit(self, actor: Actor) -> None:
        """Offer the organisations whose lists the actor keeps."""
        explain(self.offer("organisation", rules.writable_by(actor), "writable"), actor)
        self.fields["until"].help_text = _("Thôi sinh hoạt ở đây thì ghi ngày cuối.")
        self.fields["is_main"].help_text = _("Mỗi ngày một người chỉ có một nơi sinh hoạt chính.")
        self.fields["is_exempt"].help_text = _("Suốt thời gian ở đây. Miễn có thời hạn thì ghi ở trang của người đó.")

    @property
    def posts(self) -> dict[str, str]:
        """The titles by line, empty where none is held."""
        return {sort: self.cleaned_data[sort] for sort in Post.Sort.values}


class PauseForm(RecordForm[Pause]):
    """A time of exemption or suspension: dates only."""

    class Meta:
        model = Pause
        fields = ("sort", "since", "until")


class ReceiverField(PickField):
    """Any organisation of today: by name where the actor sees it, else by its code; always a box to type in."""

    def __init__(self, choosable: Choosable, source: str, **options: Any) -> None:
        super().__init__(choosable, source, **options)
        self.widget.lists = False

    def to_python(self, value: Any) -> Any:
        """Find the one organisation that the text names."""
        try:
            return super().to_python(value)
        except forms.ValidationError:
            try:
                return place_coded(str(value))
            except Refusal as refusal:
                raise forms.ValidationError(refusal.message) from refusal


class DepartForm(RecordForm[Transfer]):
    """Who keeps the list sends someone elsewhere; any organisation may be named by its code."""

    code = forms.CharField(max_length=300)

    class Meta:
        model = Transfer
        fields = ("day",)

    field_order = ("code", "day")

    def limit(self, actor: Actor) -> None:
        """Suggest the organisations that the actor sees; of any other the code is enough."""
        self.fields["code"] = ReceiverField(
            Choosable(rules.receiving(actor)),
            "receiving",
            label=_("Nơi tiếp nhận"),
            help_text=_("Ghi tên rồi chọn trong gợi ý; nơi không có trong gợi ý thì ghi mã tổ chức."),
        )

    @property
    def asked(self) -> dict[str, Any]:
        """Who goes where, and when."""
        said = self.cleaned_data
        return {"person": self.instance.person, "target": said["code"], "day": said["day"]}


class ArriveForm(RecordForm[Transfer]):
    """Who takes someone in asks for them, by code and name both, so that nobody is looked up by guessing."""

    code = forms.CharField(label=_("Mã người"), max_length=40)
    name = forms.CharField(label=_("Họ và tên"), max_length=120)
    target = forms.ModelChoiceField(Organisation.objects.none(), label=_("Chuyển đến"))
    day = DateField(label=_("Từ ngày"))
    field_order = ("code", "name", "target", "day")

    class Meta:
        model = Transfer
        fields = ("target", "day")

    def limit(self, actor: Actor) -> None:
        """Offer the organisations whose lists the actor keeps."""
        self.offer("target", rules.writable_by(actor), "writable")

    def clean(self) -> dict[str, Any]:
        """Find the person of that code and name."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("code") and said.get("name"):
            try:
                said["person"] = person_named(said["code"], said["name"])
            except Refusal as refusal:
                self.add_error("name", refusal.message)
        return said

    @property
    def asked(self) -> dict[str, Any]:
        """Who goes where, and when."""
        said = self.cleaned_data
        person: Person = said["person"]
        return {"person": person, "target": said["target"], "day": said["day"]}


class RefuseForm(RecordForm[Transfer]):
    """Why a transfer is refused."""

    class Meta:
        model = Transfer
        fields = ("reason",)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].required = True
