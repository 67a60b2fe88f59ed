import pytest

KEYS = {
    *("as_of", "since", "until", "entries", "ratio", "states", "reconnected", "repaired_share"),
    *("moments", "did", "feelings", "feeling_families", "child_feelings", "body", "capacities"),
    *("by_month", "by_hour", "by_child", "by_part_of_day", "apart", "unreadable_lines"),
    "time_to_return",
}
GROWN = {"together", "by_setting", "check_ins", "steady", "they_came"}
"""What has been added since; the public JSON may grow."""


def stats(program, *options):
    """Return the figures as JSON."""
    return program.ok("stats", *options, "--json").json


@pytest.fixture
def four(program):
    """Come back to and settled; at rest; waiting; and one that stands apart, come back to."""
    program.new("a", "--when", "2026-10-05 18:30", "--child", "Wren", "--moment", "wont")
    program.ok("repair", "last", "--outcome", "reconnected", "--at", "2026-10-06 09:00")
    program.ok("reframe", "last", "--moment", "cant", "--capacity", "body")
    program.new("b", "--when", "2026-11-02", "--child", "Fox", "--feeling", "tired,drained,own")
    program.ok("rest", "last")
    program.new("c", "--when", "2026-11-17 18:05", "--child", "Fox", "--did", "yelled")
    program.new("d", "--when", "2026-11-18", "--did", "yelled,hurt", "--carer", "Sam")
    program.ok("repair", "last", "--outcome", "offered")
    program.named("Sam")


def test_the_keys_are_those_of_the_contract(program, four):
    """Exactly the contract's keys, at every level, with figures or without."""
    for found in (stats(program), stats(program, "--child", "nobody")):
        assert set(found) - GROWN == KEYS
        assert set(found["ratio"]) == {"rupture", "repair"}
        assert set(found["states"]) == {"waiting", "returned", "at_rest"}
        assert set(found["repaired_share"]) == {"value", "enough", "low", "high", "level"}
        returned = {"n", "events", "median_hours", "logged_after", "curve"}
        assert set(found["time_to_return"]) == returned
        assert set(found["moments"]) == {"then", "looked_again", "now", "changed"}
        assert set(found["moments"]["then"]) == {"cant", "wont", "both", "unsure", "none"}
        assert set(found["moments"]["now"]) == {"cant", "wont", "both", "unsure"}
        assert [len(row) for row in found["by_hour"]] == [24] * 7


def test_what_the_figures_count(program, four):
    """Entries count all; everything about coming back leaves out what stands apart."""
    found = stats(program)
    assert (found["entries"], found["apart"]) == (4, 1)
    assert found["ratio"] == {"rupture": 3, "repair": 1}
    assert found["states"] == {"waiting": 1, "returned": 1, "at_rest": 1}
    assert found["reconnected"] == 1
    assert found["repaired_share"]["value"] == 0.5
    assert found["repaired_share"]["enough"] is False
    assert found["did"] == [["yelled", 2], ["hurt", 1]]
    assert found["feelings"] == [["drained", 1], ["own", 1], ["tired", 1]]
    assert found["feeling_families"] == [["tired", 1]]
    assert found["moments"]["then"] == {"cant": 0, "wont": 1, "both": 0, "unsure": 0, "none": 3}
    assert found["moments"]["looked_again"] == 1
    assert found["moments"]["changed"] == [{"from": "wont", "to": "cant", "count": 1}]
    assert found["capacities"] == [["body", 1]]
    assert found["by_month"] == [
        {"month": "2026-10", "entries": 1, "returned": 1},
        {"month": "2026-11", "entries": 3, "returned": 0},
    ]
    assert found["by_child"] == [{"child": "Fox", "entries": 2}, {"child": "Wren", "entries": 1}]
    assert sum(map(sum, found["by_hour"])) == 2
    assert (found["by_hour"][0][18], found["by_hour"][1][18]) == (1, 1)


@pytest.mark.parametrize(
    ("options", "entries"),
    [
        (["--child", "fox"], 2),
        (["--carer", "Sam"], 1),
        (["--since", "2026-11-02"], 3),
        (["--until", "2026-11-02"], 2),
        (["--since", "2026-11-17T18:06"], 1),
        (["--since", "2026-11-03", "--until", "2026-11-17"], 1),
        (["--child", "nobody"], 0),
    ],
)
def test_filters_narrow_the_figures(program, four, options, entries):
    """Each filter of the contract; a date in --until includes the whole day."""
    assert stats(program, *options)["entries"] == entries


def test_as_of_hides_what_came_later(program, four):
    """Later entries, and repairs and rests after that moment, are not there yet."""
    found = stats(program, "--as-of", "2026-10-05T23:00")
    assert (found["entries"], found["ratio"]) == (1, {"rupture": 1, "repair": 0})
    assert found["states"] == {"waiting": 1, "returned": 0, "at_rest": 0}
    assert found["as_of"].startswith("2026-10-05T23:00")
    next_day = stats(program, "--as-of", "2026-10-06")
    assert next_day["states"]["returned"] == 1
    before_the_rest = stats(program, "--as-of", "2026-11-10")
    assert before_the_rest["entries"] == 2
    assert before_the_rest["states"] == {"waiting": 1, "returned": 1, "at_rest": 0}
    assert stats(program, "--as-of", "2026-10-01")["entries"] == 0


def test_as_of_a_day_includes_that_day(program, four):
    """What happened at any time of the day is in it."""
    assert stats(program, "--as-of", "2026-10-05")["entries"] == 1
    assert stats(program, "--as-of", "2026-11-17")["entries"] == 3
    assert stats(program, "--as-of", "today")["entries"] == 4


def test_a_repair_beats_rest(program, four):
    """Come back to and also let rest: it counts as come back to, once."""
    program.ok("rest", "last", "--undo")
    (first, *_) = program.entries()
    program.ok("rest", first["id"])
    assert stats(program)["states"]["returned"] == 1


def test_unreadable_lines_are_counted_and_no_failure(program, four):
    """The figures come from what can be read, and say how much could not be."""
    program.add_line(b"torn")
    assert stats(program)["unreadable_lines"] == 1


@pytest.mark.parametrize("plain", [[], ["--plain"]])
def test_the_screen_tells_the_same(program, four, plain):
    """How many, how many come back to, and what stands apart with where help is."""
    out = " ".join(program.ok("stats", *plain).out.split())
    assert "4 hard moments" in out
    assert "kept apart" in out
    assert "repairlog help-now" in out
    assert "come back to 1" in out


def test_nothing_to_count(program):
    """An empty journal gives zeros in JSON and a sentence on the screen."""
    found = stats(program)
    assert (found["entries"], found["repaired_share"]["value"]) == (0, None)
    assert program.ok("stats").out == "Nothing to count yet.\n"
