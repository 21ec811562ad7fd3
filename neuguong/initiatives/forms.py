"""The form of a model."""

from neuguong.core.actor import Actor
from neuguong.initiatives import rules
from neuguong.initiatives.models import Initiative
from neuguong.organisations import rules as organisations
from neuguong.ui.forms import RecordForm


class InitiativeForm(RecordForm[Initiative]):
    """Registration of a model."""

    class Meta:
        model = Initiative
        fields = (
            "organisation",
            "code",
            "name",
            "holder",
            "level",
            "field",
            "registered_on",
            "baseline",
            "target",
            "unit",
            "result",
            "recognised_on",
            "adopted_from",
        )

    def limit(self, actor: Actor) -> None:
        """Offer the organisations that the actor writes for, and the models that they see."""
        self.offer("organisation", organisations.writable_by(actor), "writable")
        self.offer("adopted_from", rules.initiatives.visible_to(actor), "initiative")
