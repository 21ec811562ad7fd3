"""Every field of every model is named with who may read it; what has no word to look for is told apart by its effect.

Words that give a field away stand in records and are looked for in every answer of the table (leaks.py). A result or a
rank is one of a few words: there a page must not change for whoever may not read it when the value does.
"""

import re
import tomllib
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse

from neuguong.commitments.models import Commitment
from neuguong.organisations.models import Pause, Person, PersonGroup
from neuguong.ui.http import at
from tests.access.asking import ask
from tests.access.leaks import known
from tests.access.table import FOLDER, some
from tests.access.test_leaks import own_pages, steady
from tests.access.world import YEAR, World, markers
from tests.undoing import undone

pytestmark = pytest.mark.django_db
FIELDS: dict[str, dict[str, str]] = tomllib.loads((FOLDER / "_fields.toml").read_text())
NOUNS = tomllib.loads((FOLDER / "_nouns.toml").read_text())
# Told with the record itself to whoever reads it; told to nobody by any page.
PLAIN = {"record", "kept"}
# Pages that tell of people and of what they committed to.
_OF_PEOPLE = re.compile(r"/commitments/|/people/|/classification/|/search/|/log/|/today/|/export/|/attendance/|/copy")
_NOT_OF_CONTENT = some("officer", "standing", "inspector", "admin", "office")


def test_every_field_of_every_model_is_classified() -> None:
    ours = [model for model in apps.get_models() if model.__module__.startswith("neuguong.")]
    there = {model._meta.label_lower: sorted(field.name for field in model._meta.concrete_fields) for model in ours}
    assert {label: sorted(" ".join(groups.values()).split()) for label, groups in FIELDS.items()} == there


def test_every_class_of_fields_has_its_readers() -> None:
    assert {name for groups in FIELDS.values() for name in groups} - PLAIN <= set(NOUNS)


@pytest.mark.parametrize(("role", "scope"), [("secretary", "own"), ("office", "own"), ("member", "mine")])
def test_who_may_read_a_field_does(world: World, role: str, scope: str) -> None:
    """Nothing is looked for that nobody could ever see."""
    told: set[tuple[str, str]] = set()
    mine = [reverse("privacy:mine_request", args=[world.thing("mine", "request").pk])]
    for url in (*own_pages(world), *about_people(world, scope), *mine):
        told |= markers(ask(world, role, "GET", url).told)
    sensitive = {name for groups in FIELDS.values() for name in groups} - PLAIN
    expected = {pair for pair in known(role) if pair[0] == scope and pair[1] in sensitive}
    # Nobody proposes to remove the member; of workbooks only the latest few are told at the top.
    assert expected - told <= {("mine", "going"), ("own", "batch")}


def about_people(world: World, scope: str) -> list[str]:
    """Return pages about a person and what they signed, and lists with the columns that are off at first."""
    of = world.things[scope]
    columns = ["code", "birth", "gender", "party", "posts", "result", "signed", "years"]
    return [
        at("YTE", YEAR, "portal:person", of["person"].pk),
        at("YTE", YEAR, "commitments:detail", of["commitment"].pk),
        at("YTE", YEAR, "organisations:person_list", cols=columns),
        at("YTE", YEAR, "commitments:list", cols=columns),
        at("YTE", YEAR, "commitments:list", sort="result"),
        at("YTE", YEAR, "interchange:export", "commitments"),
        at("YTE", YEAR, "interchange:export", "people"),
    ]


def seen(world: World, role: str) -> dict[str, str]:
    """Return the pages about people at the own place, as a role sees them."""
    urls = [*about_people(world, "own"), *(url for url in own_pages(world) if _OF_PEOPLE.search(url))]
    # Workbooks carry the number of their entry in the log; what they hold is asked for by its words.
    urls = [url for url in urls if "/imports/" not in url]
    return {url: steady(ask(world, role, "GET", url)) for url in urls}


def changed(world: World, role: str, change: Any) -> list[str]:
    """Return the pages that a change makes look different to a role."""
    before = seen(world, role)
    with undone():
        change()
        after = seen(world, role)
    return [url for url in before if before[url] != after[url]]


def other_results() -> None:
    """Give all commitments another result and content."""
    Commitment.objects.exclude(person__account__isnull=False).update(result="met", content="khác")


def other_people() -> None:
    """Change what is known of people beside their names and where they belong."""
    others = Person.objects.filter(account=None)
    others.update(birth_date="1971-02-03", gender="female", party_status="probationary")
    PersonGroup.objects.bulk_create(PersonGroup(person=person, name="worker") for person in others)
    Pause.objects.update(sort="exempt")


@pytest.mark.parametrize("role", _NOT_OF_CONTENT)
def test_a_result_changes_no_page_of_those_who_may_not_read_it(world: World, role: str) -> None:
    assert changed(world, role, other_results) == []


def test_what_is_known_of_people_changes_no_page_of_a_member(world: World) -> None:
    assert changed(world, "member", other_people) == []


def test_those_who_may_read_see_the_change(world: World) -> None:
    assert changed(world, "secretary", other_results)
    assert changed(world, "secretary", other_people)
