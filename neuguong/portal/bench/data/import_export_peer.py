"""The same people through django-import-export, set up for speed; runs in the peers' environment alone.

import_export_peer.py WORKBOOK DATABASE [whole]: with `whole` it leaves what the product leaves, a membership, posts
and an entry of the log for each person, by bulk_create when the people are in; without it one plain table.
"""

import datetime as dt
import json
import sys
from pathlib import Path

from django.conf import settings

WORKBOOK, DATABASE, *WHOLE = sys.argv[1:]
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
settings.configure(
    INSTALLED_APPS=["import_export"],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATABASE,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": PRAGMAS},
        }
    },
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    IMPORT_EXPORT_USE_TRANSACTIONS=True,
)

import django  # noqa: E402

django.setup()

import tablib  # noqa: E402
from django.db import connection, models  # noqa: E402
from import_export import fields, resources, widgets  # noqa: E402


class Organisation(models.Model):
    code = models.CharField(max_length=40, unique=True)

    class Meta:
        app_label = "peer"


def text(length: int) -> models.CharField:
    return models.CharField(max_length=length, blank=True)


class Person(models.Model):
    code = models.CharField(max_length=40, unique=True)
    full_name = text(120)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    birth_date = models.DateField(null=True)
    gender = text(20)
    party_status = text(20)
    party = text(120)
    state = text(120)
    mass = text(120)
    is_head = text(10)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        app_label = "peer"


class Membership(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        app_label = "peer"


class Post(models.Model):
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE)
    sort = text(10)
    title = text(120)

    class Meta:
        app_label = "peer"


class Entry(models.Model):
    at = models.DateTimeField()
    event = text(80)
    subject = models.BigIntegerField(db_index=True)
    after = models.TextField()

    class Meta:
        app_label = "peer"


MOMENT = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
TEXT, DATE = widgets.CharWidget(allow_blank=True), widgets.DateWidget("%d/%m/%Y")
COLUMNS = {
    "code": ("Mã người", TEXT),
    "full_name": ("Họ và tên", TEXT),
    "organisation": ("Mã tổ chức", widgets.ForeignKeyWidget(Organisation, "code")),
    "birth_date": ("Ngày sinh", DATE),
    "gender": ("Giới tính", TEXT),
    "party_status": ("Đảng viên", TEXT),
    "party": ("Chức vụ Đảng", TEXT),
    "state": ("Chức vụ chính quyền", TEXT),
    "mass": ("Chức vụ đoàn thể", TEXT),
    "is_head": ("Người đứng đầu", TEXT),
    "since": ("Từ ngày", DATE),
    "until": ("Đến ngày", DATE),
}


class Meta:
    model = Person
    import_id_fields = ("code",)
    use_bulk = True
    batch_size = 1000
    skip_diff = True
    use_transactions = True


FIELDS = {
    name: fields.Field(attribute=name, column_name=heading, widget=widget)
    for name, (heading, widget) in COLUMNS.items()
}


def write_the_rest(_resource: object, _dataset: object, _result: object, **_options: object) -> None:
    """Write what belongs to the people that are in."""
    people = list(Person.objects.order_by("pk"))
    belonging = [
        Membership(person=one, organisation_id=one.organisation_id, since=one.since, until=one.until) for one in people
    ]
    belonging = Membership.objects.bulk_create(belonging, batch_size=1000)
    Post.objects.bulk_create(
        (
            Post(membership=place, sort=line, title=getattr(one, line))
            for place, one in zip(belonging, people, strict=True)
            for line in ("party", "state", "mass")
            if getattr(one, line)
        ),
        batch_size=1000,
    )
    names = [field.attname for field in Person._meta.concrete_fields]
    Entry.objects.bulk_create(
        (
            Entry(at=MOMENT, event="imported", subject=one.pk, after=json.dumps({n: str(getattr(one, n)) for n in names}))
            for one in people
        ),
        batch_size=1000,
    )


MORE = {"after_import": write_the_rest} if WHOLE else {}
People = type("People", (resources.ModelResource,), {**FIELDS, **MORE, "Meta": Meta})

with connection.schema_editor() as editor:
    for model in (Organisation, Person, Membership, Post, Entry):
        editor.create_model(model)
Organisation.objects.bulk_create(Organisation(code=f"{number:03d}") for number in range(70))
dataset = tablib.Dataset().load(Path(WORKBOOK).read_bytes(), "xlsx")
result = People().import_data(dataset, raise_errors=True)
sys.exit(0 if result.totals["new"] == len(dataset) else 1)
