"""Old ones let rest together: shown first, as one change, and none where someone may be hurt."""

from datetime import timedelta

import pytest


@pytest.fixture
def old(program):
    """Three of September that wait, one of November, and others that are no part of it."""
    for day in ("2026-09-01", "2026-09-02", "2026-09-03"):
        program.new(f"the shoes on {day}", "--child", "Wren", "--when", day)
    program.new("the stairs", "--when", "2026-09-04", "--harm", "unsure")
    program.new("I smacked him hard and it left a mark", "--when", "2026-09-05")
    program.new("the paint", "--when", "2026-09-06", "--steady")
    program.new("the lift", "--when", "2026-09-07")
    program.ok("repair", "last", "--outcome", "offered")
    program.new("the keys", "--when", "2026-11-01")


def states(program):
    """Return which moments rest, by how they begin."""
    return [entry["what"] for entry in program.entries() if entry["rest"]]


def test_they_rest_as_one_change(program, old):
    """All that waits from before the day, with why; one undo takes it back."""
    before = program.entries()
    rested = program.ok("rest", "--before", "october", "--why", "long gone", "--yes", "--json").json
    assert len(rested) == 3
    assert {entry["rest"]["why"] for entry in rested} == {"long gone"}
    assert states(program) == [entry["what"] for entry in before[:3]]
    program.ok("undo")
    assert states(program) == []
    assert [entry["what"] for entry in program.entries()] == [entry["what"] for entry in before]


def test_they_are_shown_first_and_what_is_left_out_is_counted(program, old):
    """Each by its day, and how it begins; two in which someone may be hurt are only counted."""
    ran = program.ok("rest", "--before", "2026-10-01", typed="yes\n")
    assert ran.err.index("1 September, with Wren: the shoes") < ran.err.index("Let these 3 rest?")
    assert "2 more are left out" in ran.err
    assert "stairs" not in ran.err
    assert "smacked" not in ran.err
    assert "Kept. 3 rest." in ran.err
    assert len(states(program)) == 3


@pytest.mark.parametrize("answer", ["no", "2", "", "perhaps"])
def test_anything_but_a_yes_leaves_them(program, old, answer):
    """Nothing was done, and the reason that was given is given back."""
    ran = program.ok("rest", "--before", "2026-10-01", "--why", "long gone", typed=f"{answer}\n")
    assert states(program) == []
    assert "long gone" in ran.err


@pytest.mark.parametrize("options", [["--no-input"], []])
def test_with_nobody_to_ask_nothing_is_done(program, old, options):
    """Exit 2, and --yes is named, or that an answer is needed."""
    assert program("rest", "--before", "2026-10-01", *options).code == 2
    assert states(program) == []


def test_the_day_itself_is_not_before_it(program):
    """Only what happened on an earlier day."""
    program.new("the shoes", "--when", "2026-09-01")
    assert program("rest", "--before", "2026-09-01", "--yes").code == 3
    program.ok("rest", "--before", "2026-09-02", "--yes")
    assert states(program) == ["the shoes"]


def test_none_at_all_is_said_with_what_is_left_out(program):
    """Exit 3: there is nothing to do."""
    program.new("the stairs", "--when", "2026-09-04", "--harm", "yes")
    ran = program("rest", "--before", "2026-10-01", "--yes")
    assert ran.code == 3
    assert "1 more is left out" in ran.err


@pytest.mark.parametrize("options", [["last"], ["--undo"], ["--harm", "no"]])
def test_it_is_for_several(program, old, options):
    """With an id or another option of one moment it is wrong usage, and nothing rests."""
    assert program("rest", *options, "--before", "2026-10-01", "--yes").code == 2
    assert states(program) == []


def test_a_day_that_cannot_be_read_changes_nothing(program, old):
    """As every date; what is still to come is no day before which anything waits."""
    assert program("rest", "--before", "whenever", "--yes").code == 2
    assert program("rest", "--before", "2027-01-01", "--yes").code == 2
    assert states(program) == []


def test_what_the_home_screen_offers_can_be_pasted(program):
    """The command on it rests those that it was offered for."""
    for _ in range(4):
        program.new("the shoes")
    program.now += timedelta(days=40)
    line = next(each for each in program.ok().out.splitlines() if "rest --before" in each)
    program.ok(*line.split("repairlog ")[1].split(), "--yes")
    assert len(states(program)) == 4


@pytest.mark.parametrize("before", ["", " ", ","])
def test_no_day_is_not_today(program, old, before):
    """A variable of a script that is empty lets nothing rest: exit 2."""
    ran = program("rest", "--before", before, "--why", "long gone", "--yes")
    assert ran.code == 2
    assert states(program) == []
    assert "long gone" in ran.err
