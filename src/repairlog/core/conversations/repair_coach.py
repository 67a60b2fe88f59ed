"""The coach inside `repair`: once, under the finished words, one suggestion, never a verdict."""

from dataclasses import replace

from repairlog.core.coach.reading import Finding
from repairlog.core.conversations.blocks import Block, Say
from repairlog.core.conversations.choices import numbered
from repairlog.core.conversations.coaching import told
from repairlog.core.conversations.engine import Question, Step, go_on, remember
from repairlog.core.conversations.questions import ask_for_number, take_one
from repairlog.core.conversations.repair_state import RepairConversation
from repairlog.core.conversations.repair_words import show_words
from repairlog.core.entries.model import Repair
from repairlog.core.wording.conversations import CoachWords


def _wanted(talk: RepairConversation) -> bool:
    """Once in a conversation; never in a pipe, where the order of questions is fixed."""
    memory = talk.memory
    asked = memory.preparing and not talk.context.piped and not memory.coached
    return asked and bool(talk.attempt.script) and _finding(talk) is not None


def _finding(talk: RepairConversation) -> Finding | None:
    if talk.coach is None:
        return None
    return talk.coach.weightiest(talk.attempt.script, talk.setting, after_harm=talk.is_hurt)


def _words(talk: RepairConversation) -> CoachWords:
    if talk.coach is None:
        raise LookupError(talk.at)
    return talk.coach.words


def _show(talk: RepairConversation) -> tuple[Block, ...]:
    finding = _finding(talk)
    if finding is None:
        return ()
    return (*show_words(talk), *told(_words(talk), finding))


def ask_coach(talk: RepairConversation) -> Question:
    """Ask what to do about the finding."""
    words = _words(talk)
    choices = numbered((words.keep, words.change, words.hide), listed=False)
    return Question(f"{words.ask}\n{choices}", words.label)


def _help(talk: RepairConversation) -> str:
    return _words(talk).help


def take_coach(talk: RepairConversation, answer: str) -> RepairConversation:
    """Keep the words, change the step in question, or switch this kind off for good."""
    words = _words(talk)
    choices = (("keep", words.keep), ("change", words.change), ("hide", words.hide))
    talk, chosen = take_one(talk, answer, choices)
    finding = _finding(talk)
    if chosen == "change" and finding:
        step = step_at(talk.attempt, finding.start)
        return go_on(remember(talk, coached=True, changing=True), to=step)
    if chosen == "hide" and finding:
        known = talk.context.preferences
        learned = known._replace(without=(*known.without, finding.pattern))
        talk = replace(talk, context=replace(talk.context, preferences=learned), learned=learned)
        return go_on(remember(talk, coached=True, words_shown=True), Say(words.hidden))
    if chosen == "keep" or not answer:
        return go_on(remember(talk, coached=True, words_shown=True))
    return ask_for_number(talk, answer, len(choices))


def step_at(repair: Repair, offset: int) -> str:
    """Return the step that the character at `offset` of the words belongs to."""
    end = 0
    for step, sentence in repair.sentences.items():
        end += len(sentence) + 1
        if offset < end:
            return step
    return "name"


COACH_STEP = Step(ask_coach, take_coach, _wanted, help=_help, show=_show)
