"""Tiến độ: organisations × what they owe in a period."""

from neuguong.portal.progress.cells import Cell
from neuguong.portal.progress.matrix import Matrix, Row, matrix, of_survey, own, row_of

__all__ = ["Cell", "Matrix", "Row", "matrix", "of_survey", "own", "row_of"]
