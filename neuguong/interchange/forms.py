"""The form that sends a workbook."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from neuguong.interchange.uploads import LARGEST, MEGABYTE

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UploadForm(forms.Form):
    """One workbook; `sent` is how many bytes the whole request had."""

    workbook = forms.FileField(allow_empty_file=True)

    def __init__(self, *args: Any, sent: int = 0, **options: Any) -> None:
        super().__init__(*args, **options)
        self._sent = sent
        field = self.fields["workbook"]
        field.label = _("Tệp Excel (.xlsx)")
        field.help_text = _("Không quá %(most)s MB. Tiêu đề cột như tệp mẫu; thứ tự cột và dòng tiêu đề tùy ý.") % {
            "most": LARGEST // MEGABYTE
        }
        field.widget.attrs.update({"class": "form-control", "accept": f".xlsx,{XLSX}"})
        field.error_messages["required"] = self._missing()

    def clean_workbook(self) -> "UploadedFile[Any]":
        """Refuse what is too large."""
        file: UploadedFile[Any] = self.cleaned_data["workbook"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(self._too_large(file.size or 0))
        return file

    def refuse(self, words: str) -> None:
        """Tell why the workbook can't be read."""
        self.add_error("workbook", words)

    def _missing(self) -> str:
        """A file above the limit never arrives: what was sent tells it from none."""
        return self._too_large(self._sent) if self._sent > LARGEST else _("Chọn một tệp Excel (.xlsx) để nhập.")

    def _too_large(self, size: int) -> str:
        words = _("Tệp lớn %(size)s MB, quá mức %(most)s MB. Chia bảng thành nhiều tệp nhỏ hơn rồi gửi từng tệp.")
        return words % {"size": -(-size // MEGABYTE), "most": LARGEST // MEGABYTE}
