"""The sheet of organisations; parents may stand anywhere in it."""

import datetime as dt
from typing import Any, ClassVar

from django.db.models import QuerySet

from neuguong.core import bulk
from neuguong.core.text import fold, sort_key
from neuguong.interchange import columns
from neuguong.interchange.columns import CLEAR
from neuguong.interchange.context import Context
from neuguong.interchange.kinds.base import Kind
from neuguong.interchange.rows import RowData, Stored
from neuguong.organisations import actions
from neuguong.organisations.models import Group, Organisation, Placement
from neuguong.organisations.models import Kind as OrganisationKind
from neuguong.organisations.rules import can_found


class Organisations(Kind):
    """Tổ chức. Mã cấp trên may be empty only for the installation's root; another one makes a dated move."""

    code = "organisations"
    sheet = "Tổ chức"
    noun = "organisation"
    model = Organisation
    columns = (
        columns.code("code", "Mã tổ chức", required=True),
        columns.text("name", "Tên tổ chức", required=True, longest=250),
        columns.choice("kind", "Loại", OrganisationKind, required=True),
        columns.code("parent", "Mã cấp trên", note="Để trống chỉ với tổ chức gốc."),
        columns.text("group", "Nhóm", longest=120, note="Khối thi đua."),
        columns.date("since", "Từ ngày", note="Bắt buộc khi đổi cấp trên."),
        columns.date("until", "Đến ngày"),
    )
    required_headings = ("parent",)
    key = ("code",)
    fields: ClassVar[dict[str, str]] = {name: name for name in ("code", "name", "kind", "since", "until")}
    lookups: ClassVar[dict[str, str]] = {"parent": "parent__code", "group": "group__name"}
    identity = ("code",)
    derived = ("search_key", "sort_key")
    orders = (("since", "until"),)

    def prepare(self, context: Context, rows: list[RowData]) -> None:
        """Copy what is plain and find or make the groups."""
        groups = {fold(group.name): group.pk for group in Group.objects.all()}
        for row in rows:
            self.copy(row)
            named = row.said["group"]
            if named is CLEAR:
                row.values["group_id"] = None
            elif named is not None:
                if fold(named) not in groups:
                    groups[fold(named)] = Group.objects.create(name=named).pk
                row.values["group_id"] = groups[fold(named)]

    def settle(self, context: Context, rows: list[RowData]) -> None:
        """Give every row its parent and place, from the top down."""
        own = {row.values["code"]: row for row in rows if "code" in row.values}
        has_root = Organisation.objects.exists()
        for row in rows:
            self._find_parent(context, row, own, has_root)
        self._refuse_second_root(rows)
        for row in rows:
            self._place(context, row)

    def _find_parent(self, context: Context, row: RowData, own: dict[str, RowData], has_root: bool) -> None:
        said, column = row.said["parent"], self.column("parent")
        if said in own:
            row.target = own[said]
            row.values["parent_id"] = own[said].pk
            if own[said] is row:
                row.fault(column, "tổ chức không thể là cấp trên của chính nó.", expected="tổ chức khác", found=said)
        elif said in context.bodies.by_code:
            row.values["parent_id"] = context.bodies.by_code[said][0]
        elif said is not None:
            why = f"không có tổ chức nào mang mã “{said}”; thêm dòng cho tổ chức đó, hoặc sửa mã."
            row.fault(column, why, expected="mã tổ chức đã có", found="(xóa)" if said is CLEAR else said)
        elif row.found is None and has_root:
            why = "chỉ tổ chức gốc được để trống Mã cấp trên, mà tổ chức gốc đã có."
            row.fault(column, why, expected="mã cấp trên", found="ô trống")

    def _refuse_second_root(self, rows: list[RowData]) -> None:
        tops = [row for row in rows if row.found is None and row.said["parent"] is None and row.is_sound]
        for row in tops[1:]:
            why = f"chỉ một tổ chức được để trống Mã cấp trên; dòng {tops[0].number} đã là tổ chức gốc."
            row.fault(self.column("parent"), why, expected="mã cấp trên", found="ô trống")

    def _place(self, context: Context, row: RowData) -> None:
        """Compute the tree path by walking up; a ring of parents has none."""
        line, seen, top = [row], {id(row)}, row
        while top.target is not None and top.found is None:
            top = top.target
            if id(top) in seen:
                ring = " → ".join(str(one.values["code"]) for one in line)
                why = f"các tổ chức này làm cấp trên của nhau thành vòng: {ring}."
                row.fault(self.column("parent"), why, expected="cây có một gốc", found=row.said["parent"])
                return
            seen.add(id(top))
            line.append(top)
        if row.found is None:
            self._grow(context, row, line, top)

    def _grow(self, context: Context, row: RowData, line: list[RowData], top: RowData) -> None:
        if top.found is not None:
            above = str(top.found.values["path"])
            line = line[:-1]
        else:
            parent = top.values.get("parent_id")
            above = context.paths.get(parent, "") if parent is not None else ""
        if not context.actor.reach_all and not (above and context.actor.reaches(above, "officer")):
            why = "đồng chí không được lập tổ chức dưới cấp trên này."
            row.fault(self.column("parent"), why, expected="cấp trên mình phụ trách", found=row.said["parent"])
        row.values["path"] = above + "".join(f"{one.pk}." for one in reversed(line))

    def derive(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the keys for searching and sorting."""
        return {"search_key": fold(f"{values['name']} {values['code']}"), "sort_key": sort_key(values["name"])}

    def check(self, row: RowData, values: dict[str, Any]) -> None:
        """Another parent needs the day from which it holds."""
        super().check(row, values)
        if row.found is not None and "parent_id" in row.values and not isinstance(row.said["since"], dt.date):
            why = "đổi cấp trên phải ghi Từ ngày, là ngày bắt đầu thuộc cấp trên mới."
            row.fault(self.column("since"), why, expected="một ngày", found="ô trống")

    def insert(self, context: Context, rows: list[RowData]) -> None:
        """Add organisations with their places, open at both ends."""
        super().insert(context, rows)
        bulk.insert(
            Placement,
            ["organisation_id", "parent_id", "path", "since", "until"],
            ((row.pk, row.values.get("parent_id"), row.values["path"], None, None) for row in rows),
        )

    def update(self, context: Context, rows: list[RowData]) -> None:
        """Change organisations; those with another parent are moved first, each with its own entry."""
        plain = []
        for row in rows:
            if "parent_id" in row.values and row.found is not None:
                self._move(context, row)
            if row.values:
                plain.append(row)
        super().update(context, plain)

    def _move(self, context: Context, row: RowData) -> None:
        organisation = Organisation.objects.get(pk=row.pk or 0)
        parent = Organisation.objects.get(pk=row.values.pop("parent_id"))
        since = row.values.pop("since", None) or row.said["since"]
        if can_found(context.actor, parent):
            actions.move_organisation(
                actor=context.actor, organisation=organisation, parent=parent, since=since, batch=context.batch
            )
            if row.found:
                row.found.version += 1

    def within(self, path: str) -> QuerySet[Organisation]:
        """Return the organisations from the top down."""
        return Organisation.objects.filter(path__under=path).order_by("path")

    def organisation_of(self, values: dict[str, Any]) -> int | None:
        """The log names the organisation itself as the subject."""
        return None

    def may_change(self, context: Context, found: Stored) -> bool:
        """Tell whether the actor may change the organisation."""
        return context.reaches(found.values["path"])

    def written(self, context: Context, rows: list[RowData]) -> None:
        """Have the kinds after this one see the tree as it stands now."""
        context.forget_tree()
