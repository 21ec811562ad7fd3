"""A module for commands of one concern."""
