"""Whether the log is whole: the chain computed anew, in memory that does not grow with the log."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import DatabaseError
from django.db.models import Exists, OuterRef, Q

from neuguong.audit import chain
from neuguong.audit.heads import ExportedHead, Fault
from neuguong.audit.models import Entry, Head, Key, Reading
from neuguong.audit.queries.entries import READ

_CHUNK = 2_000
_MOST_COMPARED = 100
_FIRST, _LAST = -(2**63), 2**63 - 1
_SHARED = ("at", "actor_id", "actor_label", "origin", "event", "subject_kind", "batch")
_OWN = ("subject_id", "organisation_id", "owner_id", "before", "after")
_NAMES = ("pk", "previous", "hash", *_SHARED, *_OWN)
_TEXT, _NUMBER = (str,), (int,)
_TYPES: tuple[tuple[type, ...], ...] = (
    *(_NUMBER, _TEXT, _TEXT),
    *((dt.datetime,), (int, type(None)), _TEXT, _TEXT, _TEXT, _TEXT, (int, type(None))),
    *(_NUMBER, (int, type(None)), (int, type(None)), (str, type(None)), (str, type(None))),
)
# What a value that no program of ours wrote does to reading a row.
_UNREADABLE = (DatabaseError, ValueError, TypeError, AttributeError, OverflowError)
Row = tuple[Any, ...]


def faults(
    heads: Iterable[ExportedHead] = (), *, tell: Callable[[int], object] = lambda _number: None
) -> Iterator[Fault]:
    """Compute the chain anew and yield what does not fit; `tell` gets the number of entries gone through.

    Without one of the `heads` exported earlier, a tail that was cut off together with the stored head, or a
    chain that was written anew from some entry on, can't be found.
    """
    walk = _Walk(tell)
    yield from walk.faults()
    for head in heads:
        yield from _compared(head, walk.number)


class _Walk:
    """Goes through the entries in their order, to the end of what was written meanwhile."""

    def __init__(self, tell: Callable[[int], object]) -> None:
        self.number, self._hash, self._last, self._tell = 0, "", _FIRST, tell
        self._odd: list[Row] = []

    def faults(self) -> Iterator[Fault]:
        yield from self._chunks()
        head = Head.objects.filter(pk=1).first()
        if head is not None and head.count > self.number:
            # Others may have written on since the last chunk was read; who writes still later is not asked about.
            yield from self._chunks(head.count)
        yield from self._end(head)
        yield from self._swapped()
        yield from self._loose_readings()
        yield from _keyless()

    def _chunks(self, until: int = _LAST) -> Iterator[Fault]:
        while rows := _chunk(self._last, until):
            for row in rows:
                yield from self._row(row)
            yield from _readings(self._last, rows)
            self._last = rows[-1][0]
            self._tell(self.number)

    def _row(self, row: Row) -> Iterator[Fault]:
        pk, expected = row[0], self.number + 1
        if pk < expected:
            yield Fault(pk, "extra", f"Dòng {pk}: số này không thể có trong nhật ký; dòng được chèn vào.")
            return
        if pk > expected:
            lost = f"{expected}" if pk == expected + 1 else f"{expected} đến {pk - 1}"
            yield Fault(expected, "missing", f"Dòng {lost}: đã mất khỏi nhật ký.")
        self.number = pk
        if not _is_sound(row):
            yield Fault(pk, "unreadable", f"Dòng {pk}: có cột không đọc được, giá trị không phải do phần mềm ghi.")
            self._hash = row[2] if len(row) > 1 and isinstance(row[2], str) else ""
            return
        if row[1] != self._hash:
            yield Fault(pk, "broken", f"Dòng {pk}: không nối tiếp dòng trước (bị sửa, xóa, chèn hay đổi chỗ).")
        if _link(row, pk) != row[2]:
            yield Fault(pk, "changed", f"Dòng {pk}: nội dung không khớp với mã băm; có cột đã bị sửa.")
            self._odd.append(row)
            del self._odd[_MOST_COMPARED:]
        self._hash = row[2]

    def _end(self, head: Head | None) -> Iterator[Fault]:
        if head is None:
            if self.number:
                yield Fault(None, "head", "Dòng ghi nơi kết thúc của nhật ký (audit_head) đã mất.")
            return
        if head.count != self.number:
            words = f"ghi nhận {head.count} dòng, đếm được {self.number}"
            yield Fault(None, "head", f"Cuối nhật ký: {words}; các dòng cuối bị xóa hoặc được thêm vào.")
        elif head.hash != self._hash:
            yield Fault(None, "head", "Cuối nhật ký: mã băm ghi nhận không phải là của dòng cuối cùng.")
        for pk in Head.objects.exclude(pk=1).values_list("pk", flat=True):
            yield Fault(None, "head", f"audit_head có thêm dòng {pk}; chỉ có dòng 1 là của phần mềm.")

    def _swapped(self) -> Iterator[Fault]:
        """Say of changed entries which ones changed places, as far as that can be told."""
        for row in self._odd:
            for other in self._odd:
                if row is not other and _link(row, other[0]) == row[2]:
                    words = f"Dòng {row[0]}: đang chứa nội dung của dòng {other[0]}; các dòng đã bị đổi chỗ."
                    yield Fault(row[0], "swapped", words)

    def _loose_readings(self) -> Iterator[Fault]:
        for entry in _outside(self.number):
            yield Fault(entry, "reading", f"Danh sách lượt đọc: có lượt gắn với dòng {entry} không có trong nhật ký.")


def _outside(number: int) -> Iterable[int]:
    """Return entries that are not there and yet have readings, at most one before the first and one after the last."""
    loose = Reading.objects.filter(~Exists(Entry.objects.filter(pk=OuterRef("entry_id"))))
    rows = loose.order_by("entry_id").values_list("entry_id", flat=True)
    return [*rows.filter(entry_id__lt=1)[:1], *rows.filter(entry_id__gt=number)[:1]]


def _keyless() -> Iterator[Fault]:
    """Say of whom something is sealed, while their key is gone and nothing tells that it was destroyed."""
    mark = '{"sealed":'
    rows = Entry.objects.filter(Q(before__contains=mark) | Q(after__contains=mark), owner_id__isnull=False)
    told = Entry.objects.filter(event="key.destroyed").values("subject_id")
    gone = rows.exclude(owner_id__in=Key.objects.values("pk")).exclude(owner_id__in=told)
    for owner in gone.order_by("owner_id").values_list("owner_id", flat=True).distinct():
        yield Fault(None, "key", f"Người {owner}: khóa của nhật ký đã mất mà không có dòng nào ghi việc hủy khóa.")


def _chunk(last: int, until: int) -> list[Row]:
    rows = Entry.objects.filter(pk__gt=last, pk__lte=until).order_by("pk")
    try:
        return list(rows.values_list(*_NAMES)[:_CHUNK])
    except _UNREADABLE:
        return [_alone(number) for number in rows.values_list("pk", flat=True)[:_CHUNK]]


def _alone(number: int) -> Row:
    try:
        return tuple(Entry.objects.filter(pk=number).values_list(*_NAMES)[0])
    except _UNREADABLE:
        return (number,)


def _is_sound(row: Row) -> bool:
    return len(row) == len(_NAMES) and all(isinstance(value, kinds) for value, kinds in zip(row, _TYPES, strict=True))


def _link(row: Row, number: int) -> str:
    """Return the hash that the row should have at the place `number`."""
    subject, organisation, owner, before, after = row[10:]
    return chain.link(row[1], number, chain.shared(*row[3:10]), subject, organisation, owner, before, after)


def _readings(last: int, rows: list[Row]) -> Iterator[Fault]:
    """Compare the list of readings with the entries that tell of them."""
    expected = {row[0]: _told(row) for row in rows if len(row) > 1 and str(row[7]).endswith(READ)}
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    kept = Reading.objects.filter(entry_id__gt=last, entry_id__lte=rows[-1][0])
    for entry, *pair in kept.values_list("entry_id", "subject_id", "owner_id"):
        found[entry].append((pair[0], pair[1]))
    for entry in sorted(expected.keys() | found.keys()):
        if sorted(expected.get(entry, [])) != sorted(found.get(entry, [])):
            yield Fault(entry, "reading", f"Dòng {entry}: danh sách lượt đọc không khớp với nhật ký.")


def _told(row: Row) -> list[tuple[int, int]]:
    try:
        return [(subject, owner) for subject, owner in json.loads(row[14] or "{}").get("read", ())]
    except _UNREADABLE:
        return []


def _compared(head: ExportedHead, number: int) -> Iterator[Fault]:
    if head.count > number:
        words = f"lúc {head.at} nhật ký có {head.count} dòng, nay chỉ còn {number}"
        yield Fault(None, "cut", f"{head.name}: {words}; phần cuối đã bị cắt.")
    elif head.count and Entry.objects.filter(pk=head.count).values_list("hash", flat=True).first() != head.hash:
        words = f"dòng {head.count} không còn như lúc {head.at}"
        yield Fault(head.count, "rewritten", f"{head.name}: {words}; nhật ký đã bị viết lại từ dòng đó hoặc trước đó.")
