"""The way of a repair: carry on, what became of ready words, now or another day, or rest."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from repairlog.core.conversations.answers import NO, YES, bare, has_words
from repairlog.core.conversations.blocks import Block, Say, Ways
from repairlog.core.conversations.choices import numbered
from repairlog.core.conversations.engine import Question, Step, finish, go_on, remember, set_fields
from repairlog.core.conversations.questions import ask_for_number, take_one
from repairlog.core.conversations.repair_outcome import keep_with_note
from repairlog.core.conversations.repair_state import (
    RepairConversation,
    set_attempt,
    take_back_return,
)
from repairlog.core.dates.naming import today
from repairlog.core.entries.model import Rest
from repairlog.errors import UnansweredError

# What is said of having gone back

_PERSON = "{person}"
_GONE_BACK = (
    r"(?:yes|yeah|yep|ok|well|oh)?,? ?(?:(?:i|we)(?:ve| have| had)?)? ?(?:(?:already|just) ?)*"
    r"(?:(?:did|done|said)(?: (?:it|that|this|so|sorry))*(?: to {person})?"
    r"|told {person}(?: (?:im |i was )?sorry)?|hugged {person}"
    r"|(?:apologi[sz]ed|spoken?|talked|gone back|went back|been back|made (?:it )?up)"
    r"(?:(?: to| with)? {person})?(?: about it)?|(?<=already))"
    r"(?: (?:already|now|just now|earlier|today|tonight|this (?:morning|afternoon|evening)))*"
    r"(?P<day> (?:yesterday|last night|the other day|another day))?"
    r"(?P<more>(?:[.,;:!]| and | but | \().+)?"
)
"""Going back, as it is told where a number is asked; `more` is told of it."""

_THEY_CAME = "they came"
_CAME = (
    r"(?:(?:yes|yeah|no|well|oh|but)\b,? )?(?:they|he|she|{child})(?:ve|s| has| have)?"
    r"(?: already| just)? c[ao]me (?:first|(?:back )?to me(?: first)?)\b(?P<more>.*)"
)
"""The child's coming, as it is told where a number is asked; `more` is told of it."""


class _Told(NamedTuple):
    """What was told of going back; `words` are there where they say more than that."""

    another_day: bool
    words: str


def _going_back(talk: RepairConversation, answer: str) -> _Told | None:
    """Read an answer that tells of going back; none that speaks of somebody hurt is one."""
    person = rf"(?:him|her|them|{re.escape(bare(talk.child))})"
    told = re.fullmatch(_GONE_BACK.replace(_PERSON, person), bare(answer), re.DOTALL)
    if not told or talk.context.hear_harm(answer).level == "notice":
        return None
    another_day = bool(told["day"])
    return _Told(another_day, answer if another_day or told["more"] else "")


def _came_to_them(talk: RepairConversation, answer: str) -> re.Match[str] | None:
    """Read an answer that tells of the child coming; none that speaks of somebody hurt is one."""
    child = re.escape(bare(talk.child))
    told = re.fullmatch(_CAME.replace("{child}", child), bare(answer), re.DOTALL)
    return None if told and talk.context.hear_harm(answer).level == "notice" else told


def _go_back(talk: RepairConversation, chosen: str, *words: str) -> RepairConversation:
    """Save at once that somebody went back, or they came, with what was told of it.

    Raises UnansweredError in a pipe where it is open whether anyone was hurt.
    """
    if talk.unanswered_in_pipe:
        raise UnansweredError(talk.the_entry.id, "repair")
    talk = remember(_came_back_today(talk, they_came=chosen == _THEY_CAME), **_WENT_BACK[chosen])
    said = "\n".join(filter(None, (talk.memory.told, *words)))
    if not said:
        return go_on(talk)
    talk, kept = keep_with_note(remember(talk, told=""), said)
    return go_on(talk, Say(kept))


# Words that were being looked for


def _was_cut_off(talk: RepairConversation) -> bool:
    return talk.left_at in talk.flow.steps and not talk.memory.preparing


def ask_resume(talk: RepairConversation) -> Question:
    """Offer to carry on at the question that was open."""
    said = talk.words.resume
    return Question(numbered((said.carry_on, said.otherwise), listed=True), said.label)


def take_resume(talk: RepairConversation, answer: str) -> RepairConversation:
    """Open the question that was open, or ask what it is to be instead; Enter is not now."""
    said = talk.words.resume
    choices = (("carry on", said.carry_on, *YES), ("otherwise", said.otherwise))
    talk, chosen = take_one(talk, answer, choices)
    if not chosen and (told := _going_back(talk, answer)):
        return _go_back(talk, "already", told.words)
    talk = take_back_return(talk)
    if chosen == "carry on":
        to = "change" if talk.left_at == "part" else talk.left_at  # it needs the words typed there
        return go_on(remember(talk, preparing=True), to=to)
    if chosen == "otherwise":
        return go_on(talk)
    if not answer or bare(answer) in NO:
        return not_now(talk)
    return ask_for_number(_with_told(talk, answer), answer, len(choices), not_now)


def _with_told(talk: RepairConversation, answer: str) -> RepairConversation:
    return remember(talk, told=answer) if has_words(answer) else talk


