"""Sheets of the registers: their keys, what they refer to, and what must hold in each."""

import datetime as dt
from typing import Any

import pytest

from neuguong.activities.models import Attendance, Session
from neuguong.audit.models import Entry
from neuguong.campaigns.models import DeclaredValue
from neuguong.classification.models import Classification
from neuguong.commitments.models import Commitment
from neuguong.directives.models import Directive, Task, TaskStatus
from neuguong.initiatives.models import Exemplar, Initiative
from neuguong.organisations.models import Organisation
from neuguong.organisations.queries import installation
from neuguong.reporting.models import Return
from tests.interchange.books import PEOPLE, Rows, counts, officer, refused, take, taken

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]
DAY = dt.date(2023, 6, 5)
LATER = dt.date(2023, 9, 1)
DIRECTIVE: dict[str, Any] = {
    "Số ký hiệu": "01-KL/TW",
    "Ngày": dt.date(2021, 5, 18),
    "Cơ quan ban hành": "Bộ Chính trị",
    "Loại": "ket luan",
    "Trích yếu": "Về tiếp tục thực hiện Chỉ thị 05",
    "Mã tổ chức": None,
    "Cụ thể hóa văn bản": None,
}
PLAN: dict[str, Any] = {
    "Số ký hiệu": "12-KH/ĐU",
    "Ngày": dt.date(2021, 7, 1),
    "Cơ quan ban hành": "Đảng ủy Sở Y tế",
    "Loại": "Kế hoạch",
    "Trích yếu": "Thực hiện Kết luận 01",
    "Mã tổ chức": "001",
    "Cụ thể hóa văn bản": "01-KL/TW",
}
MODEL: dict[str, Any] = {
    "Mã mô hình": "M01",
    "Mã tổ chức": "001",
    "Tên mô hình": "Ba không",
    "Ngày đăng ký": DAY,
    "Nhân rộng từ": None,
}
SESSION: dict[str, Any] = {"Mã tổ chức": "001", "Ngày": DAY, "Loại": "Học tập", "Nội dung": "Kết luận 01"}


def test_documents_without_a_place_are_the_root_s() -> None:
    taken({"Văn bản": [DIRECTIVE]})
    one = Directive.objects.get()
    assert (one.organisation.code, one.kind, one.issued_by) == ("DUK", "Kết luận", None)
    assert counts(taken({"Văn bản": [DIRECTIVE]})) == (0, 0, 1, 0)


def test_a_document_may_stand_in_several_registers() -> None:
    rows: Rows = [DIRECTIVE, {**DIRECTIVE, "Mã tổ chức": "001"}]
    assert counts(taken({"Văn bản": rows})) == (2, 0, 0, 0)
    assert counts(taken({"Văn bản": rows})) == (0, 0, 2, 0)
    assert "trùng với dòng 2" in refused({"Văn bản": [DIRECTIVE, {**DIRECTIVE, "Mã tổ chức": "DUK"}]}).message


def test_without_a_place_the_only_one_like_it_is_meant() -> None:
    taken({"Văn bản": [{**DIRECTIVE, "Mã tổ chức": "001"}]})
    assert counts(taken({"Văn bản": [DIRECTIVE]}, officer("001"))) == (0, 0, 1, 0)
    other = {**DIRECTIVE, "Số ký hiệu": "02-KL/TW"}
    assert "tổ chức gốc" in refused({"Văn bản": [other]}, officer("002", email="b@example.vn")).message


def test_what_a_plan_carries_out_may_stand_below_it() -> None:
    assert counts(taken({"Văn bản": [PLAN, DIRECTIVE]})) == (2, 0, 0, 0)
    plan = Directive.objects.get(number="12-KH/ĐU")
    assert (plan.concretises, plan.issued_by) == (Directive.objects.get(number="01-KL/TW"), plan.organisation)
    assert counts(taken({"Văn bản": [PLAN, DIRECTIVE]})) == (0, 0, 2, 0)


def test_a_plan_of_a_wrong_document_is_wrong_and_so_is_one_of_none() -> None:
    report = take({"Văn bản": [PLAN, {**DIRECTIVE, "Ngày": "31/02/2021"}]})
    assert [(error.row, error.column) for error in report.errors] == [(2, "Cụ thể hóa văn bản"), (3, "Ngày")]
    assert "ghi rõ số và ngày" in refused({"Văn bản": [PLAN]}).message
    itself = {**PLAN, "Cụ thể hóa văn bản": "12-KH/ĐU"}
    assert "chính nó" in refused({"Văn bản": [itself]}).message


