"""Forms of directives and tasks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from neuguong.core.actor import Actor
from neuguong.directives import rules
from neuguong.directives.models import KINDS, Directive, Task
from neuguong.organisations import rules as organisations
from neuguong.ui.forms import RecordForm


class DirectiveForm(RecordForm[Directive]):
    """A document received or issued."""

    kind = forms.ChoiceField(label=_("Loại"))

    class Meta:
        model = Directive
        fields = ("organisation", "kind", "number", "date", "issuer", "abstract", "concretises")
        labels = {"organisation": _("Sổ của tổ chức"), "issuer": _("Cơ quan ban hành")}
        help_texts = {
            "issuer": _(
                "Ghi tên như trên văn bản, hoặc mã của tổ chức. Cùng tên với tổ chức ở trên là văn bản ban hành."
            ),
            "concretises": _("Văn bản của tổ chức hoặc của cấp trên mà văn bản này thực hiện."),
        }

    def limit(self, actor: Actor) -> None:
        """Offer the organisations that the actor writes for, and the documents that they see."""
        self.offer("organisation", organisations.writable_by(actor), "writable")
        self.offer("concretises", rules.directives.visible_to(actor), "directive", key="pk")
        kinds = [*KINDS, *({self.instance.kind} - {"", *KINDS})]
        self.fields["kind"].choices = [("", _("Chọn")), *((kind, kind) for kind in kinds)]  # type: ignore[attr-defined]


class TaskForm(RecordForm[Task]):
    """A task: who, what, until when; and once it is done, when and with what result."""

    class Meta:
        model = Task
        fields = ("organisation", "title", "due", "directive", "done_on", "result")
        labels = {"organisation": _("Tổ chức thực hiện"), "directive": _("Theo văn bản")}

    def limit(self, actor: Actor) -> None:
        """Offer the organisations that the actor writes for, and the documents that they see."""
        self.offer("organisation", organisations.writable_by(actor), "writable")
        self.offer("directive", rules.directives.visible_to(actor), "directive", key="pk")
