"""Documents in the exact formats of the Party and of the State, as Word, PDF and HTML."""
