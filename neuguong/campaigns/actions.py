"""Writes of campaigns, stages and declared figures."""

from neuguong.audit import actions as audit
from neuguong.campaigns.models import Campaign, Stage
from neuguong.campaigns.periods import Period
from neuguong.core.actor import Actor


def open_campaign(*, actor: Actor, code: str, name: str, origin: str = "") -> Campaign:
    """Open a campaign: a new row, never a release."""
    campaign = Campaign(code=code, name=name, origin=origin)
    return audit.save(actor=actor, event="campaign.opened", subject=campaign)


def open_stage(*, actor: Actor, campaign: Campaign | None, period: Period) -> Stage:
    """Open a stage that will be reviewed as a whole."""
    stage = Stage(campaign=campaign, code=period.code, start=period.start, end=period.end)
    return audit.save(actor=actor, event="stage.opened", subject=stage)
