"""Forms by which provisions are entered and answered."""

import re
from collections.abc import Iterable
from textwrap import shorten
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from neuguong.core.actor import Actor
from neuguong.core.secrecy import mark_in, refusal
from neuguong.directives import queries
from neuguong.directives.actions import Answer
from neuguong.directives.likeness import alike
from neuguong.directives.models import PLAN_KINDS, Directive, Inapplicable, Provision
from neuguong.directives.numbering import Numbered, split
from neuguong.documents.letterheads import committee
from neuguong.organisations import rules as organisations
from neuguong.ui.forms import RecordForm
from neuguong.ui.values import Words

LONGEST_TEXT = 200_000


class ItemsForm(RecordForm[Directive]):
    """A document whose numbered items are one text, pasted or typed, a line for each."""

    text = forms.CharField(
        label=_("Các nội dung, mỗi nội dung bắt đầu bằng số"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
        help_text=_(
            "Dán nguyên phần nội dung của văn bản. Số viết như I-, 1., a) hoặc I.1; dòng không có số nối vào nội dung "
            "ở trên. Cuối nội dung có thể ghi (thực hiện: ai; hạn: 31/12/2023)."
        ),
    )
    items: tuple[Numbered, ...] = ()

    def clean_text(self) -> str:
        """Split the text by its numbers; refuse what is marked secret."""
        text: str = self.cleaned_data["text"]
        self.items = tuple(split(text))
        mark = next((mark for item in self.items if (mark := mark_in(item.text))), "")
        if mark:
            raise forms.ValidationError(refusal(mark))
        return text


class ProvisionsForm(ItemsForm):
    """The numbered items of a document."""

    class Meta:
        model = Directive
        fields = ()

    def limit(self, actor: Actor) -> None:
        """Begin with what the document holds."""
        self.initial.setdefault("text", as_text(queries.provisions_of(self.instance)))


class PlanForm(ItemsForm):
    """A plan that carries out the document above, begun with the items of that."""

    kind = forms.ChoiceField(label=_("Loại"), choices=[(kind, kind) for kind in PLAN_KINDS])

    class Meta:
        model = Directive
        fields = ("organisation", "kind", "number", "date", "abstract")
        labels: ClassVar[dict[str, Any]] = {"organisation": _("Kế hoạch của")}

    def limit(self, actor: Actor) -> None:
        """Offer the organisations that the actor writes for; help with what is to be done with the items."""
        self.offer("organisation", organisations.writable_by(actor), "writable")
        self.fields["text"].help_text = _now(
            "Sửa từng nội dung cho sát đơn vị, thêm (thực hiện: ai; hạn: ngày/tháng/năm). Giữ số của nội dung cấp trên "
            "thì phần mềm tự đối chiếu; bỏ dòng nào thì nội dung ấy còn phải đối chiếu hoặc ghi lý do không áp dụng."
        )

    def clean(self) -> dict[str, Any]:
        """Name who issues it as documents do."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("organisation"):
            self.instance.issuer = committee(found["organisation"].name)
        return found


class ConcretiseForm(RecordForm[Directive]):
    """For each provision above: which of the plan's own carry it out, a word on how, or why it does not apply."""

    class Meta:
        model = Directive
        fields = ()

    def limit(self, actor: Actor) -> None:
        """Ask about each provision of the document above; where nothing is answered yet, begin with the likest."""
        self.uppers = queries.to_answer(self.instance.concretises_id)
        self.own = {row.number: row for row in queries.provisions_of(self.instance)}
        said = queries.answers_of(self.instance)
        self.guesses = {} if said.numbers or said.reasons else self._guesses()
        for upper in self.uppers:
            reason = said.reasons.get(upper.pk)
            self._ask(f"own_{upper.pk}", _("Nội dung của kế hoạch này"), _numbers(said.numbers.get(upper.pk)))
            self._ask(f"word_{upper.pk}", _("Ghi chú"), said.words.get(upper.pk, ""))
            self._ask(f"reason_{upper.pk}", _("Hoặc lý do không áp dụng"), reason.reason if reason else "")
            if upper.pk in self.guesses:
                self.initial[f"own_{upper.pk}"] = self.guesses[upper.pk]
        self.returned = {key: row.returned for key, row in said.reasons.items() if not row.stands}

    def _ask(self, name: str, label: Words, value: str) -> None:
        longest = {"own": 200, "word": 300, "reason": 500}[name.partition("_")[0]]
        widget = forms.TextInput(attrs={"list": "own-provisions"} if name.startswith("own_") else {})
        self.fields[name] = forms.CharField(label=str(label), max_length=longest, required=False, widget=widget)
        self.initial[name] = value

    def _guesses(self) -> dict[int, str]:
        own = {row.pk: row for row in self.own.values()}
        found = alike({row.pk: row.text for row in self.uppers}, {key: row.text for key, row in own.items()})
        return {upper: own[lower].number for upper, lower in found.items()}

    @property
    def groups(self) -> list[tuple[Provision, list[forms.BoundField], str, bool]]:
        """Each provision above with its fields, why its reason was returned, and whether the answer is a guess."""
        names = ("own", "word", "reason")
        return [
            (row, [self[f"{name}_{row.pk}"] for name in names], self.returned.get(row.pk, ""), row.pk in self.guesses)
            for row in self.uppers
        ]

    def clean(self) -> dict[str, Any]:
        """Read the numbers; either they or a reason is given."""
        found: dict[str, Any] = super().clean() or {}
        self.answers: dict[int, Answer] = {}
        for upper in self.uppers:
            numbers, reason = found.get(f"own_{upper.pk}", ""), found.get(f"reason_{upper.pk}", "")
            lowers = self._read(f"own_{upper.pk}", numbers)
            if lowers and reason:
                words = _("Chỉ ghi một trong hai: nội dung cụ thể hóa, hoặc lý do không áp dụng.")
                self.add_error(f"reason_{upper.pk}", words)
            self.answers[upper.pk] = Answer(lowers, found.get(f"word_{upper.pk}", "") if lowers else "", reason)
        return found

    def _read(self, name: str, text: str) -> frozenset[int]:
        keys = {number.lower(): row.pk for number, row in self.own.items()}
        asked = [part.strip().rstrip(".)").lower() for part in re.split(r"[;,\n]", text) if part.strip()]
        strange = next((part for part in asked if part not in keys), None)
        if strange is not None:
            words = _now("Kế hoạch không có nội dung số «%(number)s». Các số đang có: %(known)s.")
            known = "; ".join(self.own) or _now("chưa có")
            self.add_error(name, words % {"number": strange, "known": shorten(known, 200, placeholder=" …")})
            return frozenset()
        return frozenset(keys[part] for part in asked)


class SetAsideForm(RecordForm[Inapplicable]):
    """For which organisation a provision does not apply, and why; where it is said for does not change."""

    class Meta:
        model = Inapplicable
        fields = ("organisation", "reason")
        help_texts: ClassVar[dict[str, Any]] = {
            "reason": _("Ví dụ: đơn vị không có tổ chức đoàn thể; không có chức năng, nhiệm vụ này.")
        }

    def limit(self, actor: Actor) -> None:
        """Offer the organisations that the actor writes for."""
        if self.instance.pk:
            del self.fields["organisation"]
        else:
            self.offer("organisation", organisations.writable_by(actor), "writable")


class ReturnedForm(RecordForm[Inapplicable]):
    """Why a provision does apply after all."""

    returned = forms.CharField(
        label=_("Vì sao nội dung này vẫn áp dụng"), max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )

    class Meta:
        model = Inapplicable
        fields = ()

    def clean(self) -> dict[str, Any]:
        """Bring the words to the record."""
        found: dict[str, Any] = super().clean() or {}
        self.instance.returned = found.get("returned", "")
        return found


def _numbers(found: list[str] | None) -> str:
    return "; ".join(found or ())


def as_text(rows: Iterable[Provision]) -> str:
    """Return provisions as the text from which they are read again."""
    return "\n".join(Numbered(row.number, row.text, row.performer, row.due).line for row in rows)
