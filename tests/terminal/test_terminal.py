"""The program in a real terminal: what is typed key by key, and what then stands on the screen."""

import itertools
import signal
import sys
import time
from dataclasses import replace

import pytest

from repairlog.journal import bookmark
from support.cases import each_of
from support.profile import FULL
from support.transcript import Transcript, names, play
from support.world import World

pytest.importorskip("pexpect")
pytest.importorskip("pyte")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")

from support.pty import Started, Window  # noqa: E402  where there are pseudo-terminals

PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
UP, LEFT, RIGHT, HOME, END = "\x1b[A", "\x1b[D", "\x1b[C", "\x1b[H", "\x1b[F"
CTRL_C, CTRL_D = "\x03", "\x04"


def words_of(entry):
    """Return what a person gave to an entry, without ids and ticks."""
    without = {"id", "logged", "edited", "ticks", "rest", "repairs", "check_ins", "group"}
    said = entry.model_dump(mode="json", exclude=without)
    said["at rest"] = entry.rest is not None
    said["grouped"] = bool(entry.group)
    said["check-ins"] = [
        each.model_dump(mode="json", exclude={"id", "at", "edited"}) for each in entry.check_ins
    ]
    said["repairs"] = [
        repair.model_dump(mode="json", exclude={"id", "edited"}) for repair in entry.attempts
    ]
    return said


def as_on_screen(played, columns=80):
    """Return a played screen's lines without the shell's, typed ones cut as a terminal does."""
    lines = played.screen.strip("\n").split("\n")[1:]
    text = "\n".join(line.rstrip() for line in lines).strip("\n")
    return [
        line[start : start + columns].rstrip()
        for line in text.split("\n")
        for start in range(0, max(len(line), 1), columns)
    ]


@pytest.mark.parametrize(
    "name",
    [
        "2-first-time",
        "2-first-time-helped",
        "2-nothing-written",
        "3-tenth-time",
        "3b-back",
        "3b-never-a-third-time",
        "3c-carry-on",
        "4a-notice-enter",
        "9a-care-first-time",
        "5a-first-time",
        "5b-judgement",
        "5d-care-home",
        "6a-said-heard",
        "7a-wont-to-both",
        "9-edit",
    ],
)
@pytest.mark.parametrize("columns", [80, 40])
def test_a_terminal_shows_what_the_transcript_shows(name, columns, tmp_path):
    """Whole sessions, letter by letter, on 80 and on 40 columns; the journal holds the answers."""
    transcript = Transcript.read(name)
    world = World.of(tmp_path, transcript)
    played = play(transcript, folder=str(world.data), width=columns)
    terminal = Window(world, *transcript.command, columns=columns).hold(played)
    assert terminal.end() == 0
    assert terminal.lines == as_on_screen(played, columns)
    wanted = [words_of(entry) for entry in played.journal.values()]
    assert sorted(map(str, map(words_of, world.entries()))) == sorted(map(str, wanted))


ABOUT_HARM = [each for each in names() if each[0] in "49" and Transcript.read(each).is_conversation]


@each_of("name", ["2-first-time", "5a-first-time", "5d-care-home", *ABOUT_HARM])
def test_forty_columns_cut_no_word_and_run_over_no_line(name):
    """The same words as on 80 columns, on lines of 40; what is typed is the terminal's.

    On the page of numbers a comma stands where the column was.
    """
    transcript = Transcript.read(name)
    wide, narrow = play(transcript, width=80), play(transcript, width=40)
    said = [played.screen.replace(",", "").split() for played in (narrow, wide)]
    assert said[0] == said[1]
    asked = tuple(f"{label}:" for label in [*narrow.labels, "$ repairlog"])
    shown = [line for line in narrow.screen.split("\n") if not line.startswith(asked)]
    assert max(map(len, shown)) <= 40


