"""The sheet of organisations; parents may stand anywhere in it."""

from typing import Any, ClassVar

from django.db.models import QuerySet

from neuguong.core import bulk
from neuguong.core.text import fold, sort_key
from neuguong.interchange import columns
from neuguong.interchange.columns import CLEAR
from neuguong.interchange.context import Context
from neuguong.interchange.kinds import existing, moving, turning
from neuguong.interchange.kinds.base import Kind
from neuguong.interchange.kinds.pending import Pending
from neuguong.interchange.rows import RowData, Stored
from neuguong.organisations.models import Group, LifePart, Organisation, Placement, Role
from neuguong.organisations.models import Kind as OrganisationKind

# How committees right above the base are written beside their kind. «Đảng bộ xã» is none of these words: it was one of
# the base until 2025.
_UPPER = (
    "Đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng",
    "Đảng bộ cấp trên trực tiếp của cơ sở",
    "Đảng bộ cấp trên cơ sở",
    "Đảng bộ các cơ quan Đảng",
    "Đảng bộ các cơ quan Đảng tỉnh",
    "Đảng bộ Ủy ban nhân dân",
    "Đảng bộ Ủy ban nhân dân tỉnh",
    "Đảng bộ UBND tỉnh",
)
_ALSO = dict.fromkeys(_UPPER, str(OrganisationKind.UPPER))


