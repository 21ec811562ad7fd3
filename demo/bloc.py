"""The bloc committee, the dates that shape the demonstration, and who stands out."""

from datetime import date

CODE = "DUK"
NAME = "Đảng bộ Khối Cơ quan và Doanh nghiệp tỉnh Yên Bái"
COMMITTEE = "Đảng ủy Khối Cơ quan và Doanh nghiệp tỉnh Yên Bái"
STANDING = f"Ban Thường vụ {COMMITTEE}"
PROVINCE = "Ủy ban nhân dân tỉnh Yên Bái"
PLACE = "Khu di tích lịch sử cấp quốc gia Lễ đài sân vận động thành phố Yên Bái"

# Two years of Conclusion 01-KL/TW, as the bloc reviewed them; and the last day that has records.
REVIEW_START = date(2021, 5, 1)
REVIEW_END = date(2023, 6, 30)
LAST_DAY = date(2024, 2, 5)

CONCLUSION = "01-KL/TW"
PLAN = "38-KH/ĐUK"
PLANS_BY_YEAR = {2021: PLAN, 2022: "61-KH/ĐUK", 2023: "95-KH/ĐUK", 2024: "133-KH/ĐUK"}

# People belonging on REVIEW_END, and how many of them have no signed plan of their own: 5,041 of 5,051 is 99.8 %.
PEOPLE = 5051
WITHOUT_PLAN = 10

# Organisations that run late, by how much; and those that are ahead.
BEHIND = {"HVHNT": 0.9, "TDNT": 0.8, "XM": 0.7, "QLTT": 0.6, "HCTD": 0.6, "DTKM": 0.5}
AHEAD = ("SYT", "BVDK", "VPTU", "CTHUE", "DL", "BYB", "AGRI", "THPTC", "TDOAN", "BHXH", "SNN", "CDN")
