"""Questions that several conversations ask: lists with own words, days, which moment is meant."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from textwrap import shorten
from typing import NamedTuple

from repairlog.core.conversations.answers import bare, has_words
from repairlog.core.conversations.blocks import Block, Say
from repairlog.core.conversations.choices import Choices, choose, numbered, pick
from repairlog.core.conversations.engine import (
    C,
    Conversation,
    Question,
    Refusal,
    Step,
    ask_again,
    cannot_take,
    finish,
    go_on,
    remember,
    set_fields,
)
from repairlog.core.dates.clock import Unclear
from repairlog.core.dates.naming import MONTHS, WEEKDAYS, When
from repairlog.core.dates.parse import read_when
from repairlog.core.entries.listing import title
from repairlog.core.entries.model import Entry
from repairlog.core.text import name_key

_THE_ONE = re.compile(
    r"(?:the|that) (?:one|time|thing)(?: (?:with|about|at|in|on|from|where|when))?(?: the| a)?"
    r" (?P<about>.+)"
    r"|(?:(?:the|that|my) )?(?P<before>.+?)(?:['\u2019]s)?(?: (?:one|thing|bit|incident))? *[.!?]*",
    re.IGNORECASE | re.DOTALL,
)
"""How a moment is pointed at: "the pool one", "that thing with the peas", "Fox's"."""

BEGINNING = 40
"""Letters of a moment's own words that tell it from another of its day."""

OFFERED_AT_ONCE = 9
"""How many moments are offered by number."""


def take_words(
    talk: C,
    field: str,
    choices: Choices,
    answer: str,
    said: Callable[[tuple[str, ...]], Say] | None = None,
) -> C:
    """Take numbers and own words into a field; `said` shows back what was taken.

    Beside a number that is not there, the rest is taken, and the question asked once more.
    """
    exact = {word for each in talk.context.vocabulary.feelings for word in each.words}
    picked = pick(answer, choices, exact if field == "feelings" else ())
    words = picked.words
    if talk.memory.partly == field:
        words = tuple(dict.fromkeys((*getattr(talk.the_entry, field), *words)))
    if picked.out_of_range and (talk.context.piped or not talk.misses or not words):
        wanted = talk.context.retry.range.format(count=len(choices))
        if picked.words and not talk.context.piped:
            talk = set_fields(remember(talk, partly=field), **{field: words})
        return cannot_take(talk, "" if picked.words else answer, Refusal(wanted))
    if not words:
        return go_on(talk)
    shown = [said(words)] if said else []
    return go_on(set_fields(remember(talk, partly=""), **{field: words}), *shown)


def keep_with_account(talk: C, words: str) -> tuple[C, str]:
    """Keep what a question cannot take with what happened, and return the sentence saying so."""
    kept = set_fields(talk, what=f"{talk.the_entry.what}\n{words}")
    return kept, talk.context.retry.kept_with_account


def take_one(talk: C, answer: str, choices: Choices) -> tuple[C, str]:
    """Return which one of a list was chosen, "" for none.

    Words beside a number are kept where the question keeps words, and else shown back.
    """
    chosen = choose(answer, choices)
    if not chosen.beside:
        return talk, chosen.id
    step: Step[C] = talk.flow.steps[talk.at]
    if step.keep:
        talk, told = step.keep(talk, chosen.beside)
    else:
        told = talk.context.retry.left_out.format(answer=chosen.beside)
    return replace(talk, blocks=(*talk.blocks, Say(told))), chosen.id


def with_beside(talk: Conversation, words: str) -> str:
    """Return words below those that an earlier question kept where they go."""
    return "\n".join(filter(None, (talk.memory.beside, words)))


class Day(NamedTuple):
    """The day that a question about time is left at, and how that is called in the question."""

    at: datetime
    called: str

    @property
    def in_full(self) -> str:
        """The day with its weekday, so that nobody has to work out which is meant."""
        is_dated = self.called[:1].isupper()
        return self.called if is_dated else f"{self.called}, {WEEKDAYS[self.at.weekday()]}"


def read_day(talk: Conversation, answer: str, now: datetime) -> When | Unclear:
    """Read when it was; after several days were said, as one of those where that can be."""
    localise, days = talk.context.localise, talk.memory.days
    among = read_when(f"{answer} {days}", now, localise) if days else Unclear.UNKNOWN
    return read_when(answer, now, localise) if isinstance(among, Unclear) else among


