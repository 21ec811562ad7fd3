"""Forms of rounds, nominations and awards."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from neuguong.campaigns import periods
from neuguong.commendations import rules
from neuguong.commendations.models import Award, Nomination, Round, Subject
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations import rules as organisations
from neuguong.ui.forms import M, RecordForm


class RoundForm(RecordForm[Round]):
    """A round; the days of its stage are filled in where none are written."""

    class Meta:
        model = Round
        fields = ("name", "stage", "since", "until")

    def limit(self, actor: Actor) -> None:
        """Say how a stage is written."""
        self.fields["name"].label = _("Tên đợt")
        self.fields["stage"].help_text = _(
            "Ví dụ 2021..2023, 2023, 2023-H1. Khen thưởng của đợt tính vào giai đoạn này."
        )
        self.fields["since"].help_text = _("Để trống thì lấy ngày đầu của giai đoạn.")
        self.fields["until"].help_text = _("Để trống thì lấy ngày cuối của giai đoạn.")

    def clean_stage(self) -> str:
        """Read the stage; its code is what is stored."""
        text = str(self.cleaned_data["stage"]).strip()
        if not text:
            return ""
        try:
            return periods.parse_loosely(text).code
        except Refusal as refusal:
            raise ValidationError(refusal.message) from refusal

    def clean(self) -> dict[str, Any]:
        """Take the days of the stage where none are written."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("stage"):
            period = periods.parse(said["stage"])
            said["since"], said["until"] = said.get("since") or period.start, said.get("until") or period.end
        return said


class _OfSomeone(RecordForm[M]):
    """Whom it is about: a collective by its name, or a person, whose name comes from the lists."""

    def limit(self, actor: Actor) -> None:
        """Offer the organisations that the actor writes for, the people and the rounds that they see."""
        self.offer("organisation", organisations.writable_by(actor), "writable")
        self.offer("round", rules.rounds_visible_to(actor), "round", key="")
        self.fields["person"].label = _("Người trong danh sách")
        self.fields["person"].help_text = _("Khi là cá nhân có trong danh sách người của đơn vị.")
        self.offer_seen("person", organisations.people_visible_to(actor), "person")
        self.fields["name"].required = False
        self.fields["name"].help_text = _("Tên tập thể, hoặc họ và tên; để trống thì lấy tên của người đã chọn.")

    def clean(self) -> dict[str, Any]:
        """Take the person's name where none is written; a collective is no person."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        person = said.get("person")
        if person and said.get("subject") == Subject.COLLECTIVE:
            self.add_error("subject", _("Đã chọn người trong danh sách thì đối tượng là cá nhân."))
        if not said.get("name") and "name" not in self.errors:
            said["name"] = person.full_name if person else ""
            if not person:
                self.add_error("name", _("Cần nhập tên tập thể, hoặc họ và tên."))
        return said


class NominationForm(_OfSomeone[Nomination]):
    """Who is put forward, by whom, to which level."""

    class Meta:
        model = Nomination
        fields = (
            "round",
            "organisation",
            "subject",
            "person",
            "name",
            "target",
            "nominated_on",
            "form",
            "merit",
            "outcome",
        )

    def limit(self, actor: Actor) -> None:
        """Say what is asked for."""
        super().limit(actor)
        self.fields["form"].help_text = _("Hình thức đề nghị, ví dụ: giấy khen, bằng khen.")
        self.fields["merit"].help_text = _("Việc đã làm, trước và sau khác nhau ra sao, bằng số nếu có.")
        self.fields["outcome"].help_text = _("Để trống khi còn xét.")


class AwardForm(_OfSomeone[Award]):
    """To whom, by which body, in which form, by which decision."""

    class Meta:
        model = Award
        fields = (
            "organisation",
            "subject",
            "person",
            "name",
            "body",
            "form",
            "decision_number",
            "decided_on",
            "round",
            "merit",
        )

    def limit(self, actor: Actor) -> None:
        """Say whose organisation and which body are meant."""
        super().limit(actor)
        self.fields["organisation"].label = _("Tổ chức của tập thể, cá nhân được khen")
        self.fields["body"].help_text = _("Mã hoặc tên tổ chức; cơ quan ngoài hệ thống thì ghi đủ tên.")
        self.fields["form"].help_text = _("Ví dụ: Giấy khen, Bằng khen, Biểu dương.")
