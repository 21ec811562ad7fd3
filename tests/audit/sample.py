"""A log of some dozens of entries of every sort, and what someone with the file could do to it."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection

from neuguong.audit import chain, guards
from neuguong.audit.actions import Alike, Change, record_alike, record_many, record_reading
from neuguong.audit.models import Entry, Head, Reading
from neuguong.core.actor import SYSTEM, Actor

KIND = "commitments.commitment"
CLERK = Actor(user_id=7, label="Lò Thị Mây", origin="10.1.2.3")
NULLABLE = ("actor_id", "organisation_id", "owner_id", "batch", "before", "after")
TEXTS = ("actor_label", "origin", "event", "subject_kind", "before", "after", "previous", "hash")
NUMBERS = ("actor_id", "subject_id", "organisation_id", "owner_id", "batch")
COLUMNS = (*dict.fromkeys((*TEXTS, *NUMBERS)), "at")
Harm = Callable[[random.Random], None]


def fill() -> None:
    """Write 45 entries: single ones and batches, with and without texts, sealed values, readings."""
    for number in range(1, 11):
        fields = {"b": number, "a": "Mây", "person_id": number % 3}
        actor = CLERK if number % 2 else SYSTEM
        record_many(actor=actor, changes=[Change("a.made", "core.a", number, number % 4 or None, None, fields)])
        record_many(
            actor=actor, changes=[Change("a.kept", "core.a", number, 2, fields, {**fields, "a": f"Mai {number}"})]
        )
    record_alike(actor=SYSTEM, alike=Alike("a.made", "core.a", range(20, 30), [7, None] * 5, ['{"a":1}'] * 10), batch=5)
    for number in (31, 32, 33):
        said = {"person_id": number, "content": f"Giữ lời {number}", "result": ""}
        record_many(actor=CLERK, changes=[Change("commitment.entered", KIND, number, 3, None, said)])
        after = {**said, "result": "met"}
        record_many(actor=CLERK, changes=[Change("commitment.corrected", KIND, number, 3, said, after)])
        record_reading(actor=CLERK, kind=KIND, how="page", read=[(number, number)], organisation_id=3)
    record_reading(actor=CLERK, kind=KIND, how="list", read=[(31, 31), (32, 32), (33, 33)], organisation_id=3)
    record_many(
        actor=SYSTEM, changes=[Change("a.gone", "core.a", number, 7, '{"a":"x"}', None) for number in range(1, 6)]
    )


def unguarded() -> None:
    """Take the triggers down, as whoever owns the file can."""
    guards.take_down(connection)


def entry(rng: random.Random) -> Entry:
    return Entry.objects.get(pk=rng.randint(1, Entry.objects.count()))


def two(rng: random.Random) -> tuple[Entry, Entry]:
    first, second = rng.sample(range(1, Entry.objects.count() + 1), 2)
    return Entry.objects.get(pk=first), Entry.objects.get(pk=second)


def other(rng: random.Random, name: str, value: Any) -> Any:
    """Return another value of a column than the one that stands there."""
    if value is not None and name in NULLABLE and rng.random() < 0.2:
        return None
    if name == "at":
        return value + timedelta(microseconds=rng.choice([-1, 1]) * rng.randint(1, 10**10))
    if name in NUMBERS:
        return rng.randint(0, 9) if value is None else value + rng.choice([-1, 1]) * rng.randint(1, 50)
    if not value:
        return rng.choice(["x", " ", "{}", "null"])
    at = rng.randrange(len(value))
    if name in {"hash", "previous"}:
        return value[:at] + ("0" if value[at] != "0" else "1") + value[at + 1 :]
    return rng.choice([value[:at] + value[at + 1 :], value[:at] + "ơ" + value[at + 1 :], value[:at] + "1" + value[at:]])


def put(one: Entry, **values: Any) -> None:
    assert Entry.objects.filter(pk=one.pk).update(**values) == 1


def move(old: int, new: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET id = %s WHERE id = %s", [new, old])


def rehashed(one: Entry) -> str:
    shared = chain.shared(one.at, one.actor_id, one.actor_label, one.origin, one.event, one.subject_kind, one.batch)
    about = (one.subject_id, one.organisation_id, one.owner_id, one.before, one.after)
    return chain.link(one.previous, one.pk, shared, *about)


def edit(rng: random.Random) -> None:
    one, name = entry(rng), rng.choice(COLUMNS)
    put(one, **{name: other(rng, name, getattr(one, name))})


def edit_with_its_own_hash(rng: random.Random) -> None:
    one = entry(rng)
    one.subject_id += 1
    put(one, subject_id=one.subject_id, hash=rehashed(one))


def move_a_sign_from_before_to_after(rng: random.Random) -> None:
    rows = [one for one in Entry.objects.exclude(before=None).exclude(after=None) if one.before]
    one = rng.choice(rows)
    put(one, before=str(one.before)[:-1], after=str(one.before)[-1] + str(one.after))


def edit_many(rng: random.Random) -> None:
    for _index in range(rng.randint(2, 5)):
        edit(rng)


def give_another_number(rng: random.Random) -> None:
    move(entry(rng).pk, rng.choice([0, -3, Entry.objects.count() + rng.randint(1, 9)]))


def delete(rng: random.Random) -> None:
    count = Entry.objects.count()
    gone = rng.sample(range(1, count + 1), rng.choice([1, 1, 2, 5, count]))
    Entry.objects.filter(pk__in=gone)._raw_delete(using="default")


def delete_and_close_the_gap(rng: random.Random) -> None:
    one = entry(rng).pk
    last = Entry.objects.count()
    Entry.objects.filter(pk=one)._raw_delete(using="default")
    for number in range(one + 1, last + 1):
        move(number, number - 1)


def cut_the_tail(rng: random.Random) -> None:
    Entry.objects.filter(pk__gt=entry(rng).pk - 1)._raw_delete(using="default")


def insert(rng: random.Random) -> None:
    one = entry(rng)
    one.pk = rng.choice([0, -1, Entry.objects.count() + 1])
    one.previous = Head.objects.get().hash
    one.hash = rehashed(one)
    one.save(force_insert=True)


def insert_between(rng: random.Random) -> None:
    one = entry(rng)
    for number in range(Entry.objects.count(), one.pk - 1, -1):
        move(number, number + 1)
    one.hash = rehashed(one)
    one.save(force_insert=True)


def swap_numbers(rng: random.Random) -> None:
    one, another = two(rng)
    for old, new in ((one.pk, -1), (another.pk, one.pk), (-1, another.pk)):
        move(old, new)


def swap_columns(rng: random.Random) -> None:
    one, another = two(rng)
    different = [name for name in COLUMNS if getattr(one, name) != getattr(another, name)]
    chosen = rng.sample(different, rng.randint(1, len(different)))
    put(one, **{name: getattr(another, name) for name in chosen})
    put(another, **{name: getattr(one, name) for name in chosen})


def turn_three(rng: random.Random) -> None:
    a, b, c = rng.sample(range(1, Entry.objects.count() + 1), 3)
    for old, new in ((a, -1), (b, a), (c, b), (-1, c)):
        move(old, new)


def change_the_head(rng: random.Random) -> None:
    head = Head.objects.filter(pk=1)
    done = rng.randrange(4)
    if done == 0:
        head.update(hash=other(rng, "hash", head.get().hash))
    elif done == 1:
        head.update(count=head.get().count + rng.choice([-1, 1]) * rng.randint(1, 9))
    elif done == 2:
        head.delete()
    else:
        Head.objects.create(pk=2, hash=head.get().hash, count=head.get().count)


def change_the_readings(rng: random.Random) -> None:
    one, done = rng.choice(list(Reading.objects.all())), rng.randrange(4)
    rows = Reading.objects.filter(pk=one.pk)
    if done == 0:
        rows.delete()
    elif done == 1:
        rows.update(owner_id=one.owner_id + rng.randint(1, 9))
    elif done == 2:
        rows.update(entry_id=rng.choice([1, 0, 999]))
    else:
        Reading.objects.create(entry_id=one.entry_id, subject_id=99, owner_id=99)


# What is found by the log itself.
HARMS: tuple[Harm, ...] = (
    *(edit, edit, edit, edit_with_its_own_hash, move_a_sign_from_before_to_after, edit_many, give_another_number),
    *(delete, delete, delete_and_close_the_gap, cut_the_tail, insert, insert_between),
    *(swap_numbers, swap_numbers, swap_columns, swap_columns, turn_three, change_the_head, change_the_readings),
)


def cut_with_the_head(rng: random.Random) -> None:
    """Cut the tail off and set the head to what is left: the log by itself looks whole."""
    last = rng.randint(0, Entry.objects.count() - 1)
    Reading.objects.filter(entry_id__gt=last)._raw_delete(using="default")
    Entry.objects.filter(pk__gt=last)._raw_delete(using="default")
    left = Entry.objects.filter(pk=last).first()
    Head.objects.filter(pk=1).update(count=last, hash=left.hash if left else "")


def rewrite(rng: random.Random) -> None:
    """Change an entry and compute the whole chain anew from there."""
    one = entry(rng)
    put(one, subject_kind="core.b")
    previous = one.previous
    for later in Entry.objects.filter(pk__gte=one.pk).order_by("pk"):
        later.previous = previous
        previous = rehashed(later)
        put(later, previous=later.previous, hash=previous)
    Head.objects.filter(pk=1).update(hash=previous)


# What is found beside a head that was exported earlier.
THOROUGH: tuple[Harm, ...] = (cut_with_the_head, rewrite)
