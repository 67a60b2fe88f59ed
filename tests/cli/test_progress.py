"""What takes long says how far it is, and what is quick says nothing."""

import io
import sys

import pytest

from repairlog.cli import progress
from repairlog.cli.session import Session
from support.cases import each_of


class Screen(io.StringIO):
    """A terminal, as far as anybody asks."""

    def isatty(self):
        """Yes."""
        return True


@pytest.fixture
def long_work(program, line, monkeypatch):
    """A journal of a year, and a program for which anything takes long; what a terminal shows."""
    for month, letter in enumerate("abcdefghijkl", 1):
        at = dict.fromkeys(("happened", "logged", "edited"), f"2026-{month:02}-03T10:00:00Z")
        fields = {"id": letter * 12, **at}
        program.add_line(line(**fields), f"2026-{month:02}.laptop-aaaaaa.jsonl")
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    monkeypatch.setattr(progress, "_OFTEN", 0.0)

    def shown(*arguments, terminal=True):
        screen = Screen() if terminal else io.StringIO()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stderr", screen)
            program(*arguments)
        return screen.getvalue()

    return shown


@each_of("command", [("doctor",), ("export", "{file}"), ("export", "{file}", "--format", "md")])
def test_a_terminal_shows_a_bar_that_goes_again(long_work, tmp_path, command):
    """With how much is read, on stderr."""
    file = tmp_path / f"{len(list(tmp_path.iterdir()))}.json"
    said = long_work(*(each.format(file=file) for each in command))
    assert "Reading the journal" in said
    assert "100%" in said
    assert said.rpartition("Reading the journal")[2].count("\x1b[2K")  # the line is taken away


@each_of("command", [("doctor",), ("export", "{file}")])
def test_plain_mode_tells_the_quarters(long_work, tmp_path, command):
    """Three lines, each once, and no escape sequence."""
    file = tmp_path / f"{len(list(tmp_path.iterdir()))}.json"
    said = long_work(*(each.format(file=file) for each in command), "--plain")
    lines = [line for line in said.splitlines() if "read" in line and "Written" not in line]
    assert lines[:3] == ["A quarter is read.", "Half is read.", "Three quarters are read."]
    assert "\x1b" not in said
    assert "Reading the journal" not in said


def test_a_pipe_is_told_nothing(long_work, tmp_path):
    """Nobody looks at stderr there."""
    assert "Reading" not in long_work("doctor", terminal=False)
    assert "read." not in long_work("doctor", "--plain", terminal=False)
    assert "Reading" not in long_work("export", str(tmp_path / "x.json"), terminal=False)


def test_what_is_printed_to_the_same_terminal_stays_whole(monkeypatch):
    """No bar stands between its lines; where nothing is printed, there may be one."""
    monkeypatch.setattr(sys, "stderr", Screen())
    monkeypatch.setattr(sys, "stdout", Screen())
    assert not Session().is_watched(prints=True)
    assert Session().is_watched(prints=False)


def test_what_is_quick_shows_nothing(long_work, monkeypatch):
    """Less than a second needs no bar."""
    monkeypatch.setattr(progress, "_PATIENCE", 60.0)
    assert "Reading" not in long_work("doctor")
    assert "read." not in long_work("doctor", "--plain")
