"""Safety: when words speak of harm, the notice after an answer, and the gates before a repair.

The words are read anew each time; nothing about what was found is kept.
"""

from collections.abc import Callable

from repairlog.core.conversations.blocks import Block, HelpNow, Say, Ways
from repairlog.core.conversations.capture_state import CaptureConversation
from repairlog.core.conversations.choices import choose, numbered
from repairlog.core.conversations.engine import (
    Conversation,
    Question,
    finish,
    go_on,
    remember,
)
from repairlog.core.conversations.questions import ask_for_number
from repairlog.core.conversations.repair_state import RepairConversation
from repairlog.core.entries.model import Entry
from repairlog.core.wording.conversations import Gate


def is_harm(entry: Entry, speaks_of_harm: Callable[[str], bool]) -> bool:
    """Whether an entry is about someone hurt or held: by what was picked, or by its words."""
    return entry.apart or speaks_of_harm(entry.narrative)


def spoke_of_harm(talk: Conversation) -> bool:
    """Whether the conversation ends by naming help, unless the person said it is not that."""
    if talk.entry is None:
        return False
    if talk.entry.apart:
        return True
    return not talk.memory.not_harm and is_harm(talk.entry, talk.context.is_harm)


# The notice


def wants_notice(talk: Conversation) -> bool:
    """Whether the notice is due: once in a conversation, and never in a pipe."""
    memory = talk.memory  # "not that" was said before somebody hurt was picked from the list
    due = not memory.noticed or memory.not_harm
    return not talk.context.piped and due and spoke_of_harm(talk)


def ask_notice(talk: CaptureConversation) -> Question:
    """Say where help is, and ask how to go on."""
    notice = talk.safety.notice
    choices = numbered(notice.choices, listed=False)
    return Question(f"{notice.text}\n\n{choices}", notice.label)


def notice_help(talk: CaptureConversation) -> str:
    """Explain the notice."""
    return talk.safety.notice.help


def take_notice(talk: CaptureConversation, answer: str) -> CaptureConversation:
    """Show help, go on, or stop there; nothing of the answer is stored."""
    choices = talk.safety.notice.choices
    chosen = choose(answer, [(each,) for each in choices], alone=True).id
    if chosen == choices[0]:
        return finish(talk, HelpNow())
    if chosen in choices[1:]:
        return go_on(remember(talk, noticed=True, not_harm=chosen == choices[2]))
    if not answer:
        return end_with_help(talk)
    return ask_for_number(talk, answer, len(choices))


def end_with_help(talk: CaptureConversation) -> CaptureConversation:
    """End by naming where help is."""
    return finish(talk, Ways(((talk.words.closing.help_now, "help-now"),)))


# The gates


def ask_gate(talk: Conversation, gate: Gate) -> Question:
    """Ask what must be known before a repair."""
    listed = numbered(gate.choices, listed=True)
    return Question(f"{gate.ask}\n{listed}".format(child=talk.child), gate.label)


def gate_choice(gate: Gate, answer: str) -> int | None:
    """Return which of the gate's answers was chosen, from 1; None for anything else."""
    *others, last = gate.choices
    forms = [*((each,) for each in others), (last, *gate.last_too)]
    chosen = choose(answer, forms, alone=True).id
    return gate.choices.index(chosen) + 1 if chosen else None


def ask_gate_again(talk: RepairConversation, gate: Gate, answer: str) -> RepairConversation:
    """Ask once more; an empty answer, and a second that is unclear, end at the gate."""
    if not answer:
        return end_at_gate(talk, gate)

    def end(talk: RepairConversation, *blocks: Block) -> RepairConversation:
        return end_at_gate(talk, gate, *blocks)

    return ask_for_number(talk, answer, len(gate.choices), end)


def end_at_gate(talk: RepairConversation, gate: Gate, *blocks: Block) -> RepairConversation:
    """End at the gate, kindly, with who is to hear first."""
    hears = talk.words.fitting.of(talk.setting, talk.age).hears
    here = "{repairlog}"  # the page fills it in
    told = gate.not_yet.format(child=talk.child, hears=hears, repairlog=here)
    return finish(talk, *blocks, Say(told))
