"""Entries as plain text: lists of them, one entry, and its history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from repairlog.core.dates.naming import name
from repairlog.core.entries.changes import latest_tick
from repairlog.core.entries.listing import Standing, standing, title
from repairlog.core.entries.model import CheckIn, Entry, Repair, Version
from repairlog.core.text import listed
from repairlog.view.entry_rows import (
    Row,
    check_in_rows,
    check_ins,
    entry_rows,
    outcome,
    repair_rows,
)
from repairlog.view.text import QUOTE, Page, one_line, wrap

if TYPE_CHECKING:  # shapes cost start-up time; here they are only names
    from repairlog.core.wording.common import Vocabulary
    from repairlog.core.wording.entries import EntryWords


def listing(
    entries: Iterable[Entry],
    ids: Iterable[str],
    now: datetime,
    page: Page,
    under: Callable[[Entry], Sequence[str]] | None = None,
) -> Iterator[str]:
    """Yield entries, which have these ids: id, when and with whom, state, how each begins.

    The moments of one event that tell the same stand on one line. `under` gives other lines
    to stand below it than how it begins.
    """
    shown = min(max(_id_lengths(ids)), 12)
    for _, group in groupby(entries, lambda entry: (entry.group or entry.id, entry.what)):
        together = sorted(group, key=lambda entry: entry.id != entry.group)  # as they were named
        first, named = " ".join(entry.id[:shown] for entry in together), together[0]
        start = f"{first}  {_title_of_all(together, now)}. {_states(together)}."
        lines = wrap(start, page.width, after=QUOTE)
        if under:
            lines += dict.fromkeys(line for entry in together for line in under(entry))
        else:
            lines.append(QUOTE + one_line(named.what, page.width - len(QUOTE)))
        yield "".join(f"{line}\n" for line in lines)


def _title_of_all(group: Sequence[Entry], now: datetime) -> str:
    """Return how the moments of one event are called: when, and with whom."""
    children = listed([entry.child for entry in group])
    return title(group[0].replace(child=children) if len(group) > 1 else group[0], now)


def _states(group: Sequence[Entry]) -> str:
    """Return how it stands; of several that stand otherwise, by name."""
    states = [_state(entry) for entry in group]
    if len(set(states)) == 1:
        return states[0]
    named = zip(group, states, strict=True)
    return ". ".join(f"{entry.child}: {state.lower()}" for entry, state in named)


def _id_lengths(ids: Iterable[str]) -> list[int]:
    """Return how many letters tell each of these apart, four at least."""
    lengths = [4]
    for one, other in pairwise(sorted(ids)):
        same = next((i for i in range(12) if one[i] != other[i]), 11)
        lengths.append(same + 1)
    return lengths


_STATES: dict[Standing, str] = {
    "waiting": "Waiting",
    "returned": "Came back",
    "they_came": "They came to you",
    "at_rest": "At rest",
    "steady": "It nearly happened, and didn't",
    "apart": "Kept apart",
}


def _state(entry: Entry) -> str:
    """Say how it stands; of what stands apart only that, as nothing else measures it."""
    return _STATES[standing(entry)]


def entry_text(
    entry: Entry, words: EntryWords, vocabulary: Vocabulary, now: datetime, page: Page
) -> str:
    """Return all of an entry for reading."""
    start = f"{entry.id}  {title(entry, now)}. {_state(entry)}."
    body = _body(entry, words, vocabulary, now, page)
    return "\n".join([*wrap(start, page.width, after=QUOTE), *body])


def _body(
    entry: Entry, words: EntryWords, vocabulary: Vocabulary, now: datetime, page: Page
) -> list[str]:
    """Return what was written: the account, then every part that holds something."""
    lines = ["", *wrap(entry.what, page.width, QUOTE)]
    told = _lines(entry_rows(entry, vocabulary, words.shown, _rest(entry, now)), page)
    lines += ["", *told] if told else []
    for repair in entry.attempts:
        lines += ["", *_repair_lines(repair, words, now, page)]
    for check in check_ins(entry):
        lines += ["", *_check_in_lines(check, words, now, page)]
    return lines


def _rest(entry: Entry, now: datetime) -> str:
    if entry.rest is None:
        return ""
    since = f"since {name(entry.rest.at, 'day', now)}"
    return f"{since}, {entry.rest.why}" if entry.rest.why else since


def _lines(rows: Sequence[Row], page: Page) -> list[str]:
    told = (f"{label}: {text}" for label, text in rows)
    return [line for each in told for line in wrap(each, page.width, after=QUOTE)]


def _repair_lines(repair: Repair, words: EntryWords, now: datetime, page: Page) -> list[str]:
    told = outcome(repair, words, words.shown)
    if repair.outcome != "planned" and repair.at:
        told = f"{told}: {name(repair.at, repair.precision, now)}"
    return [f"{told}.", *_lines(repair_rows(repair, words.shown, words.responses), page)]


def _check_in_lines(check: CheckIn, words: EntryWords, now: datetime, page: Page) -> list[str]:
    day = name(check.at.astimezone(now.tzinfo), "day", now)
    return [
        f"{words.shown.checked}: {day}.",
        *_lines(check_in_rows(check, words, words.shown), page),
    ]


def history_text(
    versions: Sequence[Version],
    words: EntryWords,
    vocabulary: Vocabulary,
    now: datetime,
    page: Page,
) -> str:
    """Return every version of an entry, oldest first, as it was written."""
    parts: list[str] = []
    for version in versions:
        if isinstance(version, Entry):
            start = f"{latest_tick(version).astimezone():%Y-%m-%d %H:%M}  {title(version, now)}."
            lines = wrap(start, page.width, after=QUOTE)
            parts.append("\n".join([*lines, *_body(version, words, vocabulary, now, page)]))
        else:
            parts.append(f"{version.deleted.astimezone():%Y-%m-%d %H:%M}  deleted")
    return "\n\n".join(parts)
