"""Short documents of other kinds: a State decision, a Party letter, minutes."""

from dataclasses import replace
from datetime import date

from neuguong.documents.blocks import Bases, Bullet, Heading, OfficialDocument, Paragraph, runs
from neuguong.documents.formats import Family

DECISION = OfficialDocument(
    family=Family.STATE,
    date=date(2024, 2, 5),
    type_code="QĐ",
    number=15,
    abstract="Về việc khen thưởng thành tích học tập và làm theo Bác",
    higher="",
    issuer="Ủy ban nhân dân\ntỉnh Nậm Khoa",
    issuer_code="UBND",
    place="Nậm Khoa",
    blocks=(
        Paragraph(runs("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"), "center"),
        Bases((runs("Luật Thi đua, khen thưởng ngày 15/6/2022"), runs("Đề nghị của Sở Nội vụ"))),
        Heading(1, "I", "Điều khoản"),
        Heading(2, "1", "Tặng bằng khen"),
        Heading(3, "a", "Các tập thể, cá nhân"),
        Bullet(runs("Quyết định này có hiệu lực từ ngày ký.")),
    ),
    authority="KT. Chủ tịch",
    position="Phó Chủ tịch",
    signer="Lò Văn Ưng",
    recipients=("Như Điều 3", "Sở Nội vụ;"),
    kept="VT, VX",
)
LETTER = OfficialDocument(
    family=Family.PARTY,
    date=date(2026, 6, 12),
    type_code="CV",
    number=None,
    abstract="về việc gửi bản cam kết năm 2026",
    higher="Đảng bộ tỉnh Nậm Khoa",
    issuer="Đảng ủy các cơ quan Đảng tỉnh",
    issuer_code="ĐU",
    place="Nậm Khoa",
    blocks=(Paragraph(runs("Đề nghị các cấp ủy gửi bản cam kết trước ngày 30/6/2026./.")),),
    addressees=("Các chi ủy", "Các đảng ủy cơ sở"),
    authority="T/L Ban Thường vụ",
    position="Chánh Văn phòng",
    signer="Đặng Thu Yến",
    recipients=("Như trên",),
    kept="Văn phòng Đảng ủy",
    urgency="Thượng khẩn",
    draft=True,
)
MINUTES = replace(
    LETTER,
    type_code="BB",
    number=3,
    abstract="họp xét khen thưởng",
    addressees=(),
    authority="",
    position="",
    urgency="",
    draft=False,
    recorder="Sùng A Páo",
)
