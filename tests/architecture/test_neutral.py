"""The repository names no registry's host and no place on anybody's machine; a clone works anywhere."""

import json
import re
from collections.abc import Iterator

import pytest

from tests.architecture.tree import ROOT, assert_none, tracked

# Put together from words, so that no host and no place stands in this file itself.
PLACES = {"home": r"\w", "root": "", "Users": r"\w", "work": r"\w"}
DOT, SLASH, END = re.escape("."), "/", "[a-z]{2,}"
HOSTS = ("pypi", "pythonhosted", "npmjs", "yarnpkg", DOT.join(("deb", "debian")))
FORBIDDEN = {
    "a registry's host": re.compile(
        "|".join(
            (rf"\bregistry{DOT}[a-z0-9-]+{DOT}{END}", *(rf"\b{host}{DOT}{END}\b" for host in HOSTS)),
        ),
        re.IGNORECASE,
    ),
    "a choice of registry": re.compile(r"--(?:extra-)?index[-]url\b|\bregistry\s*=\s*[\"']?https?:"),
    "where a package was fetched": re.compile(r'"resolved"\s*:'),
    "a place on a machine": re.compile(
        rf"(?<![\w.-]){SLASH}(?:{'|'.join(f'{name}{SLASH}{then}' for name, then in PLACES.items())})"
    ),
}
_BINARY = (".png", ".jpg", ".webp", ".ico", ".xlsx", ".docx", ".pdf", ".ttf", ".woff2", ".zip")


def tied(text: str) -> Iterator[str]:
    """Give what ties `text` to one registry or machine."""
    for what, pattern in FORBIDDEN.items():
        if found := pattern.search(text):
            yield f"{what}: {found[0]!r}"


def test_nothing_is_tied_to_a_machine() -> None:
    found = [
        f"{path}: {finding}"
        for path in tracked()
        if not path.endswith(_BINARY)
        for finding in tied((ROOT / path).read_text())
    ]
    assert_none(found)


def host(*names: str) -> str:
    return ".".join(names)


def place(*names: str) -> str:
    return SLASH.join(("", *names))


@pytest.mark.parametrize(
    "text",
    [
        f"https:{place('', host('registry', 'example', 'com'), 'x')}",
        *(host("files", name.replace("\\", ""), "org") for name in HOSTS),
        "--index" + "-url=x",
        '"' + 'resolved" : "x"',
        *(f"cd {place(name, 'ann', 'project')}" for name in PLACES),
        f'"{place("root", ".cache")}"',
    ],
)
def test_ties_are_found(text: str) -> None:
    assert list(tied(text))


@pytest.mark.parametrize(
    "text", ["registry.register(x)", "the /homes of", f"docs{place('work', 'plan.md')}", "a registry = {}"]
)
def test_plain_words_pass(text: str) -> None:
    assert list(tied(text)) == []


def test_locks_hold_every_hash() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert [name for name, about in packages.items() if name and "integrity" not in about] == []
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        pinned = re.findall(r"^([\w.\[\]-]+==[^\s\\;]+)([^\n]*(?:\n .*)*)", lock.read_text(), re.MULTILINE)
        assert pinned, lock.name
        assert [name for name, rest in pinned if "--hash=sha256:" not in rest] == []


def test_base_and_dev_agree() -> None:
    def versions(name: str) -> dict[str, str]:
        text = (ROOT / "requirements" / name).read_text()
        return dict(re.findall(r"^([\w.-]+)==([^\s;\\]+)", text, re.MULTILINE))

    base, dev = versions("base.txt"), versions("dev.txt")
    assert {name: (version, dev.get(name)) for name, version in base.items() if dev.get(name) != version} == {}
