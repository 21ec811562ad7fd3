"""The place in the chain, whom it is about and from where are covered by the hash; readings; keys of people."""

from itertools import islice
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from neuguong.audit import chain, guards

_SINGLE = models.Q(("batch__isnull", True))
_SHARED = ("at", "actor_id", "actor_label", "origin", "event", "subject_kind", "batch")
_OWN = ("subject_id", "organisation_id", "owner_id", "before", "after")


def renew(apps: Any, editor: Any) -> None:
    """Number the entries without gaps and compute the chain by the formula that covers the number."""
    guards.take_down(editor.connection)
    entries, previous, number, last = apps.get_model("audit", "Entry").objects, "", 0, 0
    while True:
        rows = list(islice(entries.filter(pk__gt=last).order_by("pk").values_list("pk", *_SHARED, *_OWN), 2_000))
        if not rows:
            break
        for pk, *content in rows:
            number += 1
            now = chain.link(previous, number, chain.shared(*content[:7]), *content[7:])
            entries.filter(pk=pk).update(id=number, previous=previous, hash=now)
            previous = now
        last = rows[-1][0]
    apps.get_model("audit", "Head").objects.filter(pk=1).update(hash=previous, count=number)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Key",
            fields=[
                ("owner_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("locked", models.BinaryField(max_length=100)),
            ],
        ),
        migrations.RemoveIndex(model_name="entry", name="audit_single_by_place"),
        migrations.AddField(
            model_name="entry",
            name="origin",
            field=models.CharField(default="", max_length=60, verbose_name="từ đâu"),
        ),
        migrations.AddField(model_name="entry", name="owner_id", field=models.BigIntegerField(null=True)),
        migrations.RunPython(renew, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(condition=_SINGLE, fields=["organisation_id", "id"], name="audit_single_by_place"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(condition=_SINGLE, fields=["actor_id", "id"], name="audit_single_by_actor"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(condition=_SINGLE, fields=["subject_kind", "id"], name="audit_single_by_kind"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(condition=_SINGLE, fields=["at"], name="audit_single_by_time"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(condition=_SINGLE, fields=["id"], name="audit_single"),
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_id", models.BigIntegerField()),
                ("owner_id", models.BigIntegerField()),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="audit.entry",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["owner_id", "entry"], name="audit_reading_by_owner"),
                    models.Index(fields=["subject_id", "entry"], name="audit_reading_by_subject"),
                ]
            },
        ),
    ]
