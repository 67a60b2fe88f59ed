"""The home screen: three things at most, the newest first, and nothing is ever overdue."""

import re
from datetime import timedelta

import pytest

MONTH = timedelta(days=31)


@pytest.fixture
def all_at_once(program):
    """Six that wait, four of them for months; one to look back on; one that is kept apart."""
    for child in ("Wren", "Fox", "Otter", "Little Bear"):
        program.new("the shoes", "--child", child, "--when", "2026-09-01")
    for child in ("Wren", "Fox"):
        program.new("the lift", "--child", child)
    program.new("the stairs", "--harm", "yes")
    program.new("the keys", "--child", "Otter")
    program.ok("repair", "last", "--outcome", "offered")
    program.now += timedelta(days=1)


@pytest.mark.parametrize("columns", ["80", "40"])
@pytest.mark.parametrize("plain", [[], ["--plain"]])
def test_it_fits_into_a_window(program, all_at_once, monkeypatch, columns, plain):
    """Under 24 lines with everything on it; in sentences a command stays behind its reason."""
    monkeypatch.setenv("COLUMNS", columns)
    lines = program.ok(*plain).out.splitlines()
    assert len(lines) < 24
    assert plain or max(map(len, lines)) <= int(columns)


def test_three_things_and_no_more(program, all_at_once):
    """What waits, what to look back on and what is kept apart, together; the rest is a number."""
    told = program.ok().out
    things = re.findall(r"^  \S.*with|You went back|kept apart", told, re.MULTILINE)
    assert len(things) == 3
    assert "and 5 older" in told


def test_the_newest_is_first(program):
    """Of many that wait, the last three, from the last on."""
    for day in range(1, 8):
        program.new("the shoes", "--child", f"Bird{day}", "--when", f"2026-11-{day:02}")
    named = re.findall(r"with (\w+)", program.ok().out)
    assert named == ["Bird7", "Bird6", "Bird5"]


@pytest.mark.parametrize(("count", "named"), [(3, False), (4, True)])
def test_more_than_three_old_ones_may_rest_together(program, count, named):
    """With the date of a month ago, so that the command can be pasted."""
    for _ in range(count):
        program.new("the shoes")
    program.now += MONTH
    told = program.ok().out
    assert ("rest --before 2026-11-20" in told) is named
    assert not re.search("overdue|late|days ago|weeks|still", told)


def test_old_ones_that_may_speak_of_harm_are_no_reason_to_rest(program):
    """Nobody has answered that: they are not among those that may rest."""
    for _ in range(4):
        program.new("I smacked him hard and it left a mark")
    program.now += MONTH
    assert "rest --before" not in program.ok().out
