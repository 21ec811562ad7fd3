"""Pages of people's rights over their data."""
