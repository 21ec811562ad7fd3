"""Reads of reviews and returns."""

from neuguong.reporting.queries.snapshot import compute

__all__ = ["compute"]
