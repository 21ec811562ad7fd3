"""The form of a yearly rank."""

from django.utils.translation import gettext as _

from neuguong.classification.models import Classification
from neuguong.core.actor import Actor
from neuguong.organisations import rules as organisations
from neuguong.ui.forms import RecordForm


class ClassificationForm(RecordForm[Classification]):
    """The rank of an organisation or of one of its people: own, proposed, decided."""

    class Meta:
        model = Classification
        fields = ("organisation", "person", "year", "own", "proposed", "decided", "points")

    def limit(self, actor: Actor) -> None:
        """Offer the organisations that the actor writes for, and the people whose lists they keep."""
        self.offer("organisation", organisations.writable_by(actor), "writable")
        self.fields["person"].help_text = _("Để trống khi xếp loại chính tổ chức.")
        self.offer_seen("person", organisations.people_visible_to(actor), "person")
        self.fields["decided"].help_text = _("Của tổ chức thì do cấp trên ghi; để trống khi chưa quyết định.")
        self.fields["points"].help_text = _("Từ 0 đến 100.")
