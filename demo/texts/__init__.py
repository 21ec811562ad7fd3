"""The words that the demonstration is written with, a field of work each."""
