"""Screens as plain text: conversations, the home screen, lists, one entry."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from repairlog.core.conversations.blocks import Block, HelpNow, Quote, Say, Ways
from repairlog.core.dates.naming import name
from repairlog.core.entries.changes import latest_tick
from repairlog.core.entries.listing import title
from repairlog.core.entries.model import Entry, Repair, Version
from repairlog.core.text import capital, listed
from repairlog.view.entry_rows import Row, entry_rows, outcome, repair_rows
from repairlog.view.text import one_line, wrap

if TYPE_CHECKING:  # shapes cost start-up time; here they are only names
    from repairlog.core.wording.common import Vocabulary
    from repairlog.core.wording.entries import EntryWords
    from repairlog.core.wording.screens import HomeWords

_QUOTE = "  "
_LISTED = re.compile(r"\d+ (?!of )")
AT_HOME = 3
"""How many waiting moments the home screen names."""


class Page(NamedTuple):
    """What a screen is fitted to. `program` is how this program was started."""

    width: int
    program: str
    plain: bool
    help_now: str = ""


def screen(blocks: Sequence[Block], page: Page) -> str:
    """Return blocks one under another, an empty line above each but a quote after a colon."""
    text = ""
    for block in blocks:
        tight = isinstance(block, Quote) and text.endswith(":\n")
        above = "" if tight else "\n"
        text += f"{above}{block_text(block, page)}\n"
    return text


def block_text(block: Block, page: Page) -> str:
    """Return one block as text without an empty line around it."""
    match block:
        case Say():
            return "\n".join(wrap(block.text.replace("{repairlog}", page.program), page.width))
        case Quote(short=True):
            return _QUOTE + one_line(block.text, page.width - len(_QUOTE))
        case Quote():
            return "\n".join(wrap(block.text, page.width, _QUOTE))
        case Ways():
            return ways(block.ways, page)
        case HelpNow():
            return page.help_now.strip("\n")


def ways(pairs: Sequence[tuple[str, str]], page: Page) -> str:
    """Return what can be typed next: reasons in one column, commands in another.

    In plain text, or where that is too wide, each command follows its reason.
    """
    commands = [f"{page.program} {command}".strip() for _, command in pairs]
    column = max(cell_len(reason) for reason, _ in pairs) + 3
    widest = column + max(cell_len(command) for command in commands)
    lines: list[str] = []
    for (reason, _), command in zip(pairs, commands, strict=True):
        if page.plain or (widest > page.width and len(reason) + len(command) < page.width):
            lines.append(f"{reason} {command}")
        elif widest > page.width:
            lines += [*wrap(reason, page.width), f"{_QUOTE}{command}"]
        else:
            lines.append(f"{reason:<{column}}{command}")
    return "\n".join(lines)


def question_text(text: str, page: Page) -> str:
    """Return a question, wrapped; a numbered line that goes on is set in."""
    lines: list[str] = []
    for line in text.replace("{repairlog}", page.program).split("\n"):
        indent = _QUOTE if line.startswith(_QUOTE) else ""
        after = _QUOTE if _LISTED.match(line) else indent
        lines += wrap(line, page.width, indent, after)
    return "\n".join(lines)


def home(  # noqa: PLR0913  each is another part of the screen
    words: HomeWords,
    waiting: Sequence[Entry],
    *,
    count: int,
    empty: bool,
    cut_off: tuple[str, str] | None,
    now: datetime,
    calm: bool = True,
    unfinished: Collection[str] = (),
) -> tuple[Block, ...]:
    """Return the home screen: when and with whom, never what was written.

    `waiting` are the newest of `count`, newest first; `cut_off` is the day and time of an
    interruption; `calm` says that none of those named is about harm, where a few words would
    not do; `unfinished` are the ids of those whose words are still being looked for.
    """
    ways_on = [(words.help, "help-now")]
    if cut_off:
        day, time = cut_off
        told = words.cut_off.format(day=f"on {day}", time=time)
        return Say(told), Ways(((words.carry_on, "new"), *ways_on))
    if empty:
        return Say(words.empty), Ways(((words.first, "new"), *ways_on))
    if not waiting:
        back = ((words.after, "new"), (words.look_back, "stats"), (words.read, "list"))
        return Say(words.none), Ways((*back, *ways_on))
    told = words.waiting.of(count).format(count=number_word(count))
    lines = [_waiting_line(words, entry, now, unfinished) for entry in waiting]
    if count > len(waiting):
        lines.append(words.older.format(count=count - len(waiting)))
    return (
        Say(f"{capital(told)}{f' {words.few}' if calm else ''}"),
        Quote("\n".join(lines)),
        Ways(((words.come_back, "repair"), (words.again, "new"), *ways_on)),
    )


def _waiting_line(
    words: HomeWords, entry: Entry, now: datetime, unfinished: Collection[str]
) -> str:
    ready = entry.planned and entry.planned.script and entry.id not in unfinished
    return f"{title(entry, now)}.{f' {words.ready}' if ready else ''}"


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number_word(count: int) -> str:
    """Return a small number as a word."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def listing(
    entries: Iterable[Entry], ids: Iterable[str], now: datetime, page: Page
) -> Iterator[str]:
    """Yield entries, which have these ids: id, when and with whom, state, how each begins.

    The moments of one event that tell the same stand on one line.
    """
    shown = min(max(_id_lengths(ids)), 12)
    for _, group in groupby(entries, lambda entry: (entry.group or entry.id, entry.what)):
        together = sorted(group, key=lambda entry: entry.id != entry.group)  # as they were named
        first, named = " ".join(entry.id[:shown] for entry in together), together[0]
        start = f"{first}  {_title_of_all(together, now)}. {_states(together)}."
        begins = _QUOTE + one_line(named.what, page.width - len(_QUOTE))
        yield "".join(f"{line}\n" for line in [*wrap(start, page.width, after=_QUOTE), begins])


