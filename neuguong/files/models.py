"""Files that belong to records: evidence, scans, drafts; their content lies in the home's folder "files"."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from neuguong.core.models import Record
from neuguong.files.examining.media import MEDIA


class StoredFile(Record):
    """A file of one record, which is known here by its kind ("app.model") and number alone.

    `name` is what its sender called it; `location` is ours and can't be guessed. `digest` is the SHA-256 of
    what lies there, which for a picture is the picture drawn anew. Taken off a record it stays until its time
    is over, so that it can be put back.
    """

    subject_kind = models.CharField(max_length=60, editable=False)
    subject_id = models.BigIntegerField(editable=False)
    organisation_id = models.BigIntegerField(null=True, editable=False)
    name = models.CharField(_("tên tệp"), max_length=200)
    media_type = models.CharField(
        _("loại"), max_length=90, choices=[(key, media.words) for key, media in MEDIA.items()], editable=False
    )
    size = models.PositiveBigIntegerField(_("dung lượng"), editable=False)
    digest = models.CharField(max_length=64, editable=False)
    location = models.CharField(max_length=80, unique=True, editable=False)
    pages = models.PositiveIntegerField(_("số trang"), null=True, editable=False)
    width = models.PositiveIntegerField(null=True, editable=False)
    height = models.PositiveIntegerField(null=True, editable=False)
    text = models.TextField(blank=True, editable=False)
    sender_id = models.BigIntegerField(null=True, editable=False)
    sender_label = models.CharField(_("người gửi"), max_length=200, editable=False)
    taken_off_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("tệp")
        verbose_name_plural = _("tệp")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                name="file_attached_once",
                fields=["subject_kind", "subject_id", "digest", "name"],
                condition=Q(taken_off_at__isnull=True),
                violation_error_message=_("Tệp này đang được đính kèm ở bản ghi rồi."),
            ),
        )
        indexes = (
            models.Index(
                name="file_by_subject", fields=["subject_id", "subject_kind"], condition=Q(taken_off_at__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return self.name
