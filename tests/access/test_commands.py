"""The command line: with `--as` it tells what the pages tell that account, without it no sensitive field."""

import datetime as dt
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest

from neuguong.campaigns.indicators import REGISTRY
from neuguong.interchange.kinds import KINDS
from neuguong.portal.cli import main
from neuguong.ui.http import at
from tests.access.asking import ask, parts
from tests.access.leaks import known
from tests.access.table import matrices, some
from tests.access.world import CODES, ROLES, SCOPES, YEAR, World, markers
from tests.interchange.books import book
from tests.portal.cli.running import Ran, run
from tests.undoing import undone

pytestmark = pytest.mark.django_db
MATRICES = matrices()
INSIDE = ROLES[1:]
# What acts as somebody, and who gets something out of it: a matrix of the table.
COMMANDS = {
    "figures": "read",
    "records": "read",
    "duties": "read",
    "template": "write",
    "import": "write",
    "undo": "sender",
    "report review": "write",
    "verify": "read",
}
ABOUT = ("--period", YEAR)
# Figures behind which people stand one by one, and others to compare with.
OF_PEOPLE = (
    "commitments_signed",
    "commitments_unsigned",
    "plans_personal_due",
    "pledges_judged",
    "pledges_met_rate",
    "study_people",
    "study_visits",
    "awarded_people",
    "models_registered",
)


def acting() -> set[str]:
    """Return the commands that take `--as`."""
    found = set()
    for name, module in main._COMMANDS.items():
        commands = import_module(f"neuguong.portal.cli.commands.{module}")
        command = getattr(commands, name.replace("-", "_") + "_command")
        subs = getattr(command, "commands", None)
        named = {f"{name} {sub}": one for sub, one in subs.items()} if subs else {name: command}
        found |= {words for words, one in named.items() if takes_as(one)}
    return found


def takes_as(command: click.Command) -> bool:
    """Tell whether a command has the option `--as`."""
    return any("--as" in parameter.opts for parameter in command.params)


def test_the_table_names_every_command_that_acts_as_somebody() -> None:
    assert acting() == set(COMMANDS)


def called(world: World, words: str, role: str, scope: str, folder: Path) -> tuple[Ran, str]:
    """Return what came of a command, and all that it told, in a file too; whatever it wrote is taken back."""
    out = folder / ("out.json" if words == "report review" else "out.xlsx")
    out.unlink(missing_ok=True)
    place = ("--organisation", CODES[scope])
    more: dict[str, tuple[Any, ...]] = {
        "figures": (*place, *ABOUT),
        "records": (*place, *ABOUT, "--indicator", "study_sessions"),
        "duties": (*place, *ABOUT),
        "template": ("tasks", *place, "-o", out),
        "import": (task_at(scope, folder), "--dry-run"),
        "undo": (world.thing(scope, "batch").pk,),
        "report review": (*place, *ABOUT, "-o", out),
        "verify": (review_of(scope, folder),),
    }
    with undone():
        ran = run(*words.split(), *map(str, more[words]), "--as", world.users[role].email)
    text = "\n".join(parts(out.read_bytes())) if out.exists() else ""
    return ran, f"{ran.out}\n{ran.err}\n{text}"


def task_at(scope: str, folder: Path) -> Path:
    """Return a workbook with a task for a place."""
    row = {"Mã tổ chức": CODES[scope], "Nhiệm vụ": "Việc", "Hạn": dt.date(2023, 5, 1)}
    return book({"Nhiệm vụ": [row]}, folder / f"{scope}.xlsx")


def review_of(scope: str, folder: Path) -> Path:
    """Return the review of a place, as the system writes it."""
    path = folder / f"{scope}.json"
    if not path.exists():
        assert run("report", "review", "--organisation", CODES[scope], *ABOUT, "-o", path).code == 0
    return path


@pytest.mark.parametrize("words", COMMANDS)
def test_each_command_for_each_role_at_each_place(world: World, words: str, tmp_path: Path) -> None:
    wrong = []
    for scope in SCOPES:
        signs = MATRICES[COMMANDS[words]][scope]
        for role, sign in zip(INSIDE, signs[1:], strict=True):
            ran, told = called(world, words, role, scope, tmp_path)
            if (ran.code == 0) != (sign == "+"):
                wrong.append(f"{role} {words} {scope}: {ran.code} {ran.err}")
            leaked = markers(told) - known(role)
            wrong += [f"{role} {words} {scope}: tells {sorted(leaked)}"] * bool(leaked)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", some("secretary", "member", "officer", "inspector", "admin"))
def test_records_behind_a_figure_are_those_of_its_page(world: World, role: str) -> None:
    wrong, as_role = [], (*ABOUT, "--organisation", CODES["own"], "--as", f"{role}@example.org")
    for code in OF_PEOPLE:
        with undone():
            ran = run("records", "--indicator", code, *as_role)
        leaked = markers(ran.out + ran.err) - known(role)
        wrong += [f"{role} {code}: tells {sorted(leaked)}"] * bool(leaked)
        page = ask(world, role, "GET", at(CODES["own"], YEAR, "reporting:figure", code))
        beyond = markers(ran.out) - markers(page.told)
        wrong += [f"{role} {code}: tells {sorted(beyond)} beyond the page"] * bool(beyond)
    assert not wrong, "\n".join(wrong)


def test_filled_templates_of_all_kinds(world: World, tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    for role in some("secretary", "officer", "office"):
        for code in KINDS:
            out.unlink(missing_ok=True)
            ran = run("template", code, "--organisation", CODES["own"], "-o", out, "--as", f"{role}@example.org")
            page = ask(world, role, "GET", at(CODES["own"], YEAR, "interchange:template", code, filled=1))
            assert (ran.code == 0) == (page.status_code == 200), (role, code, ran.err)
            if out.exists():
                assert markers("\n".join(parts(out.read_bytes()))) <= known(role)


def test_the_system_itself_reads_no_sensitive_field(world: World, tmp_path: Path) -> None:
    place, out = ("--organisation", CODES["parent"]), tmp_path / "a.xlsx"
    told = [run("records", "--indicator", code, *place, *ABOUT).out for code in REGISTRY.by_code]
    assert run("template", *KINDS, *place, "-o", out).code == 0
    told += parts(out.read_bytes())
    secret = {noun for _scope, noun in markers("\n".join(told))} & {"content", "wish", "file"}
    assert not secret
    met = run("records", "--indicator", "pledges_judged", *place, *ABOUT).out
    assert met.strip()
    assert not markers(met)


def test_nobody_acts_through_an_account_that_is_disabled_or_not_there(world: World) -> None:
    for email in ("nobody@example.org", world.users["office"].email):
        with undone():
            type(world.users["office"]).objects.filter(email=email).update(is_active=False)
            ran = run("figures", "--organisation", CODES["own"], *ABOUT, "--as", email)
        assert (ran.code, ran.out, email in ran.err) == (1, "", True)
