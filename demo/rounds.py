"""The rounds of commendation."""

from datetime import date

from demo.sheets import Row

STAGE = "Biểu dương, khen thưởng học tập và làm theo Bác giai đoạn 2021–2023"
SUDDEN = "Khen thưởng đột xuất năm 2024"


def round_rows() -> list[Row]:
    """Return the rows of the sheet Đợt; what is decided after a stage counts in it by its round."""
    return [
        {"Đợt": STAGE, "Giai đoạn": "2021..2023", "Từ ngày": date(2021, 1, 1), "Đến ngày": date(2023, 12, 31)},
        {"Đợt": SUDDEN, "Giai đoạn": "2024", "Từ ngày": date(2024, 1, 1), "Đến ngày": date(2024, 12, 31)},
    ]
