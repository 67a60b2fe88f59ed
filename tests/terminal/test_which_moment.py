"""Commands that are about one moment, without its id: at a terminal it is asked which."""

import sys

import pytest

from support.world import World

pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")

from support.pty import Window  # noqa: E402  where there are pseudo-terminals


@pytest.fixture
def world(tmp_path):
    """Three moments; the oldest was written down last."""
    made = World(tmp_path)
    made.run("new", "--what", "The shoes again.", "--child", "Wren", "--when", "yesterday")
    made.run("new", "--what", "The bath again.", "--child", "Fox", "--when", "2 days ago")
    made.run("new", "--what", "The shoes once.", "--child", "Jay", "--when", "3 days ago")
    return made


def whats(world):
    """What happened in each moment, in the order of their days."""
    return [each.what for each in sorted(world.entries(), key=lambda each: each.happened)]


@pytest.mark.parametrize("command", ["show", "history"])
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", "The shoes once."),
        ("1", "The shoes once."),
        ("wren", "The shoes again."),
        ("yesterday.", "The shoes again."),
        ("bath", "The bath again."),
    ],
)
def test_it_is_found_by_number_name_day_or_word(world, command, typed, found):
    """Enter takes the one written down last, and says so."""
    window = Window(world, command).answer("Which", typed)
    assert window.end() == 0
    assert "Enter is 1, the one written down last." in window.seen
    assert f"  {found}\r\n" in window.seen


def test_of_several_that_fit_it_is_asked_which(world):
    """Those alone are offered then."""
    window = Window(world, "show").answer("Which", "shoes").answer("Which", "2")
    assert window.end() == 0
    assert "  The shoes again.\r\n" in window.seen


def test_what_cannot_be_placed_is_asked_once_more_and_then_left(world):
    """`?` explains."""
    window = Window(world, "show").answer("Which", "?").answer("Which", "xyzzy")
    window.answer("Which", "xyzzy")
    assert window.end() == 0
    assert window.seen.count('I can\'t place "xyzzy" here.') == 2
    assert "With: " not in window.seen


@pytest.mark.parametrize("command", [["delete"], ["rest"], ["rest", "--why", "enough"]])
@pytest.mark.parametrize("typed", ["", "stop"])
def test_what_changes_something_takes_none_by_enter(world, command, typed):
    """All stay as they are."""
    before = world.entries()
    window = Window(world, *command).answer("Which", typed)
    assert window.end() == 0
    assert "Left as it is." in window.seen
    assert world.entries() == before


def test_the_chosen_one_is_deleted_let_rest_or_changed(world):
    """And none of the others, whether by questions or by options."""
    assert Window(world, "delete").answer("Which", "fox").answer("Delete", "1").end() == 0
    assert whats(world) == ["The shoes once.", "The shoes again."]
    assert Window(world, "rest").answer("Which", "jay").end() == 0
    assert [each.child for each in world.entries() if each.rest] == ["Jay"]
    assert Window(world, "edit", "--what", "Shoes.").answer("Which", "wren").end() == 0
    assert whats(world) == ["The shoes once.", "Shoes."]
    window = Window(world, "edit").answer("Which", "").answer("Happened", "Once.")
    window.answer("With", ".")
    assert window.end() == 0
    assert whats(world) == ["Once.", "Shoes."]


@pytest.mark.parametrize(
    ("command", "label"),
    [
        (("edit", "--meaning", "we were both worn out"), "Which"),
        (("rest", "--before", "2026-11-01", "--why", "we were both worn out"), "Rest"),
        (("new", "--meaning", "we were both worn out"), "Happened"),
    ],
)
@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_words_of_an_option_are_given_back(tmp_path, command, label, key):
    """Where a question that comes first is broken off, they were not saved, and are printed."""
    world = World(tmp_path)
    for day in ("2026-10-01", "2026-10-02"):
        world.run("new", "--what", f"the shoes on {day}", "--when", day)
    window = Window(world, *command)
    window.asked(label).press(key)
    assert window.end() == 130
    assert "worn out" in window.seen