def test_documents_do_not_carry_each_other_out_in_a_ring() -> None:
    chain = [
        {**PLAN, "Số ký hiệu": f"{number}-KH/ĐU", "Cụ thể hóa văn bản": f"{number + 1}-KH/ĐU"} for number in (1, 2)
    ]
    last = {**PLAN, "Số ký hiệu": "3-KH/ĐU", "Cụ thể hóa văn bản": None}
    ring = [*chain, {**last, "Cụ thể hóa văn bản": "1-KH/ĐU"}]
    report = take({"Văn bản": ring})
    assert [(error.row, error.column) for error in report.errors] == [(row, "Cụ thể hóa văn bản") for row in (2, 3, 4)]
    assert all("thành vòng" in error.message for error in report.errors)
    assert not Directive.objects.exists()
    assert counts(taken({"Văn bản": [*chain, last]})) == (3, 0, 0, 0)
    assert "thành vòng" in refused({"Văn bản": ring[2:]}).message
    turned = [{**ring[0], "Cụ thể hóa văn bản": "(xóa)"}, ring[2]]
    assert counts(taken({"Văn bản": turned})) == (0, 2, 0, 0)


def test_a_document_is_looked_for_nearby_first_and_by_its_day() -> None:
    old = {**DIRECTIVE, "Ngày": dt.date(2016, 5, 18), "Trích yếu": "Cũ"}
    own = {**DIRECTIVE, "Ngày": dt.date(2020, 1, 1), "Mã tổ chức": "001"}
    taken({"Văn bản": [DIRECTIVE, old]})
    assert "ghi thêm ngày" in refused({"Văn bản": [PLAN]}).message
    dated = {**PLAN, "Cụ thể hóa văn bản": "01-kl/tw, ngày 18/5/2021"}
    taken({"Văn bản": [dated]})
    assert Directive.objects.get(number="12-KH/ĐU").concretises == Directive.objects.get(date=DIRECTIVE["Ngày"])
    taken({"Văn bản": [own]})
    assert counts(taken({"Văn bản": [dated]})) == (0, 0, 1, 0)
    taken({"Văn bản": [PLAN]})
    assert Directive.objects.get(number="12-KH/ĐU").concretises == Directive.objects.get(date=own["Ngày"])


def test_a_workbook_does_not_say_for_whoever_gave_a_task() -> None:
    """It may send such a task back unchanged; the day of completion is for the organisation above to confirm."""
    above, own = (Organisation.objects.get(code=code) for code in ("001", "0011"))
    said = {"organisation": own, "due": LATER, "start": DAY}
    given = Task.objects.create(title="Sơ kết", assigner=above, **said)
    gone = Task.objects.create(title="Thôi", status="cancelled", **said)
    task = {"Mã tổ chức": "0011", "Nhiệm vụ": "Sơ kết", "Hạn": LATER}
    done = {**task, "Ngày hoàn thành": LATER}
    cell, upper = officer("0011"), officer("001", email="tren@example.vn")
    assert counts(taken({"Nhiệm vụ": [task]}, cell)) == (0, 0, 1, 0)
    for row in (done, {**task, "Thao tác": "Xóa"}):
        assert "do cấp trên giao" in refused({"Nhiệm vụ": [row]}, cell).message
    early = {**task, "Hạn": DAY - dt.timedelta(days=1)}
    assert "trước ngày bắt đầu" in refused({"Nhiệm vụ": [early]}, upper).message
    assert "đã hủy" in refused({"Nhiệm vụ": [{**done, "Nhiệm vụ": "Thôi"}]}, cell).message
    assert counts(taken({"Nhiệm vụ": [done]}, upper)) == (0, 1, 0, 0)
    given.refresh_from_db()
    assert (given.stage, given.assigner, gone.done_on) == (TaskStatus.ACCEPTED, above, None)


def test_tasks_are_told_apart_by_place_words_and_document() -> None:
    taken({"Văn bản": [DIRECTIVE]})
    task = {"Mã tổ chức": "0011", "Nhiệm vụ": "Sơ kết", "Hạn": DAY, "Văn bản": None}
    cited = {**task, "Văn bản": "01-KL/TW"}
    assert counts(taken({"Nhiệm vụ": [task, cited]})) == (2, 0, 0, 0)
    assert counts(taken({"Nhiệm vụ": [{**task, "Hạn": LATER}, cited]})) == (0, 1, 1, 0)
    assert set(Task.objects.values_list("due", "directive__number")) == {(LATER, None), (DAY, "01-KL/TW")}
    assert (
        "trùng với dòng 2" in refused({"Nhiệm vụ": [cited, {**task, "Văn bản": "01-KL/TW, ngày 18/05/2021"}]}).message
    )
    assert refused({"Nhiệm vụ": [{**task, "Văn bản": "9-KH"}]}).column == "Văn bản"


