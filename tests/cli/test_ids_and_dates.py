import pytest


def test_an_id_is_meant_by_its_beginning_or_by_last(program):
    """The whole id, a unique beginning, and last (most recently logged) name an entry."""
    first = program.new("One.", "--when", "yesterday")
    second = program.new("Two.", "--when", "2026-11-01")
    unique = next(n for n in range(1, 13) if first["id"][:n] != second["id"][:n])
    assert program.entry(first["id"]) == first
    assert program.entry(first["id"][:unique]) == first
    assert program.entry("last") == second


def test_an_id_that_fits_several_or_none_exits_3(program, line):
    """Nothing is guessed: several are named, and none says how to see them."""
    for name in ("abcd22222222", "abcd33333333"):
        program.add_line(line(id=name))
    several = program("show", "abcd")
    assert (several.code, several.out) == (3, "")
    assert "abcd22222222, abcd33333333" in several.err
    none = program("show", "zzzz")
    assert (none.code, none.out) == (3, "")
    assert "repairlog list" in none.err


@pytest.mark.parametrize(
    "command",
    [
        ["show"],
        ["rest"],
        ["history"],
        ["delete", "--yes"],
        ["delete", "--forever", "--yes"],
        ["edit", "--child", "Fox"],
        ["repair", "--note", "x"],
        ["reframe", "--moment", "cant"],
    ],
)
@pytest.mark.parametrize("wrong", ["", "nothing", "\udcff"])
def test_what_names_no_entry_exits_3_and_changes_nothing(program, command, wrong):
    """An empty id, as from an unset variable, is no entry, even where there is only one."""
    program.new()
    before = program.files()
    ran = program(*command, wrong)
    assert (ran.code, ran.out) == (3, "")
    assert program.files() == before


@pytest.mark.parametrize(
    "command",
    [["show"], ["show", "last"], ["rest", "last"], ["history"], ["edit"], ["delete"]],
)
def test_an_empty_journal_has_no_last(program, command):
    """Last of nothing exits 3 and says how to begin."""
    ran = program(*command)
    assert (ran.code, ran.out) == (3, "")
    assert "repairlog new" in ran.err


@pytest.mark.parametrize(
    "command",
    [
        *(["repair", "--note", "x"], ["repair"], ["reframe", "--moment", "cant"], ["reframe"]),
        ["rest"],
    ],
)
def test_without_an_id_the_one_that_fits_is_meant(program, command):
    """One that fits is taken; none exits 3; several with nobody to ask exit 2 and are named."""
    none = program(*command)
    assert (none.code, none.out) == (3, "")
    program.new("It was a can't, and settled.", "--moment", "cant")
    program.ok("repair", "last", "--outcome", "reconnected")
    program.new("This one fits.")
    answered = program(*command, "--json", typed="\n")
    assert answered.code == 0, answered.err
    assert answered.json["what"] == "This one fits."
    both = [program.new(what)["id"][:6] for what in ("One.", "Another.")]
    several = program(*command)
    assert (several.code, several.out) == (2, "")
    assert all(each in several.err for each in both)


@pytest.mark.parametrize(
    "command",
    [
        ["show"],
        ["history"],
        ["edit"],
        ["edit", "--child", "Fox"],
        ["--no-input", "edit"],
        ["delete"],
    ],
)
def test_without_an_id_any_moment_may_be_meant(program, command):
    """The only one is taken; of several, with nobody to ask, none: what to type is said.

    The one written down last comes first, with its id, its day and its child.
    """
    program.new("One.", "--child", "Wren")
    alone = program(*command, typed="2\n")
    assert alone.code == (2 if "--no-input" in command else 0), alone.err
    last = program.new("Older, and written later.", "--when", "2026-11-02", "--child", "Jay")
    before = program.files()
    several = program(*command, typed="2\n")
    assert (several.code, several.out) == (2, "")
    assert program.files() == before
    if "--no-input" not in command:
        message, such, first, *_ = several.err.splitlines()
        assert message == "2 moments could be meant."
        assert such.endswith(f"repairlog {command[0]} {last['id'][:6]}")
        assert first == f"  {last['id'][:6]}  2 November, with Jay"


def test_of_many_that_could_be_meant_five_are_named(program):
    """A few to choose from; the list has the others."""
    for number in range(7):
        program.new(f"Number {number}.")
    named = program("show").err.splitlines()[2:]
    assert len(named) == 6
    assert named[-1].endswith("repairlog list")


def test_what_rests_can_be_let_wait_again_without_its_id(program):
    """`rest --undo` is about what rests; where nothing does, that is said."""
    program.new()
    assert program("rest", "--undo").code == 3
    program.ok("rest")
    program.ok("rest", "--undo")
    assert program.entry()["rest"] is None


