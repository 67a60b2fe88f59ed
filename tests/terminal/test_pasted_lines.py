"""Lines pasted into a terminal that marks no pastes, and lines typed fast by hand."""

import sys
import time

import pytest

from support.world import World

pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")

from support.pty import Window  # noqa: E402  where there are pseudo-terminals

CTRL_C = "\x03"


@pytest.mark.parametrize("variables", [{"ACCESSIBLE": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1"}])
def test_pasted_lines_are_one_answer_where_pastes_are_not_marked(variables, tmp_path):
    """At a telling question the lines of a paste, an empty one among them, stay together."""
    world = World(tmp_path)
    window = Window(world, "new", **variables).asked("Happened")
    window.press("first the shoes\r\rthen the coat\rand the door\r")
    assert window.answer("With", ".").end() == 0
    (entry,) = world.entries()
    assert entry.what == "first the shoes\n\nthen the coat\nand the door"


def test_enter_held_down_is_an_answer_each_time(tmp_path):
    """Empty lines alone are no paste: each skips its question."""
    world = World(tmp_path)
    window = Window(world, "new", ACCESSIBLE="1").asked("Happened").press("the shoes")
    for _ in range(6):
        window.press("\r")
        time.sleep(0.033)
    assert window.end() == 0
    assert [entry.what for entry in world.entries()] == ["the shoes"]


def test_lines_typed_by_hand_are_answers_of_their_own(tmp_path):
    """Ten keys a second, also while answers are being saved."""
    world = World(tmp_path)
    window = Window(world, "new", ACCESSIBLE="1").asked("Happened")
    for key in "shoes\rWren\r6\r":
        window.press(key)
        time.sleep(0.1)
    assert window.answer("Looked", ".").end() == 0
    (entry,) = world.entries()
    assert (entry.what, entry.child, entry.feelings) == ("shoes", "Wren", ("tired",))


def test_what_is_left_over_never_reaches_the_shell(tmp_path):
    """Lines behind the last question come back on the screen, and no shell runs them."""
    world = World(tmp_path)
    window = Window(world, "new", shell=True, ACCESSIBLE="1").answer("Happened", "the shoes")
    window.asked("With").press(".\rtouch was-run\rtouch was-run-too\r")
    window.until("touch was-run-too").until("ready> ").press("exit\r").end()
    assert not list((world.folder / "cwd").iterdir())


def test_no_colour_still_marks_pastes(tmp_path):
    """NO_COLOR takes away colour and nothing else."""
    window = Window(World(tmp_path), "new", NO_COLOR="1").asked("Happened")
    assert "\x1b[?2004h" in window.seen
    assert window.press(CTRL_C).end() == 130
