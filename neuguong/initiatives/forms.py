"""Forms of models and exemplars."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from neuguong.core.actor import Actor
from neuguong.initiatives import rules
from neuguong.initiatives.models import Exemplar, Holder, Initiative
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
        self.offer_seen("adopted_from", rules.initiatives.visible_to(actor), "initiative")


class ExemplarForm(RecordForm[Exemplar]):
    """Registration of an exemplar; a person of the lists, or only a name."""

    class Meta:
        model = Exemplar
        fields = ("organisation", "subject", "person", "name", "registered_on", "level", "merit")

    def limit(self, actor: Actor) -> None:
        """Offer the organisations that the actor writes for, and the people whose lists they keep."""
        self.offer("organisation", organisations.writable_by(actor), "writable")
        self.fields["person"].help_text = _("Khi điển hình là cá nhân có trong danh sách người của đơn vị.")
        self.offer_seen("person", organisations.people_visible_to(actor), "person")
        self.fields["name"].required = False
        self.fields["name"].help_text = _("Để trống thì lấy họ và tên của người đã chọn.")

    def clean(self) -> dict[str, Any]:
        """Take the name of the person who was chosen, where none is typed."""
        said: dict[str, Any] = super().clean() or {}
        person = said.get("person")
        if person and said.get("subject") == Holder.COLLECTIVE:
            self.add_error("person", _("Đối tượng là tập thể thì để trống ô này, ghi tên tập thể ở ô Tên."))
        elif person and not said.get("name"):
            said["name"] = person.full_name
        elif not said.get("name") and "person" not in self.errors:
            self.add_error("name", self.fields["name"].error_messages["required"])
        return said
