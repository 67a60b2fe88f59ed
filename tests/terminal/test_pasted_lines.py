"""Lines pasted into a terminal that marks no pastes, and lines typed fast by hand."""

import sys
import time

import pytest

from support.world import World

pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")

from support.pty import Started, Window  # noqa: E402  where there are pseudo-terminals

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
    """Ten keys a second, nobody waiting for a question: twenty answers stay twenty."""
    world = World(tmp_path)

    def typed(window, *answers):
        for key in "\r".join([*answers, ""]):
            window.press(key)
            time.sleep(0.1)
        return window.end()

    window = Window(world, "new", ACCESSIBLE="1").asked("Happened")
    told = ("bag", "Al", "6", "2", "1, 2, 3, 4, 5", "7am", "11", "jaw", "1", "us")
    assert typed(window, *told) == 0
    window = Window(world, "repair", ACCESSIBLE="1").asked("Where")
    said = ("1", "1", "8", "art", "sum", "I hid", "sorry", "sad", "tea", "hug", "fix", "")
    assert typed(window, *said) == 0
    (entry,) = world.entries()
    assert (entry.what, entry.child, entry.feelings) == ("bag", "Al", ("tired",))
    assert (entry.did, entry.body, entry.meaning) == (("broke-a-promise",), ("jaw",), "us")
    (repair,) = entry.repairs
    assert (entry.child_age, repair.matters, repair.hard) == (8, "art", "sum")
    told = ("I hid", "sorry", "sad", "tea", "hug", "fix")
    assert (*repair.steps.model_dump().values(), repair.put_right) == told


def test_what_is_left_over_never_reaches_the_shell(tmp_path):
    """Lines behind the last question come back on the screen, and no shell runs them."""
    world = World(tmp_path)
    window = Started(world, "new", shell=True, ACCESSIBLE="1").answer("Happened", "the shoes")
    window.asked("With").press(".\rtouch was-run\rtouch was-run-too\r")
    window.until("touch was-run-too").until("ready> ").press("exit\r").end()
    assert not list((world.folder / "cwd").iterdir())


def test_no_colour_still_marks_pastes(tmp_path):
    """NO_COLOR takes away colour and nothing else."""
    window = Window(World(tmp_path), "new", NO_COLOR="1").asked("Happened")
    assert "\x1b[?2004h" in window.seen
    assert window.press(CTRL_C).end() == 130