@each_of(("name", "width"), itertools.product(ABOUT_HARM, (80, 40)))
def test_in_plain_text_a_conversation_about_harm_is_the_same(name, width):
    """The same questions and answers; keys are words, nothing is drawn, no line runs over."""
    transcript = Transcript.read(name)
    plain = play(replace(transcript, before={**transcript.before, "plain": True}), width=width)
    usual = play(transcript)
    assert (plain.labels, plain.journal) == (usual.labels, usual.journal)
    asked = tuple(f"{label}:" for label in [*plain.labels, "$ repairlog"])
    shown = [line for line in plain.screen.split("\n") if not line.startswith(asked)]
    assert max(map(len, shown)) <= width
    assert not set("<*|=") & set("".join(shown))


EVERY_QUESTION = [
    "12-every-question-of-new",
    "12-every-question-of-repair",
    "12-every-question-of-reframe",
    "12-every-question-of-edit",
    "4b-gate-enter",
    "4c-gate-care",
    "4c-lower",
    "4b-looked-after",
    "9b-edit-answered",
    "9c-third-time-helped",
    "9a-care-first-time",
    "9a-care-two-children",
    "6a-said-heard",
    "6b-already",
]


@pytest.mark.parametrize("name", EVERY_QUESTION)
def test_stopping_at_any_question_keeps_what_was_answered(name, tmp_path):
    """Ctrl-C and Ctrl-D exit 130 at every question; all answers before it are in the journal.

    A line begun is dropped on Ctrl-C, on purpose. `new` remembers its open question. Where time
    is short, each question is stopped by one of the two keys.
    """
    transcript = Transcript.read(name)
    questions = range(len(play(transcript).typed))
    keys = ("half a line" + CTRL_C, CTRL_D)
    stops = [
        (number, key) for number in questions for key in (keys if FULL else [keys[number % 2]])
    ]
    for at, (number, key) in enumerate(stops):
        world = World.of(tmp_path / str(at), transcript)
        played = play(transcript, stop=number)
        label = played.labels[number]
        terminal = Window(world, *transcript.command).hold(played, until=number)
        assert terminal.asked(label).press(key).end() == 130, (label, key)
        wanted = [words_of(entry) for entry in played.journal.values()]
        found = map(str, map(words_of, world.entries()))
        assert sorted(found) == sorted(map(str, wanted)), (label, key)
        place = bookmark.cut_off(world.beside)
        is_new = transcript.command == ["new"] and number > 0
        assert (place.question if place else "") == (played.talk.at if is_new else ""), label


def test_after_a_stop_new_offers_to_carry_on(tmp_path):
    """The next `new` asks first, and goes on at the question that was open."""
    world = World(tmp_path)
    terminal = Window(world, "new").answer("Happened", "the shoes").answer("With", "Wren")
    terminal.asked("Felt").press(CTRL_C)
    assert terminal.end() == 130
    assert "Stopped. Whatever you answered is kept." in terminal.lines
    again = Window(world, "new").answer("Which", "1").answer("Felt", "6").asked("Looked")
    again.press(".\r")
    assert again.end() == 0
    assert [(e.child, e.feelings) for e in world.entries()] == [("Wren", ("tired",))]
    assert bookmark.cut_off(world.beside) is None


@pytest.mark.parametrize("way", ["signal", "signals", "window"])
def test_a_closed_window_keeps_the_line_that_was_being_typed(way, tmp_path):
    """Hanging up exits 129; the unfinished line is the answer to the open question."""
    world = World(tmp_path)
    terminal = Window(world, "new").answer("Happened", "the shoes").asked("With")
    terminal.press("Wren").until("Wren")
    if way == "signal":
        assert terminal.signal(signal.SIGHUP).end() == 129
    elif way == "signals":  # a shell passes on the one that the terminal sent as well
        for _ in range(30):
            terminal.signal(signal.SIGHUP)
            time.sleep(0.001)
        assert terminal.end() == 129
    else:
        assert terminal.close() == 129
    (entry,) = world.entries()
    assert (entry.what, entry.child) == ("the shoes", "Wren")
    assert bookmark.cut_off(world.beside).entry == entry.id


