"""Every write about people's rights over their data."""

from neuguong.privacy.actions.copies import Copy, take_copy_for, take_own_copy

__all__ = ["Copy", "take_copy_for", "take_own_copy"]
