"""Nothing runs what someone typed: no code, shell, pickle, SQL or markup made from text; no script that would."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.tree import PACKAGE, Module, assert_none, findings, sample

# Called by these names, whatever they are called on.
RUNS = {
    "code from text": {"eval", "exec", "compile_command", "literal_eval", "__import__"},
    "a shell": {"system", "popen", "getoutput", "getstatusoutput", "spawnl", "spawnv"},
    "objects from bytes": {"unpickle", "Unpickler", "full_load", "unsafe_load", "yaml_load"},
    "markup from text": {"mark_safe", "SafeString", "SafeText", "from_string"},
    "a hash that is broken": {"md5", "sha1"},
    "SQL from text": {"RawSQL", "extra", "raw"},
}
MODULES = {"random", "pickle", "shelve", "dill", "marshal", "yaml", "telnetlib", "ftplib", "ldap", "lxml", "xmlrpc"}
# A journal of an import, in an unnamed file that only its own process has open.
# What fills the workbooks of a benchmark need not be unguessable.
ALLOWED = {("interchange/journal.py", "marshal"), ("portal/bench/workbooks.py", "random")}
_PATTERNS = {"compile", "match", "search", "fullmatch", "findall", "finditer", "split", "sub", "subn"}
_SCRIPTS = {
    "markup from text": re.compile(r"\.(?:innerHTML|outerHTML)\s*=|insertAdjacent|document\.write|createContext"),
    "code from text": re.compile(r"\beval\(|\bnew Function\b|set(?:Timeout|Interval)\(\s*[\"'`]"),
    "a message of another page": re.compile(r"postMessage|[\"']message[\"']"),
    "what stays in the browser": re.compile(r"localStorage|indexedDB|document\.cookie|serviceWorker"),
    "an object's prototype": re.compile(r"__proto__|\.prototype\b"),
    "another host": re.compile(r"https?://"),
}


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def dangerous(module: Module) -> Iterator[str]:
    """Give the calls and imports that run, or revive, what text says."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            for name in {name.partition(".")[0] for name in names} & MODULES:
                if (str(module.path), name) not in ALLOWED:
                    yield module.at(node, f"uses {name}")
        if isinstance(node, ast.Call):
            yield from (module.at(node, f"makes {what}") for what, names in RUNS.items() if _name(node.func) in names)
            if any(key.arg == "shell" for key in node.keywords):
                yield module.at(node, "asks a shell")


def open_patterns(module: Module) -> Iterator[str]:
    """Give the regular expressions that are put together inside a function, without `re.escape`."""
    for function in module.functions:
        for node in ast.walk(function):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
                continue
            if _name(node.func.value) != "re" or node.func.attr not in _PATTERNS:
                continue
            pattern = node.args[0]
            known = isinstance(pattern, ast.Constant) or _name(pattern).isupper() or "escape" in ast.dump(pattern)
            if not known:
                yield module.at(node, "takes a pattern from elsewhere")


def in_scripts(name: str, text: str) -> list[str]:
    """Return what a script of ours must not do."""
    return [f"{name}: {what}" for what, pattern in _SCRIPTS.items() if pattern.search(text)]


def test_nothing_runs_what_text_says() -> None:
    assert_none(findings(dangerous))


def test_no_pattern_comes_from_what_was_typed() -> None:
    assert_none(findings(open_patterns))


def test_scripts_write_text_and_keep_nothing() -> None:
    paths = [path for path in PACKAGE.glob("*/static/*/*.js") if path.parent.name != "vendor"]
    assert len(paths) >= 4
    assert_none(found for path in paths for found in in_scripts(path.name, path.read_text()))


@pytest.mark.parametrize(
    "text",
    [
        "eval(text)",
        "import random",
        "hashlib.md5(text)",
        "import pickle",
        "from yaml import load",
        "os.system(text)",
        "subprocess.run(text, shell=True)",
        "mark_safe(text)",
        "rows.extra(where=[text])",
        "engine.from_string(text)",
    ],
)
def test_danger_is_found(text: str) -> None:
    assert list(dangerous(sample("portal/x.py", text)))


def test_other_danger_is_found() -> None:
    assert list(open_patterns(sample("portal/x.py", "def f(text):\n    return re.search(text, 'a')")))
    assert not list(open_patterns(sample("portal/x.py", "def f(text):\n    return re.search(re.escape(text), 'a')")))
    for text in ("a.innerHTML = x", "eval(x)", "addEventListener('message', f)", "localStorage.x = 1", "a.__proto__"):
        assert in_scripts("x.js", text)
    assert in_scripts("x.js", "a.textContent = x") == []
