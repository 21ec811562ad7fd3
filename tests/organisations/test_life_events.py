"""Each life event: what it changes and what it leaves; and what is refused, in one sentence, with nothing changed."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from neuguong.audit.models import Entry
from neuguong.core.actor import SYSTEM, Actor
from neuguong.core.errors import Forbidden, Refusal
from neuguong.organisations import actions
from neuguong.organisations.actions import Decision, Shares
from neuguong.organisations.models import Grant, Kind, LifeEvent, Membership, Organisation, Post
from neuguong.organisations.queries import placement_on, root
from tests.bloc import Bloc, found_bloc
from tests.organisations.test_life_property import state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
DAY = dt.date(2023, 7, 1)
EVE = dt.date(2023, 6, 30)


@pytest.fixture
def bloc() -> Bloc:
    return found_bloc()


def fresh(bloc: Bloc, code: str) -> Organisation:
    return Organisation.objects.select_related("parent", "folded_into").get(code=code)


def new(bloc: Bloc, code: str, above: str = "DUK", kind: Kind = Kind.BASE_COMMITTEE) -> Organisation:
    return Organisation(code=code, name=f"Đảng bộ {code}", kind=kind, parent=fresh(bloc, above))


def merged(bloc: Bloc, **said: Any) -> LifeEvent:
    options = {"organisations": [fresh(bloc, "BAO")], "into": fresh(bloc, "YTE"), "date": DAY, **said}
    return actions.merge_organisations(actor=SYSTEM, **options)


def test_a_renamed_body_is_found_by_its_new_name_and_was_the_old_one(bloc: Bloc) -> None:
    paper = Decision("12-QĐ/ĐUK", dt.date(2023, 6, 20), "Đảng ủy Khối")
    event = actions.rename_organisation(
        actor=SYSTEM, organisation=fresh(bloc, "BAO"), name="Chi bộ Báo và Đài", date=DAY, decision=paper
    )
    one = fresh(bloc, "BAO")
    before, after = placement_on(one, EVE), placement_on(one, DAY)
    assert (one.name, one.search_key) == ("Chi bộ Báo và Đài", "chi bo bao va dai bao")
    assert before
    assert after
    assert (before.name, after.name) == ("Chi bộ Báo tỉnh", "")
    assert (event.decision_number, event.decision_body) == ("12-QĐ/ĐUK", "Đảng ủy Khối")
    assert Entry.objects.filter(event="organisation.renamed", subject_id=one.pk).exists()


def test_a_change_of_kind_may_bring_a_name_on_the_same_day(bloc: Bloc) -> None:
    actions.change_kind(
        actor=SYSTEM, organisation=fresh(bloc, "BAO"), kind=Kind.BASE_COMMITTEE, name="Đảng bộ Báo tỉnh", date=DAY
    )
    actions.rename_organisation(actor=SYSTEM, organisation=fresh(bloc, "BAO"), name="Đảng bộ Báo", date=DAY)
    one = fresh(bloc, "BAO")
    rows = list(one.placements.order_by("pk").values_list("name", "kind", "since", "until"))
    assert rows == [("Chi bộ Báo tỉnh", "base_cell", None, EVE), ("", "", DAY, None)]


def test_a_merger_ends_the_body_and_its_people_go_on(bloc: Bloc) -> None:
    person = bloc.person("Lê Thị Mây", "P1", "BAO")
    Post.objects.create(membership=person.memberships.get(), sort="party", title="Chi ủy viên")
    event = merged(bloc)
    one, into = fresh(bloc, "BAO"), fresh(bloc, "YTE")
    assert (one.until, one.parent, one.path) == (EVE, into, f"{into.path}{one.pk}.")
    old, following = person.memberships.order_by("pk")
    assert (old.organisation, old.until) == (one, EVE)
    assert (following.organisation, following.since, following.until) == (into, DAY, None)
    assert [post.title for post in following.posts.all()] == ["Chi ủy viên"]
    assert [grant.until for grant in Grant.objects.filter(organisation=one)] == [EVE]
    assert not Grant.objects.filter(organisation=into, user=bloc.users["foreign"]).exists()
    actions.undo_event(actor=SYSTEM, event=event)
    assert person.memberships.get().until is None
    assert fresh(bloc, "BAO").parent == bloc.places["DUK"]


@pytest.mark.parametrize(("main", "left"), [(True, 2), (False, 1)])
def test_nobody_belongs_to_the_merged_body_twice(bloc: Bloc, main: bool, left: int) -> None:
    person = bloc.person("Lê Thị Mây", "P1", "BAO" if main else "YTE")
    other = "YTE" if main else "BAO"
    Membership.objects.create(person=person, organisation=bloc.places[other], is_main=False)
    event = merged(bloc)
    held = person.memberships.filter(until=None)
    assert [(one.organisation.code, one.is_main) for one in held] == [("YTE", True)]
    assert person.memberships.filter(until=EVE).count() == left
    actions.undo_event(actor=SYSTEM, event=event)
    assert person.memberships.filter(until=None).count() == 2


def test_roles_are_carried_when_asked_for(bloc: Bloc) -> None:
    merged(bloc, carry_grants=True)
    carried = Grant.objects.get(organisation=bloc.places["YTE"], user=bloc.users["foreign"])
    assert (carried.role, carried.since, carried.until) == ("secretary", DAY, None)


def test_two_bodies_merge_into_a_new_one_with_their_children(bloc: Bloc) -> None:
    both = [fresh(bloc, "BAO"), fresh(bloc, "YTE")]
    event = merged(bloc, organisations=both, into=new(bloc, "MOI"))
    into = fresh(bloc, "MOI")
    assert into.since == DAY
    assert {child.code for child in into.children.filter(until=None)} == {"DSO", "KBN"}
    assert {(part.organisation.code, part.role) for part in event.parts.all()} == {
        ("BAO", "from"),
        ("YTE", "from"),
        ("MOI", "into"),
        ("DSO", "along"),
        ("KBN", "along"),
    }
    actions.undo_event(actor=SYSTEM, event=event)
    assert not Organisation.objects.filter(code="MOI").exists()
    assert fresh(bloc, "DSO").parent == bloc.places["YTE"]


def test_a_split_shares_out_children_people_and_roles(bloc: Bloc) -> None:
    person = bloc.person("Lê Thị Mây", "P1", "YTE")
    role = Grant.objects.get(organisation=bloc.places["YTE"])
    into = [new(bloc, "M1"), new(bloc, "M2")]
    children = {bloc.places["DSO"].pk: 0, bloc.places["KBN"].pk: 1}
    shares = Shares(children=children, people={person.pk: 1}, grants={role.pk: 1})
    actions.split_organisation(
        actor=SYSTEM, organisation=fresh(bloc, "YTE"), into=into, shares=shares, date=DAY, ends=True
    )
    assert [fresh(bloc, code).parent for code in ("DSO", "KBN")] == into
    assert person.memberships.get(until=None).organisation == into[1]
    assert Grant.objects.get(user=role.user, until=None).organisation == into[1]
    assert fresh(bloc, "YTE").until == EVE
    assert fresh(bloc, "YTE").parent == bloc.places["DUK"]


def test_a_dissolved_body_leaves_its_people_where_they_are_placed(bloc: Bloc) -> None:
    here, away = bloc.person("Lê Thị Mây", "P1", "BAO"), bloc.person("Trần Văn Gió", "P2", "BAO")
    people = {here.pk: fresh(bloc, "KBN")}
    actions.dissolve_organisation(actor=SYSTEM, organisation=fresh(bloc, "BAO"), date=DAY, people=people)
    assert here.memberships.get(until=None).organisation == bloc.places["KBN"]
    assert away.memberships.get().until == EVE
    assert fresh(bloc, "BAO").until == EVE


def test_a_superior_stands_above_for_all_time_and_moves_nobody(bloc: Bloc) -> None:
    top = Organisation(code="TINH", name="Đảng bộ tỉnh", kind=Kind.PROVINCE)
    event = actions.found_superior(actor=SYSTEM, superior=top, date=DAY)
    assert root() == top
    one = fresh(bloc, "DSO")
    assert one.path == f"{top.pk}.{bloc.places['DSO'].path}"
    assert list(one.placements.values_list("path", "since", "until")) == [(one.path, None, None)]
    actions.undo_event(actor=SYSTEM, event=event)
    assert fresh(bloc, "DSO").path == bloc.places["DSO"].path


def test_a_duplicate_is_folded_with_all_that_is_its(bloc: Bloc) -> None:
    person = bloc.person("Lê Thị Mây", "P1", "YTE")
    before = state()
    event = actions.fold_duplicate(actor=SYSTEM, duplicate=fresh(bloc, "YTE"), real=fresh(bloc, "BAO"))
    real = bloc.places["BAO"]
    assert person.memberships.get().organisation == real
    assert {child.code for child in real.children.filter(folded_into=None)} == {"DSO", "KBN"}
    assert {grant.user for grant in Grant.objects.filter(organisation=real)} >= {bloc.users["secretary"]}
    actions.undo_event(actor=SYSTEM, event=event)
    assert state() == before


def test_undoing_waits_for_what_depends_on_it(bloc: Bloc) -> None:
    event = merged(bloc, into=new(bloc, "MOI"))
    bloc.places["MOI"] = fresh(bloc, "MOI")
    person = bloc.person("Lê Thị Mây", "P1", "MOI")
    with pytest.raises(Refusal, match="nơi sinh hoạt dựa vào"):
        actions.undo_event(actor=SYSTEM, event=event)
    person.delete()
    later = actions.rename_organisation(
        actor=SYSTEM, organisation=fresh(bloc, "MOI"), name="Tên khác", date=dt.date(2023, 8, 1)
    )
    with pytest.raises(Refusal, match=r"Chưa hoàn tác được «Sáp nhập» ngày 01/07/2023: .* đã có thay đổi sau đó"):
        actions.undo_event(actor=SYSTEM, event=event)
    actions.undo_event(actor=SYSTEM, event=later)
    actions.undo_event(actor=SYSTEM, event=event)
    with pytest.raises(Refusal, match="đã được hoàn tác"):
        actions.undo_event(actor=SYSTEM, event=event)


Act = Callable[[Bloc, Actor], object]


def _rename(code: str, name: str = "X", day: dt.date = DAY) -> Act:
    return lambda bloc, actor: actions.rename_organisation(
        actor=actor, organisation=fresh(bloc, code), name=name, date=day
    )


def _move(code: str, to: str, day: dt.date = DAY) -> Act:
    return lambda bloc, actor: actions.move_organisation(
        actor=actor, organisation=fresh(bloc, code), parent=fresh(bloc, to), since=day
    )


def _merge(code: str, to: str, day: dt.date = DAY) -> Act:
    return lambda bloc, actor: actions.merge_organisations(
        actor=actor, organisations=[fresh(bloc, code)], into=fresh(bloc, to), date=day
    )


def _merge_new(code: str, kind: Kind, above: str = "DUK") -> Act:
    return lambda bloc, actor: actions.merge_organisations(
        actor=actor, organisations=[fresh(bloc, code)], into=new(bloc, "M1", above, kind), date=DAY
    )


def _split(code: str, *, ends: bool = True, shares: Shares | None = None, into: str = "") -> Act:
    return lambda bloc, actor: actions.split_organisation(
        actor=actor,
        organisation=fresh(bloc, code),
        into=[fresh(bloc, into) if into else new(bloc, "M1")],
        shares=shares or Shares(),
        date=DAY,
        ends=ends,
    )


def _dissolve(code: str, *, rest: str = "", day: dt.date = DAY) -> Act:
    return lambda bloc, actor: actions.dissolve_organisation(
        actor=actor, organisation=fresh(bloc, code), date=day, rest=fresh(bloc, rest) if rest else None
    )


def _fold(code: str, into: str) -> Act:
    return lambda bloc, actor: actions.fold_duplicate(actor=actor, duplicate=fresh(bloc, code), real=fresh(bloc, into))


def _found(code: str, above: str, kind: Kind) -> Act:
    return lambda bloc, actor: actions.found_organisation(actor=actor, organisation=new(bloc, code, above, kind))


def _above(kind: Kind) -> Act:
    return lambda _bloc, actor: actions.found_superior(
        actor=actor, superior=Organisation(code="TT", name="Trên", kind=kind), date=DAY
    )


def _become(code: str, kind: Kind) -> Act:
    return lambda bloc, actor: actions.change_kind(actor=actor, organisation=fresh(bloc, code), kind=kind, date=DAY)


LATER = dt.date(2023, 9, 1)
UNION = _found("CD", "YTE", Kind.MASS)
REFUSED: dict[str, tuple[list[Act], Act, str]] = {
    "own descendant": ([], _move("YTE", "DSO"), "nằm trong Đảng bộ Sở Y tế, không thể làm cấp trên"),
    "own parent again": ([], _move("DSO", "YTE"), "đang thuộc Đảng bộ Sở Y tế"),
    "overlapping": ([_move("DSO", "BAO", LATER)], _move("DSO", "KBN"), "đã có sự kiện ngày 01/09/2023"),
    "into a dissolved body": ([_dissolve("BAO")], _merge("YTE", "BAO", LATER), "đã kết thúc ngày 30/06/2023"),
    "before its predecessor": ([_rename("BAO", "Y", LATER)], _merge("BAO", "YTE"), "đã có sự kiện ngày 01/09/2023"),
    "of a dissolved body": ([_dissolve("BAO")], _rename("BAO", "Y", LATER), "đã kết thúc ngày 30/06/2023"),
    "below a dissolved body": ([_dissolve("BAO")], _move("DSO", "BAO", LATER), "đã kết thúc ngày 30/06/2023"),
    "root moved": ([], _move("DUK", "YTE"), "là tổ chức gốc của hệ thống"),
    "root dissolved": ([], _dissolve("DUK"), "là tổ chức gốc của hệ thống"),
    "root merged": ([], _merge("DUK", "YTE"), "là tổ chức gốc của hệ thống"),
    "root split to its end": ([], _split("DUK"), "là tổ chức gốc của hệ thống"),
    "not come yet": ([], _rename("BAO", "Y", dt.date(2024, 2, 1)), "chưa tới"),
    "same name": ([], _rename("BAO", "Chi bộ Báo tỉnh"), "trùng với tên đang dùng"),
    "into itself": ([], _merge("BAO", "BAO"), "không thể sáp nhập vào chính nó"),
    "into its own part": ([], _merge("YTE", "DSO"), "nằm trong Đảng bộ Sở Y tế"),
    "children left": ([], _dissolve("YTE"), "còn 2 tổ chức trực thuộc: Chi bộ Chi cục Dân số;"),
    "children not shared out": ([], _split("YTE"), "Còn 2 tổ chức trực thuộc chưa được phân"),
    "people to the dissolved": ([], _dissolve("BAO", rest="BAO"), "không thể là nơi nhận người"),
    "share of itself": ([], _split("YTE", into="YTE", ends=False), "không thể nhận phần của chính nó"),
    "cell into a union": ([UNION], _merge("DSO", "CD"), r"\(Chi bộ trực thuộc\) không thể nhập vào Đảng bộ CD"),
    "cell into its superior": ([], _merge("DSO", "YTE"), "Đảng bộ Sở Y tế là cấp trên của Chi bộ Chi cục Dân số"),
    "committee into a bloc": ([], _merge("YTE", "DUK"), "là cấp trên của Đảng bộ Sở Y tế"),
    "cell into a new bloc": ([], _merge_new("DSO", Kind.BLOC), "Tổ chức nhận phải là Đảng bộ cơ sở,"),
    "new body below a cell": ([], _merge_new("BAO", Kind.BASE_CELL, "KBN"), "không thể trực thuộc Chi bộ Kiểm"),
    "duplicate of its superior": ([], _fold("DSO", "YTE"), "không phải là cùng một tổ chức"),
    "duplicate of another sort": ([UNION], _fold("CD", "DSO"), "không thể nhập vào"),
    "cell below a union": ([UNION], _move("KBN", "CD"), r"không thể trực thuộc Đảng bộ CD \(Đoàn thể\)"),
    "committee below a cell": ([], _move("BAO", "DSO"), r"không thể trực thuộc Chi bộ Chi cục Dân số"),
    "founded below a union": ([UNION], _found("M", "CD", Kind.CELL), "không thể trực thuộc Đảng bộ CD"),
    "a cell above the root": ([], _above(Kind.CELL), r"Đảng bộ Khối \(Đảng bộ khối\) không thể trực thuộc Trên"),
    "province of a cell": ([], _become("DSO", Kind.PROVINCE), "Đảng bộ tỉnh không đứng dưới tổ chức nào"),
    "collective of a cell": ([], _become("DSO", Kind.COLLECTIVE), "không thể đổi thành Tập thể"),
    "section above sections": (
        [_become("DSO", Kind.SECTION)],
        _become("YTE", Kind.SECTION),
        r"\(Đảng bộ bộ phận\) không thể trực thuộc Đảng bộ Sở Y tế \(Đảng bộ bộ phận\)",
    ),
    "split into one twice": (
        [],
        lambda bloc, actor: actions.split_organisation(
            actor=actor,
            organisation=fresh(bloc, "DSO"),
            into=[fresh(bloc, "KBN"), fresh(bloc, "KBN")],
            shares=Shares(rest=0),
            date=DAY,
            ends=True,
        ),
        "được chọn hai lần",
    ),
    "split with nothing": ([], _split("BAO", ends=False), "Chưa phân đơn vị, người nào của Chi bộ Báo tỉnh"),
    "code of another in other letters": ([], _found("bao", "YTE", Kind.CELL), "chỉ khác mã đã có «BAO»"),
    "code of another": ([_found("M1", "YTE", Kind.CELL)], _merge_new("DSO", Kind.CELL), "Mã «M1» đã có"),
    "split to a union": ([UNION], _split("YTE", into="CD", ends=False), "chỉ tách thành tổ chức đảng"),
    "duplicate of itself": ([], _fold("YTE", "YTE"), "không thể gộp vào chính nó"),
    "duplicate of its part": ([], _fold("YTE", "DSO"), "nằm trong Đảng bộ Sở Y tế"),
    "root as a duplicate": ([], _fold("DUK", "BAO"), "là tổ chức gốc của hệ thống"),
    "folded twice": ([_fold("BAO", "YTE")], _fold("BAO", "KBN"), "là bản trùng, đã gộp vào Đảng bộ Sở Y tế"),
    "event of a duplicate": ([_fold("BAO", "YTE")], _rename("BAO"), "là bản trùng, đã gộp vào"),
}


@pytest.mark.parametrize("case", list(REFUSED))
def test_what_cannot_be_is_refused_and_nothing_changes(bloc: Bloc, case: str) -> None:
    first, act, words = REFUSED[case]
    for one in first:
        one(bloc, SYSTEM)
    before = state()
    with pytest.raises((Refusal, ValidationError), match=words) as told:
        act(bloc, SYSTEM)
    assert state() == before
    found: Any = told.value
    said: str = found.messages[0] if isinstance(found, ValidationError) else found.message
    assert said[0].isupper()
    assert said.endswith(".")


def test_a_body_is_not_before_it_was_founded(bloc: Bloc) -> None:
    one = new(bloc, "MOI")
    one.since = LATER
    actions.found_organisation(actor=SYSTEM, organisation=one)
    with pytest.raises(Refusal, match="có từ ngày 01/09/2023"):
        _rename("MOI")(bloc, SYSTEM)
    with pytest.raises(Refusal, match="chưa thể kết thúc"):
        _dissolve("MOI", day=LATER)(bloc, SYSTEM)
    with pytest.raises(Refusal, match="có từ ngày 01/09/2023"):
        _merge("BAO", "MOI")(bloc, SYSTEM)


def test_an_end_by_an_event_is_not_edited_away(bloc: Bloc) -> None:
    _dissolve("BAO")(bloc, SYSTEM)
    one = fresh(bloc, "BAO")
    one.until = None
    with pytest.raises(Refusal, match="hoàn tác sự kiện đó"):
        actions.update_organisation(actor=SYSTEM, organisation=one)


def test_an_event_sees_what_another_has_just_done(bloc: Bloc) -> None:
    seen = fresh(bloc, "YTE")
    _dissolve("BAO")(bloc, SYSTEM)
    stale = bloc.places["BAO"]
    assert stale.until is None
    with pytest.raises(Refusal, match="đã kết thúc ngày 30/06/2023"):
        actions.merge_organisations(actor=SYSTEM, organisations=[seen], into=stale, date=LATER)


def test_a_person_in_both_keeps_a_duplicate_apart(bloc: Bloc) -> None:
    person = bloc.person("Lê Thị Mây", "P1", "YTE")
    Membership.objects.create(person=person, organisation=bloc.places["BAO"])
    with pytest.raises(Refusal, match="Lê Thị Mây đang sinh hoạt ở cả hai nơi"):
        _fold("BAO", "YTE")(bloc, SYSTEM)


@pytest.mark.parametrize("name", ["secretary", "cell", "sibling", "foreign", "member", "inspector"])
@pytest.mark.parametrize("act", [_rename("DSO"), _move("DSO", "BAO"), _merge("DSO", "KBN"), _dissolve("DSO")])
def test_only_the_officer_above_may(bloc: Bloc, name: str, act: Act) -> None:
    with pytest.raises(Forbidden):
        act(bloc, bloc.actor(name))


def test_the_officer_above_may_and_may_undo_it(bloc: Bloc) -> None:
    officer = bloc.actor("officer")
    _merge("DSO", "KBN")(bloc, officer)
    event = LifeEvent.objects.get()
    with pytest.raises(Forbidden):
        actions.undo_event(actor=bloc.actor("secretary"), event=event)
    actions.undo_event(actor=officer, event=event)
    assert not LifeEvent.objects.exists()
