"""Pages of figures, reviews and returns."""
