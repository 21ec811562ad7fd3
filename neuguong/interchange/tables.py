"""The list of imports."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from neuguong.interchange.models import Batch
from neuguong.ui import showing
from neuguong.ui.filters import Choice
from neuguong.ui.showing import Fact
from neuguong.ui.tables import Column, Table
from neuguong.ui.values import State


def standing(batch: Batch) -> State:
    """Return whether an import still holds, as a word."""
    return State(_("đã hoàn tác")) if batch.undone_at else State(_("đã ghi"), "green")


BATCHES = Table(
    noun=pgettext_lazy("đếm", "lần nhập"),
    opens="interchange:detail",
    order="-at",
    columns=(
        Column("file", _("tệp"), "file_name", sort=("file_name",)),
        Column("at", _("nhập lúc"), "created_at", sort=("created_at",), tight=True),
        Column("standing", _("tình trạng"), standing, sort=("undone_at",)),
        Column("created", _("mới"), "created", sort=("created",), numeric=True),
        Column("updated", _("sửa"), "updated", sort=("updated",), numeric=True),
        Column("unchanged", _("không đổi"), "unchanged", sort=("unchanged",), numeric=True),
        Column("skipped", _("bỏ qua"), "skipped", sort=("skipped",), numeric=True, shown=False),
    ),
)
FILTERS = (
    Choice(
        "standing",
        _("Tình trạng"),
        (("kept", _("đã ghi")), ("undone", _("đã hoàn tác"))),
        conditions={"kept": Q(undone_at__isnull=True), "undone": Q(undone_at__isnull=False)},
    ),
)


def facts(batch: Batch) -> list[Fact]:
    """Return what the page of an import tells."""
    return [
        Fact(_("Tình trạng"), standing(batch)),
        *showing.facts(batch, "created_at", "actor_label", "created", "updated", "unchanged", "skipped"),
        *([Fact(_("Hoàn tác lúc"), batch.undone_at)] if batch.undone_at else []),
    ]
