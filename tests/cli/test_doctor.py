import sys

import pytest


def test_a_sound_journal(program):
    """Doctor says where things are and how many entries can be read, and exits 0."""
    program.new()
    program.new()
    ran = program.ok("doctor")
    assert str(program.journal) in ran.out
    assert str(program.settings.parent) in ran.out
    assert "2 moments can be read." in ran.out
    assert ran.err == ""


def test_unreadable_lines_exit_5_and_are_named_by_file_and_line(program, line):
    """Each bad line is named, in the journal and in its past, with what is wrong and no words."""
    program.add_line(line())
    first = program.add_line(b'{"v":1,"what":"Secret', "bad.jsonl")
    program.add_line(line(id="goodlinehere", what="Good."), "bad.jsonl")
    program.add_line(line(id="badlinehere2", child="Secret", precision="hour"), "bad.jsonl")
    program.add_line(b"\xff\xfe Secret", "bad.jsonl")
    (program.journal / "past").mkdir()
    past = program.add_line(b"torn", "past/2026-11.other.jsonl")
    ran = program("doctor")
    assert ran.code == 5
    for number in (1, 3, 4):
        assert f"{first}, line {number}: cannot be read" in ran.out
    assert f"{first}, line 2" not in ran.out
    assert "precision" in ran.out
    assert f"{past}, line 1" in ran.out
    assert "Secret" not in ran.out + ran.err
    assert "2 moments can be read." in ran.out


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_file_that_cannot_be_opened_is_named_without_a_line(program):
    """A link to nowhere has no lines to name."""
    program.new()
    link = program.journal / "2026-11.gone.jsonl"
    link.symlink_to(program.home / "nowhere.jsonl")
    ran = program("doctor")
    assert ran.code == 5
    assert f"{link}: cannot be read (" in ran.out


def test_doctor_changes_nothing(program, line):
    """Not a byte of the journal is touched."""
    program.new()
    program.add_line(b"torn")
    program.add_line(line())
    before = program.files()
    program("doctor")
    assert program.files() == before


def test_newer_entries_are_counted(program, line):
    """They are read-only here, which is no failure."""
    program.add_line(line(v=2))
    assert "1 moment was written by a newer repairlog" in program.ok("doctor").out


def test_a_left_over_temporary_file_is_named(program):
    """A write that was cut off left it; it is no part of the journal."""
    program.new()
    left = program.journal / ".2026-11.device.jsonl.tmp"
    left.write_bytes(b"half a li")
    assert str(left) in program.ok("doctor").out


@pytest.mark.skipif(sys.platform == "win32", reason="modes mean little there")
def test_what_others_may_open_is_named(program):
    """Files are made for this account alone; others are named."""
    program.new()
    assert "other accounts" not in program.ok("doctor").out
    (path,) = program.journal.glob("*.jsonl")
    path.chmod(0o644)
    assert f"{path}: other accounts" in program.ok("doctor").out


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be made there")
def test_names_and_fields_are_shown_as_text(program, line):
    """Names of files and of unknown fields are text from elsewhere, too."""
    program.add_line(b"torn", "\x1b[31m\u202e.jsonl")
    program.add_line(b'{"v":1,"\\u001b[31m":NaN}')
    ran = program("doctor")
    assert ran.code == 5
    assert not {"\x1b", "\u202e"} & set(ran.out + ran.err)


def test_settings_that_cannot_be_used_are_named(program):
    """They are no part of the journal, so this is no failure."""
    program.settings.parent.mkdir(parents=True)
    program.settings.write_text("setting = 'moon'")
    assert "What the settings say for setting cannot be used." in program.ok("doctor").out


def test_an_empty_journal_is_sound(program):
    """Before the first entry there is nothing wrong."""
    assert "0 moments can be read." in program.ok("doctor").out
