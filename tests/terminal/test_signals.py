"""Signals at the worst moment: what was entered is kept, and what is not kept is given back."""

import fcntl
import signal
import sys
import time

import pytest

from support.profile import FULL
from support.world import World

pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")

from support.pty import Started, Window  # noqa: E402  where there are pseudo-terminals

TIMES = 200 if FULL else 4
ENDS = {signal.SIGINT: 130, signal.SIGHUP: 129, signal.SIGTERM: 129}
CTRL_C, CTRL_Z = "\x03", "\x1a"


@pytest.mark.parametrize("number", ENDS)
def test_a_signal_just_after_enter_loses_no_answer(number, tmp_path):
    """From 0 to 60 ms after the line end: the answer is saved first, and then the run ends."""
    for time_ in range(TIMES):
        world = World(tmp_path / str(time_))
        window = Window(world, "new").answer("Happened", "the shoes")
        time.sleep(0.06 * time_ / max(TIMES - 1, 1))
        assert window.signal(number).end() == ENDS[number], window.seen
        assert [entry.what for entry in world.entries()] == ["the shoes"]


@pytest.mark.parametrize("number", ENDS)
def test_a_signal_in_a_slow_save_waits_for_its_end(number, tmp_path):
    """A disk that takes its time: the signal acts when the answer is on it."""
    world = World(tmp_path)
    window = Window(world, "new", slow=0.1).slowly("Happened").press("the shoes\r")
    assert window.until_saving().signal(number).end() == ENDS[number]
    assert [entry.what for entry in world.entries()] == ["the shoes"]


@pytest.mark.parametrize("number", ENDS)
def test_a_second_signal_leaves_a_save_that_hangs_and_gives_the_words_back(number, tmp_path):
    """Nobody waits for a dead drive; the words are on the screen, and no one says kept."""
    world = World(tmp_path)
    window = Window(world, "new", slow=30).slowly("Happened").press("the shoes, and the coat\r")
    window.until_saving().signal(number)
    time.sleep(0.4)
    began = time.monotonic()
    assert window.signal(number).end() == ENDS[number]
    assert time.monotonic() - began < 5
    said = window.seen.partition("Happened:")[2]
    assert said.count("the shoes, and the coat") == 2
    assert "kept" not in said
    assert "saved" not in said.casefold()


def test_five_seconds_after_a_signal_a_held_lock_is_left(tmp_path):
    """Another process holds the lock of the journal: the words come back, and the run ends."""
    world = World(tmp_path)
    world.run("new", "--what", "before")
    with (world.beside / "lock").open("r+b") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        window = Window(world, "new").answer("Happened", "the shoes, and the coat")
        time.sleep(0.3)
        began = time.monotonic()
        assert window.signal(signal.SIGINT).end() == 130
        assert 4 < time.monotonic() - began < 15
    said = window.seen.partition("Happened:")[2]
    assert said.count("the shoes, and the coat") == 2
    assert "kept" not in said
    assert [entry.what for entry in world.entries()] == ["before"]


def test_what_was_typed_before_a_signal_is_read_first(tmp_path):
    """Answers that lie in the terminal's queue while another is saved are answers too."""
    world = World(tmp_path)
    window = Window(world, "new", slow=0.1).slowly("Happened").press("the shoes\r").until_saving()
    window.press("Wren\r" + CTRL_C)
    assert window.end() == 130
    assert [(entry.what, entry.child) for entry in world.entries()] == [("the shoes", "Wren")]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_options_too_are_saved_before_a_signal_acts(number, tmp_path):
    """`new --what` in a slow save: the entry is there, and the exit code tells of the signal."""
    world = World(tmp_path)
    (tmp_path / "armed").touch()
    window = Window(world, "new", "--what", "the shoes", slow=0.1).until_saving()
    assert window.signal(number).end() == ENDS[number]
    assert [entry.what for entry in world.entries()] == ["the shoes"]


@pytest.mark.parametrize("keys", ["Wren", "Wren\rtir"])
def test_a_window_closed_under_a_shell_keeps_the_line_being_typed(keys, tmp_path):
    """The program sees end of file before any signal; that is a hang-up as well."""
    world = World(tmp_path)
    window = Started(world, "new", shell=True).answer("Happened", "the shoes").asked("With")
    window.press(keys).until(keys[-3:]).close()
    deadline = time.monotonic() + 20
    while [entry.child for entry in world.entries()] != ["Wren"]:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_request_to_end_keeps_the_line_begun(tmp_path):
    """Logging out sends SIGTERM: it acts like a hang-up."""
    world = World(tmp_path)
    window = Window(world, "new").asked("Happened").press("I shouted").until("shouted")
    assert window.signal(signal.SIGTERM).end() == 129
    assert [entry.what for entry in world.entries()] == ["I shouted"]


def test_ctrl_c_gives_the_line_begun_back(tmp_path):
    """It is not an answer, and not lost either."""
    window = Window(World(tmp_path), "new").answer("Happened", "the shoes").asked("With")
    assert window.press("half a line" + CTRL_C).end() == 130
    assert window.seen.partition("kept.")[2].count("half a line") == 1


def test_a_hang_up_in_edit_replaces_no_account(tmp_path):
    """What was begun stands below the account, after a line that says so."""
    world = World(tmp_path)
    world.run("new", "--what", "the whole story")
    window = Window(world, "edit").asked("Happened").press("the wh").until("the wh")
    assert window.signal(signal.SIGHUP).end() == 129
    (entry,) = world.entries()
    first, note, begun = entry.what.split("\n")
    assert (first, begun) == ("the whole story", "the wh")
    assert "window" in note


def test_after_ctrl_z_the_question_and_the_text_are_shown_again(tmp_path):
    """`fg` brings back what was asked, and the line goes on."""
    world = World(tmp_path)
    window = Started(world, "new", shell=True).answer("Happened", "the shoes").asked("With")
    question = window.seen.rpartition("Saved")[2].strip().splitlines()[-2].strip()
    window.press("Wr").until("Wr").press(CTRL_Z).until("Stopped").until("ready> ")
    window.press("fg\r").until(question).until("With: Wr").press("en\r").answer("Felt", ".")
    window.until("ready> ").press("exit\r").end()
    assert [entry.child for entry in world.entries()] == ["Wren"]


@pytest.mark.parametrize("module", ["pathlib", "typer", "pydantic", "repairlog.cli.conversations"])
def test_ctrl_c_during_start_up_prints_no_traceback(module, tmp_path):
    """Whatever is being imported: the run ends with 130, and nobody reads a stack."""
    window = Started(World(tmp_path), "new", TEST_INTERRUPTED=module)
    code = window.end()
    assert "Traceback" not in window.seen
    assert code == 130
