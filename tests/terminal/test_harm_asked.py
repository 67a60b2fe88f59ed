"""At a real terminal: where harm is asked about outside of the conversations."""

import sys

import pytest

pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")

from support.pty import Window  # noqa: E402  where there are pseudo-terminals
from support.world import World  # noqa: E402  likewise


def one(world):
    """Return the journal's one moment."""
    (entry,) = world.entries()
    return entry


@pytest.mark.parametrize(
    ("answers", "harm", "rests"),
    [
        (("3",), "no", True),
        (("2",), "unsure", False),
        (("1",), "unsure", False),
        (("",), None, False),
        (("let it be", "never mind"), None, False),
    ],
)
def test_a_rest_on_words_of_harm_asks_what_repair_asks(tmp_path, answers, harm, rests):
    """Only after a no does it rest; Enter and a second that is unclear keep no answer."""
    world = World(tmp_path)
    world.run("new", "--what", "I hit him.")
    window = Window(world, "rest", "last")
    for answer in answers:
        window.answer("First", answer)
    assert window.end() == 0
    assert (one(world).harm, one(world).rest is not None) == (harm, rests)


def test_a_rest_says_first_what_helps_with_what_was_heard(tmp_path):
    """Wanting to die is answered by those numbers, and by who is with whoever is not safe."""
    world = World(tmp_path)
    world.run("new", "--what", "I want to die.")
    window = Window(world, "rest", "last").until("is somebody with whoever is not safe")
    assert window.answer("First", "2").until("116").end() == 0
    assert one(world).rest is None


def test_a_rest_in_care_names_the_way_round_the_manager(tmp_path):
    """As `repair` does there: nobody is left with only the one it may be about."""
    world = World(tmp_path)
    world.config.mkdir(parents=True)
    (world.config / "settings.toml").write_text('setting = "residential"\n')
    world.run("new", "--what", "I hit him.")
    window = Window(world, "rest", "last").answer("First", "3")
    assert window.until("If it is about your manager").until("--about work").end() == 0


def test_a_rest_that_is_interrupted_gives_the_reason_back(tmp_path):
    """Ctrl-C at the question of harm: nothing rests, and what was typed is shown."""
    world = World(tmp_path)
    world.run("new", "--what", "I hit him.")
    window = Window(world, "rest", "last", "--why", "too long ago").asked("First")
    window.press("\x03")
    assert window.until("too long ago").end() == 130
    assert (one(world).harm, one(world).rest) == (None, None)


def test_a_rest_after_a_yes_confirms_a_no(tmp_path):
    """An earlier answer is not taken back by one key."""
    world = World(tmp_path)
    world.run("new", "--what", "I shouted.", "--harm", "yes")
    assert Window(world, "rest", "last").answer("First", "3").answer("Change", "").end() == 0
    assert (one(world).harm, one(world).rest) == ("yes", None)
    assert Window(world, "rest", "last").answer("First", "3").answer("Change", "1").end() == 0
    assert (one(world).harm, one(world).rest is not None) == ("no", True)


def test_delete_in_care_asks_about_a_complaint(tmp_path):
    """What was asked for, or complained about, is kept, and whom to ask is named."""
    world = World(tmp_path)
    world.config.mkdir(parents=True)
    (world.config / "settings.toml").write_text('setting = "residential"\n')
    world.run("new", "--what", "the phone rule")
    window = Window(world, "delete", "last").until("complaint").until("your manager")
    assert window.answer("Delete", "2").end() == 0
    assert world.entries()


def test_one_undo_takes_back_the_conversation_with_its_answer(tmp_path):
    """The answer at the gate, and who looks after it, go with all that was said."""
    world = World(tmp_path)
    world.run("new", "--what", "I hit him.", "--child", "Fox")
    (world.config).mkdir(parents=True)
    (world.config / "settings.toml").write_text('setting = "home"\n[children]\nFox = 2018\n')
    window = Window(world, "repair", "last").answer("First", "1")
    window.answer("Which, or Enter for not now", "1").answer("Name", "I hit you.")
    window.answer("Own", "That was wrong.").answer("With you", "my sister")
    assert window.answer("Change", "").end() == 0
    assert (one(world).harm, one(world).looked_after) == ("unsure", "my sister")
    assert "kept apart" not in world.run().stdout
    world.run("undo")
    assert (one(world).harm, one(world).looked_after, one(world).attempts) == (None, "", ())
    world.run("undo", "--redo")
    assert (one(world).harm, one(world).looked_after) == ("unsure", "my sister")


def test_where_is_asked_once_whatever_is_answered(tmp_path):
    """Enter leaves it open, and the next `new` does not ask again."""
    world = World(tmp_path, where_asked=False)
    window = Window(world, "new").answer("Happened", "the shoes").answer("Where", "")
    assert window.answer("With", ".").end() == 0
    assert Window(world, "new").answer("Happened", "the coat").answer("With", ".").end() == 0
    assert {entry.setting for entry in world.entries()} == {None}


def test_help_is_named_in_lines_that_fit_the_terminal(tmp_path):
    """At 40 columns the command after a repair is whole, so that it can be pasted."""
    world = World(tmp_path)
    world.config.mkdir(parents=True)
    (world.config / "settings.toml").write_text('setting = "home"\n')
    world.run("new", "--what", "I hit him.", "--harm", "yes")
    window = Window(world, "repair", "last", columns=40).answer("First", "2")
    assert window.end() == 0
    assert any(line.strip() == "repairlog help-now" for line in window.lines[-4:])


def test_help_is_named_once_at_the_end(tmp_path):
    """Where the last words of `repair` name it, nothing says so again below."""
    world = World(tmp_path)
    world.config.mkdir(parents=True)
    (world.config / "settings.toml").write_text('setting = "residential"\n')
    world.run("new", "--what", "I held him.", "--child", "Fox", "--harm", "yes")
    window = Window(world, "repair", "last").answer("First", "3")
    assert window.end() == 0
    named = [line for line in window.lines if "help-now" in line]
    assert len(named) == 1
    assert "or nobody acts:" in named[0]
