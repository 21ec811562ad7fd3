"""How long each kind of record is kept: a dated table, each row with its source."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from neuguong.core import clock
from neuguong.core.personal import Words

ARCHIVES = _("Luật Lưu trữ số 33/2024/QH15 ngày 21/6/2024")
# The law leaves these times to whoever keeps the records; an office that decides otherwise adds a row.
PROPOSED = _("Mức đề xuất của phần mềm, cấp ủy quyết định; nguyên tắc: Luật số 91/2025/QH15 ngày 26/6/2025")
LEFT = "left"


@dataclass(frozen=True, slots=True)
class Retention:
    """From `since` to `until` (None is open) records of `code` are kept `years` after `runs`; None: without end."""

    code: str
    title: Words
    years: int | None
    runs: Words
    since: dt.date
    until: dt.date | None
    source: Words


_FROM = dt.date(2026, 1, 1)
RETENTIONS = (
    Retention(
        "commitment_content",
        _("Nội dung cam kết, kế hoạch cá nhân"),
        5,
        _("hết năm cuối của bản cam kết"),
        _FROM,
        None,
        PROPOSED,
    ),
    Retention(LEFT, _("Người không còn sinh hoạt ở tổ chức nào"), 10, _("ngày thôi sinh hoạt"), _FROM, None, PROPOSED),
    Retention("requests", _("Lời yêu cầu và lời trả lời về dữ liệu cá nhân"), 5, _("ngày xong"), _FROM, None, PROPOSED),
    Retention("devices", _("Thiết bị đã đăng nhập"), 1, _("lần cuối đăng nhập"), _FROM, None, PROPOSED),
    Retention("signin_links", _("Liên kết đăng nhập một lần"), 1, _("ngày hết hạn"), _FROM, None, PROPOSED),
    Retention("told", _("Thông báo đã nhận"), 1, _("ngày báo"), _FROM, None, PROPOSED),
    Retention("awards", _("Khen thưởng và hồ sơ của quyết định khen thưởng"), None, "", _FROM, None, ARCHIVES),
    Retention("facts", _("Việc đã làm, không còn tên (đã ký, đã dự, mức xếp loại)"), None, "", _FROM, None, ARCHIVES),
    Retention("log", _("Nhật ký"), None, "", _FROM, None, ARCHIVES),
)


def held_today() -> list[Retention]:
    """Return the rows that hold today."""
    today = clock.today()
    return [one for one in RETENTIONS if one.since <= today and (one.until is None or today <= one.until)]


def over_before(retention: Retention) -> dt.date:
    """Return the day: what ran from before it is due today. Only for kinds with a number of years."""
    today, years = clock.today(), retention.years or 0
    # 29 February has no day of its own in most years.
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return dt.date(today.year - years, today.month, day)
