"""The log: one row a change, each holding the hash of the one before."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """Who did what to which record, with what stood before and after.

    Ids are opaque numbers, not foreign keys: the log outlives what it speaks of.
    `before` and `after` are canonical JSON text, so that a hash can be computed anew on any database.
    """

    at = models.DateTimeField(_("lúc"))
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(_("người thực hiện"), max_length=200)
    event = models.CharField(_("việc"), max_length=80)
    subject_kind = models.CharField(_("loại bản ghi"), max_length=60)
    subject_id = models.BigIntegerField()
    organisation_id = models.BigIntegerField(null=True)
    batch = models.BigIntegerField(null=True)
    before = models.TextField(null=True)  # noqa: DJ001 - no row before is not an empty row
    after = models.TextField(null=True)  # noqa: DJ001
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = (
            # Kinds are few: the number alone tells nearly all records apart.
            models.Index(fields=["subject_id"], name="audit_by_subject"),
            models.Index(
                fields=["batch"],
                name="audit_by_batch",
                condition=models.Q(batch__isnull=False),
            ),
            models.Index(
                fields=["organisation_id"],
                name="audit_single_by_place",
                condition=models.Q(batch__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.event} {self.subject_kind} {self.subject_id}"


class Head(models.Model):
    """The end of the chain: one row, locked while entries are added."""

    hash = models.CharField(max_length=64, default="")
    count = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.hash
