"""Small parts: a file, a function, a view, a template and a test each have a limit."""

from tests.architecture.tree import ROOT, Function, Module, Template, assert_none, findings, sample, templates, tracked

FILE, FUNCTION, VIEW, TEMPLATE, TEST = 300, 30, 15, 120, 400
ENTRIES = 16


def length(function: Function) -> int:
    """Return the lines of a function, decorators aside."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def long_file(module: Module) -> list[str]:
    """Return the module when it has too many lines."""
    lines = len(module.text.splitlines())
    return [f"{module.path} has {lines} lines of {FILE}"] if lines > FILE else []


def long_functions(module: Module) -> list[str]:
    """Return the functions that are too long; a view has half the room, as it only speaks HTTP."""
    limit = VIEW if module.is_view else FUNCTION
    return [
        module.at(function, f"{function.name}() has {length(function)} lines of {limit}")
        for function in module.functions
        if length(function) > limit
    ]


def long_template(template: Template) -> list[str]:
    """Return the template when it has too many lines."""
    lines = len(template.text.splitlines())
    return [f"{template.room}: {template.name} has {lines} lines of {TEMPLATE}"] if lines > TEMPLATE else []


def entries(paths: tuple[str, ...]) -> set[str]:
    """Return what stands at the root."""
    return {path.split("/")[0] for path in paths}


def test_files_are_short() -> None:
    assert_none(findings(long_file))


def test_functions_are_short() -> None:
    assert_none(findings(long_functions))


def test_templates_are_short() -> None:
    assert_none(finding for template in templates() for finding in long_template(template))


def test_tests_and_tools_are_short() -> None:
    limits = {"tests": TEST, "tools": FILE}
    found = [
        f"{path} has {lines} lines of {limit}"
        for folder, limit in limits.items()
        for path in (ROOT / folder).rglob("*.py")
        if (lines := len(path.read_text().splitlines())) > limit
    ]
    assert_none(found)


def test_the_root_is_tidy() -> None:
    assert len(entries(tracked())) <= ENTRIES, sorted(entries(tracked()))


def test_too_long_is_found() -> None:
    body = "def f() -> None:\n" + "    f()\n" * FUNCTION
    assert long_functions(sample("core/ids.py", body)) == [f"core/ids.py:1 f() has 31 lines of {FUNCTION}"]
    assert long_functions(sample("core/views.py", "def f() -> None:\n" + "    f()\n" * VIEW))
    assert long_functions(sample("core/views/page.py", "def f() -> None:\n" + "    f()\n" * VIEW))
    assert long_functions(sample("core/views.py", "def f() -> None:\n" + "    f()\n" * (VIEW - 1))) == []
    assert long_file(sample("core/ids.py", "x = 1\n" * (FILE + 1)))
    assert long_file(sample("core/ids.py", "x = 1\n" * FILE)) == []
    assert long_template(Template("ui", "ui/base.html", "<p>\n" * (TEMPLATE + 1)))
    assert entries((".ci/run", "docs/a.md", "docs/b.md")) == {".ci", "docs"}
