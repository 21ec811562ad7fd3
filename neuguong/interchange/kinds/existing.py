"""When an organisation of a sheet may begin, change and end: seen from its life so far and from what is above it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from neuguong.interchange.columns import Column
from neuguong.interchange.context import Context
from neuguong.interchange.kinds import turning
from neuguong.interchange.kinds.moving import Tree
from neuguong.interchange.rows import RowData
from neuguong.organisations.actions.life.fitting import living_children
from neuguong.organisations.models import Organisation
from neuguong.organisations.models.standing import becoming_fault, below_fault
from neuguong.organisations.queries.lineage import ending
from neuguong.organisations.queries.turns import first_event, last_event

Find = Callable[[str], Column]
DAY = dt.timedelta(days=1)


def check(context: Context, row: RowData, values: dict[str, Any], tree: Tree, column: Find) -> None:
    """Fault days that come before or after what has to be there; `values` are the record as it would stand."""
    _check_come(context, row, values, column("since"))
    _check_parent(context, row, values, tree, column)
    if row.is_sound and row.values.keys() & {"parent_id", "kind"}:
        _check_kind(row, values, tree, column)
    if row.found is not None and row.values.keys() & {"parent_id", "name", "kind", "since", "until"}:
        _check_life(context, row, column)


def _check_come(context: Context, row: RowData, values: dict[str, Any], column: Column) -> None:
    """A body or a change that begins on a day to come would hold too early for today's pages."""
    day = turning.turn_day(row) if turning.events_told(row) else row.values.get("since")
    if isinstance(day, dt.date) and day > context.today:
        why = f"ngày {day:%d/%m/%Y} chưa tới; ghi khi ngày đó đã tới."
        row.fault(column, why, expected=f"đến {context.today:%d/%m/%Y}", found=f"{day:%d/%m/%Y}")


def _check_parent(context: Context, row: RowData, values: dict[str, Any], tree: Tree, column: Find) -> None:
    """Nothing lives on below a body that has ended."""
    moved = row.found is None or row.values.keys() & {"parent_id", "until"}
    ended = tree.until(values.get("parent_id") or 0) if moved else None
    until = values.get("until")
    if ended is not None and ended < context.today and (until is None or until > ended):
        why = f"cấp trên này đã kết thúc ngày {ended:%d/%m/%Y}; chọn cấp trên đang hoạt động, hoặc ghi Đến ngày."
        row.fault(column("parent"), why, expected="cấp trên đang hoạt động", found=row.said["parent"] or "ô trống")


def _check_kind(row: RowData, values: dict[str, Any], tree: Tree, column: Find) -> None:
    """Nothing stands below, or above, what it can't by its kind; nor does the Party's own become anything else."""
    name, kind, upper = values["name"], values["kind"], values.get("parent_id")
    if upper is not None:
        told = column("parent" if "parent_id" in row.values else "kind")
        _fault_kind(row, told, below_fault(name, kind, *tree.kind(upper)))
    if row.found is None or "kind" not in row.values:
        return
    if "kind" in turning.events_told(row):
        _fault_kind(row, column("kind"), becoming_fault(name, row.found.values["kind"], kind))
    for child in living_children(Organisation(pk=row.pk)):
        if tree.parent(child.pk) == row.pk:
            _fault_kind(row, column("kind"), below_fault(*tree.kind(child.pk), name, kind))


def _fault_kind(row: RowData, column: Column, sentence: str) -> None:
    if sentence and row.is_sound:
        found = row.said[column.key]
        row.fault(column, sentence, expected="cấp trên và loại hợp nhau", found=found or "ô trống")


def _check_life(context: Context, row: RowData, column: Find) -> None:
    organisation = Organisation.objects.get(pk=row.pk or 0)
    last, day = last_event(organisation), turning.turn_day(row)
    told = turning.events_told(row)
    if day is not None and set(told) - {"until"} and last is not None and day < last:
        why = (
            f"tổ chức này đã có sự kiện ngày {last:%d/%m/%Y}, sau {day:%d/%m/%Y}; ghi một ngày không sớm hơn, "
            "hoặc hoàn tác sự kiện đó trước."
        )
        row.fault(column("since"), why, expected=f"từ {last:%d/%m/%Y}", found=f"{day:%d/%m/%Y}")
    _check_founding(row, organisation, column("since"))
    if "until" in row.values:
        _check_end(context, row, organisation, last, column("until"))


def _check_founding(row: RowData, organisation: Organisation, column: Column) -> None:
    first, since = first_event(organisation), row.values.get("since")
    if since is not None and first is not None and since > first:
        why = f"tổ chức này đã có sự kiện ngày {first:%d/%m/%Y}, không thể bắt đầu sau đó."
        row.fault(column, why, expected=f"đến {first:%d/%m/%Y}", found=f"{since:%d/%m/%Y}")


def _check_end(
    context: Context, row: RowData, organisation: Organisation, last: dt.date | None, column: Column
) -> None:
    """A living body is dissolved by its last day; an end by an event is taken back only with that event."""
    until, day, found = row.values["until"], turning.turn_day(row), f"{row.values['until'] or '(xóa)'}"
    if until is not None:
        found = f"{until:%d/%m/%Y}"
        # A change that the row tells is its last event.
        last = max(filter(None, (last, day if set(turning.events_told(row)) - {"until"} else None)), default=None)
    if ending(organisation) is not None:
        why = "tổ chức này kết thúc bởi một sự kiện; muốn đổi ngày hoặc hoạt động lại thì hoàn tác sự kiện đó."
        row.fault(column, why, expected=f"{organisation.until:%d/%m/%Y}", found=found)
    elif until is not None and last is not None and until + DAY < last:
        why = f"tổ chức này đã có sự kiện ngày {last:%d/%m/%Y}, không thể kết thúc trước đó."
        row.fault(column, why, expected=f"từ {last - DAY:%d/%m/%Y}", found=found)
    elif until is not None and organisation.until is None and until >= context.today:
        why = f"ngày {until:%d/%m/%Y} chưa qua; ghi Đến ngày khi tổ chức đã kết thúc."
        row.fault(column, why, expected=f"trước {context.today:%d/%m/%Y}", found=found)
