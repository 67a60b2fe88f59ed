"""A clock that was wrong when an entry was logged: its date is mended, and nothing stays stuck."""

from datetime import datetime

import pytest

WRONG = [datetime(year, 5, 1, 10) for year in (1970, 2019, 2025, 2095)]  # noqa: DTZ001  on the wall


@pytest.fixture(params=WRONG, ids=lambda wrong: str(wrong.year))
def wrong(request, program):
    """The id of a moment that was written down at a wrong time, between two others."""
    program.new("Before.", "--when", "2026-11-17")
    right, program.now = program.now, request.param
    entry_id = program.new("By a wrong clock.")["id"]
    program.now = right
    program.new("After.", "--when", "2026-11-18")
    return entry_id


def whats(program, *options):
    """Return what a list holds."""
    return [entry["what"] for entry in program.ok("list", *options, "--json").json]


def test_a_date_by_a_wrong_clock_is_mended(program, wrong):
    """`edit --when` takes any time up to now, and then the entry stands where it belongs."""
    program.ok("edit", wrong, "--when", "2026-11-19T18:30")
    everything = ["Before.", "After.", "By a wrong clock."]
    assert whats(program) == everything
    for count in (1, 2, 3):
        assert whats(program, "-n", str(count)) == everything[-count:]
    home = program.ok().out
    assert home.index("Thursday evening") < home.index("Wednesday") < home.index("Tuesday")
    program.ok("edit", wrong, "--when", "2026-11-17T08:00")
    assert whats(program, "-n", "3") == whats(program) == ["By a wrong clock.", "Before.", "After."]
    assert whats(program, "-n", "1") == ["After."]


def test_last_is_not_stuck_on_a_wrong_clock(program, wrong):
    """`last` is the latest logged of what was not logged after now, whatever else is there."""
    assert program.entry("last")["what"] == "After."
    program.ok("edit", "last", "--child", "Wren")
    assert program.entry("last")["child"] == "Wren"
    newest = program.new("Newest.")
    assert program.entry("last") == newest
    assert program.entry(wrong)["child"] == ""


def test_where_all_was_logged_after_now_last_is_the_latest_of_it(program):
    """A clock that was set back leaves nothing out of reach."""
    program.now = datetime(2095, 5, 1, 10)  # noqa: DTZ001  on the wall
    program.new("One.")
    last = program.new("Another.")
    program.now = datetime(2026, 11, 19, 10)  # noqa: DTZ001  likewise
    assert program.entry("last") == last


def test_doctor_names_what_a_wrong_clock_logged(program, wrong):
    """With the command that mends it, until that was done."""
    told = program.ok("doctor").out
    assert f"{wrong}: it " in told
    assert f"repairlog edit {wrong} --when DATE" in told
    assert told.count("--when") == 1
    program.ok("edit", wrong, "--when", "2026-11-19T18:30")
    assert "--when" not in program.ok("doctor").out


def test_doctor_names_a_few_of_many(program, line):
    """Where every date is wrong, the clock of now may be: it does not go on for pages."""
    for number in range(25):
        program.add_line(line(id=f"elsewhere2{'abcdefghijklmnopqrstuvwxy'[number]}a"))
    program.now = datetime(1970, 1, 1, 10)  # noqa: DTZ001  on the wall
    told = program.ok("doctor").out
    assert told.count("--when DATE") == 10
    assert "15 more have such a date." in told


@pytest.mark.parametrize("year", [1970, 2095])
def test_all_else_can_be_done_with_it(program, year):
    """It is repaired, looked at again, let rest, deleted and brought back as any other."""
    right, program.now = program.now, datetime(year, 5, 1, 10)  # noqa: DTZ001  on the wall
    wrong = program.new()["id"]
    program.now = right
    program.ok("edit", wrong, "--when", "yesterday")
    program.ok("repair", wrong, "--outcome", "offered", "--at", "today")
    program.ok("reframe", wrong, "--moment", "cant")
    program.ok("rest", wrong)
    program.ok("delete", wrong, "--yes")
    program.ok("undo")
    assert program.entry(wrong)["moment"]["now"] == "cant"
    assert program.ok("stats", "--json").json["entries"] == 1


def test_hints_help_where_a_clock_is_wrong(program):
    """A refused time names the clock; a time after the logging names what puts it down anew."""
    entry_id = program.new()["id"]
    told = program("edit", entry_id, "--when", "2027-01-01")
    assert told.code == 2
    assert "clock says 2026-11-19 22:42" in told.err
    program.now = program.now.replace(month=12)
    told = program("edit", entry_id, "--when", "2026-12-18")
    assert told.code == 2
    assert "repairlog new --when" in told.err
    assert f"repairlog delete {entry_id}" in told.err
