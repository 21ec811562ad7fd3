"""What the log calls each thing that was done, by what it is done to; an event is "noun.verbed"."""

from collections.abc import Iterator

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from neuguong.ui.values import Words

# A key with a dot is one event, whatever else is called by its verb.
GROUPS: tuple[tuple[Words, dict[str, Words]], ...] = (
    (
        _("Sổ và bản ghi"),
        {
            "entered": _("Ghi vào sổ"),
            "corrected": _("Sửa"),
            "updated": _("Sửa"),
            "changed": _("Sửa theo tệp"),
            "removed": _("Đưa ra khỏi sổ"),
            "created": _("Lập"),
            "set": _("Đặt quy định"),
            "imported": _("Nhập từ tệp"),
            "taken_back": _("Hoàn tác tệp đã nhập"),
            "undone": _("Hoàn tác"),
            "enrolled": _("Ghi vào danh sách"),
            "marked": _("Điểm danh"),
            "opened": _("Mở"),
            "ended": _("Kết thúc"),
            "retired": _("Hết hiệu lực"),
            "noted": _("Ghi nhận"),
            "reminded": _("Gửi lời nhắc"),
            "sent_again": _("Gửi lại thư"),
        },
    ),
    (
        _("Tổ chức"),
        {
            "founded": _("Lập tổ chức"),
            "moved": _("Chuyển tổ chức"),
            "renamed": _("Đổi tên"),
            "kind_changed": _("Đổi loại hình"),
            "merged": _("Sáp nhập"),
            "split": _("Chia tách"),
            "dissolved": _("Giải thể"),
            "repointed": _("Chuyển về tổ chức thật"),
            "folded": _("Gộp bản ghi trùng"),
            "event_undone": _("Hoàn tác sự kiện"),
        },
    ),
    (
        _("Người và vai trò"),
        {
            "person.merged": _("Gộp người trùng"),
            "merge_undone": _("Bỏ gộp người trùng"),
            "transfer.requested": _("Đề nghị chuyển"),
            "accepted": _("Đồng ý chuyển"),
            "transfer.refused": _("Không đồng ý chuyển"),
            "carried": _("Chuyển theo tổ chức"),
            "tied": _("Nối với tài khoản"),
            "granted": _("Giao vai trò"),
            "lent": _("Cử người làm thay"),
            "excuse.granted": _("Miễn việc"),
        },
    ),
    (
        _("Kiểm tra"),
        {
            "raised": _("Nêu khi kiểm tra"),
            "assigned": _("Giao thành nhiệm vụ"),
            "returned": _("Yêu cầu làm tiếp"),
            "closed": _("Xác nhận kết thúc"),
        },
    ),
    (
        _("Nhiệm vụ"),
        {
            "started": _("Bắt đầu thực hiện"),
            "reported": _("Báo cáo kết quả"),
            "task.accepted": _("Xác nhận hoàn thành"),
            "task.returned": _("Trả lại làm tiếp"),
            "task.cancelled": _("Hủy nhiệm vụ"),
            "resumed": _("Giao lại nhiệm vụ"),
            "delayed": _("Gia hạn nhiệm vụ"),
            "asked": _("Đề nghị gia hạn"),
            "taskdelay.granted": _("Đồng ý gia hạn"),
            "taskdelay.refused": _("Không đồng ý gia hạn"),
        },
    ),
    (
        _("Biểu số liệu, báo cáo"),
        {
            "requested": _("Yêu cầu"),
            "sent": _("Gửi"),
            "facts_set": _("Điền số liệu"),
            "section_edited": _("Sửa mục"),
            "section_reset": _("Soạn lại mục"),
            "frozen": _("Chốt số liệu"),
            "reopened": _("Mở lại"),
        },
    ),
    (
        _("Tệp và bản sao"),
        {
            "exported": _("Xuất tệp"),
            "attached": _("Gắn tệp"),
            "taken_off": _("Gỡ tệp"),
            "put_back": _("Gắn lại tệp"),
            "copied": _("Lấy bản sao dữ liệu"),
            "read": _("Mở đọc"),
        },
    ),
    (
        _("Dữ liệu cá nhân"),
        {
            "answered": _("Trả lời"),
            "prolonged": _("Gia hạn"),
            "fulfilled": _("Thực hiện xong"),
            "refused": _("Không thực hiện"),
            "withdrawn": _("Rút lại"),
            "unnamed": _("Bỏ tên theo yêu cầu"),
            "proposed": _("Đề xuất"),
            "confirmed": _("Xác nhận"),
            "cancelled": _("Hủy đề xuất"),
            "restricted": _("Hạn chế sử dụng"),
            "restriction_lifted": _("Thôi hạn chế sử dụng"),
            "expired": _("Hết thời hạn lưu"),
            "erased": _("Xóa dữ liệu"),
        },
    ),
    (
        _("Tài khoản, đăng nhập"),
        {
            "signed_in": _("Đăng nhập"),
            "password_set": _("Đặt mật khẩu"),
            "disabled": _("Ngừng dùng"),
            "enabled": _("Dùng lại"),
            "link_issued": _("Phát liên kết đăng nhập"),
            "link_used": _("Dùng liên kết đăng nhập"),
            "device_added": _("Đăng nhập từ thiết bị mới"),
            "factors_dropped": _("Bỏ lớp xác thực thứ hai"),
            "factor_added": _("Thêm lớp xác thực thứ hai"),
            "factor_removed": _("Gỡ một lớp xác thực"),
            "factor_reset": _("Tạo lại mã dự phòng"),
            "sso_joined": _("Nối với đăng nhập một lần"),
            "session_ended": _("Đăng xuất phiên"),
        },
    ),
    (
        _("Hệ thống"),
        {
            "destroyed": _("Hủy khóa"),
            "rotated": _("Thay khóa của nhật ký"),
            "marked_as_demo": _("Nạp dữ liệu minh họa"),
        },
    ),
)
VERBS: dict[str, Words] = {key: words for _name, group in GROUPS for key, words in group.items()}


def verb(event: str) -> str:
    """Return the words of an event."""
    return str(VERBS.get(event) or VERBS.get(event.rpartition(".")[2]) or _now("Cập nhật"))


def offered() -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Give each group's name and its words, each with the keys that are called so."""
    for name, group in GROUPS:
        found: dict[str, list[str]] = {}
        for key, words in group.items():
            found.setdefault(str(words), []).append(key)
        yield str(name), found
