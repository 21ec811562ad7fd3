"""What a duty is called."""

from neuguong.campaigns.duties.kinds import KINDS
from neuguong.campaigns.duties.occasions import Occasion
from neuguong.campaigns.models import DutyRule


def name(rule: DutyRule) -> str:
    """Return what the rule asks for, in a word or two."""
    kind = KINDS.by_code.get(rule.kind)
    return rule.label or (str(kind.label) if kind else rule.kind)


def title(occasion: Occasion) -> str:
    """Return the whole title: what is owed and for when, or for which document."""
    kind = KINDS.by_code[occasion.rule.kind]
    if occasion.owner is not None:
        return kind.titled(occasion.label) if kind.titled else occasion.label
    return f"{name(occasion.rule)} {occasion.label}"
