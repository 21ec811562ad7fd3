"""Every write of campaigns, declared figures and what is owed."""

from neuguong.campaigns.actions.defaults import lay_down
from neuguong.campaigns.actions.excuses import excuse_duty, withdraw_excuse
from neuguong.campaigns.actions.figures import declarable, declare, open_campaign, open_stage
from neuguong.campaigns.actions.retiring import retire_rules
from neuguong.campaigns.actions.rules import remove_rule, set_rule

__all__ = [
    "declarable",
    "declare",
    "excuse_duty",
    "lay_down",
    "open_campaign",
    "open_stage",
    "remove_rule",
    "retire_rules",
    "set_rule",
    "withdraw_excuse",
]
