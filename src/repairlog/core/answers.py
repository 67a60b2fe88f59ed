"""What several questions share: how fully they ask, lists with own words, days in plain words."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from repairlog.core.guide import Say, Talk, cannot_take, field_change, go_on, note
from repairlog.core.pick import pick
from repairlog.core.when import Unclear

EDITING = "editing"
"""The note of a talk that changes an entry."""


def in_full(talk: Talk) -> bool:
    """Whether questions are asked with all their explanation: the first time, or when editing."""
    return talk.scene.first or EDITING in talk.notes


def take_words(
    talk: Talk,
    field: str,
    choices: Sequence[Sequence[str]],
    answer: str,
    said: Callable[[tuple[str, ...]], Say] | None = None,
) -> Talk:
    """Take numbers and own words into a field; `said` shows back what was taken.

    Beside a number that is not there, the rest is taken, and the question asked once more.
    """
    picked = pick(answer, choices)
    part = f"part:{field}"
    words = picked.words
    if part in talk.notes:
        words = tuple(dict.fromkeys((*getattr(talk.here, field), *words)))
    if picked.out_of_range and (talk.scene.piped or not talk.misses or not words):
        message = talk.scene.retry.range.format(count=len(choices))
        if not picked.words or talk.scene.piped:
            return cannot_take(talk, message)
        talk = replace(talk, notes=note(talk, part), **field_change(talk, **{field: words}))
        return cannot_take(talk, message)
    if not words:
        return go_on(talk)
    shown = [said(words)] if said else []
    return go_on(talk, *shown, notes=talk.notes - {part}, **field_change(talk, **{field: words}))


def no_such_day(talk: Talk, why: Unclear, answer: str, today: str) -> Talk:
    """Ask for another day; what was not one at all is kept with what happened."""
    retry = talk.scene.retry
    if why is Unclear.UNKNOWN:
        message = retry.when_unknown.format(answer=answer[:60], today=today)
        return cannot_take(talk, message, kept=answer)
    message = retry.when_future if why is Unclear.FUTURE else retry.when_impossible
    return cannot_take(talk, message.format(today=today))
