"""The form of a person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from neuguong.core.actor import Actor
from neuguong.organisations import rules
from neuguong.organisations.forms.choosing import explain
from neuguong.organisations.models import Membership, Organisation, Person, PersonGroup, Post
from neuguong.organisations.queries.lists import main_membership
from neuguong.ui.fields import DateField
from neuguong.ui.forms import RecordForm

_MEMBERSHIP = ("organisation", "since", "until", "is_head", "is_exempt")


def _groups(person: Person) -> list[str]:
    return list(person.groups.values_list("name", flat=True))


class PersonForm(RecordForm[Person]):
    """A person with their main membership and posts."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Sinh hoạt tại"))
    since = DateField(label=_("Từ ngày"), required=False)
    until = DateField(label=_("Đến ngày"), required=False)
    is_head = forms.BooleanField(label=_("Người đứng đầu"), required=False)
    is_exempt = forms.BooleanField(label=_("Miễn sinh hoạt"), required=False)
    party = forms.CharField(label=_("Chức vụ Đảng"), max_length=120, required=False)
    state = forms.CharField(label=_("Chức vụ chính quyền"), max_length=120, required=False)
    mass = forms.CharField(label=_("Chức vụ đoàn thể"), max_length=120, required=False)
    groups = forms.MultipleChoiceField(
        label=_("Nhóm"), choices=PersonGroup.Name.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Person
        fields = ("full_name", "code", "birth_date", "gender", "party_status")

    def __init__(self, *args: Any, instance: Person | None = None, **options: Any) -> None:
        stored = main_membership(instance) if instance else None
        self._membership = stored or Membership()
        if stored:
            known = {name: getattr(stored, name) for name in _MEMBERSHIP}
            titles = {post.sort: post.title for post in stored.posts.all()}
            options["initial"] = {**options.get("initial", {}), **known, **titles, "groups": _groups(stored.person)}
        super().__init__(*args, instance=instance, **options)

    def limit(self, actor: Actor) -> None:
        """Offer the organisations whose lists the actor keeps."""
        explain(self.offer("organisation", rules.writable_by(actor), "writable"), actor)
        if self.instance.pk:
            self.fields["organisation"].help_text = _("Chuyển nơi sinh hoạt thì ghi Từ ngày là ngày bắt đầu ở nơi mới.")

    @property
    def membership(self) -> Membership:
        """The main membership as typed, not saved yet."""
        for name in _MEMBERSHIP:
            setattr(self._membership, name, self.cleaned_data[name])
        return self._membership

    @property
    def held(self) -> dict[str, Any]:
        """The posts, titles by line and empty where none is held, and the groups."""
        posts = {sort: self.cleaned_data[sort] for sort in Post.Sort.values}
        return {"posts": posts, "groups": self.cleaned_data["groups"]}
