"""Who looks after it with them: asked after the gate, of a moment that stands apart."""

from repairlog.core.conversations.engine import Question, Step, go_on, remember, save
from repairlog.core.conversations.repair_state import RepairConversation
from repairlog.core.entries.changes import Change


def _is_asked(talk: RepairConversation) -> bool:
    """Once: what is said ends the line about it on the home screen."""
    known = talk.the_entry.looked_after and not talk.memory.looked_after
    going_on = talk.memory.preparing or talk.came_back
    return talk.is_hurt and going_on and not talk.context.piped and not known


def ask_who(talk: RepairConversation) -> Question:
    """Ask who is looking after this with them."""
    return Question(talk.prompt.ask.format(child=talk.child), talk.prompt.label)


def _so_far(talk: RepairConversation) -> str:
    return talk.the_entry.looked_after


def take_who(talk: RepairConversation, answer: str) -> RepairConversation:
    """Keep it as the note of a check-in that answers nothing else."""
    if not answer:
        return go_on(talk)
    return go_on(_noted(remember(talk, looked_after=True), answer))


def _noted(talk: RepairConversation, note: str) -> RepairConversation:
    check_in = talk.context.other_ids[0]
    return save(talk, Change(check_in=check_in, check_in_fields={"note": note}))


LOOKING_AFTER_STEP = Step(
    ask_who,
    take_who,
    _is_asked,
    so_far=_so_far,
    clear=lambda talk: go_on(_noted(talk, "")),
    telling=True,
)
