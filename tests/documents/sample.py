"""A review of an invented bloc, as long and as varied as a real one."""

from datetime import date

from neuguong.documents.blocks import (
    Annex,
    Block,
    Bullet,
    Column,
    Figure,
    Heading,
    OfficialDocument,
    Paragraph,
    Runs,
    Table,
    Text,
    runs,
)
from neuguong.documents.formats import Family
from neuguong.documents.wording import number, percent, two_digits

AGENCIES = (
    "Sở Y tế", "Sở Giáo dục và Đào tạo", "Sở Nông nghiệp và Phát triển nông thôn", "Sở Tài chính", "Sở Tư pháp",
    "Sở Lao động - Thương binh và Xã hội", "Văn phòng Ủy ban nhân dân tỉnh", "Ban Tuyên giáo Tỉnh ủy",
    "Công ty Điện lực", "Báo tỉnh", "Đài Phát thanh và Truyền hình", "Kho bạc Nhà nước", "Cục Thuế",
    "Bệnh viện Đa khoa tỉnh", "Trường Cao đẳng Nghề", "Công ty TNHH MTV Thủy lợi", "Ngân hàng Chính sách xã hội",
    "Bưu điện tỉnh",
)  # fmt: skip
REGIONS = ("Nậm Khoa", "Mường Lèng", "Phiêng Ẳng", "Suối Giàng Thượng")
ORGANISATIONS = tuple(
    f"{'Đảng bộ' if index % 3 else 'Chi bộ'} {AGENCIES[index % 18]} {REGIONS[index // 18]}" for index in range(70)
)


def opened(value: int, indicator: str) -> Figure:
    """A figure with the path that opens its records."""
    return Figure(two_digits(value), f"/so-lieu/{indicator}/?to-chuc=ĐUK&ky=2021..2023")


def by_organisation(landscape: bool = False) -> Table:
    """One row an organisation with grouped columns and figures in each row."""
    columns = (
        Column("TT", 10, "center"),
        Column("Tổ chức cơ sở đảng", 62),
        Column("Phải ký", 18, "right", "Bản cam kết"),
        Column("Đã ký", 18, "right", "Bản cam kết"),
        Column("Tỷ lệ", 18, "right", "Bản cam kết"),
        Column("Mô hình", 18, "right", "Đăng ký"),
        Column("Điển hình", 18, "right", "Đăng ký"),
    )
    return Table(
        columns,
        tuple(_row(index, name) for index, name in enumerate(ORGANISATIONS, start=1)),
        "Biểu 1. Kết quả thực hiện theo tổ chức cơ sở đảng",
        landscape,
    )


def _row(index: int, name: str) -> tuple[Runs, ...]:
    due = 40 + index * 37 % 190
    signed = due - index % 4
    cells = (number(due), Figure(number(signed), f"/so-lieu/cam-ket/{index}/"), percent(signed, due))
    models = (Figure(str(index % 7), f"/so-lieu/mo-hinh/{index}/"), str(index % 11))
    return tuple(runs(cell) for cell in (str(index), name, *cells, *models))


def review(blocks: tuple[Block, ...] = (), annexes: tuple[Annex, ...] = ()) -> OfficialDocument:
    """The whole review; `blocks` come before its last section, `annexes` after its own two."""
    return OfficialDocument(
        family=Family.PARTY,
        date=date(2023, 11, 5),
        type_code="BC",
        number=5,
        abstract="sơ kết 02 năm thực hiện Kết luận số 01-KL/TW, ngày 18/5/2021 của Bộ Chính trị "
        "về tiếp tục thực hiện Chỉ thị số 05-CT/TW",
        higher="Tỉnh ủy Nậm Khoa",
        issuer="Đảng ủy Khối Cơ quan\nvà Doanh nghiệp tỉnh",
        issuer_code="ĐUK",
        place="Nậm Khoa",
        blocks=(*_body(), *blocks, *_close()),
        annexes=(
            Annex("I", "Kết quả thực hiện theo tổ chức", False, (by_organisation(),)),
            Annex("II", "Danh sách khen thưởng", True, (by_organisation(),)),
            *annexes,
        ),
        authority="T/M Ban Thường vụ",
        position="Phó Bí thư",
        signer="Nguyễn Thị Ngọc Ưỡn",
        recipients=("Thường trực Tỉnh ủy (báo cáo)", "Ban Tuyên giáo Tỉnh ủy", "Các tổ chức cơ sở đảng trực thuộc"),
        kept="Văn phòng Đảng ủy",
    )


def _body() -> tuple[Block, ...]:
    return (
        Heading(1, "I", "Tình hình triển khai"),
        Heading(2, "1", "Công tác quán triệt, cụ thể hóa, chỉ đạo"),
        Paragraph(
            runs(
                "Ban Thường vụ Đảng ủy Khối đã kịp thời cụ thể hóa, ban hành kế hoạch thực hiện Kết luận số 01-KL/TW, "
                "ngày 18/5/2021 của Bộ Chính trị; chỉ đạo các chi, đảng bộ cơ sở trực thuộc, các đoàn thể nghiêm túc "
                "tổ chức học tập, quán triệt cho ",
                Figure("4.987", "/so-lieu/study_people/"),
                " cán bộ, đảng viên, công chức, viên chức và người lao động với ",
                Figure("12.406", "https://neuguong.example.vn/so-lieu/study_visits/?a=1&b=2"),
                " lượt người tham gia.",
            )
        ),
        Heading(3, "a", "Nhận thức của cán bộ, đảng viên"),
        *(Paragraph(runs(_FILLER)) for _ in range(3)),
        Heading(1, "II", "Kết quả"),
        Bullet((opened(54, "collectives_base"), *runs(" tập thể và "), opened(69, "people_base"), *_PRAISED)),
        Bullet((opened(1, "up_central"), *runs(" tập thể được đề nghị Ban Tuyên giáo Trung ương tuyên dương."))),
        by_organisation(),
    )


def _close() -> tuple[Block, ...]:
    return (
        Heading(1, "III", "Phương hướng, nhiệm vụ"),
        *(Paragraph(runs(_FILLER)) for _ in range(2)),
        Paragraph((Text("Nơi tận cùng của báo cáo: "), Text("Ễnh ương, Ậm ừ, Ỡm ờ, KHUỶU, NGHỄNH NGÃNG", bold=True))),
    )


_PRAISED = runs(" cá nhân được các cấp ủy cơ sở, các đoàn thể Khối tuyên dương, khen thưởng.")
_FILLER = (
    "Việc học tập và làm theo Bác đã đạt được những kết quả tích cực, tạo niềm tin và sự chuyển biến mạnh mẽ trong "
    "toàn Đảng bộ Khối, rõ nhất là lề lối, tác phong công tác và trách nhiệm của mỗi cán bộ, đảng viên đã thay đổi "
    "theo hướng tích cực. Ngày càng có nhiều điển hình tiên tiến, cách làm hay, sáng tạo trong lao động, học tập; các "
    "khuyết điểm, vướng mắc được chỉ rõ và khắc phục quyết liệt, nghiêm khắc."
)
