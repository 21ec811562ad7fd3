"""Forms of directives, tasks and findings."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.directives import rules
from neuguong.directives.models import KINDS, Directive, Finding, Task, TaskDelay
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
        fields = (
            "organisation",
            "title",
            "assigner",
            "directive",
            "start",
            "due",
            "product",
            "owner",
            "helpers",
            "done_on",
            "result",
        )
        labels = {"organisation": _("Tổ chức thực hiện"), "directive": _("Theo văn bản")}
        help_texts = {
            "assigner": _("Tổ chức cấp trên xác nhận kết quả. Để trống hoặc chọn chính đơn vị nếu đơn vị tự giao."),
            "product": _("Ví dụ: kế hoạch, báo cáo, danh sách, mô hình."),
            "owner": _("Chức danh hoặc bộ phận chịu trách nhiệm."),
            "helpers": _("Tổ chức, bộ phận cùng làm."),
        }

    def limit(self, actor: Actor) -> None:
        """Offer the organisations that the actor writes for, and the documents that they see."""
        self.offer("organisation", organisations.writable_by(actor), "writable")
        self.offer("assigner", organisations.writable_by(actor), "writable")
        self.offer("directive", rules.directives.visible_to(actor), "directive", key="pk")


class TaskStepForm(RecordForm[Task]):
    """A step that asks for nothing but a yes."""

    class Meta:
        model = Task
        fields: tuple[str, ...] = ()


class ReportForm(RecordForm[Task]):
    """When a task was done and what came of it."""

    class Meta:
        model = Task
        fields = ("reported_on", "result")
        labels = {"reported_on": _("Ngày hoàn thành"), "result": _("Kết quả")}
        help_texts = {"result": _("Ghi việc đã làm, sản phẩm, con số. Minh chứng gắn ở trang nhiệm vụ.")}
        widgets: ClassVar[dict[str, forms.Widget]] = {"result": forms.Textarea(attrs={"rows": 5})}

    def limit(self, actor: Actor) -> None:
        """Begin with today; a report says what came of it."""
        self.initial["reported_on"] = self.instance.reported_on or clock.today()
        for name in ("reported_on", "result"):
            self.fields[name].required = True


class RemarkForm(RecordForm[Task]):
    """Why a task is given back or cancelled."""

    remark = forms.CharField(label=_("Lý do"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 4}))

    class Meta:
        model = Task
        fields = ("remark",)

    def limit(self, actor: Actor) -> None:
        """Begin anew: what was said before stands in the log."""
        self.initial["remark"] = ""


class DelayForm(RecordForm[TaskDelay]):
    """A later due date, and why."""

    class Meta:
        model = TaskDelay
        fields = ("asked_due", "reason")


class DelayAnswerForm(RecordForm[TaskDelay]):
    """A word to who asked, which may be left out."""

    class Meta:
        model = TaskDelay
        fields = ("answer",)


class DelayRefusalForm(DelayAnswerForm):
    """Why a delay is refused."""

    def limit(self, actor: Actor) -> None:
        """Whoever is refused is told why."""
        self.fields["answer"].required = True


class FindingForm(RecordForm[Finding]):
    """What an inspection found; where, unless the record that it is about says so."""

    class Meta:
        model = Finding
        fields = ("organisation", "sort", "text", "raised_on", "due")
        labels = {"organisation": _("Tổ chức được kiểm tra")}
        help_texts = {
            "text": _(
                "Ghi việc đã làm, chưa làm và yêu cầu khắc phục. Không ghi nhận xét về ý kiến, đời tư của ai; "
                "không ghi nội dung bản cam kết, phiếu bầu."
            ),
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {"text": forms.Textarea(attrs={"rows": 6})}

    def limit(self, actor: Actor) -> None:
        """Offer the organisations that the actor inspects; where a finding stands does not change."""
        if self.instance.subject_kind:
            del self.fields["organisation"]
        else:
            self.offer("organisation", rules.inspected_by(actor), "inspected")


class AnswerForm(RecordForm[Finding]):
    """What the organisation answers."""

    class Meta:
        model = Finding
        fields = ("answer",)
        help_texts = {"answer": _("Ghi đã làm gì, kết quả, ngày nào; nếu chưa làm được thì vì sao và khi nào làm.")}
        widgets: ClassVar[dict[str, forms.Widget]] = {"answer": forms.Textarea(attrs={"rows": 6})}

    def limit(self, actor: Actor) -> None:
        """An answer says something."""
        self.fields["answer"].required = True


class ConclusionForm(RecordForm[Finding]):
    """The inspector's last word, which may be left out."""

    class Meta:
        model = Finding
        fields = ("conclusion",)
        widgets: ClassVar[dict[str, forms.Widget]] = {"conclusion": forms.Textarea(attrs={"rows": 4})}


class ReturnForm(ConclusionForm):
    """What is missing still."""

    def limit(self, actor: Actor) -> None:
        """Whoever is asked for more is told for what."""
        self.fields["conclusion"].required = True
