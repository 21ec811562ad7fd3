"""Where organisations of a sheet stand, and what has to be true of those that get another parent."""

import datetime as dt

from neuguong.interchange.columns import CLEAR, Column
from neuguong.interchange.context import Context, portions
from neuguong.interchange.rows import RowData
from neuguong.organisations.actions.life.placing import place
from neuguong.organisations.models import Organisation, Placement
from neuguong.organisations.queries.turns import Turn
from neuguong.organisations.rules import can_found

LONGEST_PATH: int = Organisation._meta.get_field("path").max_length or 0


class Tree:
    """The tree as it will stand when the rows are written."""

    def __init__(self, context: Context, rows: list[RowData]) -> None:
        self._context = context
        self._rows = {row.pk: row for row in rows if row.pk is not None}

    def parent(self, pk: int) -> int | None:
        """Return what an organisation will stand right below."""
        row = self._rows.get(pk)
        if row is not None and "parent_id" in row.values:
            above: int | None = row.values["parent_id"]
            return above
        line = self._context.paths.get(pk, "").rstrip(".").split(".")
        return int(line[-2]) if len(line) > 1 else None

    def line(self, row: RowData) -> list[int]:
        """Return the ids from the row's organisation upward; a ring ends with the id that comes again."""
        found: list[int] = []
        pk: int | None = row.pk
        while pk is not None and pk not in found:
            found.append(pk)
            pk = self.parent(pk)
        return found if pk is None else [*found, pk]

    def check(self, row: RowData, column: Column) -> bool:
        """Note a ring of parents that the row is part of; tell whether there is none."""
        line = self.line(row)
        if len(line) == 1 or line[-1] != row.pk:
            return True
        why = "tổ chức này thành cấp dưới của chính nó (các cấp trên nối thành vòng); sửa Mã cấp trên."
        row.fault(column, why, expected="cây có một gốc", found=row.said["parent"])
        return False

    def until(self, pk: int) -> dt.date | None:
        """Return the last day of an organisation as it will stand, None for one that goes on."""
        row = self._rows.get(pk)
        if row is not None and "until" in row.values:
            told: dt.date | None = row.values["until"]
            return told
        return self._context.existences.get(pk, ("", None, None))[2]

    def kind(self, pk: int) -> tuple[str, str]:
        """Return the name of an organisation, and what it will be."""
        row = self._rows.get(pk)
        said = row.values if row is not None else {}
        name, kind = self._context.kinds.get(pk, ("", ""))
        return said.get("name", name), said.get("kind", kind)

    def path_of(self, row: RowData) -> str:
        """Return the tree path of a new organisation: below what is there, where that stands now."""
        return self.above(row) + f"{row.pk}."

    def above(self, row: RowData) -> str:
        """Return the tree path of what the new organisation stands under."""
        parent = row.values.get("parent_id")
        if parent is None:
            return ""
        upper = self._rows.get(parent)
        if upper is None or upper.found is not None or not upper.is_sound:
            return self._context.paths.get(parent, "")
        return self.path_of(upper)


def forget_done_moves(rows: list[RowData]) -> None:
    """Từ ngày beside a parent that is there already is the day of that move, not of the organisation."""
    found = {row.pk: row for row in rows if row.found is not None}
    days = {
        organisation: since
        for part in portions(pk for pk in found if pk is not None)
        for organisation, since in Placement.objects.filter(organisation__in=part, until=None).values_list(
            "organisation_id", "since"
        )
    }
    for pk, row in found.items():
        said = row.said["since"]
        stored = row.found.values["parent_id"] if row.found else None
        if isinstance(said, dt.date) and row.values.get("parent_id", stored) == stored and days.get(pk or 0) == said:
            del row.values["since"]


def follow(rows: list[RowData]) -> None:
    """Give new organisations, below what was moved before, the former places too: where they would have stood then."""
    if Placement.objects.exclude(since=None).exists():
        place({row.pk: [Turn(None, row.values.get("parent_id"))] for row in rows if row.pk is not None})


def check_move(context: Context, row: RowData, parent: Column, since: Column) -> None:
    """A move must say its first day, later than that of the place that is left, and be allowed."""
    said = row.said["since"]
    left = Placement.objects.filter(organisation=row.pk or 0, until=None).order_by("-pk").first()
    if said is None or said is CLEAR:
        why = "đổi cấp trên phải ghi Từ ngày, là ngày bắt đầu thuộc cấp trên mới."
        row.fault(since, why, expected="một ngày", found="ô trống")
    elif left is not None and left.since is not None and said <= left.since:
        why = f"ngày chuyển phải sau ngày bắt đầu thuộc cấp trên cũ ({left.since:%d/%m/%Y})."
        row.fault(since, why, expected=f"sau {left.since:%d/%m/%Y}", found=f"{said:%d/%m/%Y}")
    path = context.paths.get(row.values["parent_id"] or 0, "")
    if path and not can_found(context.actor, Organisation(path=path)):
        why = "đồng chí không được đặt tổ chức dưới cấp trên này."
        row.fault(parent, why, expected="cấp trên mình phụ trách", found=row.said["parent"])
    own = context.paths.get(row.pk or 0, "")
    depth = max((len(below) - len(own) for below in context.paths.values() if below.startswith(own)), default=0)
    if len(f"{path}{row.pk}.") + depth > LONGEST_PATH:
        why = "cây tổ chức ở đây có quá nhiều cấp; đặt tổ chức này dưới một cấp cao hơn."
        row.fault(parent, why, expected="ít cấp hơn", found=row.said["parent"])
