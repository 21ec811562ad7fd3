"""Forms of models and exemplars."""

from django.utils.translation import gettext_lazy as _

from neuguong.core.actor import Actor
from neuguong.initiatives import rules
from neuguong.initiatives.models import Exemplar, Initiative
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


class ExemplarForm(RecordForm[Exemplar]):
    """Registration of an exemplar; a person of the lists, or only a name."""

    class Meta:
        model = Exemplar
        fields = ("organisation", "subject", "name", "person", "registered_on", "level", "merit")

    def limit(self, actor: Actor) -> None:
        """Offer the organisations that the actor writes for, and the people whose lists they keep."""
        self.offer("organisation", organisations.writable_by(actor), "writable")
        self.offer("person", organisations.people_visible_to(actor), "person")
        self.fields["person"].help_text = _("Khi điển hình là cá nhân có trong danh sách người của đơn vị.")
