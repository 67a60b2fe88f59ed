"""`help-now` at a real terminal: what it asks, what it keeps, and that nothing stops it."""

import sys
from datetime import datetime

import pytest

from support.world import World

pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")

from support.pty import Started, Window  # noqa: E402  where there are pseudo-terminals

NOW = datetime(2026, 11, 27, 22, 10)  # noqa: DTZ001  a wall time
URGENT = "Hurt, or in danger now: 999 (UK)"


@pytest.fixture
def world(tmp_path):
    """A home in which nothing is kept yet."""
    return World(tmp_path, NOW, where_asked=False)


def kept(world):
    """Return what the settings hold."""
    settings = world.config / "settings.toml"
    return settings.read_text() if settings.is_file() else ""


def everything(world):
    """Return every file of the home that a command could have written."""
    places = (world.data, world.state, world.config)
    return sorted(path.name for place in places for path in place.rglob("*") if path.is_file())


def test_the_emergency_numbers_stand_there_before_anything_is_asked(world):
    """Then two questions, each once; the country is kept, at once, and nothing else."""
    window = Window(world, "help-now").asked("Where")
    assert URGENT in window.seen
    window.press("1\r").asked("About")
    assert kept(world) == 'country = "GB"\n'
    window.press("2\r")
    assert window.end() == 0
    assert "116 123         Samaritans, day and night" in window.seen
    assert everything(world) == ["settings.toml"]

    again = Window(world, "help-now").answer("About", "")
    assert again.end() == 0
    assert "Where" not in again.seen
    assert kept(world) == 'country = "GB"\n'


def test_what_stands_in_the_settings_stays(world):
    """Comments and all."""
    world.config.mkdir(parents=True)
    (world.config / "settings.toml").write_text('# mine\ncarer = "Sam"\n')
    assert Window(world, "help-now").answer("Where", "nz").answer("About", "hit").end() == 0
    assert kept(world) == '# mine\ncarer = "Sam"\ncountry = "NZ"\n'


@pytest.mark.parametrize("broken", ["carer = 4\n", "carer = \n", None])
def test_a_country_that_cannot_be_kept_is_no_reason_to_complain(world, broken):
    """A settings file that cannot be used, and a folder in which none can be made."""
    if broken is None:
        world.config.parent.write_text("This is no folder.")
    else:
        world.config.mkdir(parents=True)
        (world.config / "settings.toml").write_text(broken)
    window = Window(world, "help-now").answer("Where", "2").answer("About", "5")
    assert window.end() == 0
    assert "Women's Aid" in window.seen
    assert "settings" not in window.seen
    assert broken is None or kept(world) == broken


@pytest.mark.parametrize(
    ("answers", "shown"), [(["no idea"], "VOYCE"), (["au", "1 and 4"], "Kids")]
)
def test_an_answer_that_cannot_be_used_shows_all_and_is_not_asked_again(world, answers, shown):
    """Of every country, or of the one that is known."""
    window = Window(world, "help-now")
    for label, typed in zip(("Where", "About"), answers, strict=False):
        window.answer(label, typed)
    assert window.end() == 0
    assert window.seen.count("Where: ") == 1
    assert shown in window.seen


@pytest.mark.parametrize("answers", [[], ["GB"]])
def test_ctrl_c_at_either_question_leaves_the_emergency_numbers(world, answers):
    """The exit code is that of an interruption, and nothing of it is written down."""
    window = Window(world, "help-now")
    for typed in answers:
        window.answer("Where", typed)
    window.asked("About" if answers else "Where").press("\x03")
    assert window.end() == 130
    assert URGENT in window.seen
    assert everything(world) == (["settings.toml"] if answers else [])


@pytest.mark.parametrize(
    "given",
    [
        ["help-now", "--country", "CA", "--about", "4"],
        ["help-now", "--all"],
        ["help-now", "--sources"],
        ["--no-input", "help-now"],
    ],
)
def test_what_is_given_is_not_asked(world, given):
    """Nor is it kept: it was for once."""
    window = Window(world, *given)
    assert window.end() == 0
    assert "988" in window.seen
    assert "Where are you" not in window.seen
    assert everything(world) == []


def test_one_of_the_two_may_be_given(world):
    """The other is asked."""
    window = Window(world, "help-now", "--about", "young").answer("Where", "UK")
    assert window.end() == 0
    assert "Help at Hand" in window.seen
    window = Window(world, "help-now", "--country", "IE").answer("About", "young")
    assert window.end() == 0
    assert "1800 66 66 66" in window.seen
    assert kept(world) == 'country = "GB"\n'


def test_nothing_is_asked_where_the_page_goes_into_a_pipe(world):
    """`help-now | less` would wait for an answer to a question that nobody sees."""
    window = Started(world, "help-now", "|", "cat", shell=True)
    assert "VOYCE" in window.until("code=0").seen
    window.close()
