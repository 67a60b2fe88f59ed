"""An editor between two questions at a real terminal: it has the keys, and then they come back."""

import sys

import pytest

from support.world import World

pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")

from support.pty import Window  # noqa: E402  where there are pseudo-terminals


def test_a_slip_is_mended_in_the_same_text(tmp_path):
    """The line is said, Enter opens what was typed again, and then it is kept."""
    world = World(tmp_path)
    world.run("new", "--what", "They fought.", "--child", "Wren")
    script = tmp_path / "editor"
    script.write_text(
        '#!/bin/sh\nif test -e "$1.seen"; then sed -i "/^## How old/{n;s/.*/4/}" "$1"\n'
        'else sed -i "/^## How old/{n;s/.*/four/}" "$1"; : > "$1.seen"; fi\n'
    )
    script.chmod(0o755)
    window = Window(world, "edit", "last", "--editor", EDITOR=str(script), VISUAL="")
    window.asked("Open")
    assert "a number of years" in window.seen
    assert window.press("\r").end() == 0
    assert [entry.child_age for entry in world.entries()] == [4]
    assert not list(tmp_path.rglob("*.txt.seen"))


def test_a_window_closed_over_the_editor_leaves_no_words_behind(tmp_path):
    """Nothing was changed in it: then nothing of the moment lies beside the journal."""
    world = World(tmp_path)
    world.run("new", "--what", "They fought.", "--child", "Wren")
    script = tmp_path / "editor"
    script.write_text("#!/bin/sh\necho opened\nexec sleep 60\n")
    script.chmod(0o755)
    window = Window(world, "edit", "last", "--editor", EDITOR=str(script), VISUAL="")
    window.until("opened")
    assert window.close() == 129
    assert not list(tmp_path.rglob("*.txt.before"))


def test_what_is_left_for_now_is_kept(tmp_path):
    """2 leaves it: nothing is saved, what was typed lies there, and what goes on is said."""
    world = World(tmp_path)
    world.run("new", "--what", "They fought.", "--child", "Wren")
    before = world.entries()
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\nsed -i "/^## How old/{n;s/.*/four/}" "$1"\n')
    script.chmod(0o755)
    window = Window(world, "edit", "last", "--editor", EDITOR=str(script), VISUAL="")
    window.answer("Open", "2")
    assert window.end() == 2
    assert "goes on with it" in window.seen
    assert world.entries() == before
    (draft,) = tmp_path.rglob("drafts/*.txt")
    assert "\nfour\n" in draft.read_text("utf-8")


def test_an_editor_may_put_away_what_was_typed_when_its_window_is_closed(tmp_path):
    """It hears of that itself, and is given the time; what it put beside the text stays."""
    world = World(tmp_path)
    world.run("new", "--what", "They fought.", "--child", "Wren")
    script = tmp_path / "editor"
    script.write_text(
        "#!/bin/sh\n"
        """trap 'sleep 0.5; echo typed > "$1.save"; exit 1' HUP\n"""
        "echo opened\nwhile :; do sleep 0.1; done\n"
    )
    script.chmod(0o755)
    window = Window(world, "edit", "last", "--editor", EDITOR=str(script), VISUAL="")
    window.until("opened")
    assert window.close() == 129
    assert [path.read_text() for path in tmp_path.rglob("*.txt.save")] == ["typed\n"]
