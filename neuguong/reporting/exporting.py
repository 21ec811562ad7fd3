"""A review as a file: Word, PDF, and the JSON that `verify` reads."""

import hashlib
import json
from typing import Any

from neuguong.documents.pdf import render_pdf
from neuguong.documents.word import render_docx
from neuguong.reporting.document import build
from neuguong.reporting.models import Review


def to_docx(review: Review) -> bytes:
    """Return the review as a Word file."""
    return render_docx(build(review))


def to_pdf(review: Review) -> bytes:
    """Return the review as a PDF."""
    return render_pdf(build(review))


def to_json(review: Review) -> dict[str, Any]:
    """Return every figure of the review, the organisation's own and those of annex 1."""
    content = {
        "organisation": review.organisation.code,
        "period": review.period,
        "structure": review.structure,
        "frozen": review.frozen_at.isoformat() if review.frozen_at else None,
    }
    figures = all_figures(review.snapshot)
    return {**content, "hash": digest(content, figures), "figures": figures}


def all_figures(snapshot: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the figures of a snapshot in one list."""
    return [*snapshot["figures"], *(figure for row in snapshot["by_organisation"] for figure in row["figures"])]


def digest(content: dict[str, Any], figures: list[dict[str, Any]]) -> str:
    """Return the SHA-256, in hex, over whom, when, in which structure, and every figure."""
    named = {name: content[name] for name in ("organisation", "period", "structure")}
    text = json.dumps({**named, "figures": figures}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
