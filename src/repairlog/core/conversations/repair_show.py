"""What is shown of a moment before a repair asks anything: its day, its account, ready words."""

from repairlog.core.conversations import repair_words
from repairlog.core.conversations.blocks import Block, Quote, Say
from repairlog.core.conversations.repair_state import RepairConversation
from repairlog.core.entries.listing import title


def called(talk: RepairConversation) -> str:
    """Return how the moment is called: when, and with whom."""
    return title(talk.the_entry, talk.context.now)


def account(talk: RepairConversation) -> tuple[Block, ...]:
    """Show what happened, or where there is something to say or to do, that."""
    opening, script = talk.words.opening, talk.attempt.script
    if talk.left_at and script:
        return Say(opening.begun.format(day=called(talk))), Quote(script)
    if talk.left_at or not talk.has_plan:
        return Say(opening.wrote.format(day=called(talk))), Quote(talk.the_entry.what)
    if not script:
        planned = Say(opening.ready_around.format(day=called(talk)))
        return planned, Quote(talk.attempt.presence)
    ready = Say(opening.ready.format(day=called(talk)))
    return ready, Quote(script), *repair_words.show_beside_words(talk)
