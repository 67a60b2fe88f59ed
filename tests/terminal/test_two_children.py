"""Two children at a real terminal: both moments are written before the next question."""

import signal
import sys

import pytest

from support.world import World

pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")

from support.pty import Window  # noqa: E402  where there are pseudo-terminals


def told(world):
    """What the journal holds of each child, by name."""
    return {entry.child: entry for entry in world.entries()}


def test_both_are_written_before_the_next_question_and_go_on_together(tmp_path):
    """Killed at any question after it, both have all answers; carrying on answers for both."""
    world = World(tmp_path)
    window = Window(world, "new").answer("Happened", "They fought.").answer("With", "Wren and Fox")
    window.asked("Which")
    assert list(told(world)) == ["Wren and Fox"], "what was typed is kept while it is asked about"
    window.press("1\r").answer("Felt", "gutted").asked("Looked, Wren")
    window.signal(signal.SIGKILL).end()
    both = told(world)
    assert set(both) == {"Wren", "Fox"}
    assert len({entry.group for entry in both.values()}) == 1
    assert all(entry.feelings == ("gutted",) for entry in both.values())

    window = Window(world, "new").answer("Which", "1").answer("Looked, Wren", "1")
    window.answer("Looked, Fox", "2").answer("Add", "body").answer("Body", "jaw")
    assert window.end() == 0
    both = told(world)
    assert (both["Wren"].moment.then, both["Fox"].moment.then) == ("cant", "wont")
    assert all(entry.body == ("jaw",) for entry in both.values())


def test_undo_takes_the_whole_conversation(tmp_path):
    """However many answers and moments it took."""
    world = World(tmp_path)
    window = Window(world, "new").answer("Happened", "They fought.").answer("With", "Wren, Fox")
    window.answer("Which", "yes").answer("Felt", "").answer("Looked, Wren", "1")
    window.answer("Looked, Fox", "2").answer("Add", "")
    assert window.end() == 0
    assert len(world.entries()) == 2
    assert world.run("undo", "--yes").returncode == 0
    assert world.entries() == []


@pytest.mark.parametrize(("chosen", "changed"), [("1", {"Wren", "Fox"}), ("2", {"Wren"})])
def test_edit_changes_both_or_the_one_that_is_chosen(tmp_path, chosen, changed):
    """What happened and what was done go with each, or with the chosen one alone."""
    world = World(tmp_path)
    world.run("new", "--what", "They fought.", "--child", "Wren", "--child", "Fox")
    wren = told(world)["Wren"].id
    window = Window(world, "edit", wren).answer("For", chosen).answer("Happened", "They shouted.")
    window.answer("With", "").answer("Age", "").answer("Felt", "")
    looked = ("Looked, Wren", "Looked, Fox") if chosen == "1" else ("Looked",)
    for label in looked:
        window.answer(label, "")
    window.answer("Add", "2").answer("Did", "1")
    for label in ("Hurt, Wren", "Hurt, Fox") if chosen == "1" else ("Hurt",):
        window.answer(label, "")
    assert window.end() == 0
    both = told(world)
    assert {name for name, entry in both.items() if entry.what == "They shouted."} == changed
    assert {name for name, entry in both.items() if entry.did == ("yelled",)} == changed
