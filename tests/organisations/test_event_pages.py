"""Pages of life events: what is offered, the look at consequences, the deed, the lineage, and undoing."""

import datetime as dt
from typing import Any

import pytest

from neuguong.core.actor import SYSTEM
from neuguong.organisations.actions import fold_duplicate, merge_organisations, rename_organisation
from neuguong.organisations.models import Grant, LifeEvent, Organisation
from tests.bloc import Bloc, found_bloc

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
DAY = dt.date(2023, 7, 1)
PAPER = {"date": "01/07/2023", "decision_number": "12-QĐ/ĐUK", "decision_date": "", "decision_body": "Đảng ủy Khối"}
NEW = {"new_name": "Đảng bộ Y tế", "new_code": "YTM", "new_kind": "base_committee", "new_parent": "DUK"}
# Kind: of which organisation, what is typed besides the paper, and a line that the preview has to show.
SENT: dict[str, tuple[str, dict[str, str], str]] = {
    "renamed": ("BAO", {"name": "Chi bộ Báo và Đài"}, "Không có số nào thay đổi"),
    "kind_changed": ("BAO", {"kind": "base_committee", "name": "Đảng bộ Báo"}, "Chi bộ Báo tỉnh"),
    "moved": ("DSO", {"parent": "BAO"}, "Chi bộ Chi cục Dân số"),
    "merged": ("BAO", {"into": "YTE"}, "Vai trò đang có"),
    "split": (
        "YTE",
        {
            "heir0_new_name": "Đảng bộ Một",
            "heir0_new_code": "M1",
            "heir0_new_kind": "base_committee",
            "heir0_new_parent": "DUK",
            "rest": "0",
            "ends": "on",
        },
        "Đảng bộ Một",
    ),
    "dissolved": ("BAO", {"rest": "YTE"}, "Vai trò đang có"),
    "folded": ("BAO", {"real": "YTE"}, "tổ chức nhận"),
    "superior": ("DUK", {"name": "Đảng bộ tỉnh", "code": "TINH", "kind": "province"}, "Đảng bộ tỉnh"),
}


@pytest.fixture
def bloc() -> Bloc:
    return found_bloc()


def sent(bloc: Bloc, kind: str, **more: str) -> dict[str, str]:
    return {**PAPER, **SENT[kind][1], **more}


@pytest.mark.parametrize("kind", list(SENT))
def test_an_event_is_looked_at_before_it_is_done(bloc: Bloc, kind: str) -> None:
    code, _said, words = SENT[kind]
    pk = bloc.places[code].pk
    empty = bloc.open("officer", "organisations:event", pk, kind, place="DUK")
    assert empty.status_code == 200
    preview = bloc.send("officer", "organisations:event", pk, kind, said=sent(bloc, kind), place="DUK")
    assert preview.status_code == 200, preview.context["form"].errors
    assert words in preview.content.decode()
    assert not LifeEvent.objects.exists()
    again = bloc.send("officer", "organisations:event", pk, kind, said=sent(bloc, kind, edit="1"), place="DUK")
    assert "12-QĐ/ĐUK" in again.content.decode()
    done = bloc.send("officer", "organisations:event", pk, kind, said=sent(bloc, kind, confirmed="1"), place="DUK")
    assert done.status_code == 302
    assert LifeEvent.objects.get().decision_body == "Đảng ủy Khối"


def test_a_merger_into_a_new_body_carries_roles(bloc: Bloc) -> None:
    said = {**PAPER, **NEW, "carry_grants": "on", "confirmed": "1"}
    done = bloc.send("officer", "organisations:event", bloc.places["BAO"].pk, "merged", said=said, place="DUK")
    assert done.status_code == 302, done.context["form"].errors
    into = Organisation.objects.get(code="YTM")
    assert Grant.objects.get(organisation=into).user == bloc.users["foreign"]


