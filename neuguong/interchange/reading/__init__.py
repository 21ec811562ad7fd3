"""Workbooks of any quality, read safely and fast: without the database and without Django."""
