"""A person's data as a file to take home: JSON for machines, PDF for reading, both saying who took it, when and why."""

import datetime as dt
import io
import json
import zipfile
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from neuguong.documents.listing import Listing, Part, render_listing
from neuguong.privacy.actions import Copy
from neuguong.privacy.queries import Section
from neuguong.ui.values import date, plain

FORMAT = "neuguong-personal-data/1"


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
    """Return the copy as it is printed."""
    facts = ((_("Của"), copy.whose), (_("Người lấy"), copy.by), (_("Lúc"), date(copy.at)), (_("Lý do"), copy.why))
    return Listing(
        title=_("Dữ liệu cá nhân được lưu trong phần mềm Nêu Gương"),
        facts=facts,
        parts=tuple(_part(section) for section in copy.sections),
        foot=_("Bản sao của %(whose)s, %(by)s lấy lúc %(at)s")
        % {"whose": copy.whose, "by": copy.by, "at": date(copy.at)},
        made=copy.at.astimezone(dt.UTC),
    )


def _part(section: Section) -> Part:
    names = [name for name in section.holding.fields if name not in section.left_out]
    note = "" if section.rows else _("Không lưu gì.")
    if section.left_out:
        words = ", ".join(str(section.holding.fields[name]) for name in sorted(section.left_out))
        note = _("Không gồm %(words)s: chỉ người viết và chi bộ được đọc.") % {"words": words}
    rows = tuple(tuple(plain(section.words(name, row[name])) for name in names) for row in section.rows)
    headings = tuple(capfirst(str(section.holding.fields[name])) for name in names)
    return Part(str(section.holding.title), headings, rows, note)


def _iso(value: Any) -> str:
    return str(value.isoformat())
