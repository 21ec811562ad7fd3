"""Tiến độ: organisations × what they owe in a period."""

from neuguong.portal.progress.matrix import Matrix, Row, matrix, own

__all__ = ["Matrix", "Row", "matrix", "own"]
