"""Every read of what is held about people, and of their requests."""

from neuguong.privacy.queries.holdings import Section, gather, subject_of, subject_of_actor

__all__ = ["Section", "gather", "subject_of", "subject_of_actor"]
