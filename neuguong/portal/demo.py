"""The demonstration: its workbooks go in through the ordinary import, its cast gets accounts."""

import datetime as dt
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings

from neuguong.accounts.actions import set_password
from neuguong.campaigns.actions import open_campaign, open_stage
from neuguong.campaigns.periods import Period, parse
from neuguong.core import clock
from neuguong.core.actor import SYSTEM
from neuguong.core.errors import Refusal
from neuguong.core.spans import existing_on
from neuguong.interchange.actions import import_workbook
from neuguong.organisations.actions import mark_as_demo
from neuguong.organisations.models import Grant, Organisation
from neuguong.portal import demo_2025, demo_duties, demo_findings, demo_provisions
from neuguong.reporting.actions import request_returns

WORKBOOKS = settings.PACKAGE.parent / "demo" / "workbooks"
STAGES = 2
_NOTICE = dt.timedelta(days=15)
_PASSWORD_FILE = "demo-password"  # noqa: S105 (a file's name)


def load_demo(*, stage: int | None = None, tell: Callable[[str], None] = lambda _line: None) -> dict[str, Any]:
    """Load all workbooks of the demonstration into an empty installation; return what to tell the user.

    `stage` 1, as when it is left out, ends in February 2024; 2 plays the dissolution of the bloc in 2025.
    """
    if Organisation.objects.exists():
        raise Refusal("Ở đây đã có dữ liệu. Dữ liệu minh họa chỉ nạp vào hệ thống trống; đặt NEUGUONG_HOME khác.")
    books = sorted(WORKBOOKS.glob("*.xlsx"))
    if not books:
        raise Refusal(f"Không thấy dữ liệu minh họa ở {WORKBOOKS}. Lấy lại thư mục demo của mã nguồn.")
    mark_as_demo(actor=SYSTEM)
    records = sum(_load(path, tell) for path in books)
    campaign = open_campaign(
        actor=SYSTEM,
        code="HTLTB",
        name="Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
        origin="Chỉ thị số 05-CT/TW, ngày 15/5/2016; Kết luận số 01-KL/TW, ngày 18/5/2021 của Bộ Chính trị",
    )
    reviewed = parse("2021..2023")
    open_stage(actor=SYSTEM, campaign=campaign, period=reviewed)
    demo_duties.lay_down_rules()
    tell(f"  nội dung văn bản: {demo_provisions.carry_out()} kế hoạch đối chiếu từng nội dung")
    # Asked for on the day of loading: who has sent theirs is on time, the others still have some days.
    _ask_for_returns(reviewed)
    tell(f"  kiến nghị kiểm tra: {demo_findings.find()} bản ghi mới")
    if stage is not None and stage >= STAGES:
        demo_2025.play(tell)
    return {"records": records, "password": _let_cast_in(), "cast": cast()}


def _ask_for_returns(period: Period) -> None:
    bloc = Organisation.objects.get(parent=None)
    request_returns(actor=SYSTEM, organisation=bloc, period=period, due_on=clock.today() + _NOTICE)


def _load(path: Path, tell: Callable[[str], None]) -> int:
    report = import_workbook(actor=SYSTEM, path=path)
    if not report.is_clean:
        first = report.errors[0].message
        raise Refusal(f"{path.name}: {len(report.errors)} lỗi; lỗi đầu tiên: {first}")
    tell(f"  {path.name}: {report.created} bản ghi mới")
    return report.created


def cast() -> list[dict[str, str]]:
    """Return the accounts of the demonstration with the roles of today: e-mail, role, organisation."""
    held = Grant.objects.filter(existing_on(clock.today()))
    grants = held.select_related("user", "organisation").order_by("pk")
    return [
        {
            "email": grant.user.email,
            "name": grant.user.name,
            "role": str(grant.get_role_display()),
            "organisation": grant.organisation.name,
        }
        for grant in grants
    ]


def password() -> str | None:
    """Return the cast's common password, kept beside the data; None where there is no demonstration."""
    path = settings.HOME / _PASSWORD_FILE
    return path.read_text().strip() if path.exists() else None


def _let_cast_in() -> str:
    word = f"neu-guong-{secrets.token_hex(3)}"
    path = settings.HOME / _PASSWORD_FILE
    path.touch(mode=0o600)
    path.write_text(word + "\n")
    for grant in Grant.objects.select_related("user").order_by("pk"):
        set_password(actor=SYSTEM, user=grant.user, password=word)
    return word
