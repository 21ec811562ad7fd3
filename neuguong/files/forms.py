"""The form that attaches files."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from neuguong.files import refusing
from neuguong.files.actions import LARGEST
from neuguong.files.examining.media import ENDINGS, MEGABYTE


class FileForm(forms.Form):
    """One file; `sent` is how many bytes the whole request had: what is above the limit never arrives."""

    file = forms.FileField(allow_empty_file=True)

    def __init__(self, *args: Any, sent: int = 0, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["file"]
        field.label = _("Tệp")
        words = _("Nhận %(allowed)s, không quá %(most)s MB. Không gửi tài liệu có dấu mật.")
        field.help_text = words % {"allowed": refusing.allowed(), "most": LARGEST // MEGABYTE}
        field.widget.attrs.update({"class": "form-control", "accept": ",".join(ENDINGS)})
        large = refusing.too_large(_("Tệp"), sent, LARGEST).message
        field.error_messages["required"] = large if sent > LARGEST else _("Chọn một tệp để đính kèm.")

    @property
    def sent(self) -> "UploadedFile[Any]":
        """The file that came."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        return file
