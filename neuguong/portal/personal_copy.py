"""A person's data as a file to take home: JSON for machines, PDF for reading, both saying who took it, when and why."""

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from neuguong.documents.listing import Listing, Part, render_listing
from neuguong.organisations.queries import root
from neuguong.portal.logbook.kinds import called
from neuguong.privacy.actions import Copy
from neuguong.privacy.queries import Section
from neuguong.ui.values import date, plain
from neuguong.ui.verbs import verb

FORMAT = "neuguong-personal-data/1"
_PRINTED = 500
_UNGROUPED = {"batch", "year", "first_year", "last_year", "record"}


def zipped(copy: Copy) -> bytes:
    """Return the ZIP: du-lieu.json, whose names docs/personal-data.md explains, and ban-doc.pdf."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("du-lieu.json", json.dumps(as_json(copy), ensure_ascii=False, indent=2, default=_iso))
        archive.writestr("ban-doc.pdf", render_listing(as_listing(copy)))
    return stream.getvalue()


def as_json(copy: Copy) -> dict[str, Any]:
    """Return the machine-readable copy; days are ISO, choices their codes."""
    about = {"whose": copy.whose, "taken_by": copy.by, "taken_at": timezone.localtime(copy.at), "why": copy.why}
    sections = {
        section.holding.code: {
            "title": str(section.holding.title),
            "fields": {name: str(words) for name, words in section.holding.fields.items()},
            "left_out": sorted(section.left_out),
            "rows": section.rows,
        }
        for section in copy.sections
    }
    return {"format": FORMAT, "about": about, "sections": sections}


def as_listing(copy: Copy) -> Listing:
    """Return the copy as it is printed: what there is in numbered sections, what there isn't in one sentence."""
    whose = {"whose": copy.whose, "by": copy.by, "at": date(copy.at)}
    facts = (
        (_("Của"), copy.whose),
        (_("Nơi lưu"), str(root() or "")),
        (_("Người lấy"), copy.by),
        (_("Lúc"), date(copy.at)),
        (_("Lý do"), copy.why),
    )
    filled = [section for section in copy.sections if section.rows]
    return Listing(
        title=_("Dữ liệu cá nhân được lưu trong phần mềm Nêu Gương"),
        facts=facts,
        parts=tuple(_part(number, section) for number, section in enumerate(filled, start=1)),
        foot=_("Bản sao của %(whose)s, %(by)s lấy lúc %(at)s") % whose,
        made=copy.at,
        end=tuple(_end(copy)),
    )


def _end(copy: Copy) -> Iterator[str]:
    if empty := [str(section.holding.title) for section in copy.sections if not section.rows]:
        yield _("Không lưu gì ở các mục: %(names)s.") % {"names": "; ".join(empty)}
    yield _(
        "Thấy chỗ sai, hoặc muốn hạn chế, phản đối, xóa: gửi yêu cầu ở trang «Dữ liệu của tôi» hoặc gặp Văn phòng "
        "cấp ủy. Văn phòng trả lời trong 2 ngày làm việc."
    )


def _part(number: int, section: Section) -> Part:
    names = [name for name in section.holding.fields if name not in section.left_out]
    note = more = ""
    if section.left_out:
        words = ", ".join(str(section.holding.fields[name]) for name in sorted(section.left_out))
        note = _("Không gồm %(words)s: chỉ người viết và chi bộ được đọc.") % {"words": words}
    if len(section.rows) > _PRINTED:
        counts = {"count": plain(len(section.rows)), "shown": plain(_PRINTED)}
        more = _("In %(shown)s dòng mới nhất trong %(count)s dòng; tệp du-lieu.json có đủ.") % counts
    rows = tuple(tuple(_words(section, name, row[name]) for name in names) for row in section.rows[-_PRINTED:])
    headings = tuple(capfirst(str(section.holding.fields[name])) for name in names)
    return Part(f"{number}. {section.holding.title}", headings, rows, note, more)


def _words(section: Section, name: str, value: Any) -> str:
    """Return a value as it is printed: deeds and kinds in words, years and numbers of records ungrouped."""
    if name == "event":
        return verb(value)
    if name == "kind" and name not in section.holding.choices:
        return called(value)
    return str(value) if isinstance(value, int) and name in _UNGROUPED else plain(section.words(name, value))


def _iso(value: Any) -> str:
    return str(value.isoformat())
