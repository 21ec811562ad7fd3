"""The table of the OWASP ASVS 5.0, level 2: complete, each number once, and true in what it points at."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import pytest

from tests.architecture.tree import ROOT

FOLDER = ROOT / "docs/asvs"
# What OWASP states of version 5.0: requirements of levels 1 and 2, and how many each chapter has of them.
LEVELS = {"L1": 70, "L2": 183}
CHAPTERS = (27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7)
STATES = ("yes", "n/a", "open")
NOTHING = "–"
_ROW = re.compile(r"^\| (?P<number>\d+\.\d+\.\d+) \| (?P<rest>.*) \|$", re.MULTILINE)
_CODE = re.compile(r"`([^`]+)`")
_TEST = re.compile(r"(?P<path>tests/[\w/]+\.py)::(?P<name>test_\w+)")


@dataclass(frozen=True)
class Line:
    """One requirement as its chapter's table has it."""

    number: str
    level: str
    what: str
    state: str
    how: str
    where: str
    test: str

    @property
    def key(self) -> tuple[int, ...]:
        return tuple(int(part) for part in self.number.split("."))


def read(text: str) -> list[Line]:
    """Return the lines of a chapter."""
    return [Line(found["number"], *found["rest"].split(" | ")) for found in _ROW.finditer(text)]


@cache
def chapter(number: int) -> tuple[Line, ...]:
    """Return the lines of a chapter's page."""
    return tuple(read((FOLDER / f"v{number:02}.md").read_text()))


def lines() -> list[Line]:
    """Return all lines, chapter by chapter."""
    return [line for number in range(1, len(CHAPTERS) + 1) for line in chapter(number)]


def missing_paths(line: Line) -> list[str]:
    """Return what `where` names and is not there."""
    return [path for path in _CODE.findall(line.where) if not (ROOT / path).exists()]


def missing_tests(line: Line) -> list[str]:
    """Return the tests that are named and not there, or named in another way than path::name."""
    found = []
    for text in _CODE.findall(line.test):
        named = _TEST.fullmatch(text)
        path = ROOT / named["path"] if named else ROOT
        if not named or not path.exists() or f"def {named['name']}(" not in path.read_text():
            found.append(text)
    return found


def wrong(line: Line) -> list[str]:
    """Return what a line lacks."""
    lacks = {
        "a known state": line.state not in STATES,
        "words": not line.what or len(line.how) < 5,
        "a place": line.state != "n/a" and not _CODE.findall(line.where),
        "a test": line.state == "yes" and not _CODE.findall(line.test),
        "no test, being open or not for us": line.state != "yes" and line.test != NOTHING,
        **{f"the file {path}": True for path in missing_paths(line)},
        **{f"the test {test}": True for test in missing_tests(line)},
    }
    return [f"{line.number} lacks {what}" for what, is_so in lacks.items() if is_so]


def test_each_requirement_is_there_once() -> None:
    found = [line.number for line in lines()]
    assert len(found) == len(set(found)) == sum(CHAPTERS) == sum(LEVELS.values()) == 253
    assert Counter(line.level for line in lines()) == LEVELS


@pytest.mark.parametrize("number", range(1, len(CHAPTERS) + 1))
def test_a_chapter_is_whole_and_in_order(number: int) -> None:
    keys = [line.key for line in chapter(number)]
    assert len(keys) == CHAPTERS[number - 1]
    assert {key[0] for key in keys} == {number}
    assert all(one < other for one, other in pairwise(keys))


@pytest.mark.parametrize("number", range(1, len(CHAPTERS) + 1))
def test_what_a_line_says_is_there(number: int) -> None:
    assert [fault for line in chapter(number) for fault in wrong(line)] == []


def test_the_index_counts_truly() -> None:
    index = (FOLDER / "README.md").read_text()
    for number in range(1, len(CHAPTERS) + 1):
        states = Counter(line.state for line in chapter(number))
        counts = " | ".join(str(states[state]) for state in STATES)
        assert re.search(rf"\(v{number:02}\.md\) \| {counts} \| {CHAPTERS[number - 1]} \|", index), number
    whole = Counter(line.state for line in lines())
    assert f"| all | {' | '.join(str(whole[state]) for state in STATES)} | 253 |" in index


def test_what_is_open_is_named_in_the_index() -> None:
    index = (FOLDER / "README.md").read_text()
    listed = re.findall(r"^- \[(\d+\.\d+\.\d+)\]", index, re.MULTILINE)
    assert listed == [line.number for line in lines() if line.state == "open"]


def test_a_wrong_line_is_found() -> None:
    test = "tests/docs/test_asvs.py::test_a_wrong_line_is_found"
    good = f"| 1.1.1 | L2 | what | yes | because | `docs/security.md` | `{test}` |"
    assert wrong(*read(good)) == []
    for old, new in (
        ("| yes |", "| maybe |"),
        ("`docs/security.md`", "–"),
        ("docs/security.md", "docs/nowhere.md"),
        ("found` |", "found_elsewhere` |"),
        ("| because |", "|  |"),
        ("| yes |", "| open |"),
        (f"`{test}`", "–"),
    ):
        assert wrong(*read(good.replace(old, new))), new
