"""Screens of a conversation: what can be typed next stays whole, whatever they are fitted to."""

import itertools

from repairlog.core.conversations.blocks import Say, Ways
from repairlog.view.screens import block_text, question_text
from repairlog.view.text import Page
from support.cases import each_of

PROGRAMS = ["repairlog", "repairlog --journal 'a b'"]
PLAIN = [False, True]
PAGES = [Page(*each) for each in itertools.product((80, 60, 40), PROGRAMS, PLAIN)]
REASON = "If it is about your supervising social worker, or nobody acts:"


@each_of("page", PAGES)
def test_a_command_is_never_broken_by_the_end_of_a_line(page):
    """Beside its reason where both fit, else on a line of its own; within a sentence as a whole."""
    command = f"{page.program} help-now"
    ways = block_text(Ways(((REASON, "help-now"), ("Kept.", "help-now"))), page)
    said = block_text(Say("a " * 15 + "{repairlog} help-now shows who to call."), page)
    asked = question_text("a " * 15 + "{repairlog} help-now\nWhich?", page)
    for text in (ways, said, asked):
        lines = text.split("\n")
        assert sum(command in line for line in lines) == (2 if text is ways else 1)
        assert all(len(line) <= page.width for line in lines)
