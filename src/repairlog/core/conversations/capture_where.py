"""Where a moment was: asked once in a journal, by its first `new`."""

from dataclasses import replace
from typing import cast

from repairlog.core.conversations import harm_answer
from repairlog.core.conversations.blocks import Block, Say
from repairlog.core.conversations.capture_state import CaptureConversation, learn
from repairlog.core.conversations.choices import numbered
from repairlog.core.conversations.engine import Question, Step, go_on, remember, set_fields
from repairlog.core.conversations.questions import ask_for_number, take_one
from repairlog.core.entries.model import Setting


def is_asked(talk: CaptureConversation) -> bool:
    """Where no moment of this journal says it; a quick line and a pipe are not asked."""
    told = talk.context.piped or talk.quick or talk.editing
    return talk.context.asks_where and not told


def ask_where(talk: CaptureConversation) -> Question:
    """Ask where it was."""
    lines = [each.line for each in talk.context.vocabulary.settings]
    choices = numbered(lines, listed=False)
    return Question(f"{talk.words.where.ask}\n{choices}", talk.words.where.label)


def _so_far(talk: CaptureConversation) -> str:
    settings = talk.context.vocabulary.settings
    return next((each.line for each in settings if each.id == talk.the_entry.setting), "")


def take_where(talk: CaptureConversation, answer: str) -> CaptureConversation:
    """Take it into the entry and the settings; in care it is said whose record this is not."""
    talk = remember(talk, asked_where=True)
    if not answer:
        return _go_on(talk)
    settings = talk.context.vocabulary.settings
    talk, chosen = take_one(talk, answer, [(each.id, each.line) for each in settings])
    if not chosen:
        return ask_for_number(talk, answer, len(settings), _go_on)
    setting = cast("Setting", chosen)
    talk = set_fields(talk, setting=setting)
    return _go_on(learn(talk, talk.context.preferences._replace(setting=setting)))


def _go_on(talk: CaptureConversation, *blocks: Block) -> CaptureConversation:
    """Go on; in care it is said first whose record this is not, and who must hear of harm."""
    talk = replace(talk, blocks=(*talk.blocks, *blocks))
    if talk.in_care:
        talk = replace(talk, blocks=(*talk.blocks, Say(talk.words.where.records)))
        if harm_answer.wants_notice(talk):
            talk = harm_answer.notice_in_care(talk, saved=False)
    return go_on(talk)


WHERE_STEP = Step[CaptureConversation](ask_where, take_where, is_asked, so_far=_so_far)
