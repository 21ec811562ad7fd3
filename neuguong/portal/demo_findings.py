"""What the demonstration's inspectors found: invented, in the days before loading, by the ordinary actions."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Model

from neuguong.accounts.models import User
from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.directives.actions import answer_finding, assign_finding, close_finding, raise_finding, return_finding
from neuguong.directives.models import Finding, FindingSort, Task
from neuguong.organisations.models import Grant, Organisation, Role
from neuguong.organisations.queries import actor_for


@dataclass(frozen=True)
class Noted:
    """One finding: at whom, when, what; `then` names what followed, in order."""

    code: str
    before: int
    due: int
    text: str
    then: tuple[str, ...] = ()
    sort: FindingSort = FindingSort.RECOMMENDATION
    on_task: bool = False


_ANSWER = "Đã thực hiện, kết quả ghi trong biên bản sinh hoạt gần nhất; văn bản lưu tại Văn phòng."
_MORE = "Gửi kèm văn bản đã ban hành, sau đó xác nhận."
_FOUND = (
    Noted(
        "SYT.06",
        12,
        20,
        "Sổ biên bản chưa ghi thành phần vắng có lý do của hai buổi sinh hoạt. "
        "Ghi bổ sung, và từ nay ghi ngay tại buổi sinh hoạt.",
    ),
    Noted(
        "SYT",
        18,
        25,
        "Kế hoạch học tập và làm theo của năm chưa phân công người theo dõi từng nội dung. "
        "Phân công bằng văn bản, gửi các chi bộ trực thuộc.",
        ("assign",),
    ),
    Noted(
        "SYT",
        40,
        -8,
        "Nhiệm vụ đã quá hạn mà chưa ghi ngày hoàn thành, kết quả. Rà soát, ghi kết quả hoặc lý do chậm.",
        ("answer",),
        on_task=True,
    ),
    Noted(
        "SYT",
        60,
        -20,
        "Chưa niêm yết danh mục nội dung nêu gương của người đứng đầu tại nơi làm việc.",
        ("answer", "return"),
    ),
    Noted(
        "SYT.06",
        75,
        -30,
        "Duy trì tốt lịch sinh hoạt chuyên đề hằng quý; nên gửi tài liệu trước ít nhất ba ngày.",
        ("answer", "close"),
        FindingSort.REMARK,
    ),
)


def find() -> int:
    """Note the findings of the demonstration and let happen what followed; return how many there are."""
    inspector = _holder(Role.INSPECTOR)
    for one in _FOUND if inspector else ():
        place = Organisation.objects.filter(code=one.code).first()
        secretary = _holder(Role.SECRETARY, one.code)
        if inspector and place and secretary:
            _play(one, place, inspector, secretary)
    return Finding.objects.count()


def _play(one: Noted, place: Organisation, inspector: Actor, secretary: Actor) -> None:
    day = clock.today() - dt.timedelta(days=one.before)
    subject: Model = place
    if one.on_task:
        subject = Task.objects.filter(organisation=place, done_on=None).order_by("pk").first() or place
    about = {"subject_kind": subject._meta.label_lower, "subject_id": subject.pk}
    said = {"sort": one.sort, "text": one.text, "raised_on": day, "due": clock.today() + dt.timedelta(days=one.due)}
    finding = raise_finding(actor=inspector, finding=Finding(organisation=place, **about, **said))
    for step in one.then:
        if step == "assign":
            assign_finding(actor=secretary, finding=finding)
        elif step == "answer":
            finding.answer = _ANSWER
            answer_finding(actor=secretary, finding=finding)
        elif step == "return":
            finding.conclusion = _MORE
            return_finding(actor=inspector, finding=finding)
        else:
            close_finding(actor=inspector, finding=finding)


def _holder(role: Role, code: str | None = None) -> Actor | None:
    """Return who holds a role in the demonstration, at the organisation with `code` where one is given."""
    grants = Grant.objects.filter(role=role, **({"organisation__code": code} if code else {}))
    user = User.objects.filter(pk__in=grants.values("user_id")).order_by("pk").first()
    return actor_for(user) if user else None
