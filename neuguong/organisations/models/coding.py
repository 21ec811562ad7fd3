"""Codes of organisations and people: one code, in any case, is one record's."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def refuse_taken_code(record: Any) -> None:
    """Raise ValidationError where another record of the sort bears the code of `record`, be it in another case.

    Whose it is isn't told: who writes may not see that record.
    """
    others = type(record).objects.filter(code__iexact=record.code).exclude(pk=record.pk)
    taken = others.values_list("code", flat=True).first()
    if taken is None:
        return
    told = _("Mã «%(code)s» đã có. Ghi mã khác, hoặc sửa bản ghi đang mang mã đó.")
    if taken != record.code:
        told = _("Mã «%(code)s» chỉ khác mã đã có «%(other)s» ở chữ hoa, chữ thường. Ghi mã khác hẳn.")
    raise ValidationError({"code": told % {"code": record.code, "other": taken}})
