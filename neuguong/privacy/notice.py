"""What people are told about their data: the text with its version, and the lawful basis of each kind.

Who changes a word gives the text a new version, so that everyone reads it once more; a test compares the digest.
"""

import datetime as dt
from dataclasses import dataclass
from hashlib import sha256

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from neuguong.core.personal import Words

VERSION = "2026-01"
DIGEST = "f202c214e2f3f8597d7dc5cee4e6bf56486531f5cfbd5add49759c3e65adf67a"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading and what stands under it."""

    title: Words
    paragraphs: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """On what ground a kind of data is kept, from `since` to `until` (None is open), and by which documents."""

    data: Words
    ground: Words
    sources: Words
    since: dt.date
    until: dt.date | None = None


CHAPTERS = (
    Chapter(
        _("Ai lưu và để làm gì"),
        (
            _(
                "Cấp ủy và Văn phòng nơi đồng chí sinh hoạt lưu những dữ liệu dưới đây để tổ chức học tập, làm theo, "
                "nêu gương: biết ai sinh hoạt ở đâu, ai đã ký cam kết, ai dự học, ai được khen."
            ),
            _(
                "Phần mềm không theo dõi, không chấm điểm ý kiến, không đọc những gì đồng chí viết ở nơi khác. "
                "Dữ liệu nằm trên máy chủ của cơ quan, không gửi ra ngoài."
            ),
        ),
    ),
    Chapter(
        _("Lưu những gì"),
        (
            _("Họ tên, ngày sinh, giới tính, đảng viên hay không, chức vụ, nơi sinh hoạt từ ngày nào đến ngày nào."),
            _("Cam kết và kế hoạch cá nhân, điểm danh, điển hình, đề nghị khen thưởng, khen thưởng, mức xếp loại."),
            _(
                "Tài khoản, thiết bị và lúc đăng nhập, nhật ký ai làm gì. Không lưu số căn cước, không lưu vụ việc "
                "kỷ luật."
            ),
            _("Là đảng viên cho biết quan điểm chính trị, nên đó là dữ liệu cá nhân nhạy cảm và được giữ kín hơn."),
        ),
    ),
    Chapter(
        _("Ai đọc được"),
        (
            _(
                "Nội dung và kết quả cam kết: đồng chí và chi ủy nơi đồng chí sinh hoạt. Ai khác mở đọc đều bị ghi lại "
                "và đồng chí xem được. Cấp trên chỉ thấy số liệu."
            ),
        ),
    ),
    Chapter(
        _("Quyền của đồng chí"),
        (
            _(
                "Xem, sửa, lấy bản sao, hạn chế, phản đối, xóa những gì luật không buộc phải lưu. Văn phòng trả lời "
                "trong 2 ngày làm việc và thực hiện trong 10 đến 20 ngày; phần mềm đếm ngày."
            ),
            _("Trang này là thông báo, không phải xin đồng ý: đồng chí không phải đánh dấu gì."),
        ),
    ),
)
_FROM = dt.date(2026, 1, 1)
_LAW = "Luật số 91/2025/QH15 ngày 26/6/2025; NĐ 356/2025/NĐ-CP ngày 31/12/2025"
_DUTY = _("Nhiệm vụ của tổ chức đảng, đoàn thể nơi sinh hoạt")
BASES = (
    Basis(
        _("Danh sách người, nơi sinh hoạt, chức vụ, đảng viên"), _DUTY, f"Điều lệ Đảng ngày 19/1/2011; {_LAW}", _FROM
    ),
    Basis(
        _("Cam kết, kế hoạch cá nhân, điểm danh, điển hình"),
        _DUTY,
        f"Chỉ thị 05-CT/TW ngày 15/5/2016; Kết luận 01-KL/TW ngày 18/5/2021; {_LAW}",
        _FROM,
    ),
    Basis(
        _("Đề nghị khen thưởng, khen thưởng"), _DUTY, "Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15/6/2022", _FROM
    ),
    Basis(_("Mức xếp loại"), _DUTY, "Quy định 366-QĐ/TW ngày 30/8/2025", _FROM),
    Basis(_("Tài khoản, thiết bị, nhật ký"), _("Bảo vệ dữ liệu của mọi người"), _LAW, _FROM),
)


def digest() -> str:
    """Return the hex SHA-256 over the Vietnamese words of the text and of the bases."""
    with translation.override("vi"):
        told = [str(words) for chapter in CHAPTERS for words in (chapter.title, *chapter.paragraphs)]
        told += [f"{basis.data}|{basis.ground}|{basis.sources}|{basis.since}" for basis in BASES]
    return sha256("\n".join(told).encode()).hexdigest()
