"""Forms of records: Vietnamese words, the version that was opened, choices that the rules allow."""

import secrets
from typing import Any, ClassVar, Generic, TypeVar, cast

from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from neuguong.core.actor import Actor
from neuguong.ui.fields import DateField, DateInput, PickField
from neuguong.ui.picking import Choosable

M = TypeVar("M", bound=Model)
# A text that may be longer than this gets a box of several lines.
LONG = 300
# Beside a field that no entry of the log tells: "opened-<name>", what it held when the form was opened.
OPENED = "opened-"


class RecordForm(forms.ModelForm, Generic[M]):  # type: ignore[type-arg]
    """A record's form; override `limit` to `offer` what each of its pointers may point at.

    `computed` names fields beside the model's whose first value follows from the record's own columns.
    """

    computed: ClassVar[tuple[str, ...]] = ()
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    once = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor = actor
        self.initial.setdefault("version", getattr(self.instance, "version", None) if self.instance.pk else None)
        if self.instance.pk:
            del self.fields["once"]
        else:
            self.initial.setdefault("once", secrets.token_urlsafe(18))
        self.limit(actor)
        for name, field in self.fields.items():
            if type(field) is forms.ModelChoiceField:
                raise ImproperlyConfigured(f"{type(self).__name__}.limit() has to offer() the choices of {name}")
            dress(field)

    def limit(self, actor: Actor) -> None:
        """Offer, for each pointer of the form, the records that `actor` may choose."""

    def offer_seen(self, name: str, rows: QuerySet[Any], source: str) -> None:
        """Do as `offer`; where field `name` holds what is not among `rows`, it stays so and is not shown."""
        current = getattr(self.instance, f"{name}_id", None)
        if current and not rows.filter(pk=current).exists():
            del self.fields[name]
        else:
            self.offer(name, rows, source)

    def offer(self, name: str, rows: QuerySet[Any], source: str, key: str = "code") -> PickField:
        """Let field `name` be chosen among `rows`, and what it holds already be kept.

        `source` names the look-up of the portal that suggests while typing; `key` is the field
        shown in brackets after the name.
        """
        old = self.fields[name]
        current = getattr(self.instance, f"{name}_id", None)
        if current:
            kept = rows.model._default_manager.filter(Q(pk=current) | Q(pk__in=rows.order_by().values("pk")))
            rows = kept.order_by(*rows.query.order_by) if rows.query.order_by else kept
        field = PickField(Choosable(rows, key), source, label=old.label, required=old.required, help_text=old.help_text)
        self.fields[name] = field
        return field

    @property
    def beside(self) -> list[str]:
        """The names of the fields that are not the record's own columns, of a record that is there."""
        own = {*(self._meta.fields or ()), *self.computed, "version"}
        return [name for name in self.fields if name not in own] if self.instance.pk else []

    @property
    def opened_version(self) -> int | None:
        """The version of the record that the user had opened, None for a new one."""
        found: int | None = self.cleaned_data.get("version")
        return found if self.instance.pk else None


def dress(field: forms.Field) -> None:
    """Give a field the class, keyboard and words that this office expects."""
    if isinstance(field, forms.DateField) and not isinstance(field, DateField):
        field.__class__ = DateField
        field.widget = DateInput()
    if isinstance(field, forms.DecimalField):
        field.localize = field.widget.is_localized = True
    if isinstance(field, forms.IntegerField | forms.DecimalField) and not field.widget.is_hidden:
        field.widget = forms.TextInput(attrs={"inputmode": "decimal"})
        field.widget.is_localized = isinstance(field, forms.DecimalField)
    if isinstance(field, forms.CharField) and type(field.widget) is forms.TextInput and (field.max_length or 0) > LONG:
        field.widget = forms.Textarea(attrs={"rows": 2})
    if isinstance(field, forms.TypedChoiceField):
        blank = _("Chọn") if field.required else _("Không ghi")
        field.choices = [(key, words if key else blank) for key, words in cast(list[tuple[Any, Any]], field.choices)]
    if isinstance(field.widget, forms.CheckboxInput | forms.CheckboxSelectMultiple):
        field.widget.attrs["class"] = "form-check-input"
    elif not isinstance(field, PickField):
        field.widget.attrs["class"] = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
    word = _("Chọn %(label)s.") if isinstance(field, forms.ChoiceField) else _("Cần nhập %(label)s.")
    label = str(field.label or "")
    field.error_messages["required"] = word % {"label": label[:1].lower() + label[1:]}