def test_a_window_closed_at_the_first_question_keeps_the_account_begun(tmp_path):
    """Even the very first line, not yet entered, is in the journal afterwards."""
    world = World(tmp_path)
    terminal = Window(world, "new").asked("Happened").press("I shouted and").until("and")
    assert terminal.signal(signal.SIGHUP).end() == 129
    assert [entry.what for entry in world.entries()] == ["I shouted and"]


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize("variables", [{}, {"ACCESSIBLE": "1"}], ids=["usual", "plain"])
def test_ten_thousand_characters_arrive_whole(variables, columns, tmp_path):
    """Line editing is on, so that the terminal's own limit of 4,095 does not cut a line.

    In plain mode nothing is moved aside: the label and all that was typed stay on the screen.
    """
    account = " ".join(f"word{number}" for number in range(1200))[:10_000]
    world = World(tmp_path)
    terminal = Window(world, "new", columns=columns, **variables).asked("Happened")
    terminal.type_slowly(account).press("\r").answer("With", ".")
    assert terminal.end() == 0
    assert [entry.what for entry in world.entries()] == [account]
    if variables:
        assert f"Happened:{account.replace(' ', '')}" in "".join(terminal.lines).replace(" ", "")


def test_whole_characters_are_edited_whatever_the_locale(tmp_path):
    """Backspace and the arrows go by characters in a UTF-8 terminal, with LC_ALL=C too."""
    world = World(tmp_path)
    terminal = Started(world, "new", LC_ALL="C", LANG="C").asked("Happened")
    terminal.press(f"caf\xe9\xe9\x7f \u5b50{LEFT}\U0001f9e6\r").answer("With", ".")
    assert terminal.end() == 0
    assert [entry.what for entry in world.entries()] == ["caf\xe9 \U0001f9e6\u5b50"]


def test_a_pasted_account_with_an_empty_line_is_one_answer(tmp_path):
    """The pasted line ends answer no question; they are part of what was written."""
    world = World(tmp_path)
    terminal = Window(world, "new").asked("Happened")
    assert "\x1b[?2004h" in terminal.seen
    terminal.press(f"{PASTE_BEGINS}first the shoes\n\nthen the coat{PASTE_ENDS}").press("\r")
    assert terminal.answer("With", ".").end() == 0
    assert [entry.what for entry in world.entries()] == ["first the shoes\n\nthen the coat"]


def test_arrow_keys_edit_the_line_and_up_shows_nothing_that_was_written(tmp_path):
    """Left, Home and End move within the line; earlier answers cannot be called up."""
    world = World(tmp_path)
    terminal = Window(world, "new").answer("Happened", f"shoe{LEFT}{RIGHT}s{HOME}the {END}!")
    terminal.asked("With").press(UP * 3 + "\r")
    terminal.asked("Felt").press(f"{UP}{UP}{UP}tired\r")
    assert terminal.answer("Looked", ".").end() == 0
    (entry,) = world.entries()
    assert (entry.what, entry.child, entry.feelings) == ("the shoes!", "", ("tired",))
    assert "shoe" not in "\n".join(terminal.lines).partition("With:")[2]


@pytest.mark.parametrize(
    "variables",
    [{"TERM": "dumb"}, {"ACCESSIBLE": "1"}],
    ids=["dumb", "accessible"],
)
def test_asked_for_plain_text_nothing_is_escaped(variables, tmp_path):
    """Not a single escape sequence, also where lines are edited and run over the width."""
    world = World(tmp_path)
    long = "the shoes, the coat, the door, the rain, the bus, and all of it twice over"
    terminal = Window(world, "new", columns=60, **variables)
    terminal.answer("Happened", long).answer("With", f"Wre{LEFT}{RIGHT}n").answer("Felt", "6")
    assert terminal.answer("Looked", "?").answer("Looked", "2").answer("Add", "").end() == 0
    assert "\x1b" not in terminal.seen
    assert [(entry.what, entry.child) for entry in world.entries()] == [(long, "Wren")]


def test_plain_as_an_option_escapes_nothing_either(tmp_path):
    """`--plain` stands before or after the command."""
    world = World(tmp_path)
    for arguments in (["--plain", "new"], ["new", "--plain"]):
        terminal = Window(world, *arguments).answer("Happened", "the shoes")
        assert terminal.answer("With", ".").end() == 0
        assert "\x1b" not in terminal.seen