def test_a_look_tells_whose_roles_reach_further_or_no_longer(bloc: Bloc) -> None:
    """The secretary of BAO reaches what goes below it, that of YTE no longer; a new body is news to nobody."""
    said = {**PAPER, "parent": "BAO"}
    preview = bloc.send("officer", "organisations:event", bloc.places["DSO"].pk, "moved", said=said, place="DUK")
    shifts = preview.context["preview"].shifts
    gained = [(one.who, one.role, one.over) for one in shifts if one.is_gained]
    assert gained == [(str(bloc.users["foreign"]), "Bí thư", ["Chi bộ Chi cục Dân số"])]
    assert "thêm quyền" in preview.content.decode()
    assert (str(bloc.users["secretary"]), False) in {(one.who, one.is_gained) for one in shifts}
    renamed = bloc.send(
        "officer", "organisations:event", bloc.places["BAO"].pk, "renamed", said=sent(bloc, "renamed"), place="DUK"
    )
    assert renamed.context["preview"].shifts == []


@pytest.mark.parametrize(
    ("into", "words"),
    [
        ("BAO", "Chi bộ Báo tỉnh (BAO) đã kết thúc ngày 28/02/2023. Chọn một tổ chức đang hoạt động"),
        ("bao", "đã kết thúc ngày 28/02/2023"),
        ("chi bo bao tinh", "đã kết thúc ngày 28/02/2023"),
        ("Chi bộ Báo tỉnh (BAO)", "đã kết thúc ngày 28/02/2023"),
        ("KBN", "(KBN) chính là tổ chức đang ghi. Chọn tổ chức khác"),
    ],
)
def test_nothing_merges_into_what_has_ended_or_itself(bloc: Bloc, into: str, words: str) -> None:
    """Nor into whatever has that code in its own, as a child often has."""
    merge_organisations(
        actor=SYSTEM, organisations=[bloc.places["BAO"]], into=bloc.places["YTE"], date=dt.date(2023, 3, 1)
    )
    Organisation.objects.filter(code="DSO").update(code="BAO.01", search_key="chi bo chi cuc dan so bao.01")
    said = {**PAPER, "into": into, "confirmed": "1"}
    answer = bloc.send("officer", "organisations:event", bloc.places["KBN"].pk, "merged", said=said, place="DUK")
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert LifeEvent.objects.count() == 1


def test_several_merge_at_once_those_ticked_and_those_named_by_code(bloc: Bloc) -> None:
    form = bloc.open("officer", "organisations:event", bloc.places["DSO"].pk, "merged", place="DUK").context["form"]
    assert [label for _pk, label in form.fields["others"].choices] == ["Chi bộ Kiểm soát bệnh tật (KBN)"]
    said: dict[str, Any] = {**PAPER, **NEW, "others": [str(bloc.places["KBN"].pk)], "others_codes": "bao, dso"}
    pk = bloc.places["DSO"].pk
    preview = bloc.send("officer", "organisations:event", pk, "merged", said=said, place="DUK")
    assert [part.name for part in preview.context["preview"].main][:3] == [
        "Chi bộ Chi cục Dân số",
        "Chi bộ Kiểm soát bệnh tật",
        "Chi bộ Báo tỉnh",
    ]
    changed = {(one.label, one.organisation) for one in preview.context["preview"].changed}
    assert ("vai trò đang có", "Chi bộ Báo tỉnh") in changed
    assert all(one.before or one.after for one in preview.context["preview"].changed)
    kept = preview.context["said"]
    assert ("others", said["others"][0]) in kept
    again = bloc.send("officer", "organisations:event", pk, "merged", said={**said, "edit": "1"}, place="DUK")
    assert (
        f'value="{bloc.places["KBN"].pk}" class="form-check-input" id="id_others_0" checked' in again.content.decode()
    )
    done = bloc.send("officer", "organisations:event", pk, "merged", said={**said, "confirmed": "1"}, place="DUK")
    assert done.status_code == 302, done.context["form"].errors
    merged = Organisation.objects.filter(until=dt.date(2023, 6, 30), parent__code="YTM")
    assert {one.code for one in merged} == {"DSO", "KBN", "BAO"}
    assert LifeEvent.objects.get().parts.filter(role="from").count() == 3


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ("KHÔNG", "Không tìm thấy tổ chức nào mang mã «KHÔNG»"),
        ("YTE", "nằm trong một tổ chức cùng sáp nhập"),
        ("DUK", "là tổ chức gốc"),
    ],
)
def test_what_cannot_merge_along_is_told(bloc: Bloc, codes: str, words: str) -> None:
    said = {**PAPER, "into": "BAO", "others_codes": codes}
    answer = bloc.send("officer", "organisations:event", bloc.places["DSO"].pk, "merged", said=said, place="DUK")
    assert answer.status_code == 422
    assert words in answer.content.decode()


