"""What the documents say can be done and followed: commands, links, numbers of decisions."""

import re
import shlex
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

from tests.architecture.tree import ROOT, tracked

_BLOCK = re.compile(r"^```(?:sh|bash|console|shell)?\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*$", re.MULTILINE)
_TARGET = re.compile(r"^([a-z][\w-]*):(?!=)", re.MULTILINE)


def documents() -> list[Path]:
    """Return every tracked Markdown file."""
    return [ROOT / name for name in tracked() if name.endswith(".md")]


def commands(text: str) -> Iterator[list[str]]:
    """Give the words of each `make` or `neuguong` command in the blocks of `text`, without its settings."""
    for block in _BLOCK.findall(text):
        for line in block.replace("\\\n", " ").splitlines():
            words = shlex.split(line.removeprefix("$ "), comments=True)
            while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
                words.pop(0)
            if words and words[0].removeprefix(".venv/bin/") in {"make", "neuguong"}:
                yield [words[0].removeprefix(".venv/bin/"), *words[1:]]


def targets() -> set[str]:
    """Return what can be made."""
    return set(_TARGET.findall((ROOT / "Makefile").read_text()))


def unknown_make(words: list[str]) -> list[str]:
    """Return the targets of a `make` command that there are not."""
    return [word for word in words[1:] if "=" not in word and not word.startswith("-") and word not in targets()]


def unknown_neuguong(words: list[str], main: click.Command) -> list[str]:
    """Return the sub-command and options of a `neuguong` command that there are not."""
    command = main
    known = {option for parameter in main.params for option in parameter.opts}
    for word in words[1:]:
        if word.startswith("--"):
            if word.split("=")[0] not in {*known, "--help"}:
                return [word]
        elif isinstance(command, click.Group):
            found = command.get_command(click.Context(command), word)
            if found is None:
                return [word]
            command = found
            known |= {option for parameter in found.params for option in parameter.opts}
    return []


def anchors(text: str) -> set[str]:
    """Return what a link into a document may point at."""
    plain = (re.sub(r"[^\w\s-]", "", heading.lower()) for heading in _HEADING.findall(text))
    return {re.sub(r"\s", "-", heading.strip()) for heading in plain}


def leads(target: Path, anchor: str, text: str | None) -> bool:
    """Tell whether `target` is there and has the heading `anchor`; `text` is what it holds, when known."""
    if text is None and not target.exists():
        return False
    return not anchor or anchor in anchors(target.read_text() if text is None else text)


def broken_links(path: Path, text: str) -> list[str]:
    """Return the links of the document at `path` that lead to no file or heading of the repository."""
    broken = []
    for link in _LINK.findall(text):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        if not leads(target, anchor, text if target == path else None):
            broken.append(f"{path.name}: {link}")
    return broken


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_commands_exist(path: Path) -> None:
    for words in commands(path.read_text()):
        if words[0] == "make":
            assert unknown_make(words) == [], " ".join(words)
        else:
            main: click.Command = import_module("neuguong.portal.cli.main").cli
            assert unknown_neuguong(words, main) == [], " ".join(words)


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    assert broken_links(path, path.read_text()) == []


def test_every_target_is_in_the_help() -> None:
    text = (ROOT / "Makefile").read_text()
    phony = set(re.findall(r"^\.PHONY: (\S+)", text, re.MULTILINE))
    helped = set(re.findall(r"^([a-z-]+):.*## ", text, re.MULTILINE))
    assert phony == helped
    assert {"help", "demo", "test", "quick", "long", "lock", "assets", "bench", "clean"} <= phony


def test_decisions_are_numbered() -> None:
    names = sorted(path.name for path in (ROOT / "docs/decisions").glob("*.md"))
    assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)]
    for name in names:
        first = (ROOT / "docs/decisions" / name).read_text().splitlines()[0]
        assert first.startswith(f"# {int(name[:4])}. "), name


def test_a_wrong_command_is_found() -> None:
    text = "```sh\n$ SERVE=0 make demo nothing\nls\n.venv/bin/neuguong figures \\\n  --period 2023\n```\n"
    first, second = commands(text)
    assert first == ["make", "demo", "nothing"]
    assert unknown_make(first) == ["nothing"]
    assert second == ["neuguong", "figures", "--period", "2023"]
    figures = click.Command("figures", params=[click.Option(["--period"])])
    main = click.Group("neuguong", commands={"figures": figures}, params=[click.Option(["--json"])])
    assert unknown_neuguong(second, main) == []
    assert unknown_neuguong(["neuguong", "--json", "figures", "--by"], main) == ["--by"]
    assert unknown_neuguong(["neuguong", "figure"], main) == ["figure"]


def test_a_broken_link_is_found() -> None:
    text = "# One word\n[a](LICENSE) [b](#one-word) [c](https://example.org)\n"
    text += "[d](nowhere.md) [e](#two) [f](README.md#x-y)"
    assert broken_links(ROOT / "CHANGELOG.md", text) == [
        "CHANGELOG.md: nowhere.md",
        "CHANGELOG.md: #two",
        "CHANGELOG.md: README.md#x-y",
    ]
