"""What people do who lead nothing, by what their unit is called."""

from demo.dice import Dice
from demo.organisations import Base, Unit
from demo.texts.sector import JOBS as FIELD_JOBS

# The first part of a name that fits decides; what fits nothing takes the jobs of its field.
JOBS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Kiểm lâm", ("Kiểm lâm viên", "Kiểm lâm viên", "Kiểm lâm viên", "Kiểm lâm viên chính")),
    ("Chăn nuôi", ("Bác sĩ thú y", "Chẩn đoán viên bệnh động vật", "Chuyên viên")),
    ("Khuyến nông", ("Khuyến nông viên", "Kỹ sư nông nghiệp", "Chuyên viên")),
    ("Quản lý thị trường số", ("Kiểm soát viên thị trường", "Kiểm soát viên thị trường", "Chuyên viên")),
    ("Bào chế", ("Dược sĩ", "Dược sĩ", "Kỹ thuật viên")),
    ("Khoa Dược", ("Dược sĩ", "Dược sĩ", "Nhân viên kho")),
    ("Kiểm nghiệm thuốc", ("Dược sĩ", "Kỹ thuật viên")),
    ("Xét nghiệm", ("Kỹ thuật viên xét nghiệm", "Kỹ thuật viên xét nghiệm", "Bác sĩ")),
    ("Chẩn đoán hình ảnh", ("Kỹ thuật viên hình ảnh", "Bác sĩ")),
    ("Khoa Đẻ", ("Hộ sinh", "Hộ sinh", "Bác sĩ", "Điều dưỡng")),
    ("Khoa Sản", ("Hộ sinh", "Hộ sinh", "Bác sĩ", "Điều dưỡng")),
    ("Phụ sản", ("Hộ sinh", "Hộ sinh", "Bác sĩ", "Điều dưỡng")),
    ("Tổ Văn phòng", ("Kế toán", "Nhân viên thư viện", "Nhân viên thiết bị", "Văn thư")),
    ("Phòng Điều dưỡng", ("Điều dưỡng", "Chuyên viên")),
    ("Phòng Điều độ", ("Điều độ viên", "Kỹ sư")),
    ("Thời sự", ("Phóng viên", "Biên tập viên", "Quay phim")),
    ("Phóng viên", ("Phóng viên",)),
    ("Công chứng", ("Công chứng viên", "Chuyên viên nghiệp vụ")),
    ("Tài chính – Kế toán", ("Kế toán",)),
    ("Thanh tra", ("Thanh tra viên", "Chuyên viên")),
    ("Tổ chức – Hành chính", ("Chuyên viên", "Văn thư", "Kế toán", "Lái xe")),
    ("Phòng Tổ chức", ("Chuyên viên", "Văn thư", "Lái xe")),
    ("Tổ ", ("Giáo viên",)),
    ("Văn phòng Đăng ký", ("Viên chức địa chính", "Kỹ sư trắc địa", "Chuyên viên")),
    ("Văn phòng", ("Chuyên viên", "Chuyên viên", "Văn thư", "Kế toán", "Lái xe")),
)
OFFICES = ("Phòng", "Văn phòng", "Thanh tra", "Chi cục", "Ban Giám đốc", "Cơ quan Chi cục")
OFFICE = ("Chuyên viên", "Chuyên viên", "Chuyên viên chính", "Kế toán")
# Fields whose departments called Phòng are offices, other than the rest of the field.
FIELD_WORK = {
    "health",
    "education",
    "labour",
    "heritage",
    "justice",
    "power",
    "factory",
    "utility",
    "agriculture",
    "network",
}
SCHOOL_FACULTY = ("Giảng viên", "Giảng viên", "Giảng viên chính")
WOMEN_ONLY, MEN_ONLY = {"Hộ sinh"}, {"Lái xe"}


def is_office(unit: Unit) -> bool:
    """Return True for a unit that works with papers, by its name."""
    return unit.name.startswith(OFFICES)


def jobs_in(base: Base, unit: Unit) -> tuple[str, ...]:
    """Return the jobs that a unit has."""
    for part, jobs in JOBS:
        if part in unit.name:
            return jobs
    if base.sector == "education" and unit.name.startswith("Khoa"):
        return SCHOOL_FACULTY
    if base.sector in FIELD_WORK and is_office(unit):
        return OFFICE
    return FIELD_JOBS[base.sector]


def pick_job(dice: Dice, base: Base, unit: Unit, *, female: bool) -> str:
    """Return a job in the unit that suits the person."""
    closed = MEN_ONLY if female else WOMEN_ONLY
    return dice.pick([job for job in jobs_in(base, unit) if job not in closed])