class Organisations(Kind):
    """Tổ chức. Mã cấp trên may be empty only for the installation's root; another one makes a dated move."""

    code = "organisations"
    sheet = "Tổ chức"
    noun = "organisation"
    model = Organisation
    columns = (
        columns.code("code", "Mã tổ chức", required=True),
        columns.text("name", "Tên tổ chức", required=True, longest=250),
        columns.choice("kind", "Loại", OrganisationKind, required=True, aliases=_ALSO),
        columns.code("parent", "Mã cấp trên", note="Để trống chỉ với tổ chức gốc."),
        columns.text("group", "Nhóm", longest=120, note="Khối thi đua."),
        columns.date(
            "since",
            "Từ ngày",
            note="Ngày thành lập; khi đổi cấp trên (bắt buộc), tên hay loại: ngày đổi.",
        ),
        columns.date("until", "Đến ngày", note="Ngày cuối cùng; ghi cho tổ chức đang hoạt động là giải thể."),
    )
    required_headings = ("parent",)
    key = ("code",)
    fields: ClassVar[dict[str, str]] = {name: name for name in ("code", "name", "kind", "since", "until")}
    lookups: ClassVar[dict[str, str]] = {"parent": "parent__code", "group": "group__name"}
    identity = ("code",)
    derived = ("search_key", "sort_key")
    orders = (("since", "until"),)
    refers_to_itself = True

    def __init__(self, context: Context, mark: str) -> None:
        """Begin an import; groups are made for sound rows only."""
        super().__init__(context, mark)
        self._groups = {fold(group.name): group.pk for group in Group.objects.all()}
        self._pending = Pending("group_id", self._make_group)

    def prepare(self, rows: list[RowData]) -> None:
        """Copy what is plain and find the groups."""
        for row in rows:
            self.copy(row)
            named = row.said["group"]
            if named is CLEAR:
                row.values["group_id"] = None
            elif named is not None:
                row.values["group_id"] = self._groups.get(fold(named)) or self._pending.number(named)

    def _make_group(self, name: str, _row: RowData) -> int:
        if fold(name) not in self._groups:
            made = Group.objects.create(name=name)
            self._groups[fold(name)] = made.pk
            self.context.journal.tell_made("group", made, {"name": name})
        return self._groups[fold(name)]

    def settle(self, rows: list[RowData], everyone: list[RowData]) -> None:
        """Give every row its parent and place, from the top down."""
        own = {row.said["code"]: row for row in everyone if isinstance(row.said["code"], str)}
        has_root = Organisation.objects.exists()
        for row in rows:
            self._find_parent(row, own, has_root)
        self._refuse_second_root(rows)
        moving.forget_done_moves(rows)
        turning.keep_founding_days(rows)
        self._tree = tree = moving.Tree(self.context, rows)
        straight = [row for row in rows if row.is_sound and tree.check(row, self.column("parent"))]
        for row in straight:
            if row.found is None:
                self._grow(row, tree)

    def _find_parent(self, row: RowData, own: dict[str, RowData], has_root: bool) -> None:
        said, column, known = row.said["parent"], self.column("parent"), self.context.bodies.by_code
        origin = own.get(said) if isinstance(said, str) else None
        if origin is not None and (origin.is_sound or said not in known):
            row.target = origin
            row.values["parent_id"] = origin.pk
        elif said in known and self.context.is_told(known[said][1]):
            row.values["parent_id"] = known[said][0]
        elif said is not None:
            why = f"không có tổ chức nào mang mã “{said}”; thêm dòng cho tổ chức đó, hoặc sửa mã."
            row.fault(column, why, expected="mã tổ chức đã có", found=said)
        elif row.found is None and has_root:
            why = "chỉ tổ chức gốc được để trống Mã cấp trên, mà tổ chức gốc đã có."
            row.fault(column, why, expected="mã cấp trên", found="ô trống")

    def _refuse_second_root(self, rows: list[RowData]) -> None:
        tops = [row for row in rows if row.found is None and row.said["parent"] is None and row.is_sound]
        for row in tops[1:]:
            why = f"chỉ một tổ chức được để trống Mã cấp trên; dòng {tops[0].number} đã là tổ chức gốc."
            row.fault(self.column("parent"), why, expected="mã cấp trên", found="ô trống")

    def _grow(self, row: RowData, tree: moving.Tree) -> None:
        row.values["path"] = path = tree.path_of(row)
        above = tree.above(row)
        if not self.context.actor.reach_all and not self.context.actor.reaches(above or "-", Role.OFFICER):
            why = "đồng chí không được lập tổ chức dưới cấp trên này."
            row.fault(self.column("parent"), why, expected="cấp trên mình phụ trách", found=row.said["parent"])
        if len(path) > moving.LONGEST_PATH:
            why = "cây tổ chức ở đây có quá nhiều cấp; đặt tổ chức này dưới một cấp cao hơn."
            row.fault(self.column("parent"), why, expected="ít cấp hơn", found=row.said["parent"])

    def derive(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the keys for searching and sorting."""
        return {"search_key": fold(f"{values['name']} {values['code']}"), "sort_key": sort_key(values["name"])}

    def check(self, row: RowData, values: dict[str, Any]) -> None:
        """Another parent needs the day from which it holds, and the right to put something below it."""
        super().check(row, values)
        existing.check(self.context, row, values, self._tree, self.column)
        if row.found is not None and "parent_id" in row.values:
            moving.check_move(self.context, row, self.column("parent"), self.column("since"))

    def insert(self, rows: list[RowData]) -> None:
        """Add organisations with their places, open at both ends."""
        self._pending.settle(rows)
        super().insert(rows)
        bulk.insert(
            Placement,
            ["organisation_id", "parent_id", "path", "name", "kind", "since", "until"],
            ((row.pk, row.values.get("parent_id"), row.values["path"], "", "", None, None) for row in rows),
        )
        moving.follow(rows)

    def update(self, rows: list[RowData]) -> None:
        """Change organisations; what rows tell of events happens first."""
        self._pending.settle(rows)
        turning.happen(self.context, rows, self.column)
        for row in rows:
            self.outcomes[row.sheet].updated -= not row.is_sound
        super().update([row for row in rows if row.values and row.is_sound])

    def whole(self, row: RowData) -> dict[str, Any]:
        """Return what the log keeps of an organisation that is withdrawn, with all its places and events."""
        places = Placement.objects.filter(organisation=row.pk or 0).order_by("pk")
        events = LifePart.objects.filter(organisation=row.pk or 0).order_by("pk").values("event_id", "role", "name")
        stored = row.found.values if row.found else {}
        return {
            **stored,
            "events": list(events),
            "placements": list(places.values("parent_id", "path", "name", "kind", "since", "until")),
        }

    @classmethod
    def within(cls, path: str) -> QuerySet[Organisation]:
        """Return the organisations from the top down."""
        return Organisation.objects.filter(path__under=path).order_by("path")

    def organisation_of(self, values: dict[str, Any]) -> int | None:
        """The log names the organisation itself as the subject."""
        return None

    def may_change(self, found: Stored) -> bool:
        """Tell whether the actor may change the organisation."""
        return self.context.reaches(found.values["path"])

    def written(self, rows: list[RowData]) -> None:
        """Have the kinds after this one see the tree as it stands now."""
        self.context.forget("bodies", "paths", "existences", "beside_the_party", "kinds")
