"""A choice between two people's versions of a record, field by field."""

from collections.abc import Iterator
from typing import Any

import pytest

from neuguong.audit.models import Reading
from neuguong.commitments.models import Commitment
from neuguong.core import clock
from neuguong.initiatives.models import Initiative
from tests.bloc import DAY, Bloc, found_bloc
from tests.conftest import MOMENT
from tests.sides import choice

EDIT = "initiatives:edit"
OPENED = {
    "organisation": "DSO",
    "code": "MH-07",
    "name": "Một cửa thân thiện",
    "holder": "collective",
    "level": "grassroots",
    "registered_on": "05/03/2023",
    "baseline": "30 phút",
    "target": "15 phút",
    "result": "12 phút",
}
SECRET, OTHER_SECRET = "Bớt nóng nảy khi tiếp dân", "Đọc một cuốn sách mỗi tháng"


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        yield found_bloc()


@pytest.fixture
def record(bloc: Bloc) -> Initiative:
    assert bloc.send("cell", "initiatives:create", said=OPENED).status_code == 302
    return Initiative.objects.get()


def edited(bloc: Bloc, name: str, record: Initiative, version: int = 1, **typed: Any) -> Any:
    return bloc.send(name, EDIT, record.pk, said={**OPENED, **typed, "version": version})


def told(page: Any) -> dict[str, tuple[str | None, str, str, str]]:
    return {one.name: (one.opened, one.now, one.typed, one.chosen) for one in page.context["differences"]}


def test_each_field_tells_what_was_is_and_was_typed(bloc: Bloc, record: Initiative) -> None:
    edited(bloc, "secretary", record, result="11 phút", registered_on="06/03/2023")
    page = edited(bloc, "cell", record, result="9 phút", target="10 phút")
    assert told(page) == {
        "result": ("12 phút", "11 phút", "9 phút", ""),
        "target": ("15 phút", "15 phút", "10 phút", "mine"),
        "registered_on": ("05/03/2023", "06/03/2023", "05/03/2023", "theirs"),
    }
    words = page.content.decode()
    assert "Cả hai cùng sửa" in words
    assert "Secretary, " in words
    record.refresh_from_db()
    assert (record.result, record.target, record.version) == ("11 phút", "15 phút", 2)


def test_a_form_without_its_version_is_stale_and_saves_nothing(bloc: Bloc, record: Initiative) -> None:
    answer = bloc.send("cell", EDIT, record.pk, said={**OPENED, "result": "9 phút"})
    assert answer.status_code == 409
    assert "9 phút" in answer.content.decode()
    record.refresh_from_db()
    assert (record.result, record.version) == ("12 phút", 1)


@pytest.mark.parametrize(("take", "kept"), [("mine", "9 phút"), ("theirs", "11 phút")])
def test_one_of_both_is_kept_as_chosen(bloc: Bloc, record: Initiative, take: str, kept: str) -> None:
    edited(bloc, "secretary", record, result="11 phút", registered_on="06/03/2023")
    page = edited(bloc, "cell", record, result="9 phút", target="10 phút")
    assert bloc.send("cell", EDIT, record.pk, said=choice(page, result=take)).status_code == 302
    record.refresh_from_db()
    assert (record.result, record.target, record.registered_on.day, record.version) == (kept, "10 phút", 6, 3)


def test_nothing_is_saved_before_each_choice_is_made(bloc: Bloc, record: Initiative) -> None:
    edited(bloc, "secretary", record, result="11 phút")
    page = edited(bloc, "cell", record, result="9 phút")
    again = bloc.send("cell", EDIT, record.pk, said=choice(page))
    assert again.status_code == 409
    assert "Chọn một trong hai bản." in again.content.decode()
    assert told(again) == told(page) == {"result": ("12 phút", "11 phút", "9 phút", "")}
    assert bloc.send("cell", EDIT, record.pk, said=choice(again, result="mine")).status_code == 302


def test_a_third_change_asks_again_and_loses_nothing(bloc: Bloc, record: Initiative) -> None:
    edited(bloc, "secretary", record, result="11 phút")
    page = edited(bloc, "cell", record, result="9 phút", target="10 phút")
    edited(bloc, "secretary", record, version=2, result="8 phút")
    again = bloc.send("cell", EDIT, record.pk, said=choice(page, result="mine"))
    assert again.status_code == 409
    assert told(again)["result"] == ("12 phút", "8 phút", "9 phút", "")
    assert told(again)["target"] == ("15 phút", "15 phút", "10 phút", "mine")
    assert bloc.send("cell", EDIT, record.pk, said=choice(again, result="mine")).status_code == 302
    record.refresh_from_db()
    assert (record.result, record.target) == ("9 phút", "10 phút")


