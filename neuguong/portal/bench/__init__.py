"""Benchmarks: each compares two things in one run on one machine, and none touches the user's data."""
