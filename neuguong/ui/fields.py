"""Fields of forms as an office fills them in: dates as dd/mm/yyyy, records by name or code."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from neuguong.core.errors import Refusal
from neuguong.core.years import FIRST_YEAR, LAST_YEAR
from neuguong.ui.picking import Choosable, read

# Below this many records a plain list is easier than a box with suggestions, on a phone above all.
FEW = 30


class DateInput(forms.DateInput):
    """A text box for a date: native pickers show the month first on many machines."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        usual = {"inputmode": "numeric", "placeholder": gettext_lazy("ngày/tháng/năm"), "autocomplete": "off"}
        super().__init__({**usual, **(attrs or {})}, format="%d/%m/%Y")


class DateField(forms.DateField):
    """A date typed as dd/mm/yyyy."""

    widget = DateInput

    def to_python(self, value: Any) -> Any:
        """Read the date; the error shows what was found, and an example or the years that are taken."""
        try:
            date = super().to_python(value)
        except ValidationError as error:
            raise ValidationError(
                _("«%(found)s» không phải là ngày có thật. Ghi ngày/tháng/năm, ví dụ %(example)s.")
                % {"found": value, "example": "05/03/2023"}
            ) from error
        if date is not None and not FIRST_YEAR <= date.year <= LAST_YEAR:
            raise ValidationError(
                _("Năm của ngày «%(found)s» nằm ngoài khoảng %(first)s–%(last)s. Kiểm tra lại năm.")
                % {"found": value, "first": FIRST_YEAR, "last": LAST_YEAR}
            )
        return date


class PickInput(forms.Widget):
    """A list of few records, or a box with suggestions that the portal's look-up `source` brings."""

    template_name = "ui/widgets/pick.html"
    choosable: Choosable
    source: str = ""
    lists: bool = True
    offered: list[str]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the texts of the list, when it is short enough to be one."""
        context = super().get_context(name, value, attrs)
        rows = list(self.choosable.rows[: FEW + 1]) if self.lists else []
        texts = [self.choosable.text(row) for row in rows] if self.lists and len(rows) <= FEW else None
        if texts is not None and value and value not in texts:
            texts.insert(0, value)
        context["widget"].update(texts=texts, source=self.source)
        return context


class PickField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A record chosen by name or code; every text that names exactly one is understood."""

    widget = PickInput
    # Says why the record that a text names can't be chosen here, or None.
    explain: Callable[[str], str | None] | None = None
    default_error_messages = {
        "unknown": gettext_lazy("Không tìm thấy «%(text)s». Ghi tên hoặc mã, rồi chọn trong danh sách gợi ý.")
    }

    def __init__(self, choosable: Choosable, source: str, **options: Any) -> None:
        super().__init__(choosable.rows, **options)
        self.choosable = choosable
        self.widget.choosable, self.widget.source = choosable, source

    def prepare_value(self, value: Any) -> Any:
        """Return the text of a record, of its primary key, or what was typed."""
        if isinstance(value, int):
            value = self.choosable.rows.model._default_manager.filter(pk=value).first()
        return self.choosable.text(value) if isinstance(value, Model) else value

    def to_python(self, value: Any) -> Any:
        """Find the one record that the text names."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            found = read(text, self.choosable)
        except Refusal as refusal:
            raise ValidationError(refusal.message) from refusal
        if found is None and self.explain and (why := self.explain(text)):
            raise ValidationError(why, code="unfit")
        if found is None:
            raise ValidationError(self.error_messages["unknown"], code="unknown", params={"text": text})
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare texts, since that is what the box holds."""
        return str(self.prepare_value(initial) or "") != str(data or "")
