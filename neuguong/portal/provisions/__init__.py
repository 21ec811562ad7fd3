"""Provisions of a document × organisations that carry it out."""

from neuguong.portal.provisions.cells import SHOWN, Cell
from neuguong.portal.provisions.grid import Grid, Row, grid

__all__ = ["SHOWN", "Cell", "Grid", "Row", "grid"]
