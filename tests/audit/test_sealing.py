"""Private values stand in the log sealed with their person's key; without the key nobody reads them."""

import json
from base64 import b64decode

import pytest
from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.db import transaction

from neuguong.audit import keys, sealing
from neuguong.audit.actions import Change, forget, record_many, rotate_key
from neuguong.audit.models import Entry, Key
from neuguong.audit.queries import faults, opened
from neuguong.audit.sealing import contents, is_erased
from neuguong.core.actor import SYSTEM
from neuguong.core.errors import Refusal
from tests.audit.sample import KIND

pytestmark = pytest.mark.django_db

LONG, SHORT = "Không uống rượu bia trong giờ làm việc", "met"


def write(owner: int | None = 5, subject: int = 9, content: str = LONG, was: str | None = LONG) -> Entry:
    after = {"person_id": owner, "content": content, "result": SHORT, "signed_on": "2023-01-02"}
    before = None if was is None else {**after, "content": was, "result": ""}
    record_many(actor=SYSTEM, changes=[Change("commitment.corrected", KIND, subject, 3, before, after)])
    return Entry.objects.latest("pk")


def test_a_private_value_is_nowhere_in_clear() -> None:
    entry = write()
    told = f"{entry.before}{entry.after}"
    assert LONG not in told
    assert "met" not in told
    assert json.loads(entry.after or "")["signed_on"] == "2023-01-02"
    assert entry.owner_id == 5
    assert Key.objects.filter(pk=5).exists()


def test_it_is_opened_with_the_key() -> None:
    (entry,) = opened([write()])
    assert json.loads(entry.after or "")["content"] == LONG
    assert json.loads(entry.before or "")["result"] == ""


def test_an_unchanged_value_is_seen_as_unchanged_without_the_key() -> None:
    same, other = write(), write(content="Khác hẳn")
    for entry, is_same in ((same, True), (other, False)):
        before, after = json.loads(entry.before or ""), json.loads(entry.after or "")
        assert (before["content"] == after["content"]) is is_same


def test_the_length_of_a_sealed_result_does_not_tell_it() -> None:
    made = [write(content=word) for word in ("met", "partly", "unmet")]
    assert len({len(json.loads(entry.after or "")["content"]["sealed"]) for entry in made}) == 1


def test_equal_values_of_two_entries_do_not_look_alike() -> None:
    first, second = write(), write()
    assert json.loads(first.after or "")["content"] != json.loads(second.after or "")["content"]


def test_a_sealed_value_is_bound_to_its_record() -> None:
    first, second = write(subject=9), write(subject=10)
    second.after = first.after
    (entry,) = opened([second])
    assert is_erased(json.loads(entry.after or "")["content"])


def test_a_destroyed_key_takes_the_values_with_it_and_the_chain_holds() -> None:
    entry, others = write(), write(owner=6)
    assert forget(actor=SYSTEM, owner=5)
    assert not forget(actor=SYSTEM, owner=5)
    gone, kept = opened([Entry.objects.get(pk=entry.pk), others])
    assert is_erased(json.loads(gone.after or "")["content"])
    assert json.loads(kept.after or "")["content"] == LONG
    assert Entry.objects.latest("pk").event == "key.destroyed"
    assert list(faults()) == []


def test_what_was_erased_is_not_brought_back() -> None:
    entry = write()
    assert (contents(entry)[0] or {})["content"] == LONG
    forget(actor=SYSTEM, owner=5)
    before, after = contents(Entry.objects.get(pk=entry.pk))
    assert before is not None
    assert after is not None
    assert "content" not in before
    assert after["signed_on"] == "2023-01-02"


def test_a_value_of_nobody_is_not_kept_in_clear() -> None:
    entry = write(owner=None)
    assert LONG not in f"{entry.before}{entry.after}"


def test_the_installations_key_lies_beside_the_data_for_its_owner_alone() -> None:
    write()
    path = settings.HOME / "secrets" / "log-key"
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert len(path.read_bytes()) == 32


def test_a_lost_or_strange_key_is_told_and_not_replaced() -> None:
    write()
    path, kept = keys.path(), keys.path().read_bytes()
    try:
        path.unlink()
        keys._read.cache_clear()
        with pytest.raises(Refusal, match="Không thấy tệp khóa"), transaction.atomic():
            write()
        path.write_bytes(bytes(32))
        with pytest.raises(Refusal, match="không mở được"), transaction.atomic():
            write()
    finally:
        path.write_bytes(kept)
        path.chmod(0o600)
        keys._read.cache_clear()
    write()


def test_the_installations_key_is_changed_and_what_was_sealed_before_is_still_opened() -> None:
    entry, was = write(), keys.path().read_bytes()
    old = keys.known([5])[5]
    assert rotate_key(actor=SYSTEM) == 1
    assert keys.path().read_bytes() != was
    assert not keys.next_path().exists()
    for one in opened([Entry.objects.get(pk=entry.pk), write(subject=10)]):
        assert json.loads(one.after or "")["content"] == LONG
    later, (newest, *_rest) = write(subject=11), keys.known([5])[5]
    sealed = b64decode(json.loads(later.after or "")["content"]["sealed"])
    bound = sealing._bound(KIND, 11, "content")
    assert LONG in newest.decrypt(sealed[:12], sealed[12:], bound).decode()
    with pytest.raises(InvalidTag):
        old[0].decrypt(sealed[:12], sealed[12:], bound)
    assert Entry.objects.filter(event="key.rotated").exists()
    assert list(faults()) == []


def test_with_the_key_of_before_nothing_is_opened_any_more() -> None:
    write()
    was = keys.path().read_bytes()
    rotate_key(actor=SYSTEM)
    now = keys.path().read_bytes()
    keys.path().write_bytes(was)
    with pytest.raises(Refusal, match="không mở được"):
        opened([Entry.objects.get(event="commitment.corrected")])
    keys.path().write_bytes(now)
    assert keys.known([5])


def test_a_change_of_the_key_that_broke_off_is_finished_by_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = write()

    def broken() -> None:
        raise OSError("mất điện")

    monkeypatch.setattr(keys, "settle", broken)
    with pytest.raises(OSError, match="mất điện"):
        rotate_key(actor=SYSTEM)
    write(owner=6, subject=12)
    assert len(opened([entry, Entry.objects.latest("pk")])) == 2
    monkeypatch.undo()
    assert rotate_key(actor=SYSTEM) == 2
    assert not keys.next_path().exists()
    for one in opened(Entry.objects.filter(event="commitment.corrected")):
        assert json.loads(one.after or "")["content"] == LONG


def test_erasing_destroys_every_key_of_a_person() -> None:
    first = write()
    rotate_key(actor=SYSTEM)
    second = write(subject=10)
    forget(actor=SYSTEM, owner=5)
    for one in opened([first, second]):
        assert is_erased(json.loads(one.after or "")["content"])


def test_a_text_that_was_opened_is_sealed_again() -> None:
    """An undo writes what it read: nothing that was opened for it gets into the log."""
    (entry,) = opened([write()])
    assert LONG in (entry.after or "")
    change = Change("commitment.taken_back", KIND, 9, 3, entry.after, entry.before, 5)
    record_many(actor=SYSTEM, changes=[change])
    again = Entry.objects.latest("pk")
    assert LONG not in f"{again.before}{again.after}"


def test_opening_leaves_the_entry_as_it_is() -> None:
    entry = write()
    opened([entry])
    assert LONG not in (entry.after or "")
