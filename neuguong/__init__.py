"""Nêu Gương: the working book of a role-model campaign over many organisations."""

__version__ = "0.1.0"
