"""A request may be prolonged once, with a reason."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="datarequest",
            name="prolonged_on",
            field=models.DateField(editable=False, null=True, verbose_name="ngày gia hạn"),
        ),
        migrations.AddField(
            model_name="datarequest",
            name="prolonged_why",
            field=models.CharField(blank=True, max_length=500, verbose_name="lý do gia hạn"),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("prolonged_on__isnull", False), ("prolonged_why", ""), _connector="OR"),
                name="data_request_reason_of_a_prolonging",
            ),
        ),
    ]
