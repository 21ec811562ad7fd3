"""What is written about one field of work, from the files of `sectors/`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("sectors")


@dataclass(frozen=True)
class Model:
    """A way of working: its name, field, unit of measure, the number before and the number aimed at."""

    name: str
    field: str
    unit: str
    before: float
    goal: float


@dataclass(frozen=True)
class Sector:
    """Texts of one field that fit one organisation: `issues` are pairs of issue and result.

    Duties and deeds have slots, see `demo.texts.slots`.
    """

    models: tuple[Model, ...]
    issues: tuple[tuple[str, str], ...]
    duties: tuple[str, ...]
    deeds: tuple[str, ...]


def lines(block: str) -> tuple[str, ...]:
    """Return the lines of a block of text that are not empty."""
    return tuple(line.strip() for line in block.splitlines() if line.strip())


def columns(block: str) -> list[list[str]]:
    """Return the cells of each line, which stand apart by ` | `."""
    return [[cell.strip() for cell in line.split("|")] for line in lines(block)]


def fitting(block: str, code: str) -> str:
    """Return the lines that fit an organisation: those with its code after ` @ `, and those without codes."""
    found: list[str] = []
    for line in lines(block):
        text, _, codes = line.partition(" @ ")
        if not codes or code in codes.split():
            found.append(text)
    return "\n".join(found)


def read_model(cells: list[str]) -> Model:
    """Return a model from the cells name, field, unit, before, goal."""
    name, field, unit, before, goal = cells
    return Model(name, field, unit, float(before), float(goal))


def read_tables() -> dict[str, dict[str, str]]:
    """Return the tables of all fields by the word that the list of grassroots organisations uses."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        found |= tomllib.loads(path.read_text(encoding="utf-8"))
    return found


TABLES = read_tables()
JOBS = {word: lines(table["jobs"]) for word, table in TABLES.items()}


@cache
def sector_of(word: str, code: str) -> Sector:
    """Return the texts of a field that fit the organisation with this code."""
    table = {key: fitting(block, code) for key, block in TABLES[word].items()}
    return Sector(
        models=tuple(read_model(cells) for cells in columns(table["models"])),
        issues=tuple((issue, result) for issue, result in columns(table["issues"])),
        duties=lines(table["duties"]),
        deeds=lines(table["deeds"]),
    )
