"""A conversation that is killed: what was entered, and the next question shown, is there.

REPAIRLOG_FULL=1 kills 150 times, the short profile 6.
"""

import random
import signal
import sys
import time

import pytest

from repairlog.core.entries.codec import dump, parse
from support.devices import NEW
from support.profile import FULL
from support.world import World

pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")

from support.pty import Window  # noqa: E402  where there are pseudo-terminals

KILLS = 150 if FULL else 6
LONGEST = 0.03
"""Seconds from Enter to the kill: half of the saves are done by then, and half are not."""

CONVERSATIONS = {
    "new": ("Happened", "With", "Felt", "Looked=3", "Add=2, 5", "Did", "Between"),
    "edit": ("Happened", "With", "Age=7", "Felt", "Looked=4", "Add=3", "Body"),
    "repair": (
        *("Where=1", "Which, or Enter for not now=1", "Age=7", "Matters"),
        *("Name", "Own", "Share", "Next time", "Reconnect"),
    ),
    "reframe": ("In the way=1", "Now=3", "Sentence"),
}
"""The questions by their labels; those that take a choice, with one."""

STORED = {"Looked=3": '"then":"both"', "Looked=4": '"then":"unsure"', "Now=3": '"now":"both"'}
STORED |= {"In the way=1": '"capacities":["body"]', "Age=7": '"child_age":7'}


def test_a_kill_in_a_conversation_loses_no_answer_that_was_taken(tmp_path):
    """`kill -9` at any moment after Enter: all answers before are there, and every line whole."""
    chance = random.Random(20261127)
    last_saved = 0
    for kill in range(KILLS):
        world = World(tmp_path / str(kill))
        command = [*CONVERSATIONS][kill % len(CONVERSATIONS)]
        if command != "new":
            world.hold(NEW)
        asked = CONVERSATIONS[command]
        answered = asked[: chance.randrange(len(asked)) + 1]
        window = Window(world, command)
        for question in answered:
            label, _, choice = question.partition("=")
            window.answer(label, choice or f"My {label} words {kill}")
        time.sleep(chance.uniform(0, LONGEST))
        window.signal(signal.SIGKILL).end()

        held = "".join(dump(entry).decode() for entry in world.entries())
        *taken, last = [told(question, kill) for question in answered]
        assert all(each in held for each in taken), (command, answered, held)
        last_saved += bool(last) and last in held
        for path in world.data.rglob("[!.]*.jsonl"):
            for line in path.read_bytes().splitlines():
                parse(line)
    assert KILLS < 100 or 10 < last_saved < KILLS - 10, "killed before the save, and after it"


def told(question: str, kill: int) -> str:
    """What must stand in the journal once a question was answered."""
    label, _, choice = question.partition("=")
    return STORED.get(question, "") if choice else f"My {label} words {kill}"


def test_a_kill_before_new_words_have_their_part_loses_none_of_them(tmp_path):
    """What was typed at Change waits in the note; once its part is named, it is there alone."""
    words = "I should have kept my voice down"
    world = World(tmp_path)
    world.hold(NEW)
    window = Window(world, "repair")
    for question in CONVERSATIONS["repair"]:
        label, _, choice = question.partition("=")
        window.answer(label, choice or f"My {label} words.")
    window.answer("Change", words)
    window.asked("Part")
    window.signal(signal.SIGKILL).end()
    (entry,) = world.entries()
    assert entry.attempts[0].note == words

    window = Window(world, "repair")
    window.answer("Which", "1")
    window.answer("Change", f"{words} then")
    window.answer("Part", "2")
    window.answer("Change", "")
    window.end()
    (entry,) = world.entries()
    assert (entry.attempts[0].steps.own, entry.attempts[0].note) == (f"{words} then", words)
