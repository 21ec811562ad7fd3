"""Forms of the events by which a body ends or gives a part away: who and what goes where."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from neuguong.core import clock
from neuguong.core.errors import NotVisible
from neuguong.core.rows import one_of
from neuguong.organisations import actions, rules
from neuguong.organisations.actions import Shares
from neuguong.organisations.forms.events import Act, EventForm
from neuguong.organisations.models import Kind, Organisation
from neuguong.organisations.queries.lists import living_children, living_siblings, people_held, roles_on

# More people than this are not asked for one by one: all go to the same place.
MOST_PEOPLE = 60
# Nor are more siblings listed to be ticked: they are named by their codes.
MOST_SIBLINGS = 200
_STAYS = "stays"
_WHOLE = ("parent", "folded_into")


class MergeForm(EventForm):
    """Sáp nhập vào một tổ chức đang có, hoặc vào một tổ chức mới."""

    lead = _("Tổ chức được sáp nhập kết thúc vào ngày hôm trước; người và đơn vị trực thuộc tiếp tục ở tổ chức nhận.")
    legends: ClassVar[dict[str, str | Promise]] = {
        "others": _("Cùng sáp nhập"),
        "new": _("Hoặc lập tổ chức mới"),
        "carry": _("Phân quyền"),
    }
    carry_grants = forms.BooleanField(
        label=_("Giữ phân quyền: cấp lại các vai trò đang có ở tổ chức nhận"), required=False
    )

    def ask(self) -> None:
        """Ask for what merges along with it, and for what all merge into."""
        self._ask_others()
        self.pick_upper("into", _("Sáp nhập vào"), required=False)
        self.fields["into"].help_text = _("Để trống nếu lập tổ chức mới, và ghi tên, mã, loại của tổ chức mới.")
        _ask_new(self, "new")
        self.order_fields(["others", "others_codes", "into", "new_name", "new_code", "new_kind", "carry_grants"])

    def _ask_others(self) -> None:
        siblings = living_siblings(self.organisation)
        if 0 < len(siblings) <= MOST_SIBLINGS:
            choices = [(one.pk, f"{one.name} ({one.code})") for one in siblings]
            self.fields["others"] = forms.TypedMultipleChoiceField(
                label=_("Tổ chức cùng cấp trên"),
                choices=choices,
                coerce=int,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.fields["others_codes"] = forms.CharField(
            label=_("Tổ chức khác"),
            max_length=300,
            required=False,
            help_text=_("Mã các tổ chức, cách nhau dấu phẩy."),
        )

    def clean_others_codes(self) -> list[Organisation]:
        """Find the organisations of those codes among those that the actor may reshape."""
        written = self.cleaned_data["others_codes"]
        return [self._coded(code) for code in filter(None, map(str.strip, written.replace(";", ",").split(",")))]

    def _coded(self, code: str) -> Organisation:
        try:
            found = one_of(rules.visible_to(self.actor).filter(code__iexact=code).select_related(*_WHOLE))
        except NotVisible:
            words = gettext("Không tìm thấy tổ chức nào mang mã «%(code)s». Xem mã tại trang Tổ chức.")
            raise forms.ValidationError(words % {"code": code}) from None
        return found

    def clean(self) -> dict[str, Any]:
        """One of both has to be told."""
        return _one_of(self, "into", "new")

    @property
    def others(self) -> list[Organisation]:
        """What merges along with the organisation, each once, in the order of the list."""
        ticked = Organisation.objects.select_related(*_WHOLE).filter(pk__in=self.cleaned_data.get("others", []))
        found = {one.pk: one for one in (*ticked, *self.cleaned_data["others_codes"])}
        return [one for pk, one in found.items() if pk != self.organisation.pk]

    def act(self) -> Act:
        """Merge."""
        said = self.common
        into = self.cleaned_data["into"] or _new(self, "new")
        organisations, carry = [said.pop("organisation"), *self.others], self.cleaned_data["carry_grants"]
        said |= {"organisations": organisations, "carry_grants": carry, "seen": self.seen}
        return partial(actions.merge_organisations, into=into, **said)

    def about(self) -> list[Organisation]:
        """Compare what merges along, and what it merges into, too."""
        into = self.cleaned_data["into"]
        return [*super().about(), *self.others, *([into] if into else [])]


class SplitForm(EventForm):
    """Chia tách thành hai tổ chức, hoặc tách một phần ra."""

    lead = _("Bản ghi cũ ở lại tổ chức này; đơn vị trực thuộc và người được phân về tổ chức nhận.")
    legends: ClassVar[dict[str, str | Promise]] = {
        "heir0": _("Tổ chức nhận thứ nhất"),
        "heir1": _("Tổ chức nhận thứ hai"),
        "rest": _("Phân chia"),
        "child": _("Đơn vị trực thuộc"),
        "person": _("Người"),
        "grant": _("Phân quyền"),
    }
    ends = forms.BooleanField(label=_("Tổ chức này kết thúc sau khi chia"), required=False, initial=True)

    def ask(self) -> None:
        """Ask for the bodies that take, and for everything that has to go somewhere."""
        for index, label in enumerate((_("Tổ chức nhận thứ nhất"), _("Tổ chức nhận thứ hai"))):
            self.pick_upper(f"heir{index}", label, required=False)
            self.fields[f"heir{index}"].help_text = _("Chọn tổ chức đang có, hoặc để trống và ghi tổ chức mới.")
            _ask_new(self, f"heir{index}_new")
        self.fields["rest"] = _shares(_("Những đơn vị và người không chọn riêng"), _("Ở lại tổ chức này"))
        for child in living_children(self.organisation):
            self.fields[f"child_{child.pk}"] = _shares(child.name, stays=True)
        for person in _few_people(self.organisation):
            self.fields[f"person_{person.pk}"] = _shares(person.full_name, stays=True)
        for grant in roles_on(self.organisation, clock.today()):
            self.fields[f"grant_{grant.pk}"] = _shares(f"{grant.user}: {grant.get_role_display()}", _("Kết thúc"))

    def clean(self) -> dict[str, Any]:
        """The first has to be told; the second may be left out."""
        said = _one_of(self, "heir0", "heir0_new")
        if not said.get("heir1") and said.get("heir1_new_name"):
            _one_of(self, "heir1", "heir1_new")
        return said

    def _into(self) -> list[Organisation]:
        said = self.cleaned_data
        told = [index for index in (0, 1) if said[f"heir{index}"] or said[f"heir{index}_new_name"]]
        return [said[f"heir{index}"] or _new(self, f"heir{index}_new") for index in told]

    def _named(self, what: str) -> dict[int, int | None]:
        said = self.cleaned_data
        names = [name for name in said if name.startswith(f"{what}_") and said[name]]
        told = {name: None if said[name] == _STAYS else int(said[name]) for name in names}
        return {int(name.removeprefix(f"{what}_")): index for name, index in told.items()}

    def act(self) -> Act:
        """Split."""
        rest = self.cleaned_data["rest"]
        shares = Shares(
            children=self._named("child"),
            people=self._named("person"),
            grants={pk: index for pk, index in self._named("grant").items() if index is not None},
            rest=int(rest) if rest else None,
        )
        said = {"ends": self.cleaned_data["ends"], "seen": self.seen, **self.common}
        return partial(actions.split_organisation, into=self._into(), shares=shares, **said)

    def about(self) -> list[Organisation]:
        """Compare the takers that are there too."""
        takers = [self.cleaned_data[f"heir{index}"] for index in (0, 1)]
        return [*super().about(), *(one for one in takers if one)]


class DissolveForm(EventForm):
    """Giải thể."""

    lead = _("Tổ chức kết thúc vào ngày hôm trước, không có tổ chức kế tục; bản ghi cũ ở lại.")

    def ask(self) -> None:
        """Ask where people go on."""
        rows = rules.writable_by(self.actor).exclude(pk=self.organisation.pk)
        self.pick("rest", _("Mọi người chuyển về"), rows, "writable", required=False)
        self.fields["rest"].help_text = _("Để trống nếu họ thôi sinh hoạt ở đây mà chưa về đâu.")
        for person in _few_people(self.organisation):
            self.pick(
                f"person_{person.pk}",
                gettext("%(name)s chuyển về") % {"name": person.full_name},
                rows,
                "writable",
                required=False,
            )

    def act(self) -> Act:
        """Dissolve."""
        said = self.cleaned_data
        named = {int(name.removeprefix("person_")): place for name, place in said.items() if name.startswith("person_")}
        people = {pk: place for pk, place in named.items() if place}
        return partial(actions.dissolve_organisation, people=people, rest=said["rest"], seen=self.seen, **self.common)


def _few_people(organisation: Organisation) -> Iterable[Any]:
    people = list(people_held(organisation, clock.today())[: MOST_PEOPLE + 1])
    return people if len(people) <= MOST_PEOPLE else []


def _shares(label: Any, blank: Any = "", *, stays: bool = False) -> forms.ChoiceField:
    blank = blank or _("Như phần không chọn riêng")
    choices = [("", blank), ("0", _("Tổ chức nhận thứ nhất")), ("1", _("Tổ chức nhận thứ hai"))]
    if stays:
        choices.append((_STAYS, _("Ở lại tổ chức này")))
    return forms.ChoiceField(label=label, choices=choices, required=False)


def _new_names(prefix: str) -> Iterator[str]:
    yield from (f"{prefix}_name", f"{prefix}_code", f"{prefix}_kind")


def _ask_new(form: EventForm, prefix: str) -> None:
    name, code, kind = _new_names(prefix)
    form.fields[name] = forms.CharField(label=_("Tên tổ chức mới"), max_length=250, required=False)
    form.fields[code] = forms.CharField(label=_("Mã tổ chức mới"), max_length=40, required=False)
    form.fields[kind] = forms.ChoiceField(
        label=_("Loại"), choices=Kind.choices, required=False, initial=form.organisation.kind
    )
    upper = form.organisation.parent or form.organisation
    form.pick(f"{prefix}_parent", _("Cấp trên"), rules.foundable_by(form.actor), "foundable", required=False)
    form.initial[f"{prefix}_parent"] = upper.pk


def _new(form: EventForm, prefix: str) -> Organisation:
    said = form.cleaned_data
    name, code, kind = (said[name] for name in _new_names(prefix))
    upper = said[f"{prefix}_parent"] or form.organisation.parent or form.organisation
    return Organisation(name=name, code=code, kind=kind, parent=upper, group=form.organisation.group)


def _one_of(form: EventForm, existing: str, prefix: str) -> dict[str, Any]:
    """Have either an organisation chosen or a new one told in full."""
    said: dict[str, Any] = form.cleaned_data
    if existing not in form.errors and not said.get(existing):
        for name in _new_names(prefix):
            if not said.get(name) and name not in form.errors:
                form.add_error(name, _("Chọn một tổ chức đang có, hoặc ghi đủ tên, mã và loại của tổ chức mới."))
    return said
