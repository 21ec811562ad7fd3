"""Campaigns and their stages, declared figures, and the rules by which something is owed."""

from neuguong.campaigns.models.campaign import Campaign, DeclaredValue, Stage
from neuguong.campaigns.models.excuse import Excuse
from neuguong.campaigns.models.rule import Anchor, DutyRule, OwedOn, Per, Unit, Who

__all__ = [
    "Anchor",
    "Campaign",
    "DeclaredValue",
    "DutyRule",
    "Excuse",
    "OwedOn",
    "Per",
    "Stage",
    "Unit",
    "Who",
]
