"""A thousand random tamperings, each by someone who has taken the triggers down: every one is found."""

import random

import pytest
from django.db import transaction

from neuguong.audit.actions import forget
from neuguong.audit.heads import head
from neuguong.audit.models import Entry, Key
from neuguong.audit.queries import faults
from neuguong.core.actor import SYSTEM
from tests.audit import sample

pytestmark = pytest.mark.django_db

COUNT = 1_000


@pytest.fixture
def log() -> None:
    sample.fill()
    sample.unguarded()


def test_a_thousand_random_tamperings_are_found(log: None) -> None:
    exported = head("mark")
    assert list(faults([exported])) == []
    missed = []
    for number in range(COUNT):
        rng = random.Random(number)
        harm = rng.choice((*sample.HARMS, *sample.THOROUGH))
        own = transaction.savepoint()
        harm(rng)
        if not list(faults([] if harm in sample.HARMS else [exported])):
            missed.append((number, harm.__name__))
        transaction.savepoint_rollback(own)
    assert missed == []
    assert list(faults([exported])) == []


@pytest.mark.parametrize("harm", [*dict.fromkeys((*sample.HARMS, *sample.THOROUGH))])
def test_every_sort_of_tampering_is_found(log: None, harm: sample.Harm) -> None:
    exported = head("mark")
    harm(random.Random(1))
    assert list(faults([exported]))


@pytest.mark.parametrize("harm", sample.THOROUGH)
def test_what_a_log_cannot_tell_of_itself(log: None, harm: sample.Harm) -> None:
    exported = head("mark")
    harm(random.Random(3))
    assert list(faults()) == []
    (found,) = faults([exported])
    assert found.what == {"cut_with_the_head": "cut", "rewrite": "rewritten"}[harm.__name__]


def test_what_was_written_after_the_export_does_not_matter(log: None) -> None:
    exported = head("mark")
    sample.fill()
    assert list(faults([exported])) == []


def test_the_entry_is_named(log: None) -> None:
    Entry.objects.filter(pk=7).update(event="a.other")
    (found,) = faults()
    assert (found.entry, found.what) == (7, "changed")
    assert "Dòng 7" in found.text


def test_a_lost_part_is_named(log: None) -> None:
    Entry.objects.filter(pk__in=[7, 8, 9])._raw_delete(using="default")
    found = list(faults())
    assert [(fault.entry, fault.what) for fault in found] == [(7, "missing"), (10, "broken")]
    assert "7 đến 9" in found[0].text


def test_entries_that_changed_places_are_named(log: None) -> None:
    for old, new in ((4, -1), (11, 4), (-1, 11)):
        sample.move(old, new)
    swapped = [fault for fault in faults() if fault.what == "swapped"]
    assert {fault.entry for fault in swapped} == {4, 11}
    assert "dòng 11" in swapped[0].text


def test_keys_that_are_gone_without_an_entry_of_it_are_found(log: None) -> None:
    assert list(faults()) == []
    forget(actor=SYSTEM, owner=31)
    assert not Key.objects.filter(pk=31).exists()
    assert list(faults()) == []
    Key.objects.all().delete()
    assert [(one.what, one.text.split(":")[0]) for one in faults()] == [("key", "Người 32"), ("key", "Người 33")]
