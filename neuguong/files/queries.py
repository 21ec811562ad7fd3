"""Reading files."""

from pathlib import Path

from django.db.models import Model, QuerySet

from neuguong.files.models import StoredFile
from neuguong.files.storing import root


def of_subject(subject: Model) -> QuerySet[StoredFile]:
    """Return the files of a record, in the order in which they came; their text is not read along."""
    rows = StoredFile.objects.filter(subject_kind=subject._meta.label_lower, subject_id=subject.pk)
    return rows.filter(taken_off_at=None).defer("text")


def place(file: StoredFile) -> Path:
    """Return where the file lies."""
    return root() / file.location


def attached_alike(file: StoredFile) -> StoredFile | None:
    """Return the file of the same name and content that the record has already."""
    alike = {name: getattr(file, name) for name in ("subject_kind", "subject_id", "digest", "name")}
    return StoredFile.objects.filter(**alike, taken_off_at__isnull=True).first()
