"""What a life event does to the rules of what is owed: a body that ends retires its own."""

from neuguong.campaigns.models import DutyRule
from neuguong.organisations.actions import Happening
from neuguong.organisations.models import Organisation


def retire_rules(happening: Happening) -> None:
    """End the rules of each body that the event ends with its last day; one that would begin later is taken out.

    Joined in config/wiring; the event keeps what it changed, so undoing it brings them back. A rule that would begin
    later and on which an excuse rests stays: nobody stands below the body any more to whom it could apply.
    """
    ended = Organisation.objects.filter(pk__in=happening.parts, until__lt=happening.day, folded_into=None)
    last = {pk: until for pk, until in ended.values_list("pk", "until") if until is not None}
    for rule in DutyRule.objects.filter(organisation__in=last).order_by("pk"):
        day = last[rule.organisation_id]
        if rule.since is not None and rule.since > day:
            if not rule.excuses.exists():
                happening.journal.remove(rule, "duty_rule.removed")
        elif rule.until is None or rule.until > day:
            happening.journal.change(rule, "duty_rule.retired", until=day)
