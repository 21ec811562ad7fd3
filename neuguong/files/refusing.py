"""What is told to whoever sent a file that is not kept: what was found, and how to mend it."""

from pathlib import Path

from django.utils.translation import gettext as _

from neuguong.core.errors import Refusal
from neuguong.core.secrecy import refusal
from neuguong.files.examining.findings import NotKept
from neuguong.files.examining.media import ENDINGS, MEDIA, MEGABYTE


def allowed() -> str:
    """Return the endings that are taken, as people read them."""
    return ", ".join(ENDINGS)


def not_kept(name: str, refused: NotKept) -> Refusal:
    """Return the refusal of the file `name`."""
    words = {
        "kind": _("«%(name)s» không phải loại tệp được nhận. Chỉ nhận: %(allowed)s."),
        "broken": _("«%(name)s» bị hỏng hoặc tải về chưa hết. Mở lại bằng chương trình đã tạo ra nó, lưu rồi gửi lại."),
        "encrypted": _("«%(name)s» có mật khẩu nên không mở được. Bỏ mật khẩu rồi gửi lại."),
        "active": _(
            "«%(name)s» có phần tự chạy hoặc tệp kèm bên trong (%(found)s) nên không nhận. "
            "Lưu lại thành PDF hoặc Word thường rồi gửi."
        ),
        "archive": _("«%(name)s» nén bất thường (%(found)s) nên không nhận. Lưu lại thành tệp mới rồi gửi."),
        "polyglot": _("«%(name)s» có một tệp khác nối phía sau nên không nhận. In lại ra PDF rồi gửi."),
        "pixels": _("Ảnh «%(name)s» quá lớn (%(found)s điểm ảnh). Thu nhỏ xuống dưới 50 triệu điểm ảnh rồi gửi lại."),
        "too_much": _("«%(name)s» cần quá nhiều bộ nhớ hoặc thời gian để mở. Chia nhỏ hoặc lưu lại thành PDF rồi gửi."),
    }
    return Refusal(words[refused.code] % {"name": name, "found": refused.found, "allowed": allowed()})


def wrong_ending(name: str, media_type: str) -> Refusal:
    """Return the refusal of a file whose content is not what its name says."""
    media = MEDIA[media_type]
    words = _("«%(name)s» thật ra là tệp %(kind)s. Đổi đuôi tên tệp thành %(ending)s nếu đúng là tệp cần gửi.")
    return Refusal(words % {"name": name, "kind": media.words, "ending": media.endings[0]})


def too_large(name: str, size: int, most: int) -> Refusal:
    """Return the refusal of a file of `size` bytes where at most `most` are taken."""
    words = _("«%(name)s» lớn %(size)s MB, quá mức %(most)s MB. Giảm dung lượng hoặc chia thành nhiều tệp rồi gửi.")
    return Refusal(words % {"name": name, "size": -(-size // MEGABYTE), "most": most // MEGABYTE})


def secret(name: str, mark: str) -> Refusal:
    """Return the refusal of a file whose first page is marked secret."""
    return Refusal(f"«{name}»: {refusal(mark)}", code="secret")


def empty(name: str) -> Refusal:
    """Return the refusal of a file without content."""
    return Refusal(_("«%(name)s» là tệp rỗng. Kiểm tra lại tệp rồi gửi lại.") % {"name": name})


def unknown_files(folder: Path, unknown: int, known: int) -> Refusal:
    """Return the refusal to take away what a database does not know that knows few of the files."""
    words = _(
        "Thư mục %(folder)s có %(unknown)d tệp mà cơ sở dữ liệu không biết, chỉ biết %(known)d tệp; chưa dọn gì. "
        "Kiểm tra cơ sở dữ liệu và thư mục này có cùng một bản sao lưu không."
    )
    return Refusal(words % {"folder": folder, "unknown": unknown, "known": known})
