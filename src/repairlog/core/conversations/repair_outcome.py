"""The outcome of a repair: when it was, how it was, what to keep. Coming back is what counts."""

from repairlog.core.conversations.blocks import Say, Ways
from repairlog.core.conversations.choices import numbered
from repairlog.core.conversations.engine import (
    Question,
    Step,
    ask_prompt,
    finish,
    go_on,
    remember,
)
from repairlog.core.conversations.questions import (
    Day,
    ask_for_number,
    read_day,
    take_one,
    take_unclear_day,
    with_beside,
)
from repairlog.core.conversations.repair_state import RepairConversation, set_attempt
from repairlog.core.dates.clock import Unclear
from repairlog.core.dates.naming import When, describe, name, today, today_is

# What was said or done, and what to keep of it


def take_note(talk: RepairConversation, answer: str) -> RepairConversation:
    """Keep what was said or done, or what they said, as the attempt's note."""
    if not answer:
        return go_on(talk)
    return go_on(set_attempt(talk, note=with_beside(talk, answer)))


def keep_with_note(talk: RepairConversation, words: str) -> tuple[RepairConversation, str]:
    """Keep what a question cannot take with the attempt's note, by the day it was said."""
    now = talk.context.now
    told = f"({now.day} {now:%B}) {words}"
    note = "\n".join(filter(None, (talk.attempt.note, told)))
    talk = remember(set_attempt(talk, note=note), beside=with_beside(talk, told))
    return talk, talk.context.retry.kept_with_note


def note_so_far(talk: RepairConversation) -> str:
    """Return the note there is so far."""
    return talk.attempt.note


# When


def ask_when(talk: RepairConversation) -> Question:
    """Ask for the day; an empty answer keeps it, after midnight the day before."""
    return Question(talk.prompt.ask.format(today=_day(talk)), talk.prompt.label)


def _day(talk: RepairConversation) -> str:
    """Say which day an empty answer keeps."""
    at = talk.attempt.at
    if at is None or at == today(talk.context.now, talk.context.localise).at:
        return today_is(talk.context.now)
    return f"{at:%A} {at.day} {at:%B}"


def when_so_far(talk: RepairConversation) -> str:
    """Return the time of coming back where one was said."""
    attempt = talk.attempt
    if attempt.at is None or attempt.precision == "day":
        return ""
    return describe(When(attempt.at, attempt.precision), talk.context.now)


def take_when(talk: RepairConversation, answer: str) -> RepairConversation:
    """Take the day or time of coming back into `at`; empty keeps today.

    What was said of the time of day, or several days of which none was chosen, is for the note.
    """
    if not answer:
        return _with_words_kept(talk, talk.memory.days)
    when = read_day(talk, answer, talk.context.now)
    if isinstance(when, Unclear):
        return take_unclear_day(
            talk, when, answer, Day(talk.attempt.at or talk.context.now, _day(talk))
        )
    said = Say(f"{describe(when, talk.context.now)}.")
    talk = set_attempt(talk, at=when.at, precision=when.precision)
    return _with_words_kept(talk, when.occasion, said)


def _with_words_kept(talk: RepairConversation, words: str, *said: Say) -> RepairConversation:
    if not words:
        return go_on(remember(talk, days=""), *said)
    kept, told = keep_with_note(talk, words)
    return go_on(remember(kept, days=""), *said, Say(told))


# How it was

_OUTCOMES = {
    "settled": ("reconnected", "engaged"),
    "heard": ("offered", "engaged"),
    "not_ready": ("offered", "not-yet"),
    "no_talk": ("offered", "no-talk"),
}


def _was_choices(talk: RepairConversation) -> dict[str, str]:
    choices = {key: str(getattr(talk.words.was, key)) for key in _OUTCOMES}
    if talk.is_hurt:
        del choices["settled"]
    if talk.by_doing:  # nobody asked them to talk
        del choices["no_talk"]
    return choices


def ask_was(talk: RepairConversation) -> Question:
    """Ask how it was; after harm, settled is not among the answers."""
    choices = numbered(list(_was_choices(talk).values()), listed=True)
    return Question(f"{talk.prompt.ask}\n{choices}", talk.prompt.label)


def was_so_far(talk: RepairConversation) -> str:
    """Return how it was, where that was said."""
    given = (talk.attempt.outcome, talk.attempt.response)
    found = (key for key, how in _OUTCOMES.items() if how == given)
    return next((str(getattr(talk.words.was, key)) for key in found), "")


def take_was(talk: RepairConversation, answer: str) -> RepairConversation:
    """Take how it was into `outcome` and `response`."""
    if not answer:
        return go_on(talk)
    choices = _was_choices(talk)
    talk, chosen = take_one(talk, answer, list(choices.items()))
    if not chosen:
        return ask_for_number(talk, answer, len(choices))
    outcome, response = _OUTCOMES[chosen]
    return go_on(set_attempt(talk, outcome=outcome, response=response))


def end_come_back(talk: RepairConversation) -> RepairConversation:
    """End after coming back; where someone was hurt, without calling it that."""
    closing = talk.words.closing
    if talk.is_hurt:
        return finish(talk, Say(f"{closing.kept} {closing.nothing_owed}"))
    if talk.memory.they_came:
        return finish(talk, Say(closing.they_came.format(child=talk.the_entry.child or "They")))
    day = name(talk.the_entry.happened, "day", talk.context.now)
    came = closing.came_back.format(child=talk.child, day=day)
    more = {"engaged": closing.may_again, "not-yet": closing.nothing_owed}
    newest = talk.the_entry.attempts[-1]
    after = more.get(newest.response or "", closing.nothing_owed if newest.response else "")
    if newest.outcome == "reconnected":
        after = ""
    moment = talk.the_entry.moment
    unsettled = moment.now is None and moment.then in ("wont", "unsure")
    again = [Ways(((closing.look_again, "reframe"),))] if unsettled else []
    return finish(talk, Say(f"{came} {after}".strip()), *again)


def _when_is_asked(talk: RepairConversation) -> bool:
    """Where it may have been any day; "today" says when, but a pipe has a fixed order."""
    memory = talk.memory
    open_day = memory.already or memory.another_day or memory.they_came
    return open_day or (memory.said and talk.context.piped)


def _went_back(talk: RepairConversation) -> bool:
    return talk.came_back and not talk.memory.they_came


SAID_STEP = Step(
    ask_prompt, take_note, lambda talk: talk.memory.already, so_far=note_so_far, telling=True
)
CAME_STEP = Step(
    ask_prompt, take_note, lambda talk: talk.memory.they_came, so_far=note_so_far, telling=True
)
WHEN_STEP = Step(ask_when, take_when, _when_is_asked, so_far=when_so_far, keep=keep_with_note)
WAS_STEP = Step(ask_was, take_was, _went_back, so_far=was_so_far, keep=keep_with_note)
KEEP_STEP = Step(
    ask_prompt, take_note, lambda talk: talk.memory.said, so_far=note_so_far, telling=True
)
