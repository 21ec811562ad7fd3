"""The three charts of the sample review, drawn by the real engine."""

from functools import lru_cache

from neuguong.documents.blocks import Picture
from neuguong.documents.charting import draw
from neuguong.documents.charts import (
    CategoryRow,
    OrganisationRow,
    Spec,
    Step,
    bars_by_category,
    bars_by_organisation,
    funnel,
)
from tests.documents.sample import ORGANISATIONS

STEPS = (
    Step("Cơ sở, đoàn thể tuyên dương, khen thưởng", 54, 69),
    Step("Cấp ủy đề nghị", 23, 29),
    Step("Đảng ủy Khối khen thưởng", 20, 20),
    Step("Đề nghị cấp trên", 3, 4),
)
FIELDS = (
    CategoryRow("Chuyên môn, nghiệp vụ", 1124),
    CategoryRow("Cải cách hành chính", 88),
    CategoryRow("An sinh xã hội, giúp đỡ hộ nghèo, gia đình chính sách", 40),
    CategoryRow("Khác", 0),
)
COMMITMENTS = tuple(
    OrganisationRow(name, 40 + index * 37 % 190 - index % 4, 40 + index * 37 % 190)
    for index, name in enumerate(ORGANISATIONS)
)
SPECS: dict[str, Spec] = {
    "Biểu đồ 1. Các bước khen thưởng": funnel(STEPS),
    "Biểu đồ 2. Bản cam kết đã ký theo tổ chức": bars_by_organisation(COMMITMENTS),
    "Biểu đồ 3. Mô hình theo lĩnh vực": bars_by_category(FIELDS),
}


@lru_cache(maxsize=1)
def pictures() -> tuple[Picture, ...]:
    return tuple(draw(spec, f"{caption}: cột ngang", caption) for caption, spec in SPECS.items())