def test_what_was_written_cannot_act_on_the_terminal(tmp_path):
    """Escape sequences and changes of direction in an entry are shown, and do nothing."""
    world = World(tmp_path)
    nasty = "red \x1b[31m \x1b]0;title\x07 [bold]x[/bold] \u202egnp"
    world.run("new", "--what", nasty, "--child", nasty)
    for command in (["list"], ["show", "last"], [], ["show"], ["repair"], ["edit", "last"]):
        terminal = Window(world, *command, ACCESSIBLE="1")
        if command in (["show"], ["repair"], ["edit", "last"]):
            terminal.until(": ").press(CTRL_C)
        terminal.end()
        assert "\x1b" not in terminal.seen
        assert "\u202e" not in terminal.seen
        assert not command or "[bold]x[/bold]" in " ".join(terminal.lines)
    assert world.entries()[0].what == nasty


def test_two_terminals_at_once_disturb_each_other_in_nothing(tmp_path):
    """Neither is told that the other was cut off, and every answer of both is kept."""
    world = World(tmp_path)
    one = Window(world, "new").answer("Happened", "the shoes").asked("With")
    other = Window(world, "new").answer("Happened", "the homework").asked("With")
    assert bookmark.cut_off(world.beside) is None
    one.press("Wren\r").asked("Felt").press("6\r")
    other.press("Fox\r").answer("Felt", "5").answer("Looked", ".")
    assert other.end() == 0
    assert one.answer("Looked", "2").answer("Add", "").end() == 0
    found = {(e.what, e.child, e.feelings) for e in world.entries()}
    assert found == {("the shoes", "Wren", ("tired",)), ("the homework", "Fox", ("overloaded",))}


def test_words_that_cannot_be_saved_are_given_back(tmp_path):
    """When the journal's folder is gone in mid-conversation: exit 6, and the words on screen."""
    world = World(tmp_path)
    terminal = Window(world, "new").answer("Happened", "the shoes").answer("With", "Wren")
    terminal.asked("Felt")
    world.data.rename(tmp_path / "gone")
    terminal.press("tired, and more than that\r")
    assert terminal.end() == 6
    assert "tired, and more than that" in terminal.lines[-8:]


def test_the_first_words_too_are_given_back_where_nothing_can_be_written(tmp_path):
    """The very first answer, and no folder to put it in: exit 6, it is printed back."""
    world = World(tmp_path)
    terminal = Window(world, "new").asked("Happened")
    world.data.parent.write_text("a file where the folder would be")
    terminal.press("I shouted at him by the door\r")
    assert terminal.end() == 6
    assert "I shouted at him by the door" in terminal.lines[-8:]


def test_a_journal_that_is_not_there_is_said_before_anything_is_asked(tmp_path):
    """Nobody writes a page for a drive that is not connected."""
    terminal = Window(World(tmp_path), "--journal", str(tmp_path / "no" / "drive"), "new")
    assert terminal.end() == 6
    assert "Happened:" not in terminal.lines


def test_an_error_is_broken_between_words_at_forty_columns(tmp_path):
    """What is named in an error stands whole on a line of 40 columns."""
    window = Window(World(tmp_path), "coach", "--explain", "nothing-of-this-name", columns=40)
    assert window.end() == 2
    words = " ".join(window.lines).split()
    assert "'nothing-of-this-name'." in words
    assert "mind-reading," in words
    assert "private-channel," in words


def test_a_path_in_a_notice_is_one_piece_that_can_be_copied(tmp_path):
    """No line break of the program's own stands in a path that is longer than the line."""
    world = World(tmp_path)
    path = tmp_path / ("a-long-name-" * 4) / "report.html"
    path.parent.mkdir()
    world.run("new", "--what", "The shoes.")
    window = Window(world, "report", str(path), columns=40)
    assert window.end() == 0
    assert str(path) in "".join(line.rstrip() for line in window.lines)


def test_what_doctor_finds_is_broken_between_words(tmp_path):
    """At 40 columns no word of a sentence is cut, and a path stays in one piece."""
    world = World(tmp_path)
    world.run("new", "--what", "The shoes.")
    window = Window(world, "doctor", columns=40)
    assert window.end() == 0
    assert "beside it:" in " ".join(" ".join(window.lines).split())
    assert str(world.config) in "".join(line.rstrip() for line in window.lines)
