"""What the page of an entry calls fields and values that have no words of their own where they are kept."""

from django.utils.translation import gettext_lazy as _

from neuguong.accounts.models import Purpose
from neuguong.ui.values import Words

ACCOUNTS = {
    "actor_id",
    "answered_by",
    "asked_by",
    "confirmed_by",
    "entered_by",
    "granted_by",
    "proposed_by",
    "sender_id",
}
"""Fields that hold the bare number of an account."""
WORDS: dict[str, Words] = {
    "account": _("tài khoản"),
    "actor": _("người thực hiện"),
    "answered_by": _("người trả lời"),
    "asked_by": _("người đề nghị"),
    "body_organisation": _("cơ quan khen"),
    "campaign": _("cuộc vận động"),
    "charts": _("biểu đồ"),
    "code": _("mã"),
    "confirmed_by": _("người xác nhận"),
    "count": _("số lượng"),
    "digest": _("mã băm của tệp"),
    "end": _("đến ngày"),
    "entered_by": _("người ghi"),
    "event": _("sự kiện"),
    "facts": _("số liệu điền thêm"),
    "first": _("người thứ nhất"),
    "form": _("dạng tệp"),
    "frozen_hash": _("mã băm khi chốt"),
    "gone": _("số của bản ghi đã gộp"),
    "granted_by": _("người cho miễn"),
    "height": _("chiều cao"),
    "is_demo": _("dữ liệu minh họa"),
    "issued_by": _("cơ quan ban hành"),
    "joined_at": _("lập tài khoản lúc"),
    "mark": _("dấu nhận"),
    "membership": _("nơi sinh hoạt"),
    "organisation": _("tổ chức"),
    "parent": _("cấp trên"),
    "parts": _("tổ chức trong sự kiện"),
    "period": _("kỳ"),
    "person": _("người"),
    "place": _("nơi"),
    "posts": _("chức vụ"),
    "proposal": _("đề nghị sửa"),
    "proposed_by": _("người đề nghị"),
    "purpose": _("để làm gì"),
    "reason": _("lý do"),
    "request": _("yêu cầu"),
    "review": _("báo cáo"),
    "rows": _("số bản ghi"),
    "second": _("người thứ hai"),
    "sender": _("người gửi tệp"),
    "sheet": _("trang tính"),
    "since": _("từ ngày"),
    "start": _("từ ngày"),
    "subject": _("bản ghi"),
    "subject_kind": _("loại bản ghi"),
    "taken_off_at": _("gỡ lúc"),
    "text": _("nội dung"),
    "until": _("đến ngày"),
    "user": _("tài khoản"),
    "why": _("lý do"),
    "width": _("chiều rộng"),
    "words": _("thiết bị"),
}
VALUES: dict[str, dict[str, Words]] = {
    "purpose": dict(Purpose.choices),
    "form": {"xlsx": "Excel", "csv": "CSV"},
}
"""Values of fields that an entry adds to those of its record."""