def _title_of_all(group: Sequence[Entry], now: datetime) -> str:
    """Return how the moments of one event are called: when, and with whom."""
    children = listed([entry.child for entry in group])
    return title(group[0].replace(child=children) if len(group) > 1 else group[0], now)


def _states(group: Sequence[Entry]) -> str:
    """Return how it stands; of several that stand otherwise, by name."""
    states = [_STATES[entry.state] for entry in group]
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


_STATES = {"waiting": "Waiting", "returned": "Came back", "at_rest": "At rest"}


def entry_text(
    entry: Entry, words: EntryWords, vocabulary: Vocabulary, now: datetime, page: Page
) -> str:
    """Return all of an entry for reading."""
    start = f"{entry.id}  {title(entry, now)}. {_STATES[entry.state]}."
    body = _body(entry, words, vocabulary, now, page)
    return "\n".join([*wrap(start, page.width, after=_QUOTE), *body])


def _body(
    entry: Entry, words: EntryWords, vocabulary: Vocabulary, now: datetime, page: Page
) -> list[str]:
    """Return what was written: the account, then every part that holds something."""
    lines = ["", *wrap(entry.what, page.width, _QUOTE)]
    told = _lines(entry_rows(entry, vocabulary, words.shown, _rest(entry, now)), page)
    lines += ["", *told] if told else []
    for repair in entry.attempts:
        lines += ["", *_repair_lines(repair, words, now, page)]
    return lines


def _rest(entry: Entry, now: datetime) -> str:
    if entry.rest is None:
        return ""
    since = f"since {name(entry.rest.at, 'day', now)}"
    return f"{since}, {entry.rest.why}" if entry.rest.why else since


def _lines(rows: Sequence[Row], page: Page) -> list[str]:
    told = (f"{label}: {text}" for label, text in rows)
    return [line for each in told for line in wrap(each, page.width, after=_QUOTE)]


def _repair_lines(repair: Repair, words: EntryWords, now: datetime, page: Page) -> list[str]:
    told = outcome(repair, words, words.shown)
    if repair.outcome != "planned" and repair.at:
        told = f"{told}: {name(repair.at, repair.precision, now)}"
    return [f"{told}.", *_lines(repair_rows(repair, words.shown, words.responses), page)]


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
            lines = wrap(start, page.width, after=_QUOTE)
            parts.append("\n".join([*lines, *_body(version, words, vocabulary, now, page)]))
        else:
            parts.append(f"{version.deleted.astimezone():%Y-%m-%d %H:%M}  deleted")
    return "\n\n".join(parts)
