"""The repository names no registry's host and no place on anybody's machine; a clone works anywhere."""

import json
import re
from collections.abc import Iterator

import pytest

from tests.architecture.tree import ROOT, assert_none, tracked

# Written so that this file does not match itself.
FORBIDDEN = {
    "a registry's host": re.compile(
        r"\bregistry\.[a-z0-9-]+\.[a-z]{2,}|\bpypi\.[a-z]{2,}\b|\bpythonhosted\.[a-z]{2,}\b|\bnpmjs\.[a-z]{2,}\b"
        r"|\byarnpkg\.[a-z]{2,}\b|\bdeb\.debian\.[a-z]{2,}\b",
        re.IGNORECASE,
    ),
    "a choice of registry": re.compile(r"--(?:extra-)?index[-]url\b|\bregistry\s*=\s*[\"']?https?:"),
    "where a package was fetched": re.compile(r'"resolved"\s*:'),
    "a place on a machine": re.compile(r"(?<![\w.-])/(?:home/\w|root/|Users/\w|work/\w)"),
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


@pytest.mark.parametrize(
    "text",
    [
        "https://registry" + ".example.com/x",
        "files.python" + "hosted.org",
        "--index" + "-url=x",
        '"resol' + 'ved": "x"',
        "cd /home" + "/ann/project",
        '"/root' + '/.cache"',
    ],
)
def test_ties_are_found(text: str) -> None:
    assert list(tied(text))


@pytest.mark.parametrize("text", ["registry.register(x)", "the /homes of", "docs/work/plan.md", "a registry = {}"])
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
