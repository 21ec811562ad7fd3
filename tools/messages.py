"""Bring the English catalogue up to date with the Vietnamese texts of the sources: messages.py [--check].

Babel reads them, so GNU gettext is not needed. With --check nothing is written; what lacks English is listed.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1] / "neuguong"
ENGLISH = PACKAGE / "locale/en/LC_MESSAGES/django.po"
# How many texts a function takes, and whether a context comes before them.
FUNCTIONS = {
    "_": (1, False),
    "gettext": (1, False),
    "gettext_lazy": (1, False),
    "gettext_noop": (1, False),
    "ngettext": (2, False),
    "ngettext_lazy": (2, False),
    "pgettext": (1, True),
    "pgettext_lazy": (1, True),
    "npgettext": (2, True),
}
IMPORTED_AS = re.compile(r"\b(\w*gettext\w*) as (\w+)")
Found = tuple[tuple[str, ...], str | None]


def as_python(template: str) -> str:
    """Return a template as calls of gettext among words without meaning, one line for each of its lines."""
    code = templatize(template)
    return "\n".join(line.strip() for line in code.splitlines())


def messages(code: str) -> Iterator[Found]:
    """Give each message of Python `code`: one or two texts (singular and plural), and the context or None."""
    stream = io.BytesIO(code.encode())
    named = FUNCTIONS | {other: FUNCTIONS[name] for name, other in IMPORTED_AS.findall(code) if name in FUNCTIONS}
    calls = extract_python(stream, dict.fromkeys(named), [], {"encoding": "utf-8"})
    for _line, function, given, _comments in calls:
        count, has_context = named[str(function)]
        texts = _listed(given)
        context = texts.pop(0) if has_context else None
        found = tuple(text for text in texts[:count] if text)
        if len(found) == count:
            yield found, context


def _listed(given: object) -> list[str | None]:
    """Return the arguments of a call, None for each that is no text in quotes; Babel gives a lone one bare."""
    return list(given) if isinstance(given, list | tuple) else [str(given)]


def sources() -> Iterator[tuple[str, str]]:
    """Give the path and the Python code of every source with texts for users."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.relative_to(PACKAGE).as_posix(), path.read_text()
    for path in sorted(PACKAGE.glob("*/templates/**/*")):
        if path.is_file():
            yield path.relative_to(PACKAGE).as_posix(), as_python(path.read_text())


def template() -> Catalog:
    """Return all messages of the sources, each with the files that show it."""
    catalog = Catalog()
    for place, code in sources():
        for texts, context in messages(code):
            catalog.add(texts if len(texts) > 1 else texts[0], locations=[(place, 1)], context=context)
    return catalog


def english() -> Catalog:
    """Return the English catalogue as it stands, empty when there is none."""
    if not ENGLISH.exists():
        return Catalog(locale="en", domain="django", charset="utf-8")
    return read_po(io.BytesIO(ENGLISH.read_bytes()), locale="en", domain="django")


def wrong(catalog: Catalog, wanted: Catalog) -> list[str]:
    """Return what is not right: a message without English, doubtful, with other placeholders, or not in use."""
    found: list[str] = []
    for message in wanted:
        have = catalog.get(message.id, message.context) if message.id else None
        if message.id and (have is None or not _texts(have) or have.fuzzy):
            found.append(f"no English for {message.id!r}")
        elif have is not None:
            found += [f"{message.id!r}: {error}" for error in _errors(have)]
    unused = [message for message in catalog if message.id and wanted.get(message.id, message.context) is None]
    return [*found, *(f"not in use: {message.id!r}" for message in unused)]


def _texts(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def _errors(message: Message) -> Iterator[str]:
    names = [
        sorted(set(re.findall(r"%\(\w+\)\w|{\w*}", text))) for text in (_first(message.id), _first(message.string))
    ]
    if names[0] != names[1]:
        yield f"expected {names[0]}, found {names[1]}"


def _first(texts: object) -> str:
    # The last form of a plural names the number; the singular may say "one".
    return str(texts[-1] if isinstance(texts, list | tuple) else texts)


def write() -> None:
    """Add what is new, drop what is gone, and keep the English that is there."""
    catalog = english()
    catalog.update(template(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    with ENGLISH.open("wb") as stream:
        write_po(stream, catalog, width=110, sort_output=True, omit_header=False, include_lineno=False)


if __name__ == "__main__":
    settings.configure(USE_I18N=False)
    if "--check" in sys.argv[1:]:
        lines = wrong(english(), template())
        sys.exit("\n".join(lines) or 0)
    write()
