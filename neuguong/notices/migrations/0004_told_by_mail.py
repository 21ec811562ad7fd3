"""Nothing that a mail told already is told by another once that mail is forgotten."""

from typing import Any

from django.db import migrations


def note(apps: Any, _schema: Any) -> None:
    """Have what is in a letter wait for none."""
    apps.get_model("notices", "Notice").objects.filter(letter__isnull=False).update(by_mail=False)


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0003_carrier"),
    ]

    operations = [
        migrations.RunPython(note, migrations.RunPython.noop),
    ]
