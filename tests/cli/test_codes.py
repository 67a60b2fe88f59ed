import errno
import io
import os
import subprocess
import sys

import pytest

from repairlog.cli import home
from repairlog.journal import files, writing
from support.cases import each_of


class Broken:
    """A journal with a bug in it, whose message and locals hold what was written."""

    def __init__(self, *_):
        self.words = "Secret words."

    def __getattr__(self, name):
        raise ZeroDivisionError(f"could not use {self.words}")


@pytest.mark.parametrize(
    "command", [["list"], ["show"], ["stats"], [], ["waiting"], ["repair", "last", "--note", "x"]]
)
@pytest.mark.parametrize("ending", [[], ["--plain"]])
def test_a_bug_exits_1_without_words_or_a_traceback(program, command, ending):
    """It says where it went wrong and how to report that, and shows no value."""
    program.new("Secret words.")
    program.patch.setattr("repairlog.cli.session.Journal", Broken)
    ran = program(*ending, *command)
    assert (ran.code, ran.out) == (1, "")
    assert "Secret" not in ran.err
    assert "Traceback" not in ran.err
    assert "ZeroDivisionError" in ran.err
    assert "line " in ran.err
    assert "report" in ran.err


def test_a_bug_names_the_last_line_that_was_ours(program):
    """Where it broke inside another library says little; which line of ours led there, more."""

    def bug(*_, **__):
        return int("Secret words.")

    program.patch.setattr(home.screens, "home", bug)
    ran = program()
    assert ran.code == 1
    assert "ValueError, cli/home.py line" in ran.err
    assert "Secret" not in ran.err


def test_a_bug_while_saving_exits_1(program):
    """A bug gives the words back, and never puts them into what is to be reported."""

    def bug(*_):
        raise KeyError("Secret words.")

    program.patch.setattr(writing.Transaction, "create", bug)
    ran = program("new", "--what", "Secret words.")
    assert (ran.code, ran.out) == (1, "")
    given_back, _, report = ran.err.partition("Something went wrong")
    assert "Secret words." in given_back
    assert report
    assert "Secret" not in report


@each_of(
    ("arguments", "said"),
    [
        (["--bogus"], "--bogus"),
        (["show", "a", "b"], "b"),
        (["list", "-n", "0"], "-n"),
        (["list", "-n", "few"], "-n"),
        (["list", "--child"], "--child"),
        (["export"], "FILE"),
        (["export", "x", "--format", "odt"], "--format"),
        (["help-now", "--country", "XX"], "XX"),
        (["--journal"], "--journal"),
        (["stats", "--carers", "x"], "--carers"),
    ],
)
def test_wrong_usage_exits_2_and_names_it(program, arguments, said):
    """One message, on stderr, that says which word was wrong and where usage stands."""
    ran = program(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("how", ["option", "variable"])
@pytest.mark.parametrize(
    "command",
    [
        ["new", "--what", "Kept?"],
        ["list"],
        ["list", "-n", "1"],
        ["show"],
        ["stats"],
        ["doctor"],
        [],
    ],
)
def test_a_missing_parent_folder_exits_6(program, how, command):
    """A drive that is not there is no new journal, whoever named it, and nothing is made."""
    away = program.home / "drive" / "journal"
    options = []
    if how == "option":
        options = ["--journal", str(away)]
    else:
        program.patch.setenv("REPAIRLOG_JOURNAL", str(away))
    ran = program(*options, *command)
    assert (ran.code, ran.out) == (6, "")
    assert str(away) in ran.err
    assert not away.parent.exists()
    assert ("Kept?" in ran.err) is ("new" in command)


def test_a_journal_folder_is_made_where_its_parent_is(program):
    """--journal comes before REPAIRLOG_JOURNAL, and both before the usual place."""
    one, other = program.home / "one", program.home / "other"
    program.patch.setenv("REPAIRLOG_JOURNAL", str(other))
    program.ok("--journal", str(one), "new", "--what", "In one.")
    assert [path.suffix for path in one.iterdir()] == [".jsonl"]
    assert not other.exists()
    program.ok("new", "--what", "In the other.")
    assert [each["what"] for each in program.entries()] == ["In the other."]
    assert not program.journal.exists()
    program.patch.delenv("REPAIRLOG_JOURNAL")
    assert program.entries() == []


def test_a_journal_that_is_a_file_exits_6(program):
    """Something else lies where the journal should be; it is left alone."""
    path = program.home / "journal"
    path.write_text("mine")
    for command in (["list"], ["new", "--what", "x"]):
        assert program("--journal", str(path), *command).code == 6
    assert path.read_text() == "mine"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO])