def test_who_typed_the_same_has_nothing_to_choose(bloc: Bloc, record: Initiative) -> None:
    edited(bloc, "secretary", record, result="11 phút")
    page = edited(bloc, "cell", record, result="11 phút")
    assert page.status_code == 409
    assert told(page) == {}
    assert "không cần lưu nữa" in page.content.decode()


def test_what_does_not_fit_together_comes_back_on_the_form(bloc: Bloc, record: Initiative) -> None:
    edited(bloc, "secretary", record, registered_on="10/03/2023")
    page = edited(bloc, "cell", record, recognised_on="07/03/2023")
    answer = bloc.send("cell", EDIT, record.pk, said=choice(page))
    assert answer.status_code == 422
    assert answer.context["form"]["registered_on"].value() == "10/03/2023"
    assert "Ngày công nhận phải bằng hoặc sau ngày đăng ký." in answer.content.decode()
    assert answer.context["form"]["version"].value() == "2"


def test_markup_that_was_typed_is_shown_as_text(bloc: Bloc, record: Initiative) -> None:
    edited(bloc, "secretary", record, result="11 phút")
    page = edited(bloc, "cell", record, result="<script>alert(1)</script>")
    assert "<script>alert" not in page.content.decode()


def test_fields_that_the_log_does_not_tell_are_known_by_the_form(bloc: Bloc) -> None:
    person = bloc.person("Lò Thị Mây", "001")
    form = bloc.open("cell", "organisations:person_edit", person.pk)
    noted = dict(form.context["noted"])
    assert {noted[name] for name in ("opened-organisation", "opened-is_head", "opened-party")} == {
        "Chi bộ Chi cục Dân số (DSO)",
        "Không",
        "",
    }
    assert 'name="opened-is_head" value="Không"' in form.content.decode()
    said = {"full_name": "Lò Thị Mây", "code": "001", "organisation": "DSO", "version": person.version, **noted}
    first = {**said, "party": "Bí thư", "groups": ["civil_servant"]}
    assert bloc.send("secretary", "organisations:person_edit", person.pk, said=first).status_code == 302
    page = bloc.send("cell", "organisations:person_edit", person.pk, said={**said, "state": "Phó"})
    assert page.status_code == 409
    rows = told(page)
    assert rows["party"] == ("", "Bí thư", "", "theirs")
    assert rows["state"] == ("", "", "Phó", "mine")
    assert rows["groups"] == ("", "Công chức", "", "theirs")
    del said["opened-party"]
    page = bloc.send("cell", "organisations:person_edit", person.pk, said=said)
    assert told(page)["party"] == (None, "Bí thư", "", "")


def _signed(bloc: Bloc) -> Commitment:
    person = bloc.person("Lò Thị Mây", "001")
    return Commitment.objects.create(
        person=person, organisation=bloc.places["DSO"], first_year=2023, last_year=2023, signed_on=DAY, content=SECRET
    )


def test_a_sealed_text_is_compared_for_its_readers_alone(bloc: Bloc) -> None:
    record = _signed(bloc)
    said = {"years": "2023", "signed_on": "10/03/2023", "content": OTHER_SECRET, "version": 1}
    assert bloc.send("cell", "commitments:edit", record.pk, said=said).status_code == 302
    page = bloc.send("secretary", "commitments:edit", record.pk, said={**said, "content": "Viết khác"})
    assert told(page)["content"] == (SECRET, OTHER_SECRET, "Viết khác", "")
    before = Reading.objects.count()
    bloc.send("secretary", "commitments:edit", record.pk, said={**said, "content": "Viết khác nữa"})
    assert Reading.objects.count() == before + 1
    for name in ("officer", "sibling", "foreign", "member", "inspector"):
        answer = bloc.send(name, "commitments:edit", record.pk, said={**said, "signed_on": "11/03/2023"})
        assert answer.status_code in {302, 403, 404, 409}
        assert SECRET not in answer.content.decode()
        assert "content" not in ({} if answer.status_code != 409 else told(answer))
    record.refresh_from_db()
    assert record.content == OTHER_SECRET
