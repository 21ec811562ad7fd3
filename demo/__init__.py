"""The demonstration: a bloc committee of one province, 2021–2023, as ordinary workbooks; all names invented."""
