"""Home screen: what is waiting, and what to type next."""

import heapq
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice

from repairlog import content
from repairlog.cli import harm_options
from repairlog.cli.session import Session
from repairlog.core.dates.naming import name
from repairlog.core.entries.checking import came_back_lately, offered
from repairlog.core.entries.listing import happening
from repairlog.core.entries.model import Entry
from repairlog.journal import bookmark
from repairlog.view import screens

_SEVERAL = 3
"""More than so many that have waited for so long may rest together."""

_ASKED = 12
"""How many old ones are read for words of harm, so that the rest may be named together."""


_NEW_FOR = timedelta(days=28)
"""How long after the first moment the screen names the pages to read."""


def home(run: Session) -> None:
    """Print what is waiting, and what to type next."""
    count = apart = 0
    empty = True
    long_ago, first = run.now - harm_options.TOLD_FOR, run.now
    old: list[Entry] = []
    returned: list[Entry] = []

    def waiting() -> Iterator[Entry]:
        nonlocal count, apart, empty, first
        for entry in run.journal.entries():
            empty, first = False, min(first, entry.logged)
            if entry.waits:
                count += 1
                if len(old) < _ASKED and entry.happened.date() < long_ago.date():
                    old.append(entry)
                yield entry
            elif entry.apart and entry.logged > long_ago and not entry.looked_after:
                apart += 1
            elif came_back_lately(entry, run.now):
                returned.append(entry)

    newest = heapq.nlargest(screens.AT_HOME, waiting(), key=happening)
    cut_off = None if empty else _cut_off(run)
    words = content.screens().home
    overview = screens.Overview(
        waiting=tuple(newest),
        count=count,
        apart=apart,
        looked_back=next(iter(to_look_back_on(run, returned)), None),
        rest_before=f"{long_ago:%Y-%m-%d}" if _may_rest_together(run, old) else "",
        calm=not any(harm_options.is_unanswered(run, each) for each in newest),
        is_new=run.now - first < _NEW_FOR,
        unfinished=bookmark.unfinished(run.store.beside),
    )
    blocks = screens.home(words, overview, empty=empty, cut_off=cut_off, now=run.now)
    run.data(screens.screen(blocks, run.page).rstrip("\n"))


def _cut_off(run: Session) -> tuple[str, str] | None:
    """Return the day and the time of an interruption, if there was one."""
    found = bookmark.cut_off(run.store.beside)
    if found is None:
        return None
    since = datetime.fromisoformat(found.since).astimezone()
    return name(since, "day", run.now), f"{since:%H:%M}"


def to_look_back_on(run: Session, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return those to look back on, the latest return first; never one that may be about harm."""
    lately = (each for each in entries if came_back_lately(each, run.now))
    return offered((e for e in lately if not harm_options.is_unanswered(run, e)), run.now)


def _may_rest_together(run: Session, old: Iterable[Entry]) -> bool:
    """Whether more than three of those that have waited for over a month may rest."""
    may_rest = (each for each in old if not harm_options.is_unanswered(run, each))
    return len(list(islice(may_rest, _SEVERAL + 1))) > _SEVERAL
