"""The coach inside `repair`: once, under the finished words, and never in the way."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from repairlog import content
from repairlog.cli.conversations import make_coach
from repairlog.core.conversations.blocks import Quote, Say
from repairlog.core.conversations.engine import Context, Conversation, advance
from repairlog.core.conversations.repair import repair
from repairlog.core.conversations.repair_coach import step_at
from repairlog.core.entries.changes import apply
from repairlog.core.entries.model import Repair, RepairSteps
from repairlog.core.entries.preferences import Birth, Preferences
from repairlog.core.harm.hearing import Hearing
from support.transcript import an_entry, an_id, localise

NOW = datetime(2026, 11, 19, 20, tzinfo=UTC)


def begun(*, piped=False, coach=True):
    """A repair of a moment at home, with the coach listening."""
    entry = an_entry(1, {"happened": NOW.replace(tzinfo=None), "what": "shoes", "child": "Wren"})
    known = Preferences("home", "", {"Wren": Birth(2020)})
    context = Context(
        now=NOW,
        localise=localise,
        vocabulary=content.vocabulary(),
        retry=content.capture().retry,
        hear_harm=lambda _: Hearing(),
        new_id=an_id(31),
        preferences=known,
        piped=piped,
    )
    listener = make_coach(known) if coach else None
    return repair(context, content.repair(), content.safety(), (entry,), listener)


def answered(talk: Conversation, *answers: str) -> Conversation:
    """The talk after these answers, each saved as the program saves it."""
    for answer in answers:
        before = talk
        talk = advance(talk, answer)
        if talk.change is not None and before.entry is not None:
            saved = apply(before.entry, talk.change, talk.context.now)
            talk = replace(talk, entry=saved)
    return talk


def said(talk: Conversation) -> str:
    """What is shown above the open question."""
    return "\n".join(block.text for block in talk.blocks if isinstance(block, (Say, Quote)))


TO_THE_WORDS = ("1", "", "I shouted at you.", "Sorry, but you weren't listening.", ".")


def test_it_speaks_once_under_the_finished_words():
    """The words, what is in question, why, and a form; after keeping them, no more of it."""
    talk = answered(begun(), *TO_THE_WORDS)
    assert talk.at == "coach"
    assert "but you weren't listening" in said(talk)
    kept = answered(talk, "1")
    assert kept.at == "change"
    assert "weren't listening" not in said(kept)
    again = answered(kept, "1", "I yelled.")
    assert again.at == "change"


def test_change_opens_the_part_in_question():
    """What is written there replaces the sentence; then the words are shown as they are now."""
    talk = answered(begun(), *TO_THE_WORDS, "2")
    assert talk.at == "own"
    changed = answered(talk, "That was mine.")
    assert changed.at == "change"
    assert "I shouted at you. That was mine." in said(changed)


def test_not_this_kind_again_is_learned():
    """The settings learn the pattern; nothing of what was written goes there."""
    talk = answered(begun(), *TO_THE_WORDS, "3")
    assert talk.learned is not None
    assert talk.learned.without == ("justifying",)


@pytest.mark.parametrize("how", [{"piped": True}, {"coach": False}])
def test_off_means_off_and_a_pipe_is_never_asked(how):
    """The order of piped questions is fixed; without a coach there is no such question."""
    talk = answered(begun(**how), "1", "", "I shouted at you.", "Sorry, but you weren't listening.")
    while talk.at not in ("change", ""):
        assert talk.at != "coach"
        talk = answered(talk, "")
    assert talk.at == "change"


def test_fine_words_are_left_alone():
    """Nothing is said where nothing stands out."""
    talk = answered(begun(), "1", "", "I shouted at you.", "That was wrong of me.", ".")
    assert talk.at == "change"


def test_a_place_in_the_words_belongs_to_its_step():
    """Each character of the script is found in the step it came from."""
    made = Repair(
        id="a" * 12, edited=NOW, steps=RepairSteps(name="I yelled", own="Sorry.", grow="I'll try")
    )
    assert made.script == "I yelled. Sorry. I'll try."
    assert [step_at(made, offset) for offset in (0, 9, 10, 16, 17, 25)] == [
        *("name", "name", "own", "own", "grow", "grow")
    ]
