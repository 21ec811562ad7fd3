"""Which rows of roles would leave the root without anybody who could let others in again."""

import datetime as dt
from collections.abc import Container, Iterable, Iterator
from typing import Any

from neuguong.accounts.models import User
from neuguong.interchange.rows import RowData
from neuguong.organisations.models import Role
from neuguong.organisations.queries import root


def last(role: Role, rows: Iterable[RowData], keeping: Container[int], today: dt.date) -> Iterator[RowData]:
    """Yield the rows after which nobody would hold `role` on the root; `keeping` are the grants that do now.

    Rows that give the role count first, wherever they stand; of those that end it the last one is refused.
    """
    top, rows = root(), list(rows)
    shut = set(User.objects.filter(is_active=False, pk__in=_users(rows)).values_list("pk", flat=True))

    def holds(values: dict[str, Any]) -> bool:
        own = top is not None and (values["role"], values["organisation_id"]) == (role, top.pk)
        begun = values.get("since") is None or values["since"] <= today
        return own and begun and values["user_id"] not in shut and values.get("deputises_id") is None

    def keeps(row: RowData) -> bool:
        whole = {**(row.found.values if row.found else {}), **row.values}
        return not row.withdraw and holds(whole) and whole.get("until") is None

    def held(row: RowData) -> bool:
        before = row.found.values if row.found else None
        lasts = before is not None and (before["until"] is None or before["until"] >= today)
        return before is not None and lasts and holds(before)

    standing = set(keeping) | {row.pk for row in rows if keeps(row)}  # type: ignore[call-overload]
    for row in rows:
        if not keeps(row) and held(row):
            if standing <= {row.pk}:
                yield row
            else:
                standing.discard(row.pk)


def _users(rows: Iterable[RowData]) -> set[int]:
    stored = (row.found.values for row in rows if row.found)
    return {values["user_id"] for values in (*stored, *(row.values for row in rows)) if "user_id" in values}
