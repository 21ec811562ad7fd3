"""The log: one row a change, each holding the hash of the one before; who read what; keys of sealed values."""

from django.db import models
from django.utils.translation import gettext_lazy as _

_SINGLE = models.Q(batch__isnull=True)


class Entry(models.Model):
    """Who did what to which record, with what stood before and after.

    The primary key is the place in the chain: 1, 2, 3 … without a gap. Ids are opaque numbers, not foreign
    keys: the log outlives what it speaks of. `owner_id` is the person whom the record is about, `origin` from
    where it was done. `before` and `after` are canonical JSON text, so that a hash can be computed anew on any
    database; what a model declares private is sealed in them (see `sealing`).
    """

    at = models.DateTimeField(_("lúc"))
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(_("người thực hiện"), max_length=200)
    event = models.CharField(_("việc"), max_length=80)
    subject_kind = models.CharField(_("loại bản ghi"), max_length=60)
    subject_id = models.BigIntegerField()
    organisation_id = models.BigIntegerField(null=True)
    owner_id = models.BigIntegerField(null=True)
    origin = models.CharField(_("từ đâu"), max_length=60, default="")
    batch = models.BigIntegerField(null=True)
    before = models.TextField(null=True)  # noqa: DJ001 - no row before is not an empty row
    after = models.TextField(null=True)  # noqa: DJ001
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        # Rows of an import are found by their batch and their record; single ones, which are few, by all else too.
        indexes = (
            # Kinds are few: the number alone tells nearly all records apart.
            models.Index(fields=["subject_id"], name="audit_by_subject"),
            models.Index(fields=["batch"], name="audit_by_batch", condition=models.Q(batch__isnull=False)),
            models.Index(fields=["organisation_id", "id"], name="audit_single_by_place", condition=_SINGLE),
            models.Index(fields=["actor_id", "id"], name="audit_single_by_actor", condition=_SINGLE),
            models.Index(fields=["subject_kind", "id"], name="audit_single_by_kind", condition=_SINGLE),
            models.Index(fields=["at"], name="audit_single_by_time", condition=_SINGLE),
            models.Index(fields=["id"], name="audit_single", condition=_SINGLE),
        )

    def __str__(self) -> str:
        return f"{self.event} {self.subject_kind} {self.subject_id}"


class Head(models.Model):
    """The end of the chain: one row, locked while entries are added."""

    hash = models.CharField(max_length=64, default="")
    count = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.hash


class Reading(models.Model):
    """That someone opened what is another's: one row a record of an act of reading, which is an entry.

    The entry's `after` names the same records, so the chain covers these rows too.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, db_constraint=False, related_name="readings")
    subject_id = models.BigIntegerField()
    owner_id = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["owner_id", "entry"], name="audit_reading_by_owner"),
            models.Index(fields=["subject_id", "entry"], name="audit_reading_by_subject"),
        )

    def __str__(self) -> str:
        return f"{self.entry_id} {self.subject_id}"


class Key(models.Model):
    """The keys of one person's sealed values, the newest first, each locked by the installation's own.

    One that is locked takes 60 bytes; without them nobody reads what they sealed.
    """

    owner_id = models.BigIntegerField(primary_key=True)
    locked = models.BinaryField()

    def __str__(self) -> str:
        return str(self.owner_id)
