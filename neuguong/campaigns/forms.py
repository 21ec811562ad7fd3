"""Forms of rules of what is owed, and of excuses."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from neuguong.campaigns.duties import KINDS
from neuguong.campaigns.models import DutyRule, Excuse
from neuguong.core.actor import Actor
from neuguong.organisations import rules as organisations
from neuguong.organisations.models import Group, Kind
from neuguong.ui.forms import RecordForm


class DutyRuleForm(RecordForm[DutyRule]):
    """What is owed, by whom, how often, by when."""

    kind = forms.ChoiceField(label=_("Việc"))
    org_kinds = forms.MultipleChoiceField(
        label=_("Loại tổ chức"), choices=Kind.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = DutyRule
        fields = (
            "organisation",
            "kind",
            "label",
            "source",
            "since",
            "until",
            "per",
            "times",
            "documents",
            "anchor",
            "month",
            "day",
            "days",
            "unit",
            "rolls",
            "owed_on",
            "remind_before",
            "remind_after",
            "org_kinds",
            "group",
            "who",
            "person_group",
            "post",
        )
        labels = {"per": _("Bao lâu một lần"), "since": _("Áp dụng từ ngày"), "until": _("Áp dụng đến ngày")}
        help_texts = {
            "label": _("Để trống thì lấy tên loại việc."),
            "source": _("Số, ngày văn bản đặt ra việc này."),
            "since": _("Áp dụng cho kỳ, văn bản bắt đầu từ ngày này. Để trống: từ trước đến nay."),
            "until": _("Ghi ngày cuối để kết thúc; các kỳ trước vẫn tính theo quy định này."),
            "documents": _(
                "Số ký hiệu, cách nhau bằng dấu chấm phẩy. Để trống: các kế hoạch của tổ chức cụ thể hóa văn bản "
                "cấp trên."
            ),
            "month": _("Chỉ ghi khi hạn là một ngày trong năm."),
            "days": _("Số ngày đếm thêm sau mốc tính hạn."),
            "remind_before": _("Các số cách nhau bằng dấu chấm phẩy, ví dụ 7; 1. Để trống: không nhắc trước hạn."),
            "remind_after": _("Ví dụ 1; 7; 30. Để trống: không nhắc sau hạn."),
            "who": _("Chỉ dùng cho việc của từng người."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [("", _("Chọn")), *KINDS.choices]  # type: ignore[attr-defined]
        self.fields["org_kinds"].help_text = _("Không chọn loại nào: mọi loại tổ chức.")

    def limit(self, actor: Actor) -> None:
        """Offer the organisations where the actor is officer, and the groups."""
        self.offer("organisation", organisations.foundable_by(actor), "foundable")
        self.offer("group", Group.objects.order_by("name"), "group", key="")


class ExcuseForm(RecordForm[Excuse]):
    """Why something need not be done."""

    class Meta:
        model = Excuse
        fields = ("sort", "reason")
        labels = {"sort": _("Ghi là"), "reason": _("Lý do")}
