"""Text from and into pipes: UTF-8 whatever the locale, and nothing else is written down."""

import os

import pytest

WORDS = "Żółć und Größe, the café"


def accounts(program):
    """Return what happened, of all entries."""
    return [entry["what"] for entry in program.entries()]


@pytest.mark.parametrize("arguments", [("new",), ("new", "--what", "-")])
@pytest.mark.parametrize(
    "data",
    [
        b"the caf\xe9",
        WORDS.encode("utf-16-le"),
        b'{"tags": {}, "entries": [{"title": "x"}]}',
        b'{"metadata": {"version": "1.0"}, "entries": []}',
        b"full_date,date,weekday,time,mood,activities,note_title,note\n2026-01-01,a,b,c,d,e,f,g\n",
    ],
    ids=["latin", "utf-16 without mark", "jrnl", "day one", "daylio"],
)
def test_what_is_no_account_is_refused(arguments, data, program):
    """Exit 2 with a sentence, and nothing is written."""
    ran = program(*arguments, typed=data)
    assert ran.code == 2
    assert ran.err
    assert "Traceback" not in ran.err
    assert accounts(program) == []


def test_an_export_in_utf_16_is_refused_likewise(program):
    """What its mark says is read first, and then looked at as any other text."""
    ran = program("new", typed='{"entries": [{"title": "x"}]}\n'.encode("utf-16"))
    assert ran.code == 2
    assert accounts(program) == []


def test_only_the_beginning_is_looked_at_for_an_export(program):
    """A later answer is taken as it stands: what was written before it is no refused export."""
    program.ok("new", typed=b'the shoes\n{"a": 1}\n')
    (entry,) = program.entries()
    assert (entry["what"], entry["child"]) == ("the shoes", '{"a": 1}')


@pytest.mark.parametrize("arguments", [("new",), ("new", "--what", "-")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_with_or_without_its_mark_is_read(arguments, encoding, program):
    """UTF-8, and UTF-16 that says so."""
    program.ok(*arguments, typed=f"{WORDS}\n".encode(encoding))
    assert accounts(program) == [WORDS]


def test_data_is_utf_8_whatever_the_locale(process, environment):
    """An export through a pipe loses no letter, in a locale that has not got them."""
    narrow = {**environment, "PYTHONUTF8": "0", "PYTHONIOENCODING": "iso-8859-1"}
    process("new", "--what", "-", input=WORDS.encode(), env=narrow)
    exported = process("export", "-", "--format", "md", env=narrow).stdout
    assert WORDS in exported.decode("utf-8")
    listed = process("list", env={**narrow, "COLUMNS": "80"}).stdout
    assert "café" in listed.decode("utf-8")


def test_a_journal_in_the_home_of_nobody_gives_the_words_back(program):
    """Exit 6 with a sentence, and the words that stood on standard input."""
    ran = program("--journal", "~nobody-at-all/x", "new", "--what", "-", typed="the shoes")
    assert ran.code == 6
    assert "the shoes" in ran.err


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="a file in place of a folder, on POSIX")
def test_a_state_folder_that_cannot_be_used_gives_the_words_back(program, surroundings):
    """Whatever is in its place: exit 6, and the words."""
    (surroundings / "state").write_text("no folder")
    ran = program("new", "--what", "-", typed="the shoes")
    assert ran.code == 6
    assert "the shoes" in ran.err


@pytest.mark.parametrize("year", [1800, 2300])
def test_a_clock_far_out_gives_the_words_back(year, program):
    """No entry can have such a time; that is said, and nothing is lost."""
    program.now = program.now.replace(year=year)
    ran = program("new", "--what", "-", typed="the shoes")
    assert ran.code == 2
    assert "the shoes" in ran.err


def test_settings_nested_without_end_are_said_and_gone_without(program):
    """The moment is saved all the same."""
    program.settings.parent.mkdir(parents=True)
    program.settings.write_text(f"x = {'[' * 5000}{']' * 5000}")
    assert program.ok("new", "--what", "the shoes").err


def test_a_tick_at_the_end_of_all_years_gives_the_words_back(program, line):
    """An entry that a wrong clock has written last cannot be changed; that is said."""
    program.add_line(line(edited="2200-12-31T23:59:59.999999Z"))
    ran = program("edit", "--what", "-", typed="other words")
    assert ran.code == 2
    assert "other words" in ran.err