# Words that were ready


def _has_planned_words(talk: RepairConversation) -> bool:
    return talk.has_plan and not talk.memory.preparing and not talk.left_at


def _planned_choices(talk: RepairConversation) -> dict[str, str]:
    planned, words = talk.words.planned, bool(talk.attempt.script)
    choices = {
        "said": planned.said if words else planned.done,
        "not yet": planned.not_yet,
        "change": planned.change if words else planned.change_around,
        "rest": planned.rest,
        "another day": planned.another if words else planned.done_another,
    }
    if talk.is_hurt:
        del choices["rest"]
    return choices


def ask_planned(talk: RepairConversation) -> Question:
    """Ask what became of what was planned."""
    choices = list(_planned_choices(talk).values())
    return Question(numbered(choices, listed=True), talk.words.planned.label)


def take_planned(talk: RepairConversation, answer: str) -> RepairConversation:
    """It was said or done, is to wait or to change, or the moment is to rest."""
    return _take_way(talk, answer, _planned_choices(talk), _keep_waiting)


def _keep_waiting(talk: RepairConversation, *blocks: Block) -> RepairConversation:
    return finish(talk, *blocks, Say(talk.words.closing.keeps))


def _came_back_today(talk: RepairConversation, *, they_came: bool) -> RepairConversation:
    """Save at once that the adult went back, or they came; the day is asked for next."""
    when = today(talk.context.now, talk.context.localise)
    how = {"at": when.at, "precision": "day", "they_came": they_came}
    return set_attempt(talk, outcome="offered", **how)


# Ready, already, or rest


def _is_open(talk: RepairConversation) -> bool:
    return not talk.memory.preparing and not talk.came_back


def _ready_choices(talk: RepairConversation) -> dict[str, str]:
    ready = talk.words.ready
    steady = ready.steady_doing if talk.by_doing else ready.steady
    choices = {"steady": steady, "already": ready.already.format(child=talk.child)}
    if talk.is_hurt:
        return choices
    return {**choices, "rest": ready.rest, _THEY_CAME: ready.they_came}


def ask_ready(talk: RepairConversation) -> Question:
    """Ask whether to find words now, whether they went back already, or let it rest."""
    choices = list(_ready_choices(talk).values())
    return Question(numbered(choices, listed=True), talk.words.ready.label)


def _ready_help(talk: RepairConversation) -> str:
    return talk.words.ready.help_apart if talk.is_hurt else talk.words.ready.help


def take_ready(talk: RepairConversation, answer: str) -> RepairConversation:
    """Go the way that was chosen; Enter is not now."""
    return _take_way(talk, answer, _ready_choices(talk), not_now)


def not_now(talk: RepairConversation, *blocks: Block) -> RepairConversation:
    """End without words; the moment keeps."""
    closing = talk.words.closing
    return finish(talk, *blocks, Say(closing.not_now), Ways(((closing.breathe, "breathe"),)))


_WENT_BACK = {
    "said": {"said": True},
    "another day": {"said": True, "another_day": True},
    "already": {"already": True},
    _THEY_CAME: {"they_came": True},
}
"""What is remembered of each answer by which somebody has gone back."""


def _take_way(
    talk: RepairConversation,
    answer: str,
    choices: Mapping[str, str],
    wait: Callable[..., RepairConversation],
) -> RepairConversation:
    """Go back, look for words, let it rest, or `wait` as with Enter.

    A return that was taken back, by going back to this question, leaves the words planned.
    """
    talk, chosen = take_one(talk, answer, list(choices.items()))
    came = _came_to_them(talk, answer) if not chosen and _THEY_CAME in choices else None
    chosen = _THEY_CAME if came else chosen
    if not chosen and (told := _going_back(talk, answer)):
        said = "another day" if told.another_day else "said"
        return _go_back(talk, said if said in choices else "already", told.words)
    if chosen in _WENT_BACK:
        return _go_back(talk, chosen, answer if came and came["more"] else "")
    talk = take_back_return(talk)
    if chosen in ("steady", "change"):
        to = "gate_change" if chosen == "change" and talk.attempt.script else ""
        return go_on(remember(talk, preparing=True), to=to)
    if chosen == "rest":
        return _let_rest(talk)
    if chosen == "not yet" or not answer or bare(answer) in (*NO, "not yet"):
        return wait(talk)
    if talk.unanswered_in_pipe:
        raise UnansweredError(talk.the_entry.id, "repair")
    return ask_for_number(_with_told(talk, answer), answer, len(choices), wait)


def _let_rest(talk: RepairConversation) -> RepairConversation:
    closing = talk.words.closing
    undo = Ways(((closing.reopen, f"rest --undo {talk.the_entry.id}"),))
    talk = set_fields(talk, rest=Rest(at=talk.context.now))
    return finish(talk, Say(closing.rested), undo)


RESUME_STEP = Step(ask_resume, take_resume, _was_cut_off)
PLANNED_STEP = Step(ask_planned, take_planned, _has_planned_words)
READY_STEP = Step(ask_ready, take_ready, _is_open, help=_ready_help)
