"""Word documents, made of Word's own constructs: `render_docx`."""

from neuguong.documents.word.render import render_docx

__all__ = ["render_docx"]