@pytest.mark.parametrize(
    ("kind", "wrong", "words"),
    [
        ("moved", {"parent": "KBN, BAO"}, "Không tìm thấy «KBN, BAO»"),
        ("moved", {"parent": "YTE"}, "đang thuộc Đảng bộ Sở Y tế"),
        ("moved", {"parent": "dso"}, "Chi bộ Chi cục Dân số (DSO) chính là tổ chức đang ghi"),
        ("merged", {"into": ""}, "ghi đủ tên, mã và loại"),
        ("merged", {"date": ""}, "Cần nhập có hiệu lực từ ngày."),
        ("dissolved", {"date": "01/07/2033"}, "chưa tới"),
        ("renamed", {"name": "Chi bộ Báo tỉnh"}, "trùng với tên đang dùng"),
        ("superior", {"code": "YTE"}, "Mã tổ chức"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_done(bloc: Bloc, kind: str, wrong: dict[str, str], words: str) -> None:
    pk = bloc.places[SENT[kind][0]].pk
    answer = bloc.send("officer", "organisations:event", pk, kind, said=sent(bloc, kind, **wrong), place="DUK")
    assert answer.status_code == 422
    assert words.lower() in answer.content.decode().lower()
    assert not LifeEvent.objects.exists()


def test_what_makes_no_sense_is_not_offered(bloc: Bloc) -> None:
    root, other = bloc.places["DUK"].pk, bloc.places["BAO"].pk
    offered = {
        pk: {sort.form.__name__ for _href, sort in bloc.open("officer", "organisations:events", pk).context["sorts"]}
        for pk in (root, other)
    }
    assert "MoveForm" not in offered[root]
    assert "SuperiorForm" in offered[root]
    assert "SuperiorForm" not in offered[other]
    for pk, kind in ((root, "moved"), (other, "superior"), (other, "founded")):
        assert bloc.open("officer", "organisations:event", pk, kind, place="DUK").status_code == 404


@pytest.mark.parametrize(("name", "place"), [("secretary", "YTE"), ("cell", "DSO"), ("inspector", "DUK")])
def test_nobody_else_enters_events(bloc: Bloc, name: str, place: str) -> None:
    pk = bloc.places["DSO"].pk
    assert bloc.open(name, "organisations:events", pk, place=place).status_code == 403
    said = {**PAPER, "name": "X", "confirmed": "1"}
    assert bloc.send(name, "organisations:event", pk, "renamed", said=said, place=place).status_code == 403
    assert bloc.open("foreign", "organisations:event", pk, "renamed", place="BAO").status_code == 404


def test_the_page_tells_the_lineage_and_the_end(bloc: Bloc) -> None:
    one, into = bloc.places["BAO"], bloc.places["YTE"]
    merge_organisations(actor=SYSTEM, organisations=[one], into=into, date=DAY)
    ended = bloc.open("officer", "portal:organisation", one.pk, place="DUK").content.decode()
    assert "đã kết thúc 30/06/2023, sáp nhập vào Đảng bộ Sở Y tế" in ended
    assert "Ghi sự kiện tổ chức" not in ended
    grown = bloc.open("officer", "portal:organisation", into.pk, place="DUK").content.decode()
    assert "Tiếp nhận Chi bộ Báo tỉnh" in grown
    assert "Nguồn gốc và kế tục" in grown
    assert grown.count("/story/") == ended.count("/story/") == 2  # asked for by htmx, and a link without it


def test_of_a_split_body_some_stay_while_the_rest_goes(bloc: Bloc) -> None:
    """The rest goes to the first taker; one child and one person are told to stay."""
    staying, going = bloc.person("Lê Thị Mây", "P1", "YTE"), bloc.person("Lò Văn Ước", "P2", "YTE")
    said = sent(bloc, "split", confirmed="1")
    del said["ends"]
    said |= {f"child_{bloc.places['DSO'].pk}": "stays", f"person_{staying.pk}": "stays"}
    answer = bloc.send("officer", "organisations:event", bloc.places["YTE"].pk, "split", said=said, place="DUK")
    assert answer.status_code == 302
    above = {one.code: one.parent.code for one in Organisation.objects.exclude(parent=None) if one.parent}
    assert (above["DSO"], above["KBN"]) == ("YTE", "M1")
    homes = {one: one.memberships.get(until=None).organisation.code for one in (staying, going)}
    assert homes == {staying: "YTE", going: "M1"}


def test_a_look_tells_day_paper_names_and_superior(bloc: Bloc) -> None:
    said = sent(bloc, "renamed", decision_number="12-QĐ/ĐUK", date="01/03/1900")
    one = bloc.places["BAO"].pk
    words = bloc.send("officer", "organisations:event", one, "renamed", said=said, place="DUK").content.decode()
    for told in ("01/03/1900", "12-QĐ/ĐUK", "→ <b>Chi bộ Báo và Đài</b>", "Cấp trên sau sự kiện: Đảng bộ Khối"):
        assert told in words
    assert "1899" not in words


def test_an_event_is_undone_after_a_question(bloc: Bloc) -> None:
    event = rename_organisation(actor=SYSTEM, organisation=bloc.places["DSO"], name="Chi bộ X", date=DAY)
    for name, place in (("secretary", "YTE"), ("cell", "DSO")):
        assert bloc.open(name, "organisations:undo", event.pk, place=place).status_code == 403
    assert bloc.open("foreign", "organisations:undo", event.pk, place="BAO").status_code == 404
    page = bloc.open("officer", "organisations:undo", event.pk, place="DUK")
    words = page.content.decode()
    assert "Hoàn tác «Đổi tên» ngày 01/07/2023 của Chi bộ Chi cục Dân số?" in words
    assert "tổ chức thay đổi" in words
    assert bloc.send("officer", "organisations:undo", event.pk, said={}, place="DUK").status_code == 302
    assert Organisation.objects.get(code="DSO").name == "Chi bộ Chi cục Dân số"


def test_what_ended_is_offered_nowhere_and_found_with_a_mark(bloc: Bloc) -> None:
    merge_organisations(actor=SYSTEM, organisations=[bloc.places["KBN"]], into=bloc.places["DSO"], date=DAY)
    fold_duplicate(actor=SYSTEM, duplicate=bloc.places["BAO"], real=bloc.places["YTE"])
    for source in ("writable", "foundable"):
        offered = bloc.client("officer").get(f"/suggest/{source}/", {"x": "chi bo"})
        assert "Kiểm soát" not in offered.content.decode()
        assert "Báo tỉnh" not in offered.content.decode()
    branches = bloc.open("officer", "organisations:branch", "YTE", place="DUK").context["branches"]
    assert [one.code for one in branches] == ["DSO"]
    found = bloc.client("officer").get("/search/", {"q": "kiem soat"}).content.decode()
    assert "đã kết thúc 30/06/2023" in found