@pytest.mark.parametrize("option", [[], ["--forever"]])
def test_nothing_unnamed_is_deleted_unasked(program, option):
    """With --yes, even the only moment must be named."""
    program.new()
    ran = program("delete", "--yes", *option)
    assert (ran.code, ran.out) == (2, "")
    assert program.entries()


@pytest.mark.parametrize(
    ("command", "option"),
    [
        (["new", "--what", "x"], "--when"),
        (["edit", "last"], "--when"),
        (["repair", "last"], "--at"),
        (["list"], "--since"),
        (["list"], "--until"),
        (["stats"], "--since"),
        (["stats"], "--until"),
        (["stats"], "--as-of"),
    ],
)
@pytest.mark.parametrize("when", ["tomorrow", "2026-11-20T09:00", "2031-01-01"])
def test_times_after_now_exit_2(program, command, option, when):
    """What is still to come is refused by name, and nothing is saved."""
    program.new()
    before = program.files()
    ran = program(*command, option, when)
    assert (ran.code, ran.out) == (2, "")
    assert f"{option}: '{when}' is still to come." in ran.err
    assert program.files() == before


@pytest.mark.parametrize(
    "when", ["ages ago", "monday 7", "2026-13-01", "the weekend", "last week", "", "x" * 99]
)
def test_times_that_would_be_guessed_exit_2(program, when):
    """A date that cannot be placed is refused, with examples, before anything is saved."""
    ran = program("new", "--what", "x", "--when", when or "\t?")
    assert (ran.code, ran.out) == (2, "")
    assert "--when" in ran.err
    assert "Such as 2026-11-19, 2026-11-19T22:41, yesterday" in ran.err
    assert not program.files()


@pytest.mark.parametrize(
    ("when", "shown", "happened", "precision"),
    [
        ("yesterday 7pm", "Wednesday 18 November, 19:00", "2026-11-18T19:00:00Z", "minute"),
        ("last tuesday", "Tuesday 17 November", "2026-11-17T12:00:00Z", "day"),
        ("bath time", "Thursday 19 November, evening", "2026-11-19T12:00:00Z", "day"),
        (
            "monday at 6",
            "Monday 16 November; which hour is left open",
            "2026-11-16T12:00:00Z",
            "day",
        ),
        ("2026-11-02", "Monday 2 November", "2026-11-02T12:00:00Z", "day"),
        ("2026-11-02T18:30", "Monday 2 November, 18:30", "2026-11-02T18:30:00Z", "minute"),
    ],
)
def test_dates_are_shown_back(program, when, shown, happened, precision):
    """Plain English and ISO alike are said in full on stderr, and stored as they were meant."""
    ran = program.ok("new", "--what", "x", "--when", when)
    assert f"--when: {shown}" in ran.err
    entry = program.entry()
    assert (entry["happened"], entry["precision"]) == (happened, precision)


@pytest.mark.parametrize(
    ("when", "part", "occasion"),
    [
        ("bath time", "evening", "bath time"),
        ("thursday after football", "", "after football"),
        ("monday at 6", "", "at 6"),
        ("last night", "night", ""),
        ("last night at 9", "", ""),
        ("7pm tonight", "night", ""),
    ],
)
def test_what_was_said_of_the_time_of_day_is_kept(program, when, part, occasion):
    """The part of the day and its words stay with the moment; another day takes them out."""
    program.new("x", "--when", when)
    entry = program.entry()
    assert (entry["part"], entry["occasion"]) == (part, occasion)
    program.ok("edit", "last", "--when", "yesterday")
    entry = program.entry()
    assert (entry["part"], entry["occasion"]) == ("", "")


def test_when_is_today_to_the_day_unless_given(program):
    """Without --when it was today, known to the day."""
    entry = program.new()
    assert (entry["happened"], entry["precision"]) == ("2026-11-19T12:00:00Z", "day")


def test_before_four_today_is_still_yesterday(program):
    """Someone awake at half past one means the evening that has not ended."""
    program.now = program.now.replace(day=20, hour=1, minute=30)
    assert program.new()["happened"] == "2026-11-19T12:00:00Z"


def test_a_day_is_not_after_now_because_its_noon_is(program):
    """In the morning, today's entry is in lists, figures and home, though its noon is to come."""
    program.now = program.now.replace(hour=8)
    program.new("Breakfast.", "--when", "today")
    program.ok("repair", "last", "--outcome", "offered", "--at", "today")
    assert len(program.ok("list", "--until", "today", "--json").json) == 1
    figures = program.ok("stats", "--json").json
    assert figures["ratio"] == {"rupture": 1, "repair": 1}
    assert figures["entries"] == 1
