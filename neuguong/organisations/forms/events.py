"""Forms of life events: one a kind; each gives the action that it asks for."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.organisations import actions, rules
from neuguong.organisations.actions import Decision
from neuguong.organisations.forms.choosing import explain
from neuguong.organisations.models import Kind, LifeEvent, Organisation
from neuguong.ui.fields import DateField, PickField
from neuguong.ui.forms import dress
from neuguong.ui.picking import Choosable

Act = Callable[[], LifeEvent | Organisation]


class EventForm(forms.Form):
    """What every event has: its day and the paper by which it was decided."""

    lead: ClassVar[str | Promise] = ""
    # The first word of fields' names -> the legend over them.
    legends: ClassVar[dict[str, str | Promise]] = {}
    date = DateField(label=_("Có hiệu lực từ ngày"), help_text=_("Ngày đầu tiên theo cơ cấu mới."))
    decision_number = forms.CharField(label=_("Số quyết định"), max_length=60, required=False)
    decision_date = DateField(label=_("Ngày quyết định"), required=False)
    decision_body = forms.CharField(label=_("Cơ quan quyết định"), max_length=250, required=False)
    last = ("date", "decision_number", "decision_date", "decision_body")

    # Of a body that ends: that what it leaves behind was seen. A look shows it, so there it is.
    seen = True

    def __init__(self, data: Any = None, *, actor: Actor, organisation: Organisation) -> None:
        super().__init__(data)
        self.actor, self.organisation = actor, organisation
        self.ask()
        self.order_fields([name for name in self.fields if name not in self.last])
        for field in self.fields.values():
            dress(field)

    def ask(self) -> None:
        """Add the fields that depend on the organisation."""

    def pick(self, name: str, label: Any, rows: QuerySet[Any], source: str, *, required: bool = True) -> None:
        """Add a field in which one of `rows` is chosen; `source` is the portal's look-up."""
        field = PickField(Choosable(rows), source, label=label, required=required)
        explain(field, self.actor, self.organisation)
        self.fields[name] = field

    def pick_upper(self, name: str, label: Any, *, required: bool = True) -> None:
        """Add a field in which one of the organisations is chosen below which the actor may found."""
        rows = rules.foundable_by(self.actor).exclude(pk=self.organisation.pk)
        self.pick(name, label, rows, "foundable", required=required)

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields under their legends, the paper last."""
        found: dict[str, list[forms.BoundField]] = {}
        for name in self.fields:
            if name not in self.last:
                found.setdefault(name.partition("_")[0] if self.legends else "", []).append(self[name])
        own = [(self.legends.get(first, ""), fields) for first, fields in found.items()]
        return [*own, (_("Ngày và quyết định"), [self[name] for name in self.last if name in self.fields])]

    @property
    def day(self) -> dt.date:
        """The day from which the event holds."""
        found: dt.date = self.cleaned_data["date"]
        return found

    @property
    def decision(self) -> Decision:
        """The paper, as far as it was told."""
        said = self.cleaned_data
        return Decision(said["decision_number"], said["decision_date"], said["decision_body"])

    @property
    def common(self) -> dict[str, Any]:
        """What every action takes."""
        fresh = Organisation.objects.select_related("parent", "folded_into").get(pk=self.organisation.pk)
        return {"actor": self.actor, "organisation": fresh, "date": self.day, "decision": self.decision}

    def act(self) -> Act:
        """Return the action as it was asked for."""
        raise NotImplementedError

    def about(self) -> list[Organisation]:
        """Return the organisations whose numbers the preview compares."""
        upper = [self.organisation.parent] if self.organisation.parent else []
        return [self.organisation, *upper]


class RenameForm(EventForm):
    """Đổi tên."""

    lead = _("Từ ngày đó tổ chức mang tên mới; trước đó vẫn hiện tên cũ.")
    name = forms.CharField(label=_("Tên mới"), max_length=250)

    def act(self) -> Act:
        """Rename."""
        return partial(actions.rename_organisation, name=self.cleaned_data["name"], **self.common)


class KindForm(EventForm):
    """Đổi loại hình, thường đi cùng tên mới."""

    lead = _("Ví dụ chi bộ cơ sở được nâng lên đảng bộ cơ sở; số liệu trước ngày đó vẫn tính theo loại cũ.")
    kind = forms.ChoiceField(label=_("Loại mới"), choices=Kind.choices)
    name = forms.CharField(label=_("Tên mới"), max_length=250, required=False)

    def act(self) -> Act:
        """Change the kind."""
        said = self.cleaned_data
        return partial(actions.change_kind, kind=Kind(said["kind"]), name=said["name"], **self.common)


class MoveForm(EventForm):
    """Chuyển cấp trên."""

    lead = _("Tổ chức cùng mọi đơn vị trực thuộc chuyển sang cấp trên mới.")

    def ask(self) -> None:
        """Ask for the new parent."""
        self.pick_upper("parent", _("Cấp trên mới"))

    def act(self) -> Act:
        """Move."""
        said = self.common
        said["since"] = said.pop("date")
        return partial(actions.move_organisation, parent=self.cleaned_data["parent"], **said)

    def about(self) -> list[Organisation]:
        """Compare the new parent too."""
        return [*super().about(), self.cleaned_data["parent"]]


class FoldForm(EventForm):
    """Gộp bản trùng."""

    lead = _("Dùng khi một tổ chức bị nhập hai lần: mọi bản ghi, người và phân quyền chuyển về tổ chức thật.")

    def ask(self) -> None:
        """Ask for the real one; a duplicate has no day."""
        del self.fields["date"]
        self.pick_upper("real", _("Tổ chức thật"))

    @property
    def day(self) -> dt.date:
        """Today: figures are compared for this year."""
        return clock.today()

    def act(self) -> Act:
        """Fold."""
        said = self.common
        said["duplicate"] = said.pop("organisation")
        del said["date"]
        return partial(actions.fold_duplicate, real=self.cleaned_data["real"], **said)

    def about(self) -> list[Organisation]:
        """Compare the real one too."""
        return [*super().about(), self.cleaned_data["real"]]


class SuperiorForm(EventForm):
    """Thêm cấp trên của tổ chức gốc."""

    lead = _("Cấp trên đã có từ trước, nay mới đưa vào hệ thống: nó đứng trên tổ chức gốc cho mọi thời gian.")
    code = forms.CharField(label=_("Mã tổ chức"), max_length=40)
    name = forms.CharField(label=_("Tên tổ chức"), max_length=250)
    kind = forms.ChoiceField(label=_("Loại"), choices=Kind.choices)

    def act(self) -> Act:
        """Enter the superior."""
        said, common = self.cleaned_data, self.common
        del common["organisation"]
        superior = Organisation(code=said["code"], name=said["name"], kind=said["kind"])
        return partial(actions.found_superior, superior=superior, **common)
