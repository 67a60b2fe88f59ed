import os
import subprocess
import sys

import pytest


@pytest.fixture
def script(program):
    """A console script in a folder of its own."""
    folder = program.home / "bin"
    folder.mkdir()
    path = folder / "repairlog"
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="scripts are found otherwise there")
def test_a_script_on_the_path_is_named_alone(program, script):
    """Where the shell finds it by its name, the name is what is printed."""
    program.patch.setenv("PATH", f"{script.parent}{os.pathsep}/usr/bin")
    assert "   repairlog new\n" in program(started=str(script)).out


@pytest.mark.skipif(sys.platform == "win32", reason="scripts are found otherwise there")
@pytest.mark.parametrize("path", ["/usr/bin", "{other}"])
def test_a_script_off_the_path_is_named_by_its_path(program, script, path):
    """Another program of that name on PATH is not this one."""
    other = program.home / "other"
    other.mkdir()
    (other / "repairlog").write_text("#!/bin/sh\n")
    (other / "repairlog").chmod(0o755)
    program.patch.setenv("PATH", path.format(other=other))
    assert f"{script} new" in " ".join(program(started=str(script)).out.split())


def test_a_relative_path_is_kept(program):
    """.venv/bin/repairlog was typed, so that is what works here."""
    assert "   .venv/bin/repairlog new\n" in program(started=".venv/bin/repairlog").out


def test_a_name_with_spaces_is_quoted(program):
    """What is printed works when it is pasted."""
    assert "'./my env/repairlog' new" in program(started="./my env/repairlog").out


def test_a_module_is_named_as_a_module(program):
    """Python -m repairlog, with the python that was typed."""
    program.patch.setattr(sys, "executable", "/opt/my python/bin/python3")
    ran = program(started=os.path.join("src", "repairlog", "__main__.py"))  # noqa: PTH118
    assert "'/opt/my python/bin/python3' -m repairlog new" in " ".join(ran.out.split())


@pytest.mark.skipif(sys.platform == "win32", reason="environments hold no links there")
def test_another_environments_python_is_not_this_one(program):
    """The pythons of two environments may be links to one file, and know other packages."""
    mine, other = program.home / "mine", program.home / "other"
    for folder in (mine, other):
        folder.mkdir()
        (folder / "python").symlink_to(sys.executable)
    program.patch.setattr(sys, "executable", str(mine / "python"))
    program.patch.setenv("PATH", str(other))
    ran = program(started="/x/__main__.py")
    assert f"{mine / 'python'} -m repairlog new" in " ".join(ran.out.split())
    program.patch.setenv("PATH", str(mine))
    assert " python -m repairlog new" in " ".join(program(started="/x/__main__.py").out.split())


@pytest.mark.parametrize("spelled", [["--journal", "{0}"], ["--journal={0}"]])
def test_the_journal_is_kept_in_hints(program, spelled):
    """With --journal, every command printed names the same journal, on failures too."""
    folder = program.home / "my journal"
    options = [each.format(folder) for each in spelled]
    hint = f"repairlog --journal '{folder}'"
    assert f"{hint} new" in " ".join(program(*options).out.split())
    assert f"{hint} list" in program(*options, "show", "zzz").err
    assert f"{hint} --help" in program(*options, "shwo").err
    program.ok(*options, "new", "--what", "I hit him.")
    ran = program.ok(*options, "edit", "last", "--child", "Wren")
    assert f"{hint} help-now" in ran.err


def test_a_journal_of_the_environment_is_not_repeated(program):
    """A variable stays set, so hints need not say it."""
    program.patch.setenv("REPAIRLOG_JOURNAL", str(program.home / "j"))
    assert "   repairlog new\n" in program().out


def test_what_is_printed_works_when_pasted(process, surroundings, environment):
    """In a real process: the command after "To come back to one" is a command."""
    process("--journal", str(surroundings / "a b"), "new", "--what", "x")
    home = process("--journal", str(surroundings / "a b"), "--plain").stdout.decode()
    command = home.partition("To come back to one:")[2].strip().splitlines()[0]
    shell = subprocess.run(
        f"{command} --note kept --json",
        shell=True,
        capture_output=True,
        env=environment,
        check=False,
    )
    assert shell.returncode == 0, shell.stderr
    assert b'"note": "kept"' in shell.stdout
