"""What an import tells: who names by code what lies beyond is answered as if it were not there.

Rows of all kinds name a foreign person, organisation or model by the very code; then the same rows name what nobody
has ever been called. Reports have to be the same, and no page of the own place may show anything new after.
"""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest

from neuguong.core.actor import Actor
from neuguong.interchange.actions import Report
from neuguong.interchange.kinds import KINDS
from neuguong.organisations.models import Organisation
from neuguong.organisations.queries import actor_for
from tests.access.asking import ask
from tests.access.leaks import given_away
from tests.access.table import some
from tests.access.test_leaks import own_pages
from tests.access.world import CODES, World, markers
from tests.interchange.books import take
from tests.undoing import undone

pytestmark = pytest.mark.django_db
DAY = dt.date(2023, 4, 5)
OWN = {"Mã tổ chức": CODES["own"]}
PERSON, NOBODY, NOWHERE = "N-foreign", "N-nobodyy", "NAW"
ROUND = {"Đợt": "zqallround"}
MERIT = {"Đối tượng": "Cá nhân", "Tên": "Ai đó"}
# Each kind of row that names a person by code, with whom to be put in.
OF_PEOPLE: dict[str, dict[str, Any]] = {
    "Điểm danh": {**OWN, "Ngày": dt.date(2023, 3, 10), "Nội dung": "zqownsession", "Có mặt": "Có mặt"},
    "Cam kết": {"Năm": "2022", "Ngày ký": DAY},
    "Điển hình": {**OWN, **MERIT, "Ngày đăng ký": DAY},
    "Đề nghị": {**OWN, **ROUND, **MERIT, "Cấp đề nghị": "Cấp trên", "Ngày đề nghị": DAY},
    "Khen thưởng": {**OWN, **MERIT, "Hình thức": "Giấy khen", "Cơ quan khen": "Tỉnh ủy", "Ngày quyết định": DAY},
    "Xếp loại": {**OWN, "Năm": 2022, "Mức quyết định": "HTT"},
    "Nơi sinh hoạt": {**OWN, "Từ ngày": DAY},
    "Phân quyền": {**OWN, "E-mail": "ai.do@example.org", "Vai trò": "Đảng viên"},
}
# Each kind of row that stands at an organisation.
AT_PLACES: dict[str, dict[str, Any]] = {
    "Văn bản": {"Loại": "Kế hoạch", "Số ký hiệu": "1-KH", "Ngày": DAY, "Trích yếu": "a", "Cơ quan ban hành": "b"},
    "Nhiệm vụ": {"Nhiệm vụ": "Việc", "Hạn": DAY},
    "Sinh hoạt": {"Ngày": DAY, "Loại": "Học tập", "Nội dung": "Buổi"},
    "Vấn đề": {"Vấn đề": "Đường", "Ngày nêu": DAY},
    "Mô hình": {"Mã mô hình": "M-A", "Tên mô hình": "Một cửa", "Ngày đăng ký": DAY},
    "Người": {"Mã người": "N-A", "Họ và tên": "Ai đó"},
    "Số liệu": {"Kỳ": "2022", "Mã chỉ tiêu": "study_visits", "Giá trị": 3},
    **{sheet: {**row, "Mã người": "N-own"} for sheet, row in OF_PEOPLE.items() if "Mã tổ chức" in row},
}

# Models are taken up from anywhere by their code; that is all one learns of the other.
FOLLOWER = {**OWN, **AT_PLACES["Mô hình"], "Nhân rộng từ": "Mforeign"}


def actor(world: World, role: str) -> Actor:
    """Return the actor of a role's account."""
    return actor_for(world.users[role])


def told(report: Report, *typed: str) -> str:
    """Return all that a report says, without what was typed and the number of the import."""
    text = json.dumps({**report.as_json(), "batch": None}, ensure_ascii=False, default=str)
    for word in typed:
        text = text.replace(word, "…")
    return text


def tried(world: World, role: str, sheets: dict[str, list[dict[str, Any]]]) -> Report:
    """Return the report of what is right being written and taken back."""
    with undone():
        return take(sheets, actor(world, role), partial=True)


def naming(person: str) -> dict[str, list[dict[str, Any]]]:
    """Return a row of each kind that names a person."""
    return {sheet: [{**row, "Mã người": person}] for sheet, row in OF_PEOPLE.items()}


