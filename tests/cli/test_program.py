import re
import subprocess
import sys
import tomllib
from importlib import import_module

import repairlog
from repairlog.cli import app, commands
from support.cases import each_of
from support.paths import ROOT


def test_help_lists_every_command_and_global_option(program):
    """Repairlog --help, on stdout, names what there is."""
    out = program.ok("--help").out
    table = out.partition("Commands:\n")[2].partition("\n\n")[0]
    listed = re.findall(r"^  (\S+) ", table, re.MULTILINE)
    assert listed == list(commands.COMMANDS)
    for option in ("--journal", "--plain", "--no-input", "--version"):
        assert option in out


def test_every_command_of_the_contract_is_there():
    """None of the first commands may go away."""
    first = {"new", "repair", "reframe", "rest", "waiting", "list", "show", "edit", "delete"}
    more = {"undo", "history", "stats", "export", "doctor", "breathe", "help-now"}
    assert first | more <= commands.COMMANDS.keys()


def test_version_is_said_on_stdout(program):
    """One line, and nothing else is looked at."""
    assert program.ok("--version", "nonsense").out == f"repairlog {repairlog.__version__}\n"


def test_the_installed_script_is_this_program():
    """pyproject.toml names a function that is there."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    module, _, function = project["scripts"]["repairlog"].partition(":")
    assert getattr(import_module(module), function) is app.main


def test_a_real_process_writes_and_reads(process):
    """Python -m repairlog: arguments in, UTF-8 out, and codes as documented."""
    assert process("new", "--what", "caf\xe9", "--json").returncode == 0
    shown = process("show")
    assert (shown.returncode, shown.stderr) == (0, b"")
    assert "caf\xe9" in shown.stdout.decode()
    missing = process("show", "zzz")
    assert (missing.returncode, missing.stdout) == (3, b"")
    wrong = process("shwo")
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert b"'show'" in wrong.stderr


@each_of("command", list(commands.COMMANDS))
def test_help_of_each_command_is_plain_text(program, command):
    """No escape sequence, and on stdout; nothing is asked or written."""
    ran = program.ok(command, "--help")
    assert ran.out.startswith(f"Usage: repairlog {command}")
    assert "\x1b" not in ran.out
    assert not program.files()


@each_of("command", list(commands.COMMANDS))
def test_the_help_of_the_program_says_of_a_command_what_its_own_help_says(program, command):
    """The table of commands and their docstrings are one text."""
    said = program.ok(command, "--help").out.partition("\n\n")[2].partition("\n\n")[0]
    assert " ".join(said.split()) == commands.COMMANDS[command].summary


STARTED = """
import os, sys
import repairlog.cli.app
from repairlog.cli import startup
from pydantic.plugin import _loader

print(os.environ["PYDANTIC_DISABLE_PLUGINS"], list(_loader.get_plugins()))
repairlog.cli.app.run_program(["list", "-n", "1"])
print("socket" in sys.modules)
import importlib.metadata
print(importlib.metadata.version("typer") != "", importlib.metadata.EntryPoint.__name__)
startup.spare_other_programs()
print(os.environ.get("PYDANTIC_DISABLE_PLUGINS"))
"""


@each_of(("before", "after"), [(None, "None"), ("1", "1")])
def test_no_other_package_sees_what_is_written_and_no_other_program_is_told_so(
    environment, before, after
):
    """Pydantic looks for no plugins; a program started from here inherits what was there before.

    The metadata of packages, which is not read for it, is there for whoever asks.
    """
    environment.pop("PYDANTIC_DISABLE_PLUGINS", None)
    if before:
        environment["PYDANTIC_DISABLE_PLUGINS"] = before
    command = [sys.executable, "-c", STARTED]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    first, *_, loaded, metadata, last = ran.stdout.splitlines()
    assert first == f"{before or '__all__'} []"
    assert (loaded, metadata, last) == ("False", "True EntryPoint", after)


ASKING = [
    ["new"],
    ["repair", "last"],
    ["reframe", "last"],
    ["edit", "last"],
    ["delete", "last"],
    ["coach"],
    ["rest", "last"],
    ["children", "born", "Wren", "2019"],
    ["report", "--supervision", "x.html"],
    ["help-now"],
]


@each_of("command", ASKING)
def test_nothing_is_asked_wherever_no_input_stands(program, command):
    """Before the command or after it, it is the same: what is piped is no answer."""
    program.new("I hit him.", "--child", "Wren")
    program.ok("edit", "last", "--child-age", "3")
    before = program.files()
    first = program("--no-input", *command, typed="1\n1\n")
    after = program(*command, "--no-input", typed="1\n1\n")
    assert (after.code, after.out) == (first.code, first.out)
    assert after.err == first.err
    assert program.files() == before
