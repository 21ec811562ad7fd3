"""The same people through django-import-export, set up for speed; runs in the peers' environment alone."""

import sys
from pathlib import Path

from django.conf import settings

WORKBOOK, DATABASE = sys.argv[1:]
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


def text(length):
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
People = type("People", (resources.ModelResource,), {**FIELDS, "Meta": Meta})

with connection.schema_editor() as editor:
    editor.create_model(Organisation)
    editor.create_model(Person)
Organisation.objects.bulk_create(Organisation(code=f"{number:03d}") for number in range(70))
dataset = tablib.Dataset().load(Path(WORKBOOK).read_bytes(), "xlsx")
result = People().import_data(dataset, raise_errors=True)
sys.exit(0 if result.totals["new"] == len(dataset) else 1)
