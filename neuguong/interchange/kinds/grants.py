"""The sheet of roles: who may do what where; accounts are made as needed."""

from typing import Any, ClassVar

from neuguong.accounts.actions import create_user
from neuguong.accounts.models import User
from neuguong.interchange import columns, parsers
from neuguong.interchange.context import Context
from neuguong.interchange.kinds import references
from neuguong.interchange.kinds.base import Kind
from neuguong.interchange.rows import RowData
from neuguong.organisations.models import Grant, Person, Role


class Grants(Kind):
    """Phân quyền: a role on an organisation, for the account with that e-mail."""

    code = "grants"
    sheet = "Phân quyền"
    noun = "role"
    model = Grant
    columns = (
        columns.code("person", "Mã người"),
        columns.Column("email", "E-mail", parsers.email(), required=True, note="Địa chỉ dùng để đăng nhập."),
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

    def prepare(self, context: Context, rows: list[RowData]) -> None:
        """Resolve organisation, person and account; nobody grants where they are not officer."""
        for row in rows:
            self.copy(row)
            row.values.setdefault("since", None)
            path = references.organisation(context, row, self.column("organisation"))
            if path is not None and not context.actor.reaches(path, Role.OFFICER, Role.ADMIN):
                why = "đồng chí không được phân quyền ở tổ chức này."
                found = row.said["organisation"]
                row.fault(self.column("organisation"), why, expected="tổ chức mình phụ trách", found=found)
        references.people(context, rows, self.column("person"))
        for row in rows:
            if row.is_sound and isinstance(row.said["email"], str):
                row.values["user_id"] = self._account(context, row.said["email"], row.values.pop("person_id", None)).pk

    def _account(self, context: Context, email: str, person: Any) -> User:
        found = User.objects.filter(email=email).first()
        owner = Person.objects.filter(pk=person).first() if person else None
        if found is None:
            found = create_user(actor=context.actor, email=email, name=owner.full_name if owner else "")
        if owner is not None and owner.account_id is None and not Person.objects.filter(account=found).exists():
            owner.account = found
            owner.save(update_fields=["account"])
        return found
