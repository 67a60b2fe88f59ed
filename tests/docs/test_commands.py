"""`docs/commands.md` and the man page are what `--help` says, and can be read."""

import runpy
import shutil
import subprocess
import tomllib

import pytest

from support.paths import ROOT

MADE = runpy.run_path(str(ROOT / "docs" / "make_commands.py"))
PAGE, MAN = MADE["markdown"](), MADE["man"]()


def test_the_pages_are_up_to_date():
    """`PYTHONPATH=src python docs/make_commands.py` writes them anew."""
    assert (ROOT / "docs" / "commands.md").read_text("utf-8") == PAGE
    assert (ROOT / "docs" / "repairlog.1").read_text("utf-8") == MAN


def test_every_command_and_option_is_in_both():
    """With the sentence that says what it is for."""
    bare = MAN.replace("\\-", "-").replace("\\e", "\\")
    for context in MADE["every"]():
        for name, said in MADE["rows"](context):
            assert f"- `{name}`: " in PAGE
            assert f".B {name}\n" in bare
            assert " ".join(said.split()) in bare
        assert f"## {context.command_path}\n" in PAGE


def test_no_line_of_the_man_page_is_a_request_by_mistake():
    """What begins with a stop or an apostrophe is one of the requests that are meant."""
    meant = {".TH", ".SH", ".SS", ".PP", ".TP", ".B"}
    begun = {line.split(" ")[0] for line in MAN.splitlines() if line[:1] in (".", "'")}
    assert begun <= meant


def test_man_reads_it_without_a_warning():
    """Where there is a groff: nothing is said on stderr, and the name is there."""
    if not shutil.which("groff"):
        pytest.skip("there is no groff here")
    command = ["groff", "-man", "-Tutf8", "-ww", "-z", ROOT / "docs" / "repairlog.1"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""


def test_the_wheel_has_the_man_page():
    """It lies where man looks beside the program."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert shared == {"docs/repairlog.1": "share/man/man1/repairlog.1"}
