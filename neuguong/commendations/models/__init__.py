"""Rounds, nominations and awards."""

from neuguong.commendations.models.award import Award
from neuguong.commendations.models.nomination import Nomination, Outcome, Target
from neuguong.commendations.models.round import Round, Subject

__all__ = ["Award", "Nomination", "Outcome", "Round", "Subject", "Target"]
