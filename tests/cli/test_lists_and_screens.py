import pytest

from repairlog.cli import breathe, session
from support.cases import each_of


@pytest.fixture
def three(program):
    """Three moments, logged in another order than they happened."""
    made = {
        "middle": program.new(
            "Middle.", "--when", "2026-11-10 08:00", "--child", "Wren", "--tag", "car"
        ),
        "newest": program.new("Newest.", "--when", "2026-11-18 19:00", "--child", "Fox"),
        "oldest": program.new("Oldest.", "--when", "2026-10-05", "--feeling", "tired,My Own"),
    }
    program.ok("repair", made["newest"]["id"], "--outcome", "offered")
    return made


def whats(ran):
    """Return what happened in each entry of a list."""
    return [entry["what"] for entry in ran.json]


def test_a_list_is_oldest_first_and_n_keeps_the_newest(program, three):
    """-n N is the newest N by when they happened, printed oldest first."""
    assert whats(program.ok("list", "--json")) == ["Oldest.", "Middle.", "Newest."]
    assert whats(program.ok("list", "-n", "2", "--json")) == ["Middle.", "Newest."]
    assert whats(program.ok("list", "-n", "1", "--json")) == ["Newest."]
    assert whats(program.ok("list", "-n", "9", "--json")) == ["Oldest.", "Middle.", "Newest."]
    plain = program.ok("list").out
    assert plain.index("Oldest") < plain.index("Middle") < plain.index("Newest")


def test_moments_of_one_day_stand_in_the_order_they_were_written_down(program):
    """Where only the day is known, the one logged last is the newest."""
    for what in ("first", "second", "third", "fourth"):
        program.new(what)
    assert whats(program.ok("list", "--json")) == ["first", "second", "third", "fourth"]
    assert whats(program.ok("list", "-n", "2", "--json")) == ["third", "fourth"]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--open"], ["Oldest.", "Middle."]),
        (["--child", "wren"], ["Middle."]),
        (["--child", "nobody"], []),
        (["--tag", "Car"], ["Middle."]),
        (["--feeling", "tired"], ["Oldest."]),
        (["--feeling", "my own"], ["Oldest."]),
        (["--since", "2026-11-10"], ["Middle.", "Newest."]),
        (["--until", "2026-11-10"], ["Oldest.", "Middle."]),
        (["--since", "2026-11-18T19:00"], ["Newest."]),
        (["--since", "2026-11-18T19:01"], []),
        (["--until", "2026-11-18"], ["Oldest.", "Middle.", "Newest."]),
        (["--until", "2026-11-18T18:59"], ["Oldest.", "Middle."]),
        (["--since", "2026-11-01", "--child", "Fox"], ["Newest."]),
        (["--since", "november"], ["Middle.", "Newest."]),
        (["--until", "2026-10"], ["Oldest."]),
        (["--since", "this week"], ["Newest."]),
        (["--until", "last week"], ["Oldest.", "Middle."]),
        (["--since", "last month", "--until", "this month"], ["Oldest.", "Middle.", "Newest."]),
        (["--open", "-n", "1"], ["Middle."]),
        (["--carer", "sam"], []),
    ],
)
def test_filters_narrow_a_list(program, three, options, found):
    """Each filter alone and together; a day includes all of itself."""
    program.named("Sam")
    assert whats(program.ok("list", *options, "--json")) == found


def test_waiting_lists_what_waits_oldest_first(program, three):
    """Come back to and at rest are no longer waiting."""
    assert whats(program.ok("waiting", "--json")) == ["Oldest.", "Middle."]
    program.ok("rest", three["oldest"]["id"])
    assert whats(program.ok("waiting", "--json")) == ["Middle."]
    assert "Middle." in program.ok("waiting").out


def test_a_line_of_a_list_tells_when_with_whom_and_its_state(program, three):
    """The list is read by people: date, nickname, state, how it begins, and a usable id."""
    first, second, *_ = program.ok("list", "--child", "Wren").out.splitlines()
    assert first.endswith("10 November, with Wren. Waiting.")
    assert second == "  Middle."
    assert program.entry(first.split()[0])["what"] == "Middle."


def test_show_prints_all_of_an_entry(program):
    """Every field that was given is on the screen, stored words in their spoken form."""
    program.new(
        "It went wrong.",
        *("--child", "Wren", "--child-age", "4", "--carer", "Sam", "--did", "took-away"),
        *("--moment", "wont", "--feeling", "tired", "--body", "tight jaw"),
        *("--child-feeling", "scared", "--meaning", "Distance.", "--tag", "bath"),
        *("--before", "No nap."),
    )
    program.ok("repair", "last", "--name", "I shouted", "--put-right", "the mug", "--note", "mine")
    program.ok("reframe", "last", "--moment", "both", "--capacity", "body", "--reframe", "Perhaps.")
    program.ok("rest", "last", "--why", "because")
    out = program.ok("show", "last").out
    for told in (
        *("It went wrong.", "With: Wren", "Age: 4", "Carer: Sam", "Did: took something away"),
        *("Looked: won't", "Felt: tired", "Body: tight jaw", "They might have felt: scared"),
        *("Between you: Distance.", "Tags: bath", "Words: I shouted.", "To put right: the mug"),
        *("Before: No nap.", "Words ready, not yet said."),
        *("Note: mine", "Looks now: both", "In the way: body:", "Sentence: Perhaps.", "because"),
    ):
        assert told in out


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ("--name", "Words ready, not yet said."),
        ("--presence", "Planned, not yet done."),
        ("--put-right", "Not put into words yet."),
    ],
)
def test_show_says_how_far_a_repair_is(program, option, told):
    """Words that are ready, something that is to be done, and neither yet are three things."""
    program.new("It went wrong.")
    program.ok("repair", "last", option, "the mug")
    assert told in program.ok("show", "last").out
    assert told.rstrip(".") in program.ok("export", "-", "--format", "md").out


