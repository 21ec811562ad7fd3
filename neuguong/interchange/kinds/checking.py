"""What must hold for rows of every kind, each with the sentence that says how to mend it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from neuguong.core.text import fold
from neuguong.interchange.columns import CLEAR, DEED, RECORD, Column
from neuguong.interchange.rows import RowData, Stored

Key = tuple[Any, ...]


def check_cells(row: RowData, columns: Sequence[Column], key: Sequence[str], mark: str) -> None:
    """Read Mã bản ghi and Thao tác; see that no required value is erased and that the key is filled."""
    _read_extras(row, mark)
    for column in columns:
        if not column.required:
            continue
        value = row.said[column.key]
        if value is CLEAR:
            why = f"cột “{column.heading}” bắt buộc có giá trị, không xóa được."
            row.fault(column, why, expected="có giá trị", found="(xóa)")
            row.said[column.key] = None
        elif value is None and column.key in key and row.record is None:
            _blank(row, column)


def _read_extras(row: RowData, mark: str) -> None:
    record, deed = row.said.pop(RECORD.key), row.said.pop(DEED.key)
    if isinstance(record, str):
        # A number of another installation says nothing here: the row is then matched by its key.
        whose, _dash, number = record.partition("-")
        if whose == mark and number.isdecimal() and len(number) < 19:
            row.record = int(number)
    if isinstance(deed, str):
        row.withdraw = fold(deed) == "xoa"
        if not row.withdraw:
            why = f"chỉ nhận “Xóa” hoặc để trống, không nhận “{deed}”."
            row.fault(DEED, why, expected="Xóa hoặc để trống", found=deed)


def check_new(row: RowData, columns: Iterable[Column]) -> None:
    """See that a record that is not there yet has all it needs, and is not to be withdrawn."""
    if row.withdraw:
        row.fault(None, "không có bản ghi này để xóa.", expected="bản ghi đã có", found="không thấy")
    for column in columns:
        if column.required and row.said[column.key] is None:
            _blank(row, column)


def _blank(row: RowData, column: Column) -> None:
    row.fault(column, f"cột “{column.heading}” bắt buộc có giá trị.", expected="có giá trị", found="ô trống")


def check_order(row: RowData, values: dict[str, Any], first: tuple[str, Column], last: tuple[str, Column]) -> None:
    """See that of two dates, each a field and its column, the second is not before the first."""
    start, end = values.get(first[0]), values.get(last[0])
    if start and end and end < start:
        days = f"{last[1].heading} ({end:%d/%m/%Y}) trước {first[1].heading} ({start:%d/%m/%Y})"
        why = f"{days}; sửa lại một trong hai ngày."
        row.fault(last[1], why, expected=f"từ {start:%d/%m/%Y}", found=f"{end:%d/%m/%Y}")


class Keys:
    """Which row of the file each record and each key belongs to: equal keys are an error, never a merge.

    Codes that differ only in letter case are one code, since nobody who reads them aloud could tell them apart.
    """

    def __init__(self) -> None:
        self._rows: dict[str, dict[Key, int]] = defaultdict(dict)
        self._there: dict[Key, int] = {}
        self._spelled: dict[Key, Key] = {}

    def know(self, stored: dict[Key, Stored]) -> None:
        """Take note of the records that the next rows may meet."""
        self._there = {key: record.pk for key, record in stored.items()}
        self._spelled = {_alike(key): key for key in stored}

    def compare(self, row: RowData, key: Key, columns: Sequence[Column]) -> None:
        """Note that the row's record will have `key`, unless another row or another record has it."""
        own = [_alike(key)] if row.found is None else [_alike(key), ("#", row.pk)]
        if self._refuse_second(row, own, columns):
            return
        there = key if key in self._there else self._spelled.get(own[0], key)
        said = _said(row, columns)
        if self._there.get(there, row.pk) == row.pk:
            self._rows[row.sheet] |= dict.fromkeys(own, row.number)
        elif there != key:
            why = (
                f"“{said}” chỉ khác mã đã có “{there[0]}” ở chữ hoa, chữ thường; ghi đúng mã đó, hoặc đặt mã khác hẳn."
            )
            row.fault(columns[0], why, expected=f"{there[0]}, hoặc một mã khác hẳn", found=said)
        else:
            why = f"giá trị mới ({said}) đã là của một bản ghi khác; sửa hoặc rút bản ghi đó trước."
            row.fault(columns[0], why, expected="giá trị chưa có bản ghi nào dùng", found=said)

    def _refuse_second(self, row: RowData, own: Sequence[Key], columns: Sequence[Column]) -> bool:
        """Note a row of the file that had one of the keys before, and tell whether there is one."""
        pairs = ((sheet, rows[one]) for sheet, rows in self._rows.items() for one in own if one in rows)
        sheet, number = next(pairs, ("", 0))
        if not number:
            return False
        first, second = f"dòng {number}", f"dòng {row.number}"
        if sheet != row.sheet:
            first, second = f"{first} của trang “{sheet}”", f"{second} của trang “{row.sheet}”"
        said = _said(row, columns)
        # Only a code alone is compared in any case: who sees two different ones is told so.
        cased = " Mã không phân biệt chữ hoa, chữ thường." if len(own[0]) == 1 and said.lower() != said.upper() else ""
        why = f"trùng với {first} ({said}); mỗi bản ghi chỉ ghi một dòng, xóa bớt một dòng.{cased}"
        row.fault(columns[0], why, expected="một dòng cho mỗi bản ghi", found=f"{first} và {second}")
        return True

    def take(self, sheet: str, code: str, number: int) -> bool:
        """Note a new record's key, which is one code, unless a row before had it; tell which."""
        key = (code.lower(),)
        if any(key in rows for rows in self._rows.values()):
            return False
        self._rows[sheet][key] = number
        return True

    def take_all(self, sheet: str, codes: Sequence[str], numbers: Sequence[int]) -> bool:
        """Do the same for many new records, or for none of them."""
        keys = list(zip(map(str.lower, codes), strict=True))
        if len(set(keys)) < len(keys) or not all(rows.keys().isdisjoint(keys) for rows in self._rows.values()):
            return False
        self._rows[sheet].update(zip(keys, numbers, strict=True))
        return True


def _alike(key: Key) -> Key:
    """Return what a key is compared by: a code alone in any case, anything else as it is."""
    return (key[0].lower(),) if len(key) == 1 and isinstance(key[0], str) else key


def _said(row: RowData, columns: Sequence[Column]) -> str:
    return ", ".join(column.shown(row.said[column.key]) for column in columns if row.said[column.key] is not None)


def fault_referrers(rows: list[RowData]) -> None:
    """A row that refers to a new record whose row is wrong is wrong too, and so on up the line."""
    pending = [row for row in rows if row.target is not None and row.target.found is None]
    while True:
        broken = [row for row in pending if row.is_sound and row.target and not row.target.is_sound]
        if not broken:
            return
        for row in broken:
            number = row.target.number if row.target else 0
            why = f"dòng này dựa vào dòng {number}, mà dòng đó có lỗi; sửa dòng {number} trước."
            row.fault(None, why, expected=f"dòng {number} đúng", found=f"dòng {number} có lỗi")
