"""What neither import-linter nor ruff can hold of how the code is laid out.

The layers, what core may import and that nothing opens a connection are contracts of
import-linter; the clock, the environment, the streams and `print` are banned by ruff. Both
stand in pyproject.toml.
"""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache

import repairlog
from support.cases import each_of
from support.paths import IMPORTED_FROM, PACKAGE

FILES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
CORE = [name for name in FILES if name.startswith("core/")]

FILE_CALLS = {
    *("open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir", "iterdir"),
    *("glob", "rglob", "rename", "touch", "rmdir", "fsync"),
}
SHIPPED = {
    "content/__init__.py": {"read_text", "read_bytes"},
    "view/report.py": {"read_text"},
    "cli/app.py": {"open"},
}
"""Who reads what ships with the program, and opens the null device."""

PRINTING = {"cli/session.py", "cli/app.py", "cli/commands.py"}
LONGEST = 400


@cache
def tree(name: str) -> ast.Module:
    """Return a file of the program as Python reads it."""
    return ast.parse((PACKAGE / name).read_text("utf-8"))


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield what a file calls, as it is written."""
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


@each_of("name", FILES)
def test_every_file_says_what_it_is_and_is_about_one_thing(name):
    """A docstring opens it, and 400 lines are the most that one subject takes."""
    assert ast.get_docstring(tree(name))
    assert (PACKAGE / name).read_text("utf-8").count("\n") <= LONGEST


@each_of("name", FILES)
def test_only_the_journal_touches_files(name):
    """Files are opened in `journal`; others read what they ship, and the null device."""
    called = {made.rpartition(".")[2] for made, _ in calls(name) if made != "webbrowser.open"}
    touched = called & FILE_CALLS
    assert touched <= SHIPPED.get(name, set()) or name.startswith("journal/")


@each_of("name", FILES)
def test_only_the_door_prints(name):
    """One place prints, so that stdout is data and stderr is talk; only `cli` asks."""
    made = {made for made, _ in calls(name)}
    used = {ast.unparse(node) for node in ast.walk(tree(name)) if isinstance(node, ast.Attribute)}
    writing = made & {"print", "typer.echo", "sys.stdout.write"}
    writing |= {each for each in used if each.startswith(("sys.stderr", "sys.__std"))}
    assert not writing or name in PRINTING
    assert "input" not in made or name.startswith("cli/")


@each_of("name", CORE)
def test_core_asks_no_computer_for_its_zone(name):
    """`astimezone` is told which zone; without one it would ask the system's settings."""
    assert not [
        made for made, call in calls(name) if made.endswith(".astimezone") and not call.args
    ]


def started(*arguments):
    """Return which modules a run of the program imported."""
    code = (
        "import sys; from repairlog.cli import app; "
        f"code = app.run_program({list(arguments)!r}); "
        "sys.stderr.write(' '.join(sys.modules)); sys.exit(code)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": IMPORTED_FROM, "HOME": "/nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout, set(ran.stderr.split())


def test_version_starts_without_what_it_does_not_need():
    """--version imports next to nothing, which is why it is quick."""
    said, modules = started("--version")
    assert said == f"repairlog {repairlog.__version__}\n"
    assert not modules & {"rich", "tomllib", "tomlkit", "repairlog.core", "repairlog.journal"}


def test_the_help_of_the_program_imports_no_command():
    """What a command is for stands in a table."""
    said, modules = started("--help")
    assert "  repair " in said
    ours = {"repairlog.cli", "repairlog.cli.app", "repairlog.cli.commands"}
    ours |= {"repairlog.cli.startup", "repairlog.cli.signals", "repairlog.errors"}
    ours |= {"repairlog.cli.usage", "repairlog.cli.plain"}
    assert {name for name in modules if name.startswith("repairlog.")} == ours


def test_a_list_imports_nothing_of_the_help_nor_of_the_questions():
    """What is only for help, for failures and for asking costs a listing nothing."""
    _, modules = started("list", "-n", "5")
    assert not modules & {"repairlog.cli.usage", "repairlog.cli.conversations"}
    assert not {name for name in modules if name.startswith("repairlog.core.conversations.which")}


def test_commands_are_imported_one_by_one():
    """A pause needs no conversation, and no command needs what only settings writing does."""
    _, modules = started("breathe")
    assert not modules & {"repairlog.cli.new", "repairlog.cli.conversations", "tomlkit"}
    assert not modules & {"rich.console", "rich.text", "sqlite3", "socket", "asyncio"}
