"""The sheets: their titles and headings, as the contract of workbooks names them."""

from dataclasses import dataclass
from datetime import date

Cell = str | int | float | date | None
Row = dict[str, Cell]


@dataclass(frozen=True)
class Sheet:
    """One sheet: kind, title and headings in the order of the template."""

    kind: str
    title: str
    headings: tuple[str, ...]


def sheet(kind: str, title: str, headings: str) -> Sheet:
    """Return a sheet from its headings in one line."""
    return Sheet(kind, title, tuple(part.strip() for part in headings.split("·")))


SHEETS = {
    found.kind: found
    for found in (
        sheet(
            "organisations",
            "Tổ chức",
            "Mã tổ chức · Tên tổ chức · Loại · Mã cấp trên · Nhóm · Từ ngày · Đến ngày",
        ),
        sheet(
            "people",
            "Người",
            "Mã người · Họ và tên · Mã tổ chức · Ngày sinh · Giới tính · Đảng viên · Chức vụ Đảng · "
            "Chức vụ chính quyền · Chức vụ đoàn thể · Người đứng đầu · Nhóm · Từ ngày · Đến ngày",
        ),
        sheet(
            "directives",
            "Văn bản",
            "Số ký hiệu · Ngày · Cơ quan ban hành · Loại · Trích yếu · Mã tổ chức · Cụ thể hóa văn bản",
        ),
        sheet("tasks", "Nhiệm vụ", "Mã tổ chức · Nhiệm vụ · Hạn · Văn bản · Ngày hoàn thành · Kết quả"),
        sheet("sessions", "Sinh hoạt", "Mã tổ chức · Ngày · Loại · Nội dung · Văn bản · Phải dự · Có mặt"),
        sheet("attendance", "Điểm danh", "Mã tổ chức · Ngày · Nội dung · Mã người · Có mặt"),
        sheet(
            "issues",
            "Vấn đề",
            "Mã tổ chức · Vấn đề · Ngày nêu · Phụ trách · Hạn · Ngày giải quyết · Kết quả",
        ),
        sheet("commitments", "Cam kết", "Mã người · Năm · Ngày ký · Nội dung · Kết quả"),
        sheet(
            "models",
            "Mô hình",
            "Mã mô hình · Mã tổ chức · Tên mô hình · Ngày đăng ký · Chủ thể · Cấp đăng ký · Lĩnh vực · "
            "Hiện trạng · Mục tiêu · Đơn vị tính · Kết quả · Ngày công nhận · Nhân rộng từ",
        ),
        sheet(
            "exemplars",
            "Điển hình",
            "Mã tổ chức · Đối tượng · Tên · Ngày đăng ký · Mã người · Cấp đăng ký · Thành tích",
        ),
        sheet("rounds", "Đợt", "Đợt · Giai đoạn · Từ ngày · Đến ngày"),
        sheet(
            "nominations",
            "Đề nghị",
            "Đợt · Mã tổ chức · Đối tượng · Tên · Cấp đề nghị · Ngày đề nghị · Mã người · Hình thức · "
            "Thành tích · Kết quả",
        ),
        sheet(
            "awards",
            "Khen thưởng",
            "Mã tổ chức · Đối tượng · Tên · Cơ quan khen · Hình thức · Ngày quyết định · Số quyết định · "
            "Mã người · Đợt · Thành tích",
        ),
        sheet(
            "classification",
            "Xếp loại",
            "Mã tổ chức · Năm · Mức quyết định · Mức tự nhận · Mức đề xuất · Điểm · Mã người",
        ),
        sheet("returns", "Số liệu", "Mã tổ chức · Kỳ · Mã chỉ tiêu · Giá trị · Ghi chú"),
        sheet("grants", "Phân quyền", "Mã người · E-mail · Vai trò · Mã tổ chức · Từ ngày · Đến ngày"),
    )
}
