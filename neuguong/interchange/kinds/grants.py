"""The sheet of roles: who may do what where; accounts are made as needed."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q

from neuguong.accounts.models import User
from neuguong.audit.actions import Change
from neuguong.interchange import columns
from neuguong.interchange.columns import DEED
from neuguong.interchange.context import Context, portions
from neuguong.interchange.kinds import lasting, references
from neuguong.interchange.kinds.base import Kind
from neuguong.interchange.kinds.pending import Pending
from neuguong.interchange.rows import RowData, Stored
from neuguong.organisations.models import Grant, Person, Role
from neuguong.organisations.queries import NEEDED, keepers
from neuguong.organisations.rules import WRITERS, may_grant, reach


class Grants(Kind):
    """Phân quyền: a role on an organisation, for the account with that e-mail."""

    code = "grants"
    sheet = "Phân quyền"
    noun = "role"
    model = Grant
    columns = (
        columns.code("person", "Mã người"),
        columns.Column("email", "E-mail", "email", required=True, note="Địa chỉ dùng để đăng nhập."),
        columns.choice("role", "Vai trò", Role, required=True),
        columns.code("organisation", "Mã tổ chức", required=True),
        columns.date("since", "Từ ngày"),
        columns.date("until", "Đến ngày"),
    )
    key = ("email", "role", "organisation", "since")
    fields: ClassVar[dict[str, str]] = {"role": "role", "since": "since", "until": "until"}
    lookups: ClassVar[dict[str, str]] = {
        "organisation": "organisation__code",
        "person": "user__person__code",
        "email": "user__email",
    }
    identity = ("user_id", "role", "organisation_id", "since")
    orders = (("since", "until"),)
    # That somebody keeps the root is true of all rows together.
    refers_to_itself = True

    def __init__(self, context: Context, mark: str) -> None:
        """Begin an import; accounts are made for sound rows only."""
        super().__init__(context, mark)
        self._pending = Pending("user_id", self._open_account)

    def prepare(self, rows: list[RowData]) -> None:
        """Resolve organisation, person and account."""
        emails = portions(row.said["email"] for row in rows if isinstance(row.said["email"], str))
        users = {email: pk for part in emails for email, pk in _accounts(part)}
        for row in rows:
            self.copy(row)
            row.values.setdefault("since", None)
            references.organisation(self.context, row, self.column("organisation"))
            self._name_account(row, users)
        references.people(self, rows, self.column("person"), "person")
        self._check_people(rows)
        for row in rows:
            row.path = str(row.values.pop("person", None) or "")

    def _check_people(self, rows: list[RowData]) -> None:
        """An account is tied to somebody of one's own lists: it would read what that person wrote."""
        people = [row.values["person"] for row in rows if row.values.get("person")]
        free = set(Person.objects.filter(pk__in=people, account=None).values_list("pk", flat=True))
        named = [row for row in rows if row.values.get("person") in free]
        homes = self.context.homes(row.values["person"] for row in named)
        for row in named:
            home = homes.on(row.values["person"], self.context.today)
            if not self.context.reaches(self.context.paths.get(home or 0, "")):
                why = f"đồng chí không giữ danh sách có người mang mã “{row.said['person']}”; để trống cột này."
                row.fault(self.column("person"), why, expected="người của tổ chức mình", found=row.said["person"])

    def _name_account(self, row: RowData, users: dict[str, int]) -> None:
        email = row.said["email"]
        if not isinstance(email, str):
            return
        try:
            validate_email(email)
        except ValidationError:
            why = f"“{email}” không phải địa chỉ thư điện tử."
            row.fault(self.column("email"), why, expected="địa chỉ thư điện tử", found=email)
        row.values["user_id"] = users.get(email) or self._pending.number(email)

    def _open_account(self, email: str, row: RowData) -> int:
        owner = Person.objects.filter(pk=row.path or 0).first()
        made = User.objects.create_user(email, name=owner.full_name if owner else "")
        self.context.journal.tell_made("user", made, {"email": email, "name": made.name})
        return made.pk

    @property
    def named_already(self) -> Q:
        """Return the condition of people whose accounts have a role where the actor may write."""
        own = Grant.objects.filter(reach(self.context.actor, "organisation__path", *WRITERS))
        return Q(account__in=own.values("user_id"))

    def may_change(self, found: Stored) -> bool:
        """Tell whether the actor may change the grant: whoever may give it."""
        path = self.context.paths.get(found.values["organisation_id"], "")
        return may_grant(self.context.actor, found.values["role"], path, found.values["user_id"])

    def check(self, row: RowData, values: dict[str, Any]) -> None:
        """Nobody comes by more than the actor may give them; what was lent is lent anew on its page."""
        super().check(row, values)
        path = self.context.paths.get(values.get("organisation_id") or 0)
        role, user = values.get("role"), values.get("user_id")
        if path is not None and role and not may_grant(self.context.actor, role, path, user):
            why = "đồng chí không được phân quyền này ở tổ chức này, hoặc cho chính mình."
            found = f"{Role(role).label}, {row.said['organisation'] or 'tổ chức đã ghi'}"
            row.fault(self.column("organisation"), why, expected="vai trò và tổ chức mình phụ trách", found=found)
        if row.found is not None and row.found.values["deputises_id"] is not None:
            why = "đây là vai trò làm thay, không sửa bằng tệp; kết thúc rồi cử lại ở trang Phân quyền."
            row.fault(self.column("role"), why, expected="dòng làm thay để nguyên", found="dòng đã sửa")

    def agree(self, rows: list[RowData]) -> None:
        """Whatever the rows do together, the root keeps an officer and somebody who runs the machine."""
        for role in NEEDED:
            for row in lasting.last(role, rows, keepers(role), self.context.today):
                self._fault_last(row, role)

    def _fault_last(self, row: RowData, role: Role) -> None:
        changed = [key for key, name in self.fields.items() if name in row.values]
        column = DEED if row.withdraw else self.column((changed or ["email"])[0])
        why = (
            f"đây là {role.label} cuối cùng của tổ chức gốc; phân quyền này cho một đồng chí khác trước, "
            "không ghi Đến ngày, rồi mới kết thúc."
        )
        row.fault(column, why, expected=f"còn một {role.label} không có Đến ngày", found="không còn ai")

    def insert(self, rows: list[RowData]) -> None:
        """Make the accounts that are needed, and grant."""
        self._pending.settle(rows)
        super().insert(rows)

    def update(self, rows: list[RowData]) -> None:
        """Change grants; another account is made where it is needed."""
        self._pending.settle(rows)
        super().update(rows)

    def written(self, rows: list[RowData]) -> None:
        """Tie accounts to the people that the rows name, where neither is tied yet."""
        for row in rows:
            user: Any = row.values.get("user_id", row.found.values["user_id"] if row.found else None)
            owner = Person.objects.filter(pk=row.path or 0, account=None).first()
            if owner is not None and not Person.objects.filter(account=user).exists():
                Person.objects.filter(pk=owner.pk).update(account=user)
                before, after = {"account_id": None}, {"account_id": user}
                self.context.journal.tell(
                    [Change("person.tied", owner._meta.label_lower, owner.pk, None, before, after)]
                )


def _accounts(emails: list[str]) -> Any:
    return User.objects.filter(email__in=emails).values_list("email", "pk")