@pytest.mark.parametrize(
    "command",
    [
        ["new", "--what", "These words."],
        ["edit", "last", "--what", "These words."],
        ["repair", "last", "--note", "These words."],
        ["reframe", "last", "--moment", "cant", "--reframe", "These words."],
        ["rest", "last", "--why", "These words."],
    ],
)
def test_a_failed_write_exits_6_and_prints_the_words_back(program, number, command):
    """A full or read-only disk: one plain sentence, and nothing typed is lost."""
    program.new("Before.")
    before = program.files()

    def refuse(path, _):
        with files.plainly("write", path):
            raise OSError(number, os.strerror(number))

    program.patch.setattr(files, "write", refuse)
    ran = program(*command)
    assert (ran.code, ran.out) == (6, "")
    assert "Could not write" in ran.err
    assert "These words." in ran.err
    assert "Traceback" not in ran.err
    assert program.files() == before


@pytest.mark.parametrize(
    "command",
    [
        ["edit", "elsewhere234", "--what", "x"],
        ["rest", "elsewhere234"],
        ["repair", "elsewhere234", "--note", "x"],
        ["reframe", "elsewhere234", "--moment", "cant"],
        ["delete", "elsewhere234", "--yes"],
        ["delete", "--forever", "elsewhere234", "--yes"],
    ],
)
def test_an_entry_of_a_newer_format_is_read_only(program, line, command):
    """It is shown as far as it is understood, exit 6 for any change; new entries are written."""
    program.add_line(line(v=2, what="From the future.", mood={"new": 1}))
    before = program.files()
    ran = program(*command)
    assert (ran.code, ran.out) == (6, "")
    assert "newer" in ran.err.lower()
    assert program.files() == before
    assert "From the future." in program.ok("show", "elsewhere234").out
    assert program.new("Still possible.")["what"] == "Still possible."


@pytest.mark.parametrize("command", [["list"], ["show"], ["stats"], ["waiting"], []])
@pytest.mark.parametrize("count", [1, 2])
def test_commands_succeed_beside_unreadable_lines(program, command, count):
    """They print what can be read, exit 0, and say on stderr how many lines could not be."""
    program.new()
    for _ in range(count):
        program.add_line(b'{"torn": ')
    ran = program.ok(*command)
    assert ran.out
    assert ran.err.startswith(f"{count} line")
    assert "doctor" in ran.err


@pytest.mark.parametrize(
    "command",
    [
        ["edit", "last", "--child", "Fox"],
        ["repair", "last", "--note", "x", "--json"],
        ["reframe", "last", "--moment", "cant"],
        ["rest", "last"],
        ["delete", "last", "--yes"],
        ["history", "last"],
        ["show", "zzz"],
    ],
)
def test_changes_say_it_too_and_once(program, command):
    """Whatever the command, a line that it met and could not read is told of, once, on stderr."""
    program.new()
    program.add_line(b"torn", "2026-11.other-device.jsonl")
    (own,) = program.journal.glob("2026-11.[!o]*.jsonl")
    program.add_line(b"also torn, last", own.name)
    ran = program(*command)
    assert ran.code == (3 if "zzz" in command else 0)
    assert ran.err.count("could not be read") == 1
    assert "could not" not in ran.out


def test_a_stream_that_takes_no_more_exits_6(program):
    """A full disk behind > is a failure to write, not a bug."""

    class Full(io.StringIO):
        def write(self, _):
            raise OSError(errno.ENOSPC, "No space left on device")

    program.new()
    program.patch.setattr(sys, "stdout", Full())
    ran = program("list")
    assert ran.code == 6
    assert "No space left" in ran.err


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device here")  # noqa: PTH110
def test_a_full_disk_behind_stdout_exits_6_in_a_real_process(process):
    """Nothing is added by the interpreter on its way out."""
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        ran = process("breathe", stdout=full, stderr=-1, capture_output=False)
    assert ran.returncode == 6
    assert ran.stderr.count(b"\n") == 2
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        assert process("show", "zzz", stdout=-1, stderr=full, capture_output=False).returncode == 3


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
@pytest.mark.parametrize("command", [["list"], ["help-now"], ["stats", "--json"], ["breathe"]])
def test_a_closed_pipe_is_a_quiet_0(program, process, command):
    """`repairlog list | head -1` says nothing more than the first line."""
    program.new("x")
    reader, writer = os.pipe()
    os.close(reader)
    try:
        ran = process(*command, stdout=writer, stderr=-1, capture_output=False)
    finally:
        os.close(writer)
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="started through a POSIX shell")
def test_closed_streams_do_no_harm(process, environment):
    """Started without stdin, stdout or stderr it saves all the same, and quietly."""
    script = '"$0" -m repairlog new --what Kept. <&- >&- 2>&-'
    ran = subprocess.run(["sh", "-c", script, sys.executable], env=environment, check=False)
    assert ran.returncode == 0
    assert b"Kept." in process("list").stdout
