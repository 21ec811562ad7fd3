"""The form of an organisation."""

from neuguong.core.actor import Actor
from neuguong.organisations import rules
from neuguong.organisations.forms.choosing import explain
from neuguong.organisations.models import Group, Organisation
from neuguong.organisations.queries.lineage import ending
from neuguong.ui.forms import RecordForm


class OrganisationForm(RecordForm[Organisation]):
    """An organisation; its parent is chosen once, and changed only by a dated move."""

    class Meta:
        model = Organisation
        fields = ("name", "code", "kind", "parent", "group", "since", "until")

    def limit(self, actor: Actor) -> None:
        """Offer the parents that the actor may found below."""
        self.offer("group", Group.objects.order_by("name"), "group", key="")
        if self.instance.pk:
            del self.fields["parent"]
            if self.instance.until is None or ending(self.instance) is not None:
                # A living body ends by an event, and that end is mended by undoing it.
                del self.fields["until"]
            return
        explain(self.offer("parent", rules.foundable_by(actor), "foundable"), actor)
        self.fields["parent"].required = True