def test_home_says_when_and_with_whom_and_never_what(program):
    """The home screen can be seen over a shoulder: no words of an entry stand on it."""
    assert "Nothing has been written" in program.ok().out
    program.new("Secret words.", "--child", "Wren", "--when", "yesterday")
    out = program.ok().out
    assert "Wednesday, with Wren." in out
    assert "repairlog repair" in out
    assert "Secret" not in out
    assert "repairlog help-now" in out
    program.ok("repair", "last", "--outcome", "offered")
    assert "Nothing is waiting." in program.ok().out


def test_history_shows_every_version_oldest_first(program):
    """What an edit replaced and a delete took can still be read."""
    entry = program.new("First words.")
    program.ok("edit", "last", "--what", "Second words.")
    program.ok("delete", "last", "--yes")
    shown = program.ok("history", entry["id"]).out
    assert shown.index("First words.") < shown.index("Second words.") < shown.index("deleted")
    versions = program.ok("history", entry["id"], "--json").json
    assert [version.get("what") for version in versions] == ["First words.", "Second words.", None]


def test_history_shows_what_changed(program):
    """A version tells all it held, so that what an edit took out can be read."""
    entry = program.new("Same.", "--feeling", "tired", "--meaning", "Distance.")
    program.ok("edit", "last", "--feeling", "sad", "--meaning", "Closer.")
    program.ok("repair", "last", "--name", "I shouted", "--note", "Mine.")
    shown = program.ok("history", entry["id"]).out
    for told in ("Felt: tired", "Distance.", "Felt: sad", "Closer.", "Words: I shouted.", "Mine."):
        assert told in shown
    assert shown.count("2026-11-19 22:4") == 3


def test_history_ends_with_what_is_now_after_a_repair_was_undone(program):
    """The deletion of a part is later than the part, though both have one tick."""
    program.new("First.")
    program.ok("repair", "last", "--name", "A.")
    program.ok("repair", "last", "--outcome", "offered")
    program.ok("undo")
    program.ok("undo")
    versions = program.ok("history", "last", "--json").json
    assert [len(version["repairs"]) for version in versions] == [0, 1, 1, 1, 0]


def test_breathe_is_a_pause(program):
    """It prints a few lines, asks nothing and leaves nothing behind."""
    ran = program.ok("breathe")
    assert "breath" in ran.out
    assert ran.err == ""
    assert not program.files()


def test_breathe_counts_a_minute_at_a_terminal(program, monkeypatch):
    """Six breaths, a line a second, longer out than in; sixty seconds in all."""
    waited = []
    monkeypatch.setattr(breathe.time, "sleep", waited.append)
    monkeypatch.setattr(session.Session, "interactive", property(lambda _: True))
    lines = program.ok("breathe").out.splitlines()
    assert lines[1:11] == ["In", *"234", "Out", *"23456"]
    assert lines.count("In") == lines.count("Out") == 6
    assert len(lines) == 62
    assert set(waited) == {1}
    assert 60 <= sum(waited) <= 61


def test_breathe_is_left_kindly(program, monkeypatch):
    """Ctrl-C ends it with a word of its own, and no talk of answers that there were not."""

    def interrupt(_seconds):
        raise KeyboardInterrupt

    monkeypatch.setattr(breathe.time, "sleep", interrupt)
    monkeypatch.setattr(session.Session, "interactive", property(lambda _: True))
    ran = program("breathe")
    assert ran.code == 130
    assert ran.err == "\n\nThat was enough.\n"


@pytest.mark.parametrize("command", [["list"], ["waiting"]])
def test_an_empty_list_is_a_sentence_or_an_empty_array(program, command):
    """Nothing to list is no failure."""
    assert program.ok(*command).out.startswith("Nothing")
    assert program.ok(*command, "--json").json == []


@pytest.mark.parametrize("command", [["show"], ["list"], ["waiting"], ["stats"], [], ["history"]])
def test_plain_is_taken_before_and_after_the_command(program, command):
    """--plain may stand on either side, ACCESSIBLE does the same, and all say the same."""
    entry = program.new()
    arguments = [*command, entry["id"]] if command == ["history"] else command
    before = program.ok("--plain", *arguments).out
    if command:
        assert program.ok(*arguments, "--plain").out == before
    program.patch.setenv("ACCESSIBLE", "1")
    assert program.ok(*arguments).out == before
    assert "\x1b" not in before


@each_of("off", ["", "0", "false", "No"])
def test_accessible_can_say_no(program, off):
    """As people switch such a thing off again."""
    program.patch.setenv("ACCESSIBLE", off)
    assert program.ok().out != program.ok("--plain").out


def test_reading_commands_change_nothing(program):
    """Looking writes nothing into the journal, and makes no folder for one."""
    for command in (["list"], ["waiting"], ["stats"], ["doctor"], ["show"], [], ["breathe"]):
        program(*command)
    assert not program.journal.exists()


def test_rest_says_which_moment_rests(program):
    """Where only one waits nobody was asked; the answer names it, and `--undo` does too."""
    entry = program.new("First.", "--child", "Wren")
    assert "It rests: " in (said := program.ok("rest").err)
    assert "with Wren." in said
    said = program.ok("rest", "--undo", entry["id"]).err
    assert "It waits again: " in said
    assert "with Wren." in said
