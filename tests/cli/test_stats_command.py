"""`stats` as a command, and every command on the fictional journal."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from support.journals import START, entry
from support.program import Program


@pytest.fixture
def program(tmp_path):
    """The program on four moments."""
    program = Program(tmp_path)
    settings = tmp_path / ".config" / "repairlog" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('carer = "Sam"\n', "utf-8")
    late = START + timedelta(days=9)
    program.hold(
        [
            entry(child="Wren", carer="Sam", tags=("bath",), back=2),
            entry(START + timedelta(days=2), child="Fox", back=30, logged=late),
            entry(START + timedelta(days=5), child="Wren", tags=("bath",)),
            entry(START + timedelta(days=6), child="Wren", rested=24),
        ]
    )
    return program


def figures(program, *options):
    """The figures as JSON."""
    return json.loads(program.run("stats", "--json", *options)[0])


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ((), 4),
        (("--child", "wren"), 3),
        (("--carer", "Sam"), 1),
        (("--tag", "bath"), 2),
        (("--since", "2026-05-06"), 3),
        (("--until", "2026-05-06"), 2),
        (("--as-of", "2026-05-09"), 3),
        (("--as-of", "2026-05-04T18:30"), 1),
    ],
)
def test_filters_choose_the_entries(program, options, count):
    """Each filter leaves what it should, a day meaning all of it."""
    assert figures(program, *options)["entries"] == count


def test_as_of_shows_how_things_stood(program):
    """A repair or a rest after the moment is not there yet."""
    then = figures(program, "--as-of", "2026-05-10T18:00")
    assert then["states"] == {"waiting": 2, "returned": 2, "at_rest": 0}
    assert then["as_of"].startswith("2026-05-10T18:00")


def test_entries_logged_after_their_return_can_be_left_out(program):
    """They leave the time, not the counts."""
    whole, without = figures(program), figures(program, "--exclude-logged-after")
    assert [f["time_to_return"]["n"] for f in (whole, without)] == [4, 3]
    assert [f["time_to_return"]["logged_after"] for f in (whole, without)] == [1, 1]
    assert [f["ratio"]["repair"] for f in (whole, without)] == [2, 2]


@pytest.mark.parametrize("section", ["time", "feelings", "moments", "when", "children"])
def test_each_section_is_a_screen(program, section):
    """Sections print, with or without --plain; another word is a wrong usage."""
    out, err = program.run("stats", section)
    assert out.strip()
    assert not err
    assert program.run("stats", section, "--plain")[0].strip()
    program.run("stats", "scores", code=2)


def test_demo_says_that_it_is_fictional_and_how_to_use_it(program):
    """What it prints can be pasted, and works."""
    out, _ = program.run("demo", "residential")
    assert "fictional" in out
    folder = re.search(r"--journal (\S+) stats", out)[1]
    program.journal = Path(folder)
    for command in (
        *(
            ("stats",),
            ("stats", "time"),
            ("list",),
            ("waiting",),
            ("show", "last"),
            ("history", "last"),
        ),
        *(("doctor",), ("export", "-"), ("report", str(program.home / "demo.html"))),
        *(("new", "--what", "Another one"), ("rest", "last"), ("undo",), ()),
    ):
        program.run(*command)
    assert "This journal is fictional" in (program.home / "demo.html").read_text("utf-8")


def test_the_line_that_names_the_demo_is_whole_however_narrow(program, monkeypatch):
    """At 40 columns it can be pasted too."""
    monkeypatch.setenv("COLUMNS", "40")
    out, _ = program.run("demo")
    assert re.search(
        r"^  (export |\$env:)REPAIRLOG_JOURNAL\W+\S*repairlog-demo-home-\w+'?$", out, re.MULTILINE
    )


def test_an_unknown_demo_is_refused(program):
    """There are two."""
    program.run("demo", "boat", code=2)
