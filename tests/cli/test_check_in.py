"""Looking back later: when it is offered, what one keeps, and where it shows."""

from datetime import timedelta

import pytest

from repairlog.core.entries.checking import DAYS

ANSWERS = ("present", "interested", "ordinary")


@pytest.fixture
def returned(program):
    """A moment of the day before, come back to today."""
    program.new("the shoes", "--child", "Fox", "--when", "yesterday")
    return program.ok("repair", "last", "--outcome", "offered", "--json").json


def checked(program, *options):
    """Look back on the newest moment, and return what the newest check-in says."""
    entry = program.ok("check-in", "last", *options, "--json").json
    return {key: entry["check_ins"][-1][key] for key in (*ANSWERS, "note")}


@pytest.mark.parametrize(("day", "offered"), [(0, False), (1, True), (DAYS, True), (8, False)])
def test_it_is_offered_from_the_day_after_for_seven_days(program, returned, day, offered):
    """One line on the home screen, and the moment that fits without an id; then neither."""
    program.now += timedelta(days=day)
    assert ("check-in" in program.ok().out) is offered
    assert program("check-in", "--present").code == (0 if offered else 3)


def test_it_is_offered_once(program, returned):
    """What was looked back on is not mentioned again; a later return is."""
    program.now += timedelta(days=1)
    program.ok("check-in", "--no-present")
    assert "check-in" not in program.ok().out
    program.ok("repair", returned["id"], "--name", "I said more.", "--outcome", "offered")
    program.now += timedelta(days=1)
    assert "You went back to Fox on Friday." in program.ok().out


def test_words_that_are_ready_offer_none(program):
    """Nobody went back yet."""
    program.new("the shoes")
    program.ok("repair", "last", "--name", "I shouted.", "--own", "That was mine.")
    program.now += timedelta(days=1)
    assert "check-in" not in program.ok().out


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        (["--present"], (True, False, False)),
        (["--interested", "--ordinary"], (False, True, True)),
        (["--no-present"], (False, False, False)),
        (["--note", "He ate two."], (None, None, None)),
    ],
)
def test_what_is_not_chosen_was_not_so(program, returned, options, kept):
    """Once any is given the others are false; a note alone answers nothing."""
    found = checked(program, *options)
    assert tuple(found[each] for each in ANSWERS) == kept
    assert found["note"] == ("He ate two." if "--note" in options else "")


def test_it_leaves_the_entry_and_its_repairs_as_they_are(program, returned):
    """A check-in has its own tick, and undo takes it back alone."""
    before = program.entry()
    checked(program, "--present", "--note", "He ate two.")
    assert program.entry() | {"check_ins": []} == before
    program.ok("undo")
    assert program.entry() == before


def test_it_is_read_wherever_a_moment_is(program, returned):
    """On the screen, in history and in a file for reading."""
    checked(program, "--present", "--ordinary", "--note", "He ate two.")
    checked(program, "--no-present")
    program.ok("export", str(program.home / "out.md"))
    told = [program.ok("show", "last").out, program.ok("history", "last").out]
    for text in (*told, (program.home / "out.md").read_text("utf-8")):
        assert "Since then: around as usual, did something ordinary together" in text
        assert "Note: He ate two." in text
        assert "Since then: not yet" in text


def test_it_is_counted_quietly(program, returned):
    """Of what was looked back on; what was so at any time counts once."""
    checked(program, "--present")
    checked(program, "--no-present")
    program.new("the lift")
    program.ok("repair", "last", "--outcome", "offered")
    checked(program, "--ordinary")
    program.new("the keys")
    program.ok("repair", "last", "--outcome", "offered")
    told = program.ok("stats", "time").out
    assert "Looking back later, you had been around as usual after 1 of 2." in told
    found = program.ok("stats", "--json").json["check_ins"]
    assert found == {"entries": 2, "present": 1, "interested": 0, "ordinary": 1}
    earlier = program.ok("stats", "--json", "--as-of", "yesterday").json["check_ins"]
    assert earlier["entries"] == 0
    assert "around" not in program.ok("stats").out


@pytest.mark.parametrize(
    ("what", "options"),
    [("the stairs", ["--harm", "unsure"]), ("I smacked him hard and it left a mark", [])],
)
def test_where_someone_may_be_hurt_it_keeps_only_who_looks_after_it(program, what, options):
    """By the answer, or by words that nobody has answered: never offered, never counted."""
    program.new(what, *options)
    program.ok("repair", "last", "--harm", "unsure", "--outcome", "offered")
    if not options:
        program.ok("edit", "last", "--harm", "none")
    program.now += timedelta(days=1)
    assert "check-in" not in program.ok().out
    assert program("check-in", "--present").code == 3
    ran = program("check-in", "last", "--present", "--note", "the health visitor")
    assert ran.code == 2
    assert "help-now" in ran.err
    assert "the health visitor" in ran.err
    assert checked(program, "--note", "the health visitor")["note"] == "the health visitor"
    assert program.ok("stats", "--json").json["check_ins"]["entries"] == 0


def test_a_note_may_speak_of_harm_too(program, returned):
    """It is told in the person's own words, and is heard as such."""
    program.now += timedelta(days=1)
    ran = program.ok("check-in", "--present", "--note", "He said his uncle hits him.")
    assert "help-now" in ran.err


def test_several_that_fit_are_asked_about_or_named(program, returned):
    """In a script the id says which."""
    program.new("the lift", "--child", "Wren")
    program.ok("repair", "last", "--outcome", "offered")
    program.now += timedelta(days=1)
    ran = program("check-in", "--present")
    assert ran.code == 2
    assert "repairlog check-in" in ran.err


def test_nothing_given_and_nobody_to_ask(program, returned):
    """An answer is missing."""
    assert program("check-in", "last", "--no-input").code == 2
