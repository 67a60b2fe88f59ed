"""Screens as plain text: what a conversation shows, and the home screen."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from repairlog.core.conversations.blocks import Block, HelpNow, Quote, Say, Ways
from repairlog.core.dates.naming import name
from repairlog.core.entries.checking import latest_return, returned_at
from repairlog.core.entries.listing import title
from repairlog.core.entries.model import Entry
from repairlog.core.text import capital
from repairlog.view.text import QUOTE, Page, one_line, width_of, with_program, wrap

if TYPE_CHECKING:  # shapes cost start-up time; here they are only names
    from repairlog.core.wording.plural import Plural
    from repairlog.core.wording.screens import HomeWords

_LISTED = r"\d+ (?!of )"
AT_HOME = 3
"""How many waiting moments the home screen names."""


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
            return "\n".join(wrap(with_program(block.text, page), page.width))
        case Quote(short=True):
            return QUOTE + one_line(block.text, page.width - len(QUOTE))
        case Quote():
            return "\n".join(wrap(block.text, page.width, QUOTE))
        case Ways():
            return ways(block.ways, page)
        case HelpNow():
            return page.help_now.strip("\n")


def ways(pairs: Sequence[tuple[str, str]], page: Page) -> str:
    """Return what can be typed next: reasons in one column, commands in another.

    In plain text, or where that is too wide, each command follows its reason; where it does
    not fit there, it has a line of its own.
    """
    commands = [f"{page.program} {command}".strip() for _, command in pairs]
    column = max(width_of(reason) for reason, _ in pairs) + 3
    widest = column + max(width_of(command) for command in commands)
    lines: list[str] = []
    for (reason, _), command in zip(pairs, commands, strict=True):
        no_columns = page.plain or widest > page.width
        if no_columns and width_of(reason) + width_of(command) < page.width:
            lines.append(f"{reason} {command}")
        elif no_columns:
            lines += [*wrap(reason, page.width), f"{QUOTE}{command}"]
        else:
            lines.append(f"{reason:<{column}}{command}")
    return "\n".join(lines)


def question_text(text: str, page: Page) -> str:
    """Return a question, wrapped; a numbered line that goes on is set in."""
    lines: list[str] = []
    for line in with_program(text, page).split("\n"):
        indent = QUOTE if line.startswith(QUOTE) else ""
        after = QUOTE if re.match(_LISTED, line) else indent
        lines += wrap(line, page.width, indent, after)
    return "\n".join(lines)


@dataclass(frozen=True)
class Overview:
    """How a whole journal stands. `waiting` are the newest of `count`, newest first.

    `apart` is how many are kept apart that nobody looks after yet; `looked_back` is one to look
    back on; from before `rest_before` several may rest together; `calm` says that none of those
    named is about harm, where a few words would not do; in a journal that `is_new` the pages to
    read are named, unless somebody may be hurt; `unfinished` are the ids of those whose words are
    still being looked for.
    """

    waiting: tuple[Entry, ...] = ()
    count: int = 0
    apart: int = 0
    looked_back: Entry | None = None
    rest_before: str = ""
    calm: bool = True
    is_new: bool = False
    unfinished: Collection[str] = ()

    @property
    def named(self) -> tuple[Entry, ...]:
        """Those that wait and are named: with what else there is, three things and no more."""
        others = bool(self.apart) + (self.looked_back is not None)
        return self.waiting[: AT_HOME - others]


def home(
    words: HomeWords,
    overview: Overview,
    *,
    empty: bool,
    cut_off: tuple[str, str] | None,
    now: datetime,
) -> tuple[Block, ...]:
    """Return the home screen: when and with whom, never what was written.

    `cut_off` is the day and time of an interruption.
    """
    ways_on = [(words.help, "help-now")]
    named = overview.is_new and overview.calm and not overview.apart
    pages = ((words.learn, "learn"),) if named else ()
    if cut_off:
        day, time = cut_off
        told = words.cut_off.format(day=f"on {day}", time=time)
        return Say(told), Ways(((words.carry_on, "new"), *ways_on))
    if empty:
        return Say(words.empty), Ways(((words.first, "new"), *ways_on))
    looked_back = _looked_back(words, overview.looked_back, now)
    count, waiting = overview.count, overview.named
    if not waiting:
        back = ((words.after, "new"), (words.look_back, "stats"), (words.read, "list"))
        apart = _apart(words.apart, overview.apart)
        return Say(words.none), *looked_back, *apart, Ways((*back, *pages, *ways_on))
    told = words.waiting.of(count).format(count=number_word(count))
    told = told if count <= AT_HOME else words.several  # how many is no kindness to come home to
    lines = [_waiting_line(words, entry, now, overview.unfinished) for entry in waiting]
    if count > len(waiting):
        lines.append(words.older.format(count=count - len(waiting)))
    older = f"rest --before {overview.rest_before}"
    together = [Ways(((words.together, older),))] if overview.rest_before else []
    return (
        Say(f"{capital(told)}{f' {words.few}' if overview.calm else ''}"),
        Quote("\n".join(lines)),
        *together,
        *looked_back,
        *_apart(words.apart_too, overview.apart),
        Ways(((words.come_back, "repair"), (words.again, "new"), *pages, *ways_on)),
    )


def _looked_back(words: HomeWords, entry: Entry | None, now: datetime) -> tuple[Block, ...]:
    """Say when they went back, and that it can be looked back on."""
    came = latest_return(entry) if entry else None
    if entry is None or came is None:
        return ()
    form = words.came if came.they_came else words.went_back
    told = form.format(child=entry.child or "them", day=name(returned_at(entry), "day", now))
    return (Ways(((capital(told), "check-in"),)),)


def _apart(told: Plural, count: int) -> tuple[Block, ...]:
    """Say how many are kept apart, and that there is help with those."""
    if not count:
        return ()
    return (Ways(((capital(told.of(count).format(count=number_word(count))), "help-now"),)),)


def _waiting_line(
    words: HomeWords, entry: Entry, now: datetime, unfinished: Collection[str]
) -> str:
    ready = entry.planned and entry.planned.script and entry.id not in unfinished
    return f"{title(entry, now)}.{f' {words.ready}' if ready else ''}"


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number_word(count: int) -> str:
    """Return a small number as a word."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)
