import ast
import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import repairlog

HOUSE = Path(repairlog.__file__).parent
ROOT = HOUSE.parents[1]
FILES = sorted(HOUSE.rglob("*.py"))
CORE = [path for path in FILES if "core" in path.parts]
OUTSIDE = {
    *("os", "io", "pathlib", "shutil", "tempfile", "glob", "subprocess", "socket", "sys", "time"),
    *("random", "secrets", "uuid", "platform", "locale", "getpass", "logging", "threading"),
    *("asyncio", "urllib", "http", "ssl", "signal", "readline", "typer", "rich", "platformdirs"),
}
"""What `core` may not know: files, clocks, chance, the environment, the terminal."""

FILE_CALLS = {
    *("open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir", "iterdir"),
    *("glob", "rglob", "rename", "touch", "rmdir", "fsync"),
}
NETWORK = {"socket", "urllib", "http", "ssl", "ftplib", "smtplib", "asyncio", "requests", "httpx"}


def where(path):
    """Return a file's place in the house, such as core/entry.py."""
    return path.relative_to(HOUSE).as_posix()


def imports(path) -> Iterator[str]:
    """Yield the modules that a file imports, at any depth in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{each.name}" for each in node.names)


def calls(path) -> Iterator[str]:
    """Yield what a file calls, as it is written."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def mentions(path) -> set[str]:
    """Return the dotted names that a file uses."""
    tree = ast.parse(path.read_text("utf-8"))
    return {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def test_imports_run_one_way():
    """The import contract of pyproject.toml holds."""
    if importlib.util.find_spec("importlinter") is None:
        pytest.skip("import-linter is not installed; '.[dev]' has it")
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
    ]
    environment = {**os.environ, "PYTHONPATH": str(HOUSE.parent)}
    ran = subprocess.run(
        [*command, "--no-cache", "--config", str(ROOT / "pyproject.toml")],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "2 kept, 0 broken" in ran.stdout


def test_the_layers_hold_without_the_linter_too():
    """The same by reading the imports, so that it holds wherever the tests run."""
    rank = {"cli": 3, "view": 2, "journal": 2, "content": 2, "core": 1}
    for path in FILES:
        home = path.relative_to(HOUSE).parts[0]
        if home not in rank:
            continue
        for module in imports(path):
            part = module.split(".")
            if part[0] != "repairlog" or len(part) == 1 or part[1] == home:
                continue
            assert rank.get(part[1], 0) < rank[home], f"{where(path)} imports {module}"


@pytest.mark.parametrize("path", CORE, ids=where)
def test_core_knows_nothing_of_the_world(path):
    """No clock, no files, no environment, no terminal, no chance."""
    known = {module.split(".")[0] for module in imports(path)}
    if path.name == "demo.py":
        known.discard("random")  # from a fixed seed: the same fiction each time
    assert not known & OUTSIDE
    called = set(calls(path))
    assert not called & {"open", "print", "input", "exec", "eval", "__import__"}
    ends = {name.rpartition(".")[2] for name in called}
    assert not ends & {"now", "utcnow", "today"} - {"today"}
    assert not {"datetime.today", "date.today", "datetime.now", "datetime.utcnow"} & called
    assert not {name for name in called if name.endswith(".astimezone")} & local_zone(path)


def local_zone(path) -> set[str]:
    """Return calls of astimezone without a zone, which ask the computer for its own."""
    return {
        ast.unparse(node.func)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "astimezone"
        and not node.args
    }


@pytest.mark.parametrize("path", FILES, ids=where)
def test_only_the_journal_touches_files(path):
    """Files are opened in `journal`; others read what they ship, and the null device."""
    opened = {name for name in calls(path) if name != "webbrowser.open"}
    called = {name.rpartition(".")[2] for name in opened} & FILE_CALLS
    called |= {name for name in calls(path) if name == "os.open"}
    home = path.relative_to(HOUSE).parts[0]
    allowed = {
        "content": {"read_text"},
        "cli": {"open", "os.open"} if path.name == "app.py" else set(),
        "view": {"read_text"} if path.name == "report.py" else set(),
    }
    if home != "journal":
        assert called <= allowed.get(home, set())


@pytest.mark.parametrize("path", FILES, ids=where)
def test_only_the_session_and_the_app_write_to_the_streams(path):
    """One place prints, so that stdout is data and stderr is talk."""
    assert "print" not in set(calls(path))
    writing = {
        name
        for name in calls(path)
        if name.startswith(("sys.stdout.write", "sys.stderr.write", "typer.echo", "sys.__std"))
    }
    if where(path) not in {"cli/session.py", "cli/app.py"}:
        assert not writing
        assert "sys.stderr" not in mentions(path)


@pytest.mark.parametrize("path", FILES, ids=where)
def test_the_environment_and_the_clock_are_asked_at_the_door_only(path):
    """`cli` reads the clock and the environment, `journal/folders.py` where its folder is."""
    home = path.relative_to(HOUSE).parts[0]
    if home != "cli":
        assert not {"datetime.now", "date.today", "time.time", "datetime.utcnow"} & set(calls(path))
    if home != "cli" and where(path) != "journal/folders.py":
        assert not {"os.environ", "os.getenv"} & mentions(path)


@pytest.mark.parametrize("path", FILES, ids=where)
def test_nothing_can_open_a_connection(path):
    """No module that could talk to another computer is imported."""
    assert not {module.split(".")[0] for module in imports(path)} & NETWORK


@pytest.mark.parametrize("path", FILES, ids=where)
def test_every_file_says_what_it_is_and_is_about_one_thing(path):
    """A docstring opens it, and about 500 lines are the most that one subject takes."""
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert text.count("\n") <= 500


def started(*arguments):
    """Return which modules a run of the program imported."""
    code = (
        "import sys; from repairlog.cli import app; "
        f"code = app.run_program({list(arguments)!r}); "
        "sys.stderr.write(' '.join(sys.modules)); sys.exit(code)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(HOUSE.parent), "HOME": "/nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout, set(ran.stderr.split())


def test_version_starts_without_what_it_does_not_need():
    """--version is below 100 ms because it imports next to nothing."""
    said, modules = started("--version")
    assert said == f"repairlog {repairlog.__version__}\n"
    assert not modules & {"rich", "tomllib", "tomlkit", "repairlog.core", "repairlog.journal"}


def test_commands_are_imported_one_by_one():
    """A pause needs no conversation, and no command needs what only settings writing does."""
    _, modules = started("breathe")
    assert not modules & {"repairlog.cli.write", "repairlog.cli.repair", "tomlkit"}
    assert not modules & {"rich.console", "rich.text", "sqlite3", "socket", "asyncio"}
