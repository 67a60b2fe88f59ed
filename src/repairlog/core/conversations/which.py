"""Which moment: the question of a command that is about one, where no id was given."""

from dataclasses import dataclass, field, replace

from repairlog.core.conversations.answers import number
from repairlog.core.conversations.blocks import Say
from repairlog.core.conversations.engine import (
    Context,
    Conversation,
    Flow,
    Memory,
    Question,
    Step,
    begin,
    finish,
)
from repairlog.core.conversations.questions import (
    OFFERED_AT_ONCE,
    ask_which,
    ask_which_again,
    chosen_entry,
    fitting,
)
from repairlog.core.entries.model import Entry
from repairlog.core.wording.screens import WhichWords


@dataclass(frozen=True, kw_only=True)
class WhichConversation(Conversation):
    """The newest are offered by number; `everybody` is found by a name, a day or a word.

    Where `enter` is true, Enter takes the first, which is the last written down; else none.
    """

    words: WhichWords
    everybody: tuple[Entry, ...]
    enter: bool
    memory: Memory = field(default_factory=Memory)


def which(
    context: Context, words: WhichWords, entries: tuple[Entry, ...], *, enter: bool
) -> WhichConversation:
    """Ask which of several moments (newest first) is meant."""
    return begin(
        WhichConversation(
            context=context,
            flow=FLOW,
            words=words,
            candidates=entries[:OFFERED_AT_ONCE],
            everybody=entries,
            enter=enter,
        )
    )


def ask(talk: WhichConversation) -> Question:
    """Ask, and say what Enter does."""
    question = ask_which(talk)
    said = talk.words.enter_last if talk.enter else talk.words.enter_none
    return Question(f"{question.text}\n{said}", question.label)


def take(talk: WhichConversation, answer: str) -> WhichConversation:
    """Take the moment that is meant; of several that fit, ask which of those."""
    if not answer and talk.enter:
        return finish(replace(talk, entry=talk.candidates[0]))
    entry = chosen_entry(talk, answer)
    if entry is None and answer and number(answer) is None:
        found = fitting(replace(talk, candidates=talk.everybody), answer)
        if len(found) > 1:
            return _ask_among(talk, tuple(found))
        entry = next(iter(found), None)
    if entry is None:
        return ask_which_again(talk, answer, talk.words.none)
    return finish(replace(talk, entry=entry))


def _ask_among(talk: WhichConversation, found: tuple[Entry, ...]) -> WhichConversation:
    offered = found[:OFFERED_AT_ONCE]
    if talk.candidates == offered:  # the same list once more tells nobody anything
        return ask_which_again(talk, "", talk.words.none)
    return replace(talk, candidates=offered, everybody=found, misses=0)


def _leave(talk: WhichConversation) -> WhichConversation:
    return finish(talk, Say(talk.words.none))


FLOW = Flow[WhichConversation]({"which": Step(ask, take)}, close=_leave, stop=_leave)
