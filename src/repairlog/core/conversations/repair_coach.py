"""The coach inside `repair`: once, under the finished words, one suggestion, never a verdict."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from repairlog.core.coach.reading import Finding
from repairlog.core.conversations.blocks import Block, Quote, Say
from repairlog.core.conversations.choices import choose, numbered
from repairlog.core.conversations.engine import Question, Step, Talk, cannot_take, go_on, note
from repairlog.core.conversations.repair_state import (
    CHANGING,
    age_of,
    draft_of,
    preparing,
    setting_of,
)
from repairlog.core.conversations.repair_steps import SHOWN, show_words
from repairlog.core.entries.model import Repair, Setting
from repairlog.core.wording.conversations import CoachWords, RepairWords

COACHED = "the coach has spoken"


@dataclass(frozen=True)
class Coach:
    """What is said around a finding, and what finds the weightiest one, if there is any."""

    words: CoachWords
    weightiest: Callable[[str, Setting | None, int | None], Finding | None]


def coach_step(words: RepairWords, coach: Coach) -> Step:
    """Return the question under the finished words: keep, change, or not this kind again."""
    return Step(
        partial(_ask, coach),
        partial(_take, coach),
        lambda _: coach.words.help,
        lambda talk: _wanted(talk) and _finding(coach, talk) is not None,
        partial(_show, words, coach),
    )


def _wanted(talk: Talk) -> bool:
    """Once in a conversation; never in a pipe, where the order of questions is fixed."""
    asked = preparing(talk) and not talk.scene.piped and COACHED not in talk.notes
    return asked and bool(draft_of(talk).script)


def _finding(coach: Coach, talk: Talk) -> Finding | None:
    return coach.weightiest(draft_of(talk).script, setting_of(talk), age_of(talk))


def _show(words: RepairWords, coach: Coach, talk: Talk) -> tuple[Block, ...]:
    finding = _finding(coach, talk)
    if finding is None:
        return ()
    return (*show_words(words, talk), *told(coach.words, finding))


def told(words: CoachWords, finding: Finding) -> tuple[Block, ...]:
    """Return a finding as it is said: the words in question, why, and a form to try."""
    return (
        Say(words.found.format(pattern=finding.name)),
        Quote(finding.text),
        Say(f"{finding.why}\n{words.try_.format(try_=finding.try_)}"),
    )


def _ask(coach: Coach, _: Talk) -> Question:
    words = coach.words
    choices = numbered((words.keep, words.change, words.hide), listed=False)
    return Question(f"{words.ask}\n{choices}", words.label)


def _take(coach: Coach, talk: Talk, answer: str) -> Talk:
    words = coach.words
    choices = (("keep", words.keep), ("change", words.change), ("hide", words.hide))
    chosen = choose(answer, choices) if answer else "keep"
    finding = _finding(coach, talk)
    if chosen == "change" and finding:
        step = step_at(draft_of(talk), finding.start)
        return go_on(talk, to=step, notes=note(talk, COACHED, CHANGING))
    if chosen == "hide" and finding:
        known = talk.scene.known
        learned = known._replace(without=(*known.without, finding.pattern))
        talk = replace(talk, scene=replace(talk.scene, known=learned))
        notes = note(talk, COACHED, SHOWN)
        return go_on(talk, Say(words.hidden), learned=learned, notes=notes)
    if chosen == "keep":
        return go_on(talk, notes=note(talk, COACHED, SHOWN))
    message = talk.scene.retry.range_only.format(count=len(choices))
    return cannot_take(talk, message, kept=answer if chosen is None else "")


def step_at(repair: Repair, offset: int) -> str:
    """Return the step that the character at `offset` of the words belongs to."""
    end = 0
    for step, sentence in repair.sentences.items():
        end += len(sentence) + 1
        if offset < end:
            return step
    return "name"