def standing(place: str) -> dict[str, list[dict[str, Any]]]:
    """Return a row of each kind at a place, and an organisation below it."""
    below = {"Mã tổ chức": "MOI", "Tên tổ chức": "Chi bộ mới", "Loại": "Chi bộ cơ sở", "Mã cấp trên": place}
    return {**{sheet: [{**row, "Mã tổ chức": place}] for sheet, row in AT_PLACES.items()}, "Tổ chức": [below]}


def test_every_kind_of_row_that_names_a_person_or_a_place_is_asked_about() -> None:
    headings = {kind.sheet: {column.heading for column in kind.columns} for kind in KINDS.values()}
    assert {sheet for sheet, names in headings.items() if "Mã người" in names} == {*OF_PEOPLE, "Người"}
    assert {sheet for sheet, names in headings.items() if "Mã tổ chức" in names} == {*AT_PLACES, "Tổ chức"}


@pytest.mark.parametrize("role", some("secretary", "officer"))
def test_people_beyond_answer_like_nobody(world: World, role: str) -> None:
    theirs, none = tried(world, role, naming(PERSON)), tried(world, role, naming(NOBODY))
    assert len(theirs.errors) >= len(OF_PEOPLE)
    assert told(theirs, PERSON) == told(none, NOBODY)
    assert not markers(told(theirs))


@pytest.mark.parametrize("role", some("secretary", "officer"))
@pytest.mark.parametrize("scope", ["foreign", "sibling"])
def test_places_beyond_answer_like_no_place(world: World, role: str, scope: str) -> None:
    theirs, none = tried(world, role, standing(CODES[scope])), tried(world, role, standing(NOWHERE))
    assert len(theirs.errors) >= len(AT_PLACES)
    assert told(theirs, CODES[scope]) == told(none, NOWHERE)


def test_a_slip_of_the_pen_is_not_mended_towards_what_lies_beyond(world: World) -> None:
    for sheets in (naming(PERSON.upper()), naming(PERSON.lower()), standing(CODES["foreign"].lower())):
        report = tried(world, "secretary", sheets)
        assert PERSON not in told(report)
        assert CODES["foreign"] not in told(report)


def test_a_name_of_several_places_lists_those_that_one_may_be_told_of(world: World) -> None:
    with undone():
        alike = [CODES[scope] for scope in ("own", "foreign", "sibling")]
        Organisation.objects.filter(code__in=alike).update(name="Chi bộ Trùng tên")
        row = {**AT_PLACES["Khen thưởng"], "Cơ quan khen": "Chi bộ Trùng tên"}
        full = take({"Khen thưởng": [{**row, "Mã tổ chức": CODES["parent"]}]}, actor(world, "office"))
        blind = take({"Khen thưởng": [{**row, "Mã tổ chức": CODES["below"]}]}, actor(world, "secretary"))
    assert CODES["foreign"] in told(full)
    assert CODES["foreign"] not in told(blind)


def wholly(world: World, role: str) -> Iterator[str]:
    """Yield what pages give away after all that could be imported was."""
    with undone():
        for sheets in (naming(PERSON), standing(CODES["foreign"])):
            take(sheets, actor(world, role), partial=True)
        assert take({"Mô hình": [FOLLOWER]}, actor(world, role)).created
        for url in own_pages(world):
            leaked = given_away(ask(world, role, "GET", url), role)
            if leaked:
                yield f"{role} {url}: tells {sorted(leaked)}"


@pytest.mark.parametrize("role", some("secretary", "officer"))
def test_no_page_shows_more_after_an_import_that_named_others(world: World, role: str) -> None:
    assert not list(wholly(world, role))


def test_trying_does_not_tell_what_a_commitment_says(world: World) -> None:
    """An officer who tries one result after the other sees no difference between them."""
    row = {"Mã người": "N-own", "Năm": "2023"}
    rows = [{**row, "Kết quả": said} for said in ("Đạt", "Đạt một phần", "Chưa đạt")]
    rows += [{**row, "Nội dung": said} for said in ("zqowncontent", "khác")]
    assert len({told(tried(world, "officer", {"Cam kết": [one]})) for one in rows}) == 1
    assert len({told(tried(world, "secretary", {"Cam kết": [one]})) for one in rows}) == 2
