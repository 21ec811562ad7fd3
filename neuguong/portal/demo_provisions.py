"""Provisions of the demonstration's plan of 2023, and how the bloc's organisations carry each of them out: invented."""

from neuguong.core.actor import SYSTEM
from neuguong.directives.actions import Answer, concretise_provisions, list_provisions, return_inapplicable, split
from neuguong.directives.models import PLAN_KINDS, Directive, Inapplicable, Provision
from neuguong.organisations.queries import by_code

_NUMBER = "95-KH/ĐUK"
_UPPER = """
I- Học tập, quán triệt
1. Tổ chức học tập chuyên đề năm 2023 về trách nhiệm nêu gương tới toàn thể đảng viên (hạn: 31/03/2023)
2. Đưa nội dung chuyên đề vào sinh hoạt chi bộ, mỗi quý một buổi
II- Làm theo
1. Đăng ký bản cam kết tu dưỡng, rèn luyện, phấn đấu năm 2023 gắn với chức trách được giao (hạn: 31/03/2023)
2. Đăng ký và thực hiện ít nhất một mô hình học tập và làm theo Bác
3. Chọn một vấn đề bức xúc, nổi cộm để tập trung giải quyết
III- Nêu gương, tuyên truyền, kiểm tra
1. Xây dựng chuẩn mực nêu gương của người đứng đầu
2. Phối hợp với công đoàn, đoàn thanh niên tuyên truyền gương người tốt, việc tốt
3. Kiểm tra, giám sát ít nhất một cuộc về việc học tập và làm theo Bác (thực hiện: Ủy ban kiểm tra; hạn: 30/11/2023)
"""
_LOWER = {
    "I.1": "Tổ chức học tập chuyên đề về trách nhiệm nêu gương trong quý I (thực hiện: cấp ủy; hạn: 31/03/2023)",
    "I.2": "Sinh hoạt chuyên đề mỗi quý một buổi, do cấp ủy viên chuẩn bị",
    "II.1": "Đảng viên ký bản cam kết năm 2023, chi bộ xác nhận (hạn: 15/03/2023)",
    "II.2": "Đăng ký một mô hình gắn với nhiệm vụ chuyên môn của đơn vị",
    "II.3": "Giải quyết dứt điểm một việc còn tồn đọng lâu ngày của đơn vị",
    "III.1": "Niêm yết chuẩn mực nêu gương của người đứng đầu tại nơi làm việc",
    "III.2": "Cùng công đoàn, đoàn thanh niên giới thiệu gương tốt mỗi tháng",
    "III.3": "Tự kiểm tra việc thực hiện kế hoạch trước sơ kết (hạn: 30/11/2023)",
}
# Of each so many plans one leaves these out, or says why the item does not apply.
_LEFT_OUT = {"II.3": 6, "III.1": 9, "III.3": 11}
_NOT_APPLICABLE = ("III.2", 8, "Đơn vị chưa thành lập tổ chức đoàn thanh niên")
_RETURNED = "Đơn vị có công đoàn cơ sở; đề nghị phối hợp với công đoàn và đưa vào kế hoạch."


def carry_out() -> int:
    """Number the bloc's plan and let its organisations answer; return how many plans do."""
    asked = Directive.objects.filter(number=_NUMBER, organisation=by_code("DUK")).first()
    if asked is None:
        return 0
    list_provisions(actor=SYSTEM, directive=asked, items=split(_UPPER))
    uppers = dict(Provision.objects.filter(directive=asked).values_list("number", "pk"))
    plans = Directive.objects.filter(concretises=asked, kind__in=PLAN_KINDS).select_related("organisation")
    for index, plan in enumerate(plans.order_by("organisation__code"), 1):
        _answer(plan, uppers, index)
    said = Inapplicable.objects.select_related("organisation__parent", "upper").order_by("pk").first()
    if said is not None:
        said.returned = _RETURNED
        return_inapplicable(actor=SYSTEM, said=said)
    return len(plans)


def _answer(plan: Directive, uppers: dict[str, int], index: int) -> None:
    aside, every, reason = _NOT_APPLICABLE
    told = {number: text for number, text in _LOWER.items() if index % _LEFT_OUT.get(number, 99)}
    if not index % every:
        del told[aside]
    text = "\n".join(f"{place}. {text}" for place, text in enumerate(told.values(), 1))
    list_provisions(actor=SYSTEM, directive=plan, items=split(text))
    own = list(Provision.objects.filter(directive=plan).order_by("place").values_list("pk", flat=True))
    answers = {uppers[number]: Answer(frozenset({pk})) for number, pk in zip(told, own, strict=True)}
    if not index % every:
        answers[uppers[aside]] = Answer(reason=reason)
    concretise_provisions(actor=SYSTEM, plan=plan, answers=answers)
