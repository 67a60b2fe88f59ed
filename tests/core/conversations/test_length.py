"""How many answers it takes: a later moment, from `new` to having gone back, and the shortest."""

from datetime import datetime

import pytest

from repairlog.core.conversations.engine import advance
from support.transcript import Transcript, open_talk

NOW = datetime(2026, 11, 20, 9, 10)  # noqa: DTZ001  a transcript's wall time
EARLIER = {
    "happened": datetime(2026, 11, 10),  # noqa: DTZ001  likewise
    "what": "the milk",
    "child": "Wren",
    "setting": "home",
    "repair": [{"outcome": "offered", "matters": "that he is never scared of me"}],
}
LATER = {"happened": datetime(2026, 11, 19), "what": "shoes", "child": "Wren"}  # noqa: DTZ001
SETTINGS = {"children": {"Wren": 2016}}
ENDS = {"Which, or Enter for not now": "1", "Which": "1", "First": "1", "Change": "", "Add": ""}


def answers(command, before, given=()):
    """Hold a conversation that answers everything it is asked; return how many answers it took."""
    talk = open_talk(Transcript("", {"now": NOW, **before}, f"$ repairlog {command}", {}))
    count, given = 0, dict(given)
    while not talk.over:
        label = talk.question.label
        answer = given.pop(label, ENDS.get(label, "today" if label == "When" else "1"))
        talk, count = advance(talk, answer), count + 1
    return count


@pytest.mark.parametrize(("setting", "most"), [("home", 17), ("residential", 16)])
def test_a_later_moment_takes_no_more_answers_than_this(setting, most):
    """Written down, words found, said, and told how it went: with an answer to every question.

    In care that is the question whether anyone was hurt, too, and the gate before words.
    """
    settings = {"settings": {"setting": setting, **SETTINGS}}
    earlier = {**EARLIER, "setting": setting}
    later = {**LATER, "moment": {"then": "wont"}}
    ready = {**later, "repair": [{"steps": {"name": "I shouted.", "own": "That was mine."}}]}
    new = answers("new", {"entry": [earlier], **settings})
    found = answers("repair", {"entry": [earlier, later], **settings})
    said = answers("repair", {"entry": [earlier, ready], **settings})
    assert new + found + said <= most


@pytest.mark.parametrize("setting", ["home", "residential", "education"])
def test_with_a_child_under_three_what_to_do_is_the_one_question(setting):
    """No matters, no second look, no step: that they are ready, what they will do.

    In care and in schools the gate comes first, and not again to say that it was done.
    """
    settings = {"settings": {"setting": setting, "children": {"Wren": 2025}}}
    later = {**LATER, "moment": {"then": "wont"}, "did": ["broke-a-promise"]}
    found = answers("repair", {"entry": [later], **settings})
    done = answers("repair", {"entry": [{**later, "repair": [{"presence": "hum"}]}], **settings})
    gate = setting != "home"
    assert (found, done) == (2 + gate, 3)


def test_when_is_asked_only_where_it_was_another_day():
    """What was said today has its day; a pipe, whose order is fixed, is asked all the same."""
    ready = {**LATER, "repair": [{"steps": {"name": "I shouted.", "own": "That was mine."}}]}
    before = {"entry": [ready], "settings": {"setting": "home", **SETTINGS}}
    assert answers("repair", before) == 3
    assert answers("repair", before, {"Which": "5"}) == 4
    assert answers("repair", {**before, "piped": True}) == 4


def test_the_shortest_way_is_two_answers():
    """What happened, and a full stop."""
    before = {"entry": [EARLIER], "settings": {"setting": "home", **SETTINGS}}
    assert answers("new", before, {"With": "."}) == 2
