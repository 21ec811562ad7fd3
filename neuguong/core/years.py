"""The years in which a date may lie, typed in a form or read from a workbook: beyond them it is a slip."""

FIRST_YEAR, LAST_YEAR = 1900, 2100