def test_sessions_have_counts_that_fit() -> None:
    assert counts(taken({"Sinh hoạt": [{**SESSION, "Phải dự": 30, "Có mặt": "28"}]})) == (1, 0, 0, 0)
    assert "lớn hơn số phải dự" in refused({"Sinh hoạt": [{**SESSION, "Có mặt": 31}]}).message
    assert refused({"Sinh hoạt": [{**SESSION, "Phải dự": 10**12}]}).column == "Phải dự"
    assert refused({"Sinh hoạt": [{**SESSION, "Có mặt": -1}]}).column == "Có mặt"
    assert refused({"Sinh hoạt": [{**SESSION, "Có mặt": 2.5}]}).column == "Có mặt"
    assert counts(taken({"Sinh hoạt": [{**SESSION, "Loại": "Chuyên đề"}]})) == (1, 0, 0, 0)


def test_attendance_belongs_to_a_session_that_is_there() -> None:
    roll = {"Mã tổ chức": "001", "Ngày": DAY, "Nội dung": "kết luận 01", "Mã người": "0001", "Có mặt": "có"}
    assert "nhập ở trang Sinh hoạt" in refused({"Điểm danh": [roll]}).message
    assert counts(taken({"Điểm danh": [roll], "Sinh hoạt": [SESSION]})) == (2, 0, 0, 0)
    assert counts(taken({"Điểm danh": [{**roll, "Có mặt": "Có lý do"}]})) == (0, 1, 0, 0)
    assert Attendance.objects.get().presence == "excused"
    assert Entry.objects.get(event="attendance.changed").organisation_id == Session.objects.get().organisation_id
    assert "không có ai" in refused_attendance(roll)
    assert "điểm danh" in refused({"Sinh hoạt": [{**SESSION, "Thao tác": "Xóa"}]}).found
    gone = {"Thao tác": "Xóa"}
    assert counts(taken({"Sinh hoạt": [{**SESSION, **gone}], "Điểm danh": [{**roll, **gone}]})) == (0, 2, 0, 0)


def refused_attendance(roll: dict[str, Any]) -> str:
    """Say, as the secretary of another place, that nobody of theirs is meant by the record with this number."""
    own = {**SESSION, "Mã tổ chức": "002"}
    actor = officer("002")
    taken({"Sinh hoạt": [own]}, actor)
    number = f"{installation().mark}-{Attendance.objects.get().pk}"
    return refused({"Điểm danh": [{**roll, "Mã tổ chức": "002", "Mã bản ghi": number}]}, actor).message


def test_an_issue_is_resolved_after_it_was_raised() -> None:
    issue = {"Mã tổ chức": "001", "Vấn đề": "Đường", "Ngày nêu": DAY, "Ngày giải quyết": dt.date(2023, 1, 1)}
    assert refused({"Vấn đề": [issue]}).column == "Ngày giải quyết"


def test_a_commitment_stands_where_the_person_belonged() -> None:
    taken({"Người": [{**PEOPLE[0], "Mã tổ chức": "002", "Từ ngày": DAY}]})
    rows: Rows = [
        {"Mã người": "0001", "Năm": 2023, "Ngày ký": dt.date(2023, 1, 5)},
        {"Mã người": "0001", "Năm": "2021-2025", "Ngày ký": LATER},
        {"Mã người": "0001", "Năm": "Năm 2019", "Ngày ký": None},
    ]
    assert counts(taken({"Cam kết": rows})) == (3, 0, 0, 0)
    found = Commitment.objects.order_by("first_year").values_list("organisation__code", "first_year", "last_year")
    assert list(found) == [("0011", 2019, 2019), ("002", 2021, 2025), ("0011", 2023, 2023)]
    assert counts(taken({"Cam kết": [{"Mã người": "0001", "Năm": 2023, "Kết quả": "dat mot phan"}]})) == (0, 1, 0, 0)
    assert Commitment.objects.get(first_year=2023).result == "partly"


def test_wrong_commitments() -> None:
    assert refused({"Cam kết": [{"Mã người": "0001", "Năm": "2025-2021"}]}).column == "Năm"
    assert refused({"Cam kết": [{"Mã người": "0001", "Năm": "20233"}]}).column == "Năm"
    assert refused({"Cam kết": [{"Mã người": "1", "Năm": 2023}]}).column == "Mã người"
    assert "không có ai" in refused({"Cam kết": [{"Mã người": "0002", "Năm": 2023}]}, officer("001")).message


