"""Questions that several conversations ask: lists with own words, days, which moment is meant."""

from collections.abc import Callable, Sequence
from textwrap import shorten

from repairlog.core.conversations.blocks import Block, Say
from repairlog.core.conversations.choices import choose, numbered, pick
from repairlog.core.conversations.engine import (
    C,
    Conversation,
    Question,
    ask_again,
    cannot_take,
    finish,
    go_on,
    remember,
    set_fields,
)
from repairlog.core.dates.clock import Unclear
from repairlog.core.entries.listing import title
from repairlog.core.entries.model import Entry

BEGINNING = 40
"""Letters of a moment's own words that tell it from another of its day."""

OFFERED_AT_ONCE = 9
"""How many moments are offered by number."""


def take_words(
    talk: C,
    field: str,
    choices: Sequence[Sequence[str]],
    answer: str,
    said: Callable[[tuple[str, ...]], Say] | None = None,
) -> C:
    """Take numbers and own words into a field; `said` shows back what was taken.

    Beside a number that is not there, the rest is taken, and the question asked once more.
    """
    picked = pick(answer, choices)
    words = picked.words
    if talk.memory.partly == field:
        words = tuple(dict.fromkeys((*getattr(talk.the_entry, field), *words)))
    if picked.out_of_range and (talk.context.piped or not talk.misses or not words):
        message = talk.context.retry.range.format(count=len(choices))
        if not picked.words or talk.context.piped:
            return cannot_take(talk, message)
        talk = set_fields(remember(talk, partly=field), **{field: words})
        return cannot_take(talk, message)
    if not words:
        return go_on(talk)
    shown = [said(words)] if said else []
    return go_on(set_fields(remember(talk, partly=""), **{field: words}), *shown)


def take_unclear_day(talk: C, why: Unclear, answer: str, today: str) -> C:
    """Ask for another day; what was not one at all is kept with what happened."""
    retry = talk.context.retry
    if why is Unclear.UNKNOWN:
        message = retry.when_unknown.format(answer=answer[:60], today=today)
        return cannot_take(talk, message, kept=answer)
    message = retry.when_future if why is Unclear.FUTURE else retry.when_impossible
    return cannot_take(talk, message.format(today=today))


def ask_for_number(
    talk: C, answer: str, count: int, after: Callable[[C, Block], C] | None = None
) -> C:
    """Ask once more for a number up to `count`; words are kept with what happened."""
    is_number = isinstance(choose(answer, ()), int)
    retry = talk.context.retry.range_only if is_number else talk.context.retry.number
    return cannot_take(talk, retry.format(count=count), "" if is_number else answer, after)


def is_choosing(talk: Conversation) -> bool:
    """Whether it is open which moment is meant."""
    return talk.entry is None


def ask_which(talk: Conversation) -> Question:
    """Ask which of several moments is meant."""
    listed = numbered(_titles(talk), listed=True)
    return Question(f"{talk.prompt.ask}\n{listed}", talk.prompt.label)


def chosen_entry(talk: Conversation, answer: str) -> Entry | None:
    """Return the moment that an answer to `ask_which` means."""
    ids = [entry.id for entry in talk.candidates]
    chosen = choose(answer, list(zip(ids, _titles(talk), strict=True))) if answer else None
    return next((entry for entry in talk.candidates if entry.id == chosen), None)


def ask_which_again(talk: C, answer: str, none: str) -> C:
    """Ask once more which moment is meant; then `none` is said."""
    if talk.misses or not answer:
        return finish(talk, Say(none))
    return ask_again(talk, talk.context.retry.range_only.format(count=len(talk.candidates)))


def _titles(talk: Conversation) -> list[str]:
    """Call the moments; those of one name also by how they begin."""
    titles = [title(entry, talk.context.now) for entry in talk.candidates]
    begun = [shorten(entry.what, BEGINNING, placeholder=" ...") for entry in talk.candidates]
    return [
        f"{name}: {what}" if titles.count(name) > 1 else name
        for name, what in zip(titles, begun, strict=True)
    ]
