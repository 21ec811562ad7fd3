"""The log in words: every kind of record, every verb and every field has its own; many by one act are one line."""

import ast
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Model
from django.utils.text import camel_case_to_spaces
from django.utils.translation import override

from neuguong import ui
from neuguong.audit.actions import Alike, record_alike
from neuguong.audit.models import Entry, Key
from neuguong.core import clock
from neuguong.core.actor import SYSTEM
from neuguong.core.text import sort_key
from neuguong.portal.logbook import folding, kinds, telling
from neuguong.ui import verbs
from tests.bloc import Bloc, found_bloc
from tests.conftest import MOMENT
from tests.registers import MOST_QUERIES

PACKAGE = Path(ui.__file__).parents[1]
EVENT = re.compile(r"[a-z_]+\.[a-z_]*[a-z]")
# Put together while the program runs.
BUILT = ("transfer.accepted", "transfer.refused", "transfer.withdrawn", "data_request.entered", "return.sent")


def told_models() -> list[type[Model]]:
    """Every model whose records the log may tell of."""
    return [
        model
        for room in kinds.ROOMS
        for model in apps.get_app_config(room).get_models()
        if model._meta.label_lower not in kinds.UNTOLD
    ]


def written() -> dict[str, str]:
    """Each event that the code names, with a file that does; nouns are those of events whose verb has words."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if {"migrations", "bench", "ui"} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and EVENT.fullmatch(node.value):
                found[node.value] = path.name
    nouns = {event.partition(".")[0] for event in found if event.rpartition(".")[2] in verbs.VERBS}
    fields = {field.name for model in apps.get_models() for field in model._meta.concrete_fields}
    fields |= {"json", "log", "xlsx", "typ"}
    return {
        event: where
        for event, where in found.items()
        if event.partition(".")[0] in nouns and event.rpartition(".")[2] not in fields
    }


def without_words(events: dict[str, str]) -> list[str]:
    return [event for event in events if verbs.verb(event) == "Cập nhật"]


def test_every_verb_has_words() -> None:
    found = written()
    assert {"person.merge_undone", "duty_rule.set", "finding.raised", "user.password_set"} <= set(found)
    assert len(found) > 60
    assert without_words(found | dict.fromkeys(BUILT, "")) == []


def test_a_verb_without_words_is_found() -> None:
    assert without_words({"person.levitated": "x.py", "person.merged": "y.py"}) == ["person.levitated"]


def test_every_kind_has_words_and_a_room() -> None:
    rooms = {config.label for config in apps.get_app_configs() if config.name.startswith("neuguong.")}
    assert rooms - {"core", "config", "ui", "portal", "documents"} <= set(kinds.ROOMS)
    english = [
        model._meta.label
        for model in told_models()
        if kinds.called(model._meta.label_lower) == camel_case_to_spaces(model.__name__)
    ]
    assert english == []


def test_every_field_has_words() -> None:
    english = [
        f"{model._meta.label}.{field.name}"
        for model in told_models()
        for field in model._meta.concrete_fields
        # Of a key nothing is told but that it went.
        if model is not Key
        and field.name not in telling.SKIPPED
        and telling.label(field, field.attname).lower()
        in {field.name.replace("_", " "), field.attname.replace("_", " ")}
    ]
    assert english == []


def test_the_choices_stand_room_by_room_in_the_order_of_the_alphabet() -> None:
    for _room, named in kinds.offered():
        words = [word for _kind, word in named]
        assert words == sorted(words, key=sort_key)
    words = [str(word) for _group, named in verbs.offered() for word in named]
    assert len(words) == len(set(words))


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        yield found_bloc()


def act(bloc: Bloc, count: int, minutes: int, kind: str = "organisations.person") -> list[int]:
    """Tell of `count` records by one act, and return their numbers, the newest first."""
    where = bloc.places["DSO"].pk
    alike = Alike("person.event_undone", kind, range(1, count + 1), [where] * count, ["{}"] * count)
    with clock.freeze(MOMENT + dt.timedelta(minutes=minutes)):
        record_alike(actor=SYSTEM, alike=alike)
    return list(Entry.objects.order_by("-pk").values_list("pk", flat=True)[:count])


def test_what_one_act_wrote_is_one_line_that_opens(bloc: Bloc) -> None:
    before, whole, after = act(bloc, 1, 1), act(bloc, 130, 2), act(bloc, 2, 3)
    answer = bloc.open("cell", "portal:log")
    assert [line.pk for line in answer.context["lines"]][:4] == [*after, whole[0], *before]
    page = answer.content.decode()
    assert "và 129 dòng khác" in page
    found = re.search(r'href="([^"]*act=\d+[^"]*)"', page)
    assert found
    opened = bloc.client("cell").get(found[1].replace("&amp;", "&"))
    assert [line.pk for line in opened.context["lines"]] == whole[: folding.SIZE]
    rest = bloc.client("cell").get(opened.context["next"])
    assert [line.pk for line in rest.context["lines"]] == whole[folding.SIZE : 2 * folding.SIZE]
    assert bloc.open("sibling", "portal:log", place="KBN", act=whole[0]).context["lines"] == []


def test_pages_go_over_acts_both_ways(bloc: Bloc) -> None:
    expected: list[int] = []
    for minute, count in enumerate([1, 60, 2, 1, 55, 3, *[1] * 48, 4, 2, 1], start=1):
        whole = act(bloc, count, minute)
        expected = [*(whole[:1] if count >= folding.LEAST else whole), *expected]
    rows = Entry.objects.filter(pk__gte=Entry.objects.filter(event__endswith=".event_undone").earliest("pk").pk)
    first = folding.page(rows)
    second = folding.page(rows, before=first.acts[-1].oldest)
    assert [one.pk for page in (first, second) for one in page.heads] == expected
    assert [act.count for act in second.acts if act.is_folded] == [3, 55, 60]
    assert (first.newer, first.older, second.newer, second.older) == (False, True, True, False)
    back = folding.page(rows, after=second.acts[0].newest)
    assert back.heads == first.heads
    assert (back.newer, back.older) == (False, True)


@pytest.mark.parametrize("count", [1, 3, 1000])
def test_acts_take_few_queries(bloc: Bloc, count: int) -> None:
    act(bloc, count, 1)
    assert bloc.queries("cell", "portal:log") <= MOST_QUERIES


def test_verbs_of_one_name_are_one_choice(bloc: Bloc) -> None:
    where = bloc.places["DSO"].pk
    for number, event in enumerate(["a.corrected", "a.updated", "person.merged", "organisation.merged"], start=1):
        record_alike(actor=SYSTEM, alike=Alike(event, "core.a", [number], [where], ["{}"]))

    def events(what: str) -> set[str]:
        found = [line.pk for line in bloc.open("cell", "portal:log", what=what, kind="").context["lines"]]
        return set(Entry.objects.filter(pk__in=found, subject_kind="core.a").values_list("event", flat=True))

    assert events("corrected") == {"a.corrected", "a.updated"}
    assert events("merged") == {"organisation.merged"}
    assert events("person.merged") == {"person.merged"}


def test_the_page_of_the_log_speaks_the_users_language(bloc: Bloc) -> None:
    page = bloc.open("cell", "portal:log").content.decode()
    assert '<optgroup label="Tổ chức, người">' in page
    assert 'type="date"' not in page
    assert "ngày/tháng/năm" in page
    assert not re.search(r">(Installation|Key|Entry)<", page)
    with override("en"):
        assert verbs.verb("duty_rule.set") != "Đặt quy định"
