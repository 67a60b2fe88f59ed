"""What several questions share: how fully they ask, lists with own words, days in plain words."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from textwrap import shorten

from repairlog.core.conversations.blocks import Say
from repairlog.core.conversations.choices import choose, numbered, pick
from repairlog.core.conversations.engine import (
    Question,
    Step,
    Talk,
    ask_again,
    cannot_take,
    field_change,
    finish,
    go_on,
    note,
)
from repairlog.core.dates.clock import Unclear
from repairlog.core.entries.listing import title
from repairlog.core.entries.model import Entry
from repairlog.core.wording.conversations import Prompt

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


BEGINNING = 40
"""Letters of a moment's own words that tell it from another of its day."""


def which_step(prompt: Prompt, about: Callable[[Talk, Entry], Talk], none: str) -> Step:
    """Return the question; `about` opens the chosen one, `none` is said when none is."""
    return Step(
        partial(_ask, prompt),
        partial(_take, about, none),
        lambda _: prompt.help,
        lambda talk: talk.entry is None,
    )


def _titles(talk: Talk) -> list[str]:
    """Call the moments; those of one name also by how they begin."""
    titles = [title(entry, talk.scene.now) for entry in talk.picked]
    begun = [shorten(entry.what, BEGINNING, placeholder=" ...") for entry in talk.picked]
    return [
        f"{name}: {what}" if titles.count(name) > 1 else name
        for name, what in zip(titles, begun, strict=True)
    ]


def _ask(prompt: Prompt, talk: Talk) -> Question:
    return Question(f"{prompt.ask}\n{numbered(_titles(talk), listed=True)}", prompt.label)


def _take(about: Callable[[Talk, Entry], Talk], none: str, talk: Talk, answer: str) -> Talk:
    ids = [entry.id for entry in talk.picked]
    chosen = choose(answer, list(zip(ids, _titles(talk), strict=True))) if answer else None
    for entry in talk.picked:
        if entry.id == chosen:
            return go_on(about(talk, entry))
    if talk.misses or not answer:
        return finish(talk, Say(none))
    return ask_again(talk, talk.scene.retry.range_only.format(count=len(ids)))
