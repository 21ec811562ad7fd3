"""What people do who lead nothing, by what their unit is called."""

from demo.dice import Dice
from demo.organisations import Base, Unit
from demo.texts.sector import JOBS as FIELD_JOBS

# The first part of a name that fits decides; what fits nothing takes the jobs of its field.
JOBS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Kiểm lâm", ("Kiểm lâm viên", "Kiểm lâm viên", "Kiểm lâm viên", "Kiểm lâm viên chính")),
    ("Chăn nuôi", ("Bác sĩ thú y", "Chẩn đoán viên bệnh động vật", "Chuyên viên")),
    ("Khuyến nông", ("Khuyến nông viên", "Kỹ sư nông nghiệp", "Chuyên viên")),
    ("Quan trắc", ("Quan trắc viên", "Kỹ sư môi trường")),
    ("Văn phòng Đăng ký", ("Viên chức địa chính", "Kỹ sư trắc địa", "Chuyên viên")),
    ("Quản lý thị trường số", ("Kiểm soát viên thị trường", "Kiểm soát viên thị trường", "Chuyên viên")),
    ("bảo trì đường bộ", ("Tuần kiểm viên", "Kỹ sư cầu đường")),
    ("Đăng kiểm", ("Đăng kiểm viên", "Đăng kiểm viên", "Kế toán")),
    ("Bào chế", ("Dược sĩ", "Dược sĩ", "Kỹ thuật viên")),
    ("Khoa Dược", ("Dược sĩ", "Dược sĩ", "Nhân viên kho")),
    ("Kiểm nghiệm thuốc", ("Dược sĩ", "Kỹ thuật viên")),
    ("Xét nghiệm", ("Kỹ thuật viên xét nghiệm", "Kỹ thuật viên xét nghiệm", "Bác sĩ")),
    ("Chẩn đoán hình ảnh", ("Kỹ thuật viên hình ảnh", "Bác sĩ")),
    ("Khoa Đẻ", ("Hộ sinh", "Hộ sinh", "Bác sĩ", "Điều dưỡng")),
    ("Khoa Sản", ("Hộ sinh", "Hộ sinh", "Bác sĩ", "Điều dưỡng")),
    ("Phụ sản", ("Hộ sinh", "Hộ sinh", "Bác sĩ", "Điều dưỡng")),
    ("Cai nghiện", ("Nhân viên quản giáo", "Y sĩ", "Điều dưỡng")),
    ("Điều dưỡng người có công", ("Điều dưỡng", "Nhân viên phục vụ", "Y sĩ")),
    ("Công tác xã hội", ("Nhân viên công tác xã hội", "Điều dưỡng")),
    ("Phòng Điều dưỡng", ("Điều dưỡng", "Chuyên viên")),
    ("Tổ Văn phòng", ("Kế toán", "Nhân viên thư viện", "Nhân viên thiết bị", "Văn thư")),
    ("Quản lý nội trú", ("Giáo viên", "Nhân viên nuôi dưỡng", "Nhân viên y tế trường học")),
    ("Thường xuyên", ("Giáo viên",)),
    ("Giám định bảo hiểm", ("Giám định viên", "Giám định viên", "Chuyên viên")),
    ("Quản lý thu", ("Cán bộ thu", "Chuyên viên")),
    ("Phòng Điều độ", ("Điều độ viên", "Kỹ sư")),
    ("Thời sự", ("Phóng viên", "Biên tập viên", "Quay phim")),
    ("Phóng viên", ("Phóng viên",)),
    ("Phòng Kỹ thuật", ("Kỹ thuật viên", "Kỹ sư")),
    ("Tạp chí Văn nghệ", ("Biên tập viên", "Chuyên viên", "Kế toán")),
    ("Bảo tàng", ("Thuyết minh viên", "Nghiên cứu viên", "Chuyên viên")),
    ("Thư viện", ("Thủ thư", "Thủ thư", "Chuyên viên")),
    ("Trung tâm Văn hóa", ("Tuyên truyền viên", "Hướng dẫn viên văn hóa", "Kỹ thuật viên")),
    ("thể thao", ("Huấn luyện viên", "Huấn luyện viên", "Chuyên viên")),
    ("Đoàn Nghệ thuật", ("Diễn viên", "Diễn viên", "Nhạc công", "Kỹ thuật viên")),
    ("Tòa ", ("Thẩm phán", "Thư ký Tòa án", "Thư ký Tòa án", "Thẩm tra viên")),
    ("Kiểm tra nghiệp vụ", ("Thẩm tra viên", "Thư ký Tòa án")),
    ("Kiểm sát", ("Kiểm sát viên", "Kiểm sát viên", "Kiểm tra viên", "Chuyên viên")),
    ("Khiếu tố", ("Kiểm sát viên", "Kiểm tra viên")),
    ("thi hành án", ("Chấp hành viên", "Thẩm tra viên", "Thư ký thi hành án")),
    ("Trợ giúp pháp lý", ("Trợ giúp viên pháp lý", "Chuyên viên")),
    ("Công chứng", ("Công chứng viên", "Chuyên viên nghiệp vụ")),
    ("Thanh tra – Kiểm tra số", ("Thanh tra viên thuế", "Kiểm tra viên thuế")),
    ("thuế", ("Kiểm tra viên thuế", "Kiểm tra viên thuế", "Chuyên viên")),
    ("hống kê", ("Thống kê viên", "Thống kê viên", "Chuyên viên")),
    ("Kiểm soát chi", ("Kiểm soát viên", "Giao dịch viên")),
    ("Phòng Nghiệp vụ 1", ("Thanh tra viên", "Thanh tra viên chính")),
    ("sau thanh tra", ("Thanh tra viên", "Chuyên viên")),
    ("Phòng Nghiệp vụ I", ("Kiểm tra viên", "Kiểm tra viên chính")),
    ("Thanh tra", ("Thanh tra viên", "Chuyên viên")),
    ("Đo lường", ("Kiểm định viên", "Kiểm định viên", "Chuyên viên")),
    ("Ứng dụng tiến bộ", ("Nghiên cứu viên", "Kỹ sư")),
    ("Tài chính – Kế toán", ("Kế toán",)),
    ("Bưu điện thành phố", ("Bưu tá", "Giao dịch viên", "Giao dịch viên")),
    ("Bưu điện huyện", ("Bưu tá", "Bưu tá", "Giao dịch viên")),
    ("Khai thác vận chuyển", ("Công nhân khai thác", "Lái xe", "Công nhân khai thác")),
    ("Viễn thông", ("Nhân viên kỹ thuật", "Kỹ sư", "Nhân viên kinh doanh")),
    ("Điều hành thông tin", ("Kỹ sư", "Nhân viên kỹ thuật")),
    ("Công nghệ thông tin", ("Kỹ sư công nghệ thông tin", "Chuyên viên")),
    ("Phân xưởng", ("Công nhân", "Công nhân", "Công nhân", "Kỹ thuật viên", "Trưởng ca")),
    ("Mỏ đá", ("Công nhân khai thác", "Công nhân khai thác", "Lái máy")),
    ("Đội Chè", ("Công nhân", "Kỹ thuật viên nông vụ")),
    ("Thủy nông", ("Công nhân thủy nông", "Công nhân thủy nông", "Kỹ thuật viên")),
    ("Cửa hàng xăng dầu", ("Nhân viên bán hàng", "Nhân viên bán hàng", "Kế toán cửa hàng")),
    ("Đội Vệ sinh", ("Công nhân môi trường", "Công nhân môi trường", "Lái xe")),
    ("Tổ chức – Hành chính", ("Chuyên viên", "Văn thư", "Kế toán", "Lái xe")),
    ("Phòng Tổ chức", ("Chuyên viên", "Văn thư", "Lái xe")),
    ("Văn phòng", ("Chuyên viên", "Chuyên viên", "Văn thư", "Kế toán", "Lái xe")),
    ("Tổ ", ("Giáo viên",)),
)
CLINIC = ("Bác sĩ", "Bác sĩ", "Điều dưỡng", "Điều dưỡng", "Điều dưỡng", "Hộ lý")
HEALTH_CENTRE = ("Bác sĩ", "Cử nhân y tế công cộng", "Kỹ thuật viên", "Y sĩ")
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
    "press",
}
SCHOOL_FACULTY = ("Giảng viên", "Giảng viên", "Giảng viên chính")
WOMEN_ONLY, MEN_ONLY = {"Hộ sinh"}, {"Lái xe", "Lái máy"}
MEMBERS_ONLY = {"Thẩm phán", "Kiểm sát viên", "Chấp hành viên", "Thanh tra viên chính", "Kiểm tra viên chính"}


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
    if base.sector == "health" and not is_office(unit):
        return HEALTH_CENTRE if base.code == "CDC" else CLINIC
    if base.sector in FIELD_WORK and is_office(unit):
        return OFFICE
    return FIELD_JOBS[base.sector]


def pick_job(dice: Dice, base: Base, unit: Unit, *, female: bool, member: bool) -> str:
    """Return a job in the unit that suits the person; some are for Party members."""
    closed = (MEN_ONLY if female else WOMEN_ONLY) | (set() if member else MEMBERS_ONLY)
    fitting = [job for job in jobs_in(base, unit) if job not in closed]
    return dice.pick(fitting or OFFICE)