def take_unclear_day(talk: C, why: Unclear, answer: str, day: Day) -> C:
    """Ask for another day; what was none tells something, and is kept.

    Several days are first asked about, and kept where none of them is chosen.
    """
    retry = talk.context.retry
    reasons = {
        Unclear.UNKNOWN: retry.when_unknown,
        Unclear.FUTURE: retry.when_future,
        Unclear.SEVERAL: retry.when_several,
    }
    is_kept = why is Unclear.UNKNOWN or (why is Unclear.SEVERAL and talk.misses)
    reason = reasons.get(why, retry.when_impossible)
    if talk.misses and why is Unclear.SEVERAL:
        reason = retry.when_unknown
    if why is Unclear.SEVERAL and not talk.misses:
        talk = remember(talk, days=answer)
    words = answer if is_kept else ""
    return ask_for_day(talk, words, reason.format(answer=answer), day)


def ask_for_day(talk: C, words: str, why: str, day: Day) -> C:
    """Ask once more; after a second miss it is said which day it was left at."""
    retry, now = talk.context.retry, talk.context.now
    yesterday = now - timedelta(days=1)
    example = yesterday if yesterday.month == now.month else now
    wanted = retry.when.format(
        today=day.called, example=f"{example.day} {MONTHS[example.month - 1]}"
    )
    left = retry.when_left.format(today=day.in_full)
    return cannot_take(talk, words, Refusal(wanted, why, left))


def ask_for_number(
    talk: C, answer: str, count: int, after: Callable[[C, Block], C] | None = None
) -> C:
    """Ask once more for one number up to `count`."""
    return cannot_take(talk, answer, Refusal(number_wanted(talk, answer, count)), after)


def number_wanted(talk: Conversation, answer: str, count: int) -> str:
    """Say which numbers there are, after an answer that was none of them."""
    retry = talk.context.retry
    if count == 2:
        return retry.one_of_two
    return (retry.number if has_words(answer) else retry.range_only).format(count=count)


def is_choosing(talk: Conversation) -> bool:
    """Whether it is open which moment is meant."""
    return talk.entry is None


def ask_which(talk: Conversation) -> Question:
    """Ask which of several moments is meant."""
    listed = numbered(_titles(talk), listed=True)
    return Question(f"{talk.prompt.ask}\n{listed}", talk.prompt.label)


def chosen_entry(talk: Conversation, answer: str) -> Entry | None:
    """Return the moment that an answer means: by number, name, day, or a word of its account.

    "The lunchbox one" is the one that tells of a lunchbox.
    """
    named = list(zip([entry.id for entry in talk.candidates], _titles(talk), strict=True))
    chosen = choose(answer, named, alone=True)
    if chosen.id or chosen.out_of_range or not answer:
        return next((entry for entry in talk.candidates if entry.id == chosen.id), None)
    return next((found[0] for found in _meant(talk, answer) if len(found) == 1), None)


def fitting(talk: Conversation, answer: str) -> list[Entry]:
    """Return the moments that a name, a word or a day may mean, whichever finds any first."""
    return next(filter(None, _meant(talk, answer)), [])


def _meant(talk: Conversation, answer: str) -> list[list[Entry]]:
    """Return what fits a name, a word and a day: as typed, and without "the one with" around it.

    "Bath" is a time of day too: where an account tells of one, that is meant.
    """
    said = _THE_ONE.fullmatch(answer)
    ways = [answer, said["about"] or said["before"]] if said else [answer]
    return [
        found(talk, way) for way in ways if bare(way) for found in (_with, _telling_of, _of_day)
    ]


def _with(talk: Conversation, name: str) -> list[Entry]:
    return [entry for entry in talk.candidates if name_key(entry.child) == name_key(name)]


def _of_day(talk: Conversation, day: str) -> list[Entry]:
    when = read_when(day, talk.context.now, talk.context.localise)
    if isinstance(when, Unclear):
        return []
    return [entry for entry in talk.candidates if entry.happened.date() == when.at.date()]


def _telling_of(talk: Conversation, words: str) -> list[Entry]:
    said = re.compile(rf"\b{re.escape(bare(words))}\b")
    return [entry for entry in talk.candidates if said.search(bare(entry.what))]


def ask_which_again(talk: C, answer: str, none: str) -> C:
    """Ask once more which moment is meant; then `none` is said."""
    if not answer:
        return finish(talk, Say(none))
    retry = talk.context.retry
    unclear = [retry.unclear.format(answer=answer)] if has_words(answer) else []
    if talk.misses:
        return finish(talk, Say(" ".join([*unclear, none])))
    wanted = number_wanted(talk, answer, len(talk.candidates))
    return ask_again(talk, Say(" ".join([*unclear, wanted])))


def _titles(talk: Conversation) -> list[str]:
    """Call the moments; those of one name, and those without a child, also by how they begin."""
    titles = [title(entry, talk.context.now) for entry in talk.candidates]
    begun = [shorten(entry.what, BEGINNING, placeholder=" ...") for entry in talk.candidates]
    return [
        f"{name}: {what}" if titles.count(name) > 1 or not entry.child else name
        for name, what, entry in zip(titles, begun, talk.candidates, strict=True)
    ]
