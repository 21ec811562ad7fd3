"""The sheet of roles: who may do what where; accounts are made as needed."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q

from neuguong.accounts.models import User
from neuguong.audit.actions import Change
from neuguong.interchange import columns
from neuguong.interchange.context import Context, portions
from neuguong.interchange.kinds import references
from neuguong.interchange.kinds.base import Kind
from neuguong.interchange.kinds.pending import Pending
from neuguong.interchange.rows import RowData, Stored
from neuguong.organisations.models import Grant, Person, Role
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

    def __init__(self, context: Context, mark: str) -> None:
        """Begin an import; accounts are made for sound rows only."""
        super().__init__(context, mark)
        self._pending = Pending("user_id", self._open_account)

    def prepare(self, rows: list[RowData]) -> None:
        """Resolve organisation, person and account; nobody grants where they are not officer."""
        emails = portions(row.said["email"] for row in rows if isinstance(row.said["email"], str))
        users = {email: pk for part in emails for email, pk in _accounts(part)}
        for row in rows:
            self.copy(row)
            row.values.setdefault("since", None)
            path = references.organisation(self.context, row, self.column("organisation"))
            self._name_account(row, users)
            role, user = row.values.get("role"), row.values.get("user_id")
            if path is not None and role and not may_grant(self.context.actor, role, path, user):
                why = "đồng chí không được phân quyền này ở tổ chức này, hoặc cho chính mình."
                found = row.said["organisation"]
                row.fault(self.column("organisation"), why, expected="vai trò và tổ chức mình phụ trách", found=found)
        references.people(self, rows, self.column("person"), "person")
        for row in rows:
            row.path = str(row.values.pop("person", None) or "")

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