def test_a_model_follows_one_of_another_organisation_anywhere_in_the_file() -> None:
    follower = {**MODEL, "Mã mô hình": "M02", "Mã tổ chức": "002", "Nhân rộng từ": "M01"}
    assert counts(taken({"Mô hình": [follower, MODEL]})) == (2, 0, 0, 0)
    assert Initiative.objects.get(code="M02").adopted_from == Initiative.objects.get(code="M01")
    own = {**MODEL, "Mã mô hình": "M03", "Nhân rộng từ": "M01"}
    assert "của tổ chức khác" in refused({"Mô hình": [own]}).message
    assert (
        "của tổ chức khác"
        in refused({"Mô hình": [{**own, "Nhân rộng từ": "M04"}, {**MODEL, "Mã mô hình": "M04"}]}).message
    )
    assert refused({"Mô hình": [{**follower, "Nhân rộng từ": "M99"}]}).found == "M99"
    assert refused({"Mô hình": [{**MODEL, "Thao tác": "Xóa"}]}).found == "mô hình"
    cleared = {**follower, "Nhân rộng từ": "(xóa)"}
    assert counts(taken({"Mô hình": [cleared, {**MODEL, "Thao tác": "Xóa"}]})) == (0, 2, 0, 0)


def test_a_model_is_recognised_after_it_was_registered() -> None:
    assert refused({"Mô hình": [{**MODEL, "Ngày công nhận": dt.date(2023, 1, 1)}]}).column == "Ngày công nhận"
    taken({"Mô hình": [{**MODEL, "Ngày công nhận": LATER}]})
    assert refused({"Mô hình": [{**MODEL, "Ngày đăng ký": dt.date(2024, 1, 1)}]}).column == "Ngày công nhận"


def test_the_origin_of_another_s_model_stays_theirs() -> None:
    taken({"Mô hình": [MODEL]})
    actor = officer("002")
    assert "không phụ trách" in refused({"Mô hình": [{**MODEL, "Mã tổ chức": "002"}]}, actor).message
    follower = {**MODEL, "Mã mô hình": "M02", "Mã tổ chức": "002", "Nhân rộng từ": "M01"}
    assert counts(taken({"Mô hình": [follower]}, actor)) == (1, 0, 0, 0)


def test_exemplars_and_ranks() -> None:
    exemplar = {"Mã tổ chức": "001", "Đối tượng": "ca nhan", "Tên": "Lê Thị Mây", "Ngày đăng ký": DAY}
    taken({"Điển hình": [{**exemplar, "Mã người": "0001"}]})
    assert counts(taken({"Điển hình": [{**exemplar, "Cấp đăng ký": "Tỉnh"}]})) == (0, 1, 0, 0)
    assert Exemplar.objects.get().level == "province"
    rank = {"Mã tổ chức": "001", "Năm": 2023, "Mức quyết định": "HTXSNV", "Điểm": "95,5"}
    assert counts(taken({"Xếp loại": [rank, {**rank, "Mã người": "0001"}]})) == (2, 0, 0, 0)
    assert counts(taken({"Xếp loại": [rank, {**rank, "Mã người": "0001"}]})) == (0, 0, 2, 0)
    assert "0 đến 100" in refused({"Xếp loại": [{**rank, "Điểm": 101}]}).message
    assert "chữ số thập phân" in refused({"Xếp loại": [{**rank, "Điểm": 95.55}]}).message
    assert refused({"Xếp loại": [{**rank, "Năm": "2021-2022"}]}).column == "Năm"
    assert Classification.objects.filter(person=None).count() == 1


def test_declared_figures_send_their_return() -> None:
    declared = {"Mã tổ chức": "001", "Kỳ": "2023-q3", "Mã chỉ tiêu": "study_visits", "Giá trị": 120}
    assert counts(taken({"Số liệu": [declared]})) == (1, 0, 0, 0)
    one = Return.objects.get()
    assert (one.period, one.sent_on is not None) == ("2023-Q3", True)
    month = {**declared, "Kỳ": dt.date(2023, 7, 1)}
    taken({"Số liệu": [month]})
    assert set(DeclaredValue.objects.values_list("period", flat=True)) == {"2023-Q3", "2023-07"}
    for wrong, column in (
        ({"Kỳ": "2023-13"}, "Kỳ"),
        ({"Kỳ": "quý ba"}, "Kỳ"),
        ({"Mã chỉ tiêu": "happiness"}, "Mã chỉ tiêu"),
        ({"Giá trị": -1}, "Giá trị"),
        ({"Giá trị": 1.5}, "Giá trị"),
        ({"Giá trị": 10**14}, "Giá trị"),
        ({"Giá trị": "nhiều"}, "Giá trị"),
    ):
        assert refused({"Số liệu": [{**declared, **wrong}]}).column == column
